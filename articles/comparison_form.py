"""What a visitor asks to have compared: lines of a form, codes in an address, groups."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from django.http import QueryDict
from django.utils.translation import gettext as _

from articles import wording
from articles.tables import sort_key
from benchmarks.models import Country, Hub, Occupation, Seniority
from benchmarks.queries import Group

FEWEST, MOST = 2, 4
FIELDS = ("occupation", "place", "level", "year")
BETWEEN = "."
"""Parts the codes of one group: `data-scientist.DE`, `data-scientist.de-berlin.senior.2024`."""


class UnknownGroup(LookupError):
    """Something that is asked for isn't there; its text is the sentence for the visitor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One group as it was asked for, right or wrong; `problem` says what is wrong with it."""

    occupation: str = ""
    place: str = ""
    level: str = ""
    year: str = ""
    problem: str = ""

    @property
    def is_empty(self) -> bool:
        return not (self.occupation or self.place)

    @classmethod
    def of_code(cls, code: str) -> "Line":
        """The level may be left out, and the year; a part that is neither is taken for a year."""
        occupation, _dot, rest = code.partition(BETWEEN)
        place, *more = rest.split(BETWEEN)
        level = more.pop(0) if more and more[0] in Seniority.values else ""
        return cls(occupation=occupation, place=place, level=level, year=BETWEEN.join(more))


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """Everything that can be compared, by code, and the years that have figures."""

    occupations: Mapping[str, Occupation]
    countries: Mapping[str, Country]
    hubs: Mapping[str, Hub]
    years: Sequence[int]

    def group(self, line: Line) -> Group:
        """Raises UnknownGroup."""
        if line.occupation not in self.occupations:
            raise UnknownGroup(_("Please choose an occupation from the list."))
        hub = self.hubs.get(line.place)
        country = hub.country if hub else self.countries.get(line.place)
        if country is None:
            raise UnknownGroup(_("Please choose a place from the list."))
        if line.level and line.level not in Seniority.values:
            raise UnknownGroup(_("Please choose a level of experience from the list."))
        is_year = len(line.year) == 4 and line.year.isascii() and line.year.isdecimal()
        if line.year and not is_year:
            raise UnknownGroup(_("Please write the year in four digits, such as 2024."))
        return Group(
            occupation=self.occupations[line.occupation],
            country=country,
            hub=hub,
            year=int(line.year) if line.year else None,
            seniority=Seniority(line.level) if line.level else None,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What was asked for: its groups, each once, its lines, and what is wrong as a whole."""

    lines: list[Line]
    groups: list[Group]
    problem: str

    @property
    def is_clear(self) -> bool:
        return not self.problem and not any(line.problem for line in self.lines)


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
class Choices:
    """What every line of the form can be filled in with."""

    occupations: list[Option]
    places: list[OptionGroup]
    levels: list[Option]
    years: list[Option]


def read_question(asked: QueryDict, catalogue: Catalogue) -> Question:
    """The codes of an address, or the form as it was sent."""
    columns = [asked.getlist(name) for name in FIELDS]
    sent = (
        Line(**dict(zip(FIELDS, row, strict=True))) for row in zip_longest(*columns, fillvalue="")
    )
    asked_for = [*map(Line.of_code, asked.getlist("g")), *(one for one in sent if not one.is_empty)]
    lines, groups = [], []
    for line in asked_for[:MOST]:
        try:
            group = catalogue.group(line)
        except UnknownGroup as unknown:
            lines.append(replace(line, problem=str(unknown)))
        else:
            lines.append(line)
            groups += [] if group in groups else [group]
    is_form = "occupation" in asked and not any(line.problem for line in lines)
    return Question(lines=lines, groups=groups, problem=_problem(asked_for, groups, is_form))


def _problem(asked_for: Sequence[Line], groups: Sequence[Group], is_form: bool) -> str:
    """Of a form whose lines are right each by itself, or of an address."""
    if len(asked_for) > MOST:
        return _("Four groups at most can be compared.")
    if is_form and len(asked_for) < FEWEST:
        return _("Please choose at least two groups to compare.")
    if is_form and len(groups) == 1 and len(asked_for) > 1:
        return _("Please choose groups that differ from each other.")
    return ""


def code_of(group: Group) -> str:
    place = group.hub.code if group.hub else group.country.code
    parts = [group.occupation.code, place, group.seniority, str(group.year or "")]
    return BETWEEN.join(part for part in parts if part)


def slots(lines: Sequence[Line]) -> list[Line]:
    """As many lines as can be compared, the first ones filled in."""
    return [*lines, *[Line()] * (MOST - len(lines))]


def choices(catalogue: Catalogue, lines: Iterable[Line]) -> Choices:
    """A year of an address stays in the list, even where it has no figure."""
    asked_for = {line.year for line in lines if line.year and not line.problem}
    years = sorted({*map(str, catalogue.years), *asked_for}, reverse=True)
    occupations = sorted(catalogue.occupations.values(), key=sort_key)
    return Choices(
        occupations=[Option(value=one.code, label=one.name) for one in occupations],
        places=_places(catalogue),
        levels=[Option(value=one.value, label=str(one.label)) for one in Seniority],
        years=[Option(value=year, label=year) for year in years],
    )


def _places(catalogue: Catalogue) -> list[OptionGroup]:
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
