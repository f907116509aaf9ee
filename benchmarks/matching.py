"""Finds the occupation, country and hub that the words of a row mean, by their plain spelling."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from benchmarks.spelling import plain

# Words before a title that say how far along a person is and not what the person does. Anything
# that can be a kind of work of its own (trainee, head of, chief, team lead) is not among them.
_LEVELS_BEFORE = {
    "entry level": "entry",
    "mid level": "mid",  # before its first word
    "junior": "entry",
    "jr": "entry",
    "jnr": "entry",
    "mid": "mid",
    "middle": "mid",
    "midlevel": "mid",
    "intermediate": "mid",
    "senior": "senior",
    "sr": "senior",
    "snr": "senior",
    "lead": "lead",
    "principal": "lead",
    "staff": "lead",
}
# Behind a title fewer do: a QA lead leads.
_LEVELS_AFTER = {word: level for word, level in _LEVELS_BEFORE.items() if level != "lead"}
# `Software Engineer III`: a rung of one employer's ladder, which tells no level of ours.
_RUNGS = frozenset(["i", "ii", "iii", "iv", "v", "1", "2", "3", "4", "5", "6"])


@dataclass(frozen=True, slots=True, kw_only=True)
class CountryFacts:
    """What a row's pay is held against; amounts are gross per year in the country's currency."""

    id: int
    code: str
    name_de: str
    name_en: str
    currency: str
    plausible_from: Decimal
    plausible_to: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class HubFacts:
    id: int
    code: str
    country: CountryFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleMatch:
    """The occupation that a title means and the level that it names; None where it says neither."""

    occupation_id: int | None
    level: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """The reference tables as one import sees them; spellings are in their plain form.

    `hubs` holds all cities of a name. `units_per_euro` is by currency and year, without the euro.
    """

    occupations: Mapping[str, int]
    countries: Mapping[str, CountryFacts]
    hubs: Mapping[str, tuple[HubFacts, ...]]
    units_per_euro: Mapping[tuple[str, int], Decimal]
    currencies: frozenset[str]

    def title(self, text: str) -> TitleMatch:
        """By the title as it stands, else without the words that name a level, one by one."""
        words = plain(text)
        found = self.occupations.get(words)
        named: str | None = None
        while True:
            rest, level = _without_level_word(words)
            named = named or level
            if rest == words:
                return TitleMatch(occupation_id=found, level=named)
            words = rest
            found = found or self.occupations.get(words)

    def country(self, text: str) -> CountryFacts | None:
        """By code or spelling; a city that only one country has stands for its country."""
        spelling = plain(text)
        found = self.countries.get(spelling)
        if found is None and len(hubs := self.hubs.get(spelling, ())) == 1:
            return hubs[0].country
        return found

    def hub(self, text: str, country: CountryFacts) -> HubFacts | None:
        """The city of that name in the country: London in Canada is not London."""
        for hub in self.hubs.get(plain(text), ()):
            if hub.country.id == country.id:
                return hub
        return None

    def elsewhere(self, text: str) -> HubFacts | None:
        """The city of that name, if only one country has it."""
        hubs = self.hubs.get(plain(text), ())
        return hubs[0] if len(hubs) == 1 else None

    def rate(self, currency: str, year: int) -> Decimal | None:
        """Units of the currency for one euro in the mean of that year."""
        if currency == "EUR":
            return Decimal(1)
        return self.units_per_euro.get((currency, year))


def _without_level_word(words: str) -> tuple[str, str | None]:
    """A title without a level word at its start or end; unchanged where it has none."""
    for word, level in _LEVELS_BEFORE.items():
        if words.startswith(f"{word} "):
            return words.removeprefix(f"{word} "), level
    start, _blank, last = words.rpartition(" ")
    if start and last in _LEVELS_AFTER:
        return start, _LEVELS_AFTER[last]
    if start and last in _RUNGS:
        return start, None
    return words, None
