"""The effects that the model adds up to the log pay of a group, and their columns.

    log pay = mean + drift·t + year + kind + source + occupation + seniority
              + occupation×seniority                                       (the world)
            + country + country×year + country×seniority + hub + hub×seniority      (a country)
            + each of these five once more for one occupation in the country       (a market)

Every effect but the mean is random, normal around 0. Effects of years are random walks that end
in 0 in the last year of the data: static effects say what holds now, the past departs from it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from benchmarks.estimating.groups import Groups, joint_code
from benchmarks.estimating.observations import NONE, Codes, Mask

Level = tuple[int, ...]


class Home(IntEnum):
    """The widest thing whose groups share an effect: it decides when it can be solved for."""

    WORLD = 0
    COUNTRY = 1
    MARKET = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One kind of effect: a column for each combination of its factors that has data.

    `prior_sd` and `prior_degrees` are a scaled inverse chi-square prior of its variance; infinite
    degrees fix it. A term that `walks` has a column for each such combination and year.
    """

    name: str
    factors: tuple[str, ...]
    home: Home
    walks: bool = False
    prior_sd: float = 0.05
    prior_degrees: float = 10.0


FIXED = float("inf")
KIND_SD = 0.10
"""How far a kind of evidence may lie off the others: too few are seen to estimate it."""

TERMS = (
    Term(name="mean", factors=(), home=Home.WORLD, prior_sd=100.0, prior_degrees=FIXED),
    Term(name="drift", factors=(), home=Home.WORLD, prior_sd=0.02, prior_degrees=FIXED),
    Term(name="year", factors=(), home=Home.WORLD, walks=True),
    Term(name="kind", factors=("kind",), home=Home.WORLD, prior_sd=KIND_SD, prior_degrees=FIXED),
    Term(name="source", factors=("source",), home=Home.WORLD),
    Term(name="occupation", factors=("occupation",), home=Home.WORLD, prior_degrees=1),
    Term(name="seniority", factors=("seniority",), home=Home.WORLD, prior_degrees=1),
    Term(name="occupation×seniority", factors=("occupation", "seniority"), home=Home.WORLD),
    Term(name="country", factors=("country",), home=Home.COUNTRY, prior_degrees=1),
    Term(name="country×year", factors=("country",), home=Home.COUNTRY, walks=True, prior_sd=0.03),
    Term(name="country×seniority", factors=("country", "seniority"), home=Home.COUNTRY),
    Term(name="hub", factors=("country", "hub"), home=Home.COUNTRY),
    Term(name="hub×seniority", factors=("country", "hub", "seniority"), home=Home.COUNTRY),
    Term(name="market", factors=("country", "occupation"), home=Home.MARKET),
    Term(name="market×year", factors=("country", "occupation"), home=Home.MARKET, walks=True),
    Term(name="market×seniority", factors=("country", "occupation", "seniority"), home=Home.MARKET),
    Term(name="market×hub", factors=("country", "occupation", "hub"), home=Home.MARKET),
    Term(
        name="market×hub×seniority",
        factors=("country", "occupation", "hub", "seniority"),
        home=Home.MARKET,
    ),
)


