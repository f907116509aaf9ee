"""What visitors may read of articles at one moment; nothing else reaches a public page."""

from articles.queries.about import Written, read_written
from articles.queries.live import Change, Found, Live
from articles.queries.published import (
    all_live,
    find_live,
    find_page,
    find_visa_page,
    leads_to,
    live_articles,
    live_of,
    live_of_articles,
    newer_original,
    newest_articles,
    related_articles,
)

__all__ = [
    "Change",
    "Found",
    "Live",
    "Written",
    "all_live",
    "find_live",
    "find_page",
    "find_visa_page",
    "leads_to",
    "live_articles",
    "live_of",
    "live_of_articles",
    "newer_original",
    "newest_articles",
    "read_written",
    "related_articles",
]
