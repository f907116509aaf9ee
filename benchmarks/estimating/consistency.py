"""Finds published figures that can't all be true; a release that has such figures is refused.

The page that this product began with had nine samples of 120,684 on average, seven of them senior
with 168,958: the other two would have to earn −48,275.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from benchmarks.estimating.cells import CellKey
from benchmarks.estimating.contrasts import Contrast, Dimension
from benchmarks.estimating.observations import NONE

FARTHEST_REST = 5.0
"""The rest of a group earns neither a fifth nor five times of what the group does."""

LARGEST_STEP = (0.85, 1.25)
"""Next year's typical pay against this year's, when both intervals are taken at their nearest."""


class Figure(NamedTuple):
    """What a page says of one cell and year, as printed; `n` people stand behind it.

    A figure without an interval has `low` and `high` equal to `typical`; a page without a range of
    people leaves `people` empty, else it is P10, P25, P75, P90.
    """

    key: CellKey
    year: int
    is_projection: bool
    n: int
    typical: float
    low: float
    high: float
    people: tuple[float, float, float, float] | tuple[()] = ()


class Kind(StrEnum):
    ORDER = "order"
    MORE_PARTS_THAN_WHOLE = "more_parts_than_whole"
    IMPOSSIBLE_REST = "impossible_rest"
    WHOLE_OUTSIDE_PARTS = "whole_outside_parts"
    CONTRAST = "contrast"
    LEAP = "leap"
    OUTDATED = "outdated"


SENTENCES = {
    Kind.ORDER: (
        "{place}: Die Quantile und das Intervall stehen nicht in aufsteigender Reihenfolge.",
        "{place}: the percentiles and the interval are not in ascending order.",
    ),
    Kind.MORE_PARTS_THAN_WHOLE: (
        "{place}: Die Teile zählen {a:.0f} Personen, das Ganze nur {b:.0f}.",
        "{place}: the parts count {a:.0f} people, the whole only {b:.0f}.",
    ),
    Kind.IMPOSSIBLE_REST: (
        "{place}: Teile und Ganzes widersprechen sich; die übrigen {a:.0f} Personen müssten "
        "{b:.0f} verdienen.",
        "{place}: the parts contradict the whole; the other {a:.0f} people would have to earn "
        "{b:.0f}.",
    ),
    Kind.WHOLE_OUTSIDE_PARTS: (
        "{place}: Das Ganze ({a:.0f}) liegt außerhalb aller seiner Teile (nächster: {b:.0f}).",
        "{place}: the whole ({a:.0f}) lies outside all of its parts (nearest: {b:.0f}).",
    ),
    Kind.CONTRAST: (
        "{place}: Der Unterschied der Stufen auf der Seite ({a:.2f}-fach) passt nicht zum "
        "geschätzten Schritt ({b:.2f}-fach).",
        "{place}: the levels on the page differ {a:.2f}-fold, which doesn't fit the estimated "
        "step ({b:.2f}-fold).",
    ),
    Kind.LEAP: (
        "{place}: Die Prognose ({a:.0f}) liegt unvereinbar weit vom Vorjahr ({b:.0f}).",
        "{place}: the projection ({a:.0f}) lies impossibly far from the year before ({b:.0f}).",
    ),
    Kind.OUTDATED: (
        "{place}: Die aus der vorigen Ausgabe übernommene Zahl ({a:.0f}) widerspricht den neuen.",
        "{place}: the figure kept from the release before ({a:.0f}) contradicts the new ones.",
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Figures of one cell and year that can't all hold; `a` and `b` fill the sentence."""

    kind: Kind
    key: CellKey
    year: int
    a: float = 0.0
    b: float = 0.0

    def sentence(self, language: str, place: str) -> str:
        """One sentence in German (`de`) or English, for a named place such as a cell's title."""
        german, english = SENTENCES[self.kind]
        return (german if language == "de" else english).format(place=place, a=self.a, b=self.b)


def contradictions(
    figures: Iterable[Figure], contrasts: Iterable[Contrast] = ()
) -> list[Contradiction]:
    """All contradictions among the figures that a release would publish, by cell and year."""
    known = {(figure.key, figure.year): figure for figure in figures}
    found = [
        *(wrong for figure in known.values() for wrong in _order(figure)),
        *(wrong for whole, parts in _sums(known.values()) for wrong in _parts(whole, parts)),
        *(wrong for figure in known.values() for wrong in _leap(figure, known)),
        *_steps(known, contrasts),
    ]
    return sorted(found, key=lambda wrong: (wrong.key, wrong.year, wrong.kind))


