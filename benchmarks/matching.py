"""Finds the occupation, country and hub that the words of a row mean, by their plain spelling."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from babel import Locale
from babel.numbers import list_currencies

from benchmarks.place_words import STATES_OF_THE_USA, parts_of_place, tails
from benchmarks.reading.problems import Problem, problem
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
# `Data Scientist - Remote`: where and how long somebody works, and nothing of the work.
_SAYS_NOTHING_AFTER = (
    *("remote", "hybrid", "onsite", "homeoffice", "home office"),
    *("full time", "part time", "vollzeit", "teilzeit"),
)
# `Software Engineer III`: a rung of one employer's ladder, which tells no level of ours.
_RUNGS = ("i", "ii", "iii", "iv", "v", "1", "2", "3", "4", "5", "6")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CountryFacts:
    """What a row's pay is held against; amounts are gross per year in the country's currency.

    There is one of each country, so it is told from others at once, also as a key.
    """

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
    """The occupation that a title means, and the level that it names, if any."""

    occupation_id: int
    level: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """The reference tables as one import sees them; spellings are in their plain form.

    `countries` are by name and alias, `country_codes` by ISO 3166-1 alpha-2. `hubs` holds all
    cities of a name. `units_per_euro` is by currency and year, without the euro.
    """

    occupations: Mapping[str, int]
    countries: Mapping[str, CountryFacts]
    country_codes: Mapping[str, CountryFacts]
    hubs: Mapping[str, tuple[HubFacts, ...]]
    units_per_euro: Mapping[tuple[str, int], Decimal]

    def title(self, text: str) -> TitleMatch | None:
        """By the title as it stands, else without the words that name a level, one by one."""
        words = plain(text)
        found = self.occupations.get(words)
        named: str | None = None
        while True:
            rest, level = _without_level_word(words)
            named = named or level
            if rest == words:
                return None if found is None else TitleMatch(occupation_id=found, level=named)
            words = rest
            found = self.occupations.get(words) if found is None else found

    def country(self, text: str) -> CountryFacts | Problem | None:
        """By spelling; a city that only one country has stands for its country.

        A country that we keep no figures for is a problem of its own: nobody needs to look at it.
        A bare code is none here: where people type, `IS` is a slip for `US` and not Iceland.
        """
        spelling = plain(text)
        if found := self.countries.get(spelling):
            return found
        if len(hubs := self.hubs.get(spelling, ())) == 1:
            return hubs[0].country
        if spelling in _countries_of_the_world():
            return problem("country-not-covered", value=text.strip())
        if spelling.upper() in _codes_of_the_world():
            return problem("country-code", value=text.strip())
        parts = parts_of_place(text)
        if len(parts) == 1 and plain(parts[0]) != spelling:
            return self.country(parts[0])
        return self._country_of(parts) if len(parts) > 1 else None

    def _country_of(self, parts: list[str]) -> CountryFacts | Problem | None:
        """The country of `Leeds, UK`, `Austin, TX`, `London, EN, United Kingdom`: what stands last.

        `DE` is Delaware behind a town of the USA, `CA` is California or Canada: there the city
        decides, or nobody does. Several names of one country are that country.
        """
        first = {hub.country for hub in self.hubs.get(plain(parts[0]), ())}
        for tail in tails(parts):
            last = self._countries_behind(tail)
            if isinstance(last, Problem):
                return last
            if last:
                is_sure = len(last) == 1 and not (first and plain(tail) in self.hubs)
                possible = last if is_sure else last & first
                return next(iter(possible)) if len(possible) == 1 else None
        return None

    def _countries_behind(self, tail: str) -> set[CountryFacts] | Problem:
        """The countries that the last words of a place can mean; none where they are unknown."""
        if len(tail) == 2 and tail.isupper():
            codes = {tail, "US"} if tail in STATES_OF_THE_USA else {tail}
            return {self.country_codes[code] for code in codes & self.country_codes.keys()}
        spelling = plain(tail)
        if named := self.countries.get(spelling):
            return {named}
        if spelling in _countries_of_the_world() and spelling not in self.hubs:
            return problem("country-not-covered", value=tail)
        return {hub.country for hub in self.hubs.get(spelling, ())}

    def country_by_code(self, text: str) -> CountryFacts | Problem | None:
        """By ISO 3166-1 alpha-2 alone, for a column of codes."""
        code = text.strip().upper()
        if found := self.country_codes.get(code):
            return found
        if code in _codes_of_the_world():
            return problem("country-not-covered", value=code)
        return None

    def country_stated(self, text: str) -> CountryFacts | Problem | None:
        """A country that a mapping names, by code or spelling."""
        return self.country_by_code(text) or self.country(text)

    def currency(self, text: str) -> str | None:
        """By its ISO 4217 code in any case, or as the euro sign."""
        code = "EUR" if text.strip() == "€" else text.strip().upper()
        return code if code in _currencies_of_the_world() else None

    def cities(self, text: str) -> tuple[HubFacts, ...] | None:
        """All hubs of that name or code; of `Leeds, UK` the one in the country that it names."""
        if found := self.hubs.get(plain(text)):
            return found
        parts = parts_of_place(text)
        named = {hubs for part in parts if (hubs := self.hubs.get(plain(part)))}
        if len(named) != 1:  # none, or two cities in one
            return None
        [hubs] = named
        if len(parts) == 1:
            return hubs
        country = self.country(text)
        return tuple(hub for hub in hubs if hub.country is country) or None

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
    for word, level in _LEVELS_AFTER.items():
        if words.endswith(f" {word}"):
            return words.removesuffix(f" {word}"), level
    for word in (*_SAYS_NOTHING_AFTER, *_RUNGS):
        if words.endswith(f" {word}"):
            return words.removesuffix(f" {word}"), None
    return words, None


@cache
def _countries_of_the_world() -> frozenset[str]:
    """The plain names of all countries in both languages."""
    return frozenset(
        plain(name)
        for language in ("de", "en")
        for code, name in Locale(language).territories.items()
        if code in _codes_of_the_world()
    )


@cache
def _codes_of_the_world() -> frozenset[str]:
    return frozenset(str(code) for code in Locale("en").territories if len(str(code)) == 2)


@cache
def _currencies_of_the_world() -> frozenset[str]:
    return frozenset(list_currencies())
