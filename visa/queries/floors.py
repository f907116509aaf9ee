"""Which salaries the titles of a country ask for: the figures that rules compare a salary with."""

from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Value

from benchmarks.models import Country, Occupation
from benchmarks.moments import Moment
from visa import models
from visa.citations import Text
from visa.terms import Compare, Relation, walk
from visa.titles import Title

SALARY = "salary"
"""The question whose answer is the agreed gross pay."""
FLOORS = (models.Condition.Relation.AT_LEAST, models.Condition.Relation.MORE_THAN)


@dataclass(frozen=True, slots=True, kw_only=True)
class SalaryTitle:
    """A title with the keys of its salary floors, in the order of its rules.

    `is_for_occupation`: there is a page on this title for the occupation that was asked about.
    """

    name: Text
    slug: Text
    floors: tuple[str, ...]
    is_for_occupation: bool


def floors_of(title: Title) -> list[str]:
    """The same of a title that was read with its rules; no query."""
    relations = {Relation(one.value) for one in FLOORS}
    found = [
        term.parameter
        for route in title.routes
        for term in walk(route.rule.term)
        if isinstance(term, Compare) and term.fact == SALARY and term.relation in relations
    ]
    return list(dict.fromkeys(filter(None, found)))


def read_salary_titles(
    *, country: Country, occupation: Occupation, moment: Moment
) -> list[SalaryTitle]:
    """The titles of the country that ask for a salary on the day; one query."""
    rules = models.RuleVersion.objects.known_at(moment.known_at).in_force(moment.on)
    floors = models.Condition.objects.filter(
        rule__in=rules,
        rule__route__title=OuterRef("pk"),
        fact__key=SALARY,
        parameter__isnull=False,
        relation__in=FLOORS,
    ).order_by("rule__route__position", "rule__route__key", "position")
    rows = (
        models.ResidenceTitle.objects.filter(country=country)
        .annotate(
            floors=ArraySubquery(floors.values("parameter__key")),
            has_codes=Exists(models.OccupationCode.objects.filter(occupation=Value(occupation.pk))),
        )
        .order_by("position", "key")
    )
    return [
        SalaryTitle(
            name=Text(row.name_de, row.name_en),
            slug=Text(row.slug_de, row.slug_en),
            floors=tuple(dict.fromkeys(row.floors)),
            is_for_occupation=row.has_codes,
        )
        for row in rows
        if row.floors
    ]