def _order(figure: Figure) -> Iterator[Contradiction]:
    around = (figure.low, figure.typical, figure.high)
    people = figure.people
    row = (*people[:2], figure.typical, *people[2:])
    if list(around) != sorted(around) or list(row) != sorted(row) or figure.low <= 0:
        yield Contradiction(kind=Kind.ORDER, key=figure.key, year=figure.year)


def _sums(figures: Iterable[Figure]) -> Iterator[tuple[Figure, list[Figure]]]:
    """Each whole with the parts that add up to it: a market or hub by seniority, or by hub."""
    tables: dict[tuple[int, int, int], dict[tuple[int, int], Figure]] = defaultdict(dict)
    for figure in figures:
        key = figure.key
        tables[key.country, key.occupation, figure.year][key.hub, key.seniority] = figure
    for table in tables.values():
        for (hub, seniority), whole in table.items():
            if seniority == NONE:
                yield whole, [f for (h, s), f in table.items() if h == hub and s != NONE]
            if hub == NONE:
                yield whole, [f for (h, s), f in table.items() if s == seniority and h != NONE]


def _parts(whole: Figure, parts: list[Figure]) -> Iterator[Contradiction]:
    """A whole against some or all of its parts.

    With the figures at whichever end of their intervals suits best, the rest must still earn
    something possible; and the median of a whole lies between the medians of its parts.
    """
    if not parts:
        return
    counted = sum(part.n for part in parts)
    rest = whole.n - counted
    if rest < 0:
        yield _wrong(Kind.MORE_PARTS_THAN_WHOLE, whole, counted, whole.n)
    elif rest > 0:
        highest = (whole.n * whole.high - sum(part.n * part.low for part in parts)) / rest
        lowest = (whole.n * whole.low - sum(part.n * part.high for part in parts)) / rest
        if highest < whole.low / FARTHEST_REST:
            yield _wrong(Kind.IMPOSSIBLE_REST, whole, rest, highest)
        elif lowest > whole.high * FARTHEST_REST:
            yield _wrong(Kind.IMPOSSIBLE_REST, whole, rest, lowest)
    else:
        bottom, top = min(part.low for part in parts), max(part.high for part in parts)
        if whole.high < bottom:
            yield _wrong(Kind.WHOLE_OUTSIDE_PARTS, whole, whole.typical, bottom)
        elif whole.low > top:
            yield _wrong(Kind.WHOLE_OUTSIDE_PARTS, whole, whole.typical, top)


def _leap(figure: Figure, known: dict[tuple[CellKey, int], Figure]) -> Iterator[Contradiction]:
    before = known.get((figure.key, figure.year - 1))
    if not figure.is_projection or before is None:
        return
    low, high = LARGEST_STEP
    if figure.high < before.low * low or figure.low > before.high * high:
        yield _wrong(Kind.LEAP, figure, figure.typical, before.typical)


def _steps(
    known: dict[tuple[CellKey, int], Figure], contrasts: Iterable[Contrast]
) -> Iterator[Contradiction]:
    """The newest figures of two seniorities of a market against the contrast between them."""
    newest: dict[CellKey, int] = {}
    for key, year in known:
        if not known[key, year].is_projection:
            newest[key] = max(year, newest.get(key, year))
    for contrast in contrasts:
        if contrast.dimension != Dimension.SENIORITY or contrast.against is None:
            continue
        upper, lower = (
            CellKey(
                country=contrast.country,
                occupation=contrast.occupation,
                hub=NONE,
                seniority=code,
            )
            for code in (contrast.code, contrast.against)
        )
        if upper not in newest or newest[upper] != newest.get(lower):
            continue
        above, below = known[upper, newest[upper]], known[lower, newest[lower]]
        if above.high / below.low < contrast.low or above.low / below.high > contrast.high:
            yield _wrong(Kind.CONTRAST, above, above.typical / below.typical, contrast.ratio)


def _wrong(kind: Kind, figure: Figure, a: float, b: float) -> Contradiction:
    return Contradiction(kind=kind, key=figure.key, year=figure.year, a=a, b=b)
