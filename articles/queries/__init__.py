"""What visitors may read of articles at one moment; nothing else reaches a public page."""

from articles.queries.published import Live, find_live, live_articles, live_of

__all__ = ["Live", "find_live", "live_articles", "live_of"]
