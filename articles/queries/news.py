"""When the words of market pages last changed."""

from datetime import datetime

from articles.models import Article
from articles.queries.published import all_live
from articles.writing.content import Topic
from articles.writing.layers import speaks_for
from benchmarks.moments import Moment


class News:
    """Of all live words, in either language: those that were news to readers; one query."""

    def __init__(self, moment: Moment) -> None:
        self._layers = all_live(moment, kind=Article.Kind.MARKET)

    def of(self, market: Topic) -> datetime | None:
        """Of all that speak for the market; None where nothing does."""
        speaking = (one for one in self._layers if speaks_for(one.content.topic, market))
        return max((one.changed_at for one in speaking), default=None)
