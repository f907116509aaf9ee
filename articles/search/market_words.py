"""What editors wrote for some market pages, as far as these are found by it.

The words that stand on every market page are left out: everything would be found by them.
"""

from articles.figures.figure import FigureBook
from articles.figures.references import REFERENCE
from articles.figures.rendering import plain
from articles.models import Article
from articles.queries import live_articles
from articles.search.texts import without_tags
from articles.writing.conditions import MarketFacts, Need
from articles.writing.content import Topic, texts_of
from articles.writing.layers import how_special, merged, speaks_for
from benchmarks.moments import Moment

KNOWN = frozenset({Need.FIGURE, Need.OWN_FIGURE})
"""What every page has that is in the index. What else a block asks for would have to be worked out
page by page: a block that does isn't looked into."""
FIGURE = "…"
"""Stands for a figure: each page has its own."""


class MarketWords:
    """All live words for some market pages of one language; one query."""

    def __init__(self, moment: Moment, language: str) -> None:
        lives = live_articles(moment, kind=Article.Kind.MARKET, language=language)
        special = [one.content for one in lives if how_special(one.content.topic) != (0, 0)]
        self._language = language
        self._layers = sorted(special, key=lambda layer: how_special(layer.topic))

    def of(self, market: Topic) -> str:
        """What its page says that not every page says, the lead first; empty where nothing does."""
        layers = [layer for layer in self._layers if speaks_for(layer.topic, market)]
        if not layers:
            return ""
        facts = MarketFacts(occupation=market.occupation, country=market.country, has=KNOWN)
        lead = next((layer.lead for layer in reversed(layers) if layer.lead), "")
        texts = (text for block in merged(layers, facts) for text in texts_of(block))
        return " ".join(map(self._bare, [lead, *map(without_tags, texts)])).strip()

    def _bare(self, text: str) -> str:
        return plain(REFERENCE.sub(FIGURE, text), FigureBook({}), self._language)
