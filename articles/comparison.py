"""Two to four groups beside each other: their codes in an address, their rows in a table."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from articles import wording
from articles.addresses import Address
from articles.charts import Bar, Scale, Tick, typical_amounts
from articles.tables import PayTable, Row, sort_key
from benchmarks.models import Country, Hub, Occupation
from benchmarks.queries import Compared, Group, Level

FEWEST, MOST = 2, 4
BETWEEN = "."
"""Parts the codes of one group: `data-scientist.DE`, `data-scientist.de-berlin.2024`."""


class UnknownGroup(LookupError):
    """A code in the address names nothing; its text is the sentence for the visitor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """Everything that can be compared, by code."""

    occupations: Mapping[str, Occupation]
    countries: Mapping[str, Country]
    hubs: Mapping[str, Hub]

    def group(self, code: str) -> Group:
        """Raises UnknownGroup."""
        occupation, _dot, rest = code.partition(BETWEEN)
        place, _dot, year = rest.partition(BETWEEN)
        return self.named(occupation, place, year)

    def named(self, occupation: str, place: str, year: str) -> Group:
        """Raises UnknownGroup."""
        if occupation not in self.occupations:
            raise UnknownGroup(_("Please choose an occupation from the list."))
        hub = self.hubs.get(place)
        country = hub.country if hub else self.countries.get(place)
        if country is None:
            raise UnknownGroup(_("Please choose a place from the list."))
        is_year = len(year) == 4 and year.isascii() and year.isdecimal()
        if year and not is_year:
            raise UnknownGroup(_("Please write the year in four digits, such as 2024."))
        return Group(
            occupation=self.occupations[occupation],
            country=country,
            hub=hub,
            year=int(year) if year else None,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """A thing to choose in the form."""

    value: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionGroup:
    """A country and its hubs."""

    label: str
    options: list[Option]


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One line of the form, as it was filled in; empty texts for an empty line."""

    number: int
    occupation: str = ""
    place: str = ""
    year: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CurrencySection:
    """The groups of one currency, which share a scale."""

    currency: str
    table: PayTable


def code_of(group: Group) -> str:
    place = group.hub.code if group.hub else group.country.code
    parts = [group.occupation.code, place]
    return BETWEEN.join([*parts, str(group.year)] if group.year else parts)


def slots(groups: Sequence[Group]) -> list[Slot]:
    """As many lines as can be compared, the first ones filled in."""
    filled = [
        Slot(
            number=number,
            occupation=group.occupation.code,
            place=group.hub.code if group.hub else group.country.code,
            year=str(group.year) if group.year else "",
        )
        for number, group in enumerate(groups, start=1)
    ]
    return [*filled, *(Slot(number=number) for number in range(len(filled) + 1, MOST + 1))]


def occupation_options(catalogue: Catalogue) -> list[Option]:
    found = sorted(catalogue.occupations.values(), key=sort_key)
    return [Option(value=one.code, label=one.name) for one in found]


def place_options(catalogue: Catalogue) -> list[OptionGroup]:
    """Countries by name, each with its hubs below it."""
    hubs: dict[int, list[Hub]] = defaultdict(list)
    for hub in sorted(catalogue.hubs.values(), key=sort_key):
        hubs[hub.country_id].append(hub)
    return [
        OptionGroup(
            label=country.name,
            options=[
                Option(value=country.code, label=wording.whole(country)),
                *(Option(value=hub.code, label=hub.name) for hub in hubs[country.pk]),
            ],
        )
        for country in sorted(catalogue.countries.values(), key=sort_key)
    ]


def sections(compared: Sequence[Compared], address: Address) -> list[CurrencySection]:
    """One scale per currency: amounts in different currencies are not put side by side."""
    by_currency: dict[str, list[Compared]] = defaultdict(list)
    for one in compared:
        by_currency[one.group.country.currency].append(one)
    return [
        CurrencySection(currency=currency, table=table(found, address))
        for currency, found in by_currency.items()
    ]


def table(compared: Iterable[Compared], address: Address) -> PayTable:
    """The groups in the order in which they were asked for; in one currency they have bars."""
    found = list(compared)
    pays = [one.pay for one in found if one.pay]
    is_one_currency = len({pay.currency for pay in pays}) == 1
    amounts = [amount for pay in pays for amount in typical_amounts(pay)]
    scale = Scale.around(amounts) if is_one_currency else None
    ticks: list[Tick] = scale.ticks() if scale else []
    rows = []
    for one in found:
        if one.pay is None:
            continue
        bar: Bar | None = scale.bar(one.pay) if scale else None
        rows.append(
            Row(
                name=name_of(one.group),
                pay=one.pay,
                note=_note(one),
                bar=bar,
                address=Address(
                    view="market_detail",
                    occupation=one.group.occupation,
                    country=one.group.country,
                    hub=one.group.hub,
                    as_of=address.as_of,
                ),
            )
        )
    silent = [name_of(one.group) for one in found if one.pay is None]
    return PayTable(rows=rows, without_pay=silent, ticks=ticks, shows_year=True)


def name_of(group: Group) -> str:
    place = group.hub.name if group.hub else group.country.name
    name = f"{group.occupation.name}, {place}"
    return f"{name}, {group.year}" if group.year else name


def _note(one: Compared) -> str:
    """The level that is shown instead, by name."""
    if not one.is_broader or one.level is None:
        return ""
    level: Level = one.level
    return _("shown: %(level)s") % {"level": wording.level_name(level, one.group.country)}
