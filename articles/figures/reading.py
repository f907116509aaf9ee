"""Reads the figures that a page cites, all at once: in four queries while the law is at hand."""

from collections.abc import Iterable
from dataclasses import replace

from articles.figures.estimates import of_market, of_release
from articles.figures.figure import Figure, FigureBook, State, nothing
from articles.figures.former import renamed_keys
from articles.figures.keys import Key, LawKey, MarketKey, read_key
from articles.figures.legal import law_figure
from articles.knowledge import Knowledge
from articles.writing.content import Topic
from benchmarks.moments import Moment
from benchmarks.queries import PaySummary
from benchmarks.queries.cited import Cell, cited_of_page, read_cited


def read_figures(
    keys: Iterable[str],
    *,
    topic: Topic,
    moment: Moment,
    knowledge: Knowledge | None = None,
    pay: PaySummary | None = None,
) -> FigureBook:
    """What each key is on the moment's day; a key that names nothing is unknown.

    One whose codes were changed since is read by what it became, in further queries. A page that
    reads law and release for other parts as well hands its `knowledge` over, the page of a market
    its `pay` of that release.
    """
    known = knowledge or Knowledge(moment)
    explicit = {written: _explicit(written, topic) for written in keys}
    asked = {written: key for written, key in explicit.items() if key}
    found = _read(set(asked.values()), known, pay)
    missing = {key for key in asked.values() if key not in found}
    became = renamed_keys(missing) if missing else {}
    if became:
        again = _read(set(became.values()), known)
        found |= {old: again[new] for old, new in became.items() if new in again}
    figures = {
        written: replace(found[key], key=written) if key in found else nothing(written)
        for written, key in explicit.items()
    }
    return FigureBook(figures, None if moment.is_now else moment.on)


def _explicit(written: str, topic: Topic) -> Key | None:
    key = read_key(written)
    return key.about(topic) if isinstance(key, MarketKey) else key


def _read(
    keys: Iterable[Key], known: Knowledge, pay: PaySummary | None = None
) -> dict[Key, Figure]:
    """Those of the keys that name something."""
    law = [key for key in keys if isinstance(key, LawKey)]
    markets = [key for key in keys if isinstance(key, MarketKey)]
    return {
        **(_of_law(law, known) if law else {}),
        **(_of_markets(markets, known, pay) if markets else {}),
    }


def _of_law(keys: Iterable[LawKey], known: Knowledge) -> dict[Key, Figure]:
    figures = {key: law_figure(str(key), known.values, known.moment.on) for key in keys}
    return {key: one for key, one in figures.items() if one.state is not State.UNKNOWN}


def _of_markets(
    keys: Iterable[MarketKey], known: Knowledge, pay: PaySummary | None
) -> dict[Key, Figure]:
    release = known.release
    cells = {key: cell_of(key) for key in keys}
    wanted = {cell for cell in cells.values() if cell}
    at_hand = cited_of_page(wanted, pay) if pay else {}
    missing = wanted - at_hand.keys()
    cited = at_hand | (read_cited(missing, release=release) if missing else {})
    figures: dict[Key, Figure] = {}
    for key, cell in cells.items():
        if cell is None:
            figures[key] = of_release(str(key), key, release)
        elif cell in cited:
            figures[key] = of_market(str(key), key, cited[cell], release)
    return figures


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
