"""The grammar of figure keys: what a key asks for, without knowing whether that exists; pure.

    visa.<parameter>
    salary[.<occupation>.<country>[.<hub>]][.<seniority>].<stat>
    share[.<occupation>.<country>[.<hub>]].<seniority>
    data[.<occupation>.<country>[.<hub>]][.<seniority>].<fact>

Occupations, countries and hubs by their codes, in lower case. Without them a key is relative: it
is about the topic of the page that cites it.
"""

import re
from dataclasses import dataclass, replace

from articles.writing.content import Topic

SENIORITIES = ("entry", "mid", "senior", "lead", "executive")
STATS = (
    *("typical", "low", "high", "median", "p10", "p25", "p75", "p90", "n", "year"),
    *("projection", "projection-low", "projection-high"),
)
FACTS = ("from", "to", "samples", "sources", "release", "released-at")
OF_RELEASE = ("release", "released-at")
"""Facts that are the same for every market."""
LONGEST = 200
"""Longer keys name nothing; versions keep no longer ones."""
_WELL_FORMED = re.compile(r"[a-z]+(?:\.[a-z0-9-]+)+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Market:
    """An occupation in a country, or in one of its hubs, by codes as keys spell them."""

    occupation: str
    country: str
    hub: str = ""

    @property
    def words(self) -> tuple[str, ...]:
        return (self.occupation, self.country, *([self.hub] if self.hub else []))


@dataclass(frozen=True, slots=True, kw_only=True)
class LawKey:
    """A figure of the law by its own key."""

    parameter: str

    def __str__(self) -> str:
        return f"visa.{self.parameter}"


@dataclass(frozen=True, slots=True, kw_only=True)
class MarketKey:
    """Something of a market: `kind` is salary, share or data; no `market` where it is relative."""

    kind: str
    market: Market | None
    seniority: str
    stat: str

    def __str__(self) -> str:
        place = self.market.words if self.market else ()
        words = (self.kind, *place, self.seniority, self.stat)
        return ".".join(word for word in words if word)

    def about(self, topic: Topic) -> "MarketKey | None":
        """The key made explicit; None where it is relative and the page has no such topic."""
        if self.market:
            return self
        if self.kind == "data" and self.stat in OF_RELEASE:
            return self
        if not (topic.occupation and topic.country):
            return None
        market = Market(occupation=topic.occupation, country=topic.country.lower(), hub=topic.hub)
        return replace(self, market=market)


type Key = LawKey | MarketKey


def read_key(written: str) -> Key | None:
    """What a key asks for; None where it isn't built like one."""
    if len(written) > LONGEST or not _WELL_FORMED.fullmatch(written):
        return None
    kind, *words = written.split(".")
    match kind:
        case "visa":
            return LawKey(parameter=".".join(words))
        case "salary" if words[-1] in STATS:
            return _of_market(kind, words[:-1], stat=words[-1])
        case "data" if words[-1] in FACTS:
            found = _of_market(kind, words[:-1], stat=words[-1])
            # The release is of all markets alike: one key is enough for it.
            of_all = words[-1] in OF_RELEASE and found
            return replace(found, market=None, seniority="") if of_all and found else found
        case "share" if words[-1] in SENIORITIES and len(words) != 2:
            return _of_market(kind, words, stat="")
    return None


def _of_market(kind: str, words: list[str], *, stat: str) -> MarketKey | None:
    seniority = words[-1] if words and words[-1] in SENIORITIES else ""
    place = words[:-1] if seniority else words
    market = _market(place)
    if place and market is None:
        return None
    return MarketKey(kind=kind, market=market, seniority=seniority, stat=stat)


def _market(words: list[str]) -> Market | None:
    match words:
        case [occupation, country] if len(country) == 2:
            return Market(occupation=occupation, country=country)
        case [occupation, country, hub] if hub.startswith(f"{country}-"):
            return Market(occupation=occupation, country=country, hub=hub)
    return None