TIMED = ("drift", "year", "country×year", "market×year", "kind", "source")
"""Terms that differ from year to year or sample to sample, not from part to part."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """The columns of one term: `[start, stop)` in the whole model.

    `first` maps a combination of factors to its column, or, for a walk, to the column and year
    that its walk begins with; its columns then run on to the year before the last.
    """

    term: Term
    start: int
    stop: int
    first: Mapping[Level, tuple[int, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Effects:
    """Which columns each group has: a row a group, a field a block.

    A column is -1 where the effect doesn't apply: a walk in the last year, a source that can't be
    told from its year, a hub where the country has none. `reach` says, for each column, where the
    walk that it belongs to stops; for any other effect that is the next column. An effect counts
    once for its groups, but the drift once for each of their `years` since the last.
    """

    blocks: tuple[Block, ...]
    column: NDArray[np.int32]
    years: Codes
    reach: Codes
    last_year: int

    @property
    def count(self) -> int:
        return self.blocks[-1].stop

    @property
    def is_timed(self) -> Mask:
        """Which fields hold the effects of a moment; the others are those of a part."""
        return np.array([block.term.name in TIMED for block in self.blocks])

    @property
    def of_evidence(self) -> Codes:
        """The columns of kinds and sources."""
        blocks = (block for block in self.blocks if block.term.name in ("kind", "source"))
        spans = [np.arange(block.start, block.stop) for block in blocks]
        return np.concatenate(spans) if spans else np.arange(0)

    @property
    def drift(self) -> int:
        return next(block.start for block in self.blocks if block.term.name == "drift")


def lay_out(groups: Groups) -> Effects:
    """Give each effect that the data can speak of its column."""
    last_year = int(groups.year.max())
    blocks: list[Block] = []
    columns: list[Codes] = []
    start = 0
    for term in TERMS:
        block, column = _block(term, groups, start, last_year)
        if block.stop > start:
            blocks.append(block)
            columns.append(column)
            start = block.stop
    return Effects(
        blocks=tuple(blocks),
        column=np.column_stack(columns).astype(np.int32),
        years=groups.year - last_year,
        reach=np.concatenate([_reach(block, last_year) for block in blocks]),
        last_year=last_year,
    )


def _reach(block: Block, last_year: int) -> Codes:
    if not block.term.walks:
        return np.arange(block.start, block.stop) + 1
    ends = np.array([start + last_year - year for start, year in block.first.values()])
    return np.repeat(ends, np.diff(ends, prepend=block.start))


def _block(term: Term, groups: Groups, start: int, last_year: int) -> tuple[Block, Codes]:
    applies = _applies(term, groups)
    column = np.full(len(groups), NONE)
    chosen = np.flatnonzero(applies)
    if not len(chosen):
        return Block(term=term, start=start, stop=start, first={}), column
    factors = [getattr(groups, name)[chosen] for name in term.factors]
    code = joint_code(*factors) if factors else np.zeros(len(chosen), dtype=np.int64)
    _, example, level = np.unique(code, return_index=True, return_inverse=True)
    begins = np.full(len(example), last_year)
    length = np.ones(len(example), dtype=np.int64)
    if term.walks:
        year = groups.year[chosen]
        for each in np.unique(year)[::-1].tolist():  # the earliest is written last
            begins[level[year == each]] = each
        length = last_year - begins
    ends = start + np.cumsum(length)
    if term.walks:
        column[chosen] = np.where(
            year < last_year, (ends - length)[level] + year - begins[level], NONE
        )
    else:
        column[chosen] = (ends - length)[level]
    codes = [factor[example].tolist() for factor in factors]
    keys = zip(*codes, strict=True) if codes else [()]
    columns = zip((ends - length).tolist(), begins.tolist(), strict=True)
    first = dict(zip(keys, columns, strict=True))
    return Block(term=term, start=start, stop=int(ends[-1]), first=first), column


def _applies(term: Term, groups: Groups) -> Mask:
    if term.name == "kind":
        known = groups.kind != NONE
        return known & (len(np.unique(groups.kind[known])) > 1)
    if term.name == "source":
        return _overlapping_sources(groups)
    if "hub" in term.factors:
        return np.isin(groups.country, groups.country[groups.hub != NONE])
    return np.ones(len(groups), dtype=bool)


def _overlapping_sources(groups: Groups) -> Mask:
    """Groups whose source shares a country, year and kind with another source.

    A source alone in its years can't be told from the years: its effect would take their growth.
    """
    place = joint_code(groups.country, groups.year, groups.kind)
    pair = joint_code(place, groups.source)
    _, one_each = np.unique(pair, return_index=True)
    sources_at = np.bincount(place[one_each], minlength=int(place.max()) + 1)
    shared = np.unique(groups.source[sources_at[place] > 1])
    return np.isin(groups.source, shared[shared != NONE])
