"""Reads the figures that a page cites: all of them at once, in at most five queries."""

from collections.abc import Iterable, Mapping

from articles.figures.estimates import of_market, of_release
from articles.figures.figure import Figure, FigureBook, nothing
from articles.figures.keys import Key, LawKey, MarketKey, read_key
from articles.figures.legal import law_figure
from articles.knowledge import Knowledge
from articles.writing.content import Topic
from benchmarks.moments import Moment
from benchmarks.queries.cited import Cell, read_cited


def read_figures(
    keys: Iterable[str], *, topic: Topic, moment: Moment, knowledge: Knowledge | None = None
) -> FigureBook:
    """What each key is on the moment's day; a key that names nothing is unknown.

    A page that reads law and release for other parts as well hands its `knowledge` over.
    """
    known = knowledge or Knowledge(moment)
    explicit = {written: _explicit(written, topic) for written in keys}
    law = {written: key for written, key in explicit.items() if isinstance(key, LawKey)}
    markets = {written: key for written, key in explicit.items() if isinstance(key, MarketKey)}
    figures = {
        **{written: nothing(written) for written in explicit},
        **(_of_law(law, known) if law else {}),
        **(_of_markets(markets, known) if markets else {}),
    }
    return FigureBook(figures, None if moment.is_now else moment.on)


def _explicit(written: str, topic: Topic) -> Key | None:
    key = read_key(written)
    return key.about(topic) if isinstance(key, MarketKey) else key


def _of_law(keys: Iterable[str], known: Knowledge) -> dict[str, Figure]:
    return {written: law_figure(written, known.values, known.moment.on) for written in keys}


def _of_markets(keys: Mapping[str, MarketKey], known: Knowledge) -> dict[str, Figure]:
    release = known.release
    cells = {written: cell for written, key in keys.items() if (cell := cell_of(key))}
    cited = read_cited(set(cells.values()), release=release) if cells else {}
    figures = {
        written: of_market(written, key, cited[cells[written]], release)
        for written, key in keys.items()
        if cells.get(written) in cited
    }
    of_all = {
        written: of_release(written, key, release)
        for written, key in keys.items()
        if key.market is None
    }
    return figures | of_all


def cell_of(key: MarketKey) -> Cell | None:
    """None for what is the same in all markets."""
    market = key.market
    if market is None:
        return None
    return Cell(
        occupation=market.occupation,
        country=market.country.upper(),
        hub=market.hub,
        seniority=key.seniority,
    )
