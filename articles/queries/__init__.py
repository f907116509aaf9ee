"""What visitors may read of articles at one moment; nothing else reaches a public page."""

from articles.queries.published import (
    Change,
    Found,
    Live,
    find_live,
    find_page,
    find_visa_page,
    leads_to,
    live_articles,
    live_of,
    newest_articles,
    related_articles,
)

__all__ = [
    "Change",
    "Found",
    "Live",
    "find_live",
    "find_page",
    "find_visa_page",
    "leads_to",
    "live_articles",
    "live_of",
    "newest_articles",
    "related_articles",
]
