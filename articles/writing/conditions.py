"""On which market pages a block stands: what it says of itself, held against what is there; pure.

Flat fields of a block's data, all optional, all of which must hold. What a field of another program
or a hand asks for that this one doesn't know is never met: silence is safer than a false word.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from articles.writing.content import Data, Json

SLOT = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
"""How a slot is spelled: by it a more special page replaces a block, or leaves it out."""
GRADES = ("A", "B", "C", "D")
"""From the best known figure to the least."""


class Need(StrEnum):
    """Something that a page must have for a block to stand there."""

    FIGURE = "figure"
    OWN_FIGURE = "own-figure"
    SINGLE_FIGURE = "single-figure"
    PROJECTION = "projection"
    LEVELS = "levels"
    CITIES = "cities"
    HISTORY = "history"
    TITLES = "titles"
    SKILLS = "skills"
    NEVER = "never"


@dataclass(frozen=True, slots=True, kw_only=True)
class MarketFacts:
    """What is there on a market's page. `has` never holds `NEVER`.

    `recent_n` counts the samples of three years behind its headline, None without one; `grade` is
    that of the headline, empty without one.
    """

    occupation: str
    country: str
    has: frozenset[Need] = frozenset()
    recent_n: int | None = None
    grade: str = ""


def slot_of(data: Data) -> str:
    written = data.get("slot")
    return written if isinstance(written, str) else ""


def is_never(data: Data) -> bool:
    """Whether the block is there only to leave out what has its slot below."""
    return Need.NEVER in _codes(data.get("needs"))


def fits(data: Data, facts: MarketFacts) -> bool:
    """Whether all that a block asks for is there; that it is `never` shown, `is_never` tells."""
    wanted = (need for need in _codes(data.get("needs")) if need != Need.NEVER)
    return (
        all(need in facts.has for need in wanted)
        and _is_among(facts.country, data.get("only_countries"))
        and _is_among(facts.occupation, data.get("only_occupations"))
        and _has_samples(facts, data.get("min_n"))
        and _is_graded(facts, data.get("worst_grade"))
    )


def _is_among(code: str, wanted: Json) -> bool:
    return not wanted or code.casefold() in {one.casefold() for one in _codes(wanted)}


def _has_samples(facts: MarketFacts, least: Json) -> bool:
    if not least:
        return True
    return isinstance(least, int) and facts.recent_n is not None and facts.recent_n >= least


def _is_graded(facts: MarketFacts, worst: Json) -> bool:
    if not worst:
        return True
    known = facts.grade in GRADES and worst in GRADES
    return known and GRADES.index(facts.grade) <= GRADES.index(str(worst))


def _codes(value: Json) -> Sequence[str]:
    """What a list of codes holds; anything else is one code that nothing fits."""
    if not value:
        return ()
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [str(one) for one in value]
    return [str(value)]
