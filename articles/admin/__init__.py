"""The admin of articles, a file per subject; importing it registers all of them."""

from articles.admin import articles, job_adverts, links, offers, pictures, versions

__all__ = ["articles", "job_adverts", "links", "offers", "pictures", "versions"]
