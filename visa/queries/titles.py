"""Residence titles with the rules of a day."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Prefetch, Q, Value

from benchmarks.keeping import kept
from benchmarks.moments import Moment
from visa import models
from visa.citations import Citation, Text
from visa.facts import ChangeableBy
from visa.outline import Line, Operator
from visa.outline_checks import build
from visa.queries.citing import Citations
from visa.queries.stretches import Stretches, Times
from visa.terms import CalendarUnit, Relation
from visa.titles import Entitlement, Route, Rule, Title

CONDITIONS = models.Condition.objects.select_related(
    "fact", "born", "reference", "parameter", "group", "citation__source"
).order_by("rule", "position")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Version:
    """A version of a route's rule with its outline; the rule is built where its days are asked."""

    route: int
    lines: Sequence[Line]
    citation: Citation
    times: Times

    def rule(self) -> Rule:
        return Rule(
            term=build(self.lines),
            citation=self.citation,
            valid_from=self.times.valid_from,
            valid_to=self.times.valid_to,
        )


def read_titles(moment: Moment, keys: Collection[str] | None = None) -> list[Title]:
    """Titles in their order with the routes that are open on the day.

    Of the titles named by `keys` where they are given. A title that isn't law on the day is
    there with no route. One query where nothing changed since they were read last, else five.
    """
    titles = _all_titles().at(moment.known_at, moment.on)
    return [title for title in titles if keys is None or title.key in keys]


def read_rule_versions(moment: Moment) -> list[Title]:
    """The same with a route for every version of its rule, past ones and those to come."""
    return _all_titles().at(moment.known_at)


@kept
def _all_titles() -> Stretches[_Version, list[Title]]:
    """Every version that was ever approved, in four queries."""
    citations = Citations()
    rows = list(
        models.ResidenceTitle.objects.select_related("country")
        .annotate(
            former=ArrayAgg(
                "predecessors__key", filter=Q(predecessors__isnull=False), default=Value([])
            )
        )
        .order_by("position", "key")
        .prefetch_related(Prefetch("routes", models.Route.objects.order_by("position", "key")))
    )
    versions = (
        models.RuleVersion.objects.filter(known_from__isnull=False)
        .select_related("citation__source")
        .prefetch_related(Prefetch("conditions", CONDITIONS))
    )
    return Stretches(
        [(Times.of(version), _version(version, citations)) for version in versions],
        lambda known: _titles(rows, known),
    )


def _version(row: models.RuleVersion, citations: Citations) -> _Version:
    return _Version(
        route=row.route_id,
        lines=lines_of_rule(row, citations),
        citation=citations.of(row.citation),
        times=Times.of(row),
    )


def _titles(rows: Iterable[models.ResidenceTitle], versions: Iterable[_Version]) -> list[Title]:
    of_route: dict[int, list[_Version]] = {}
    for version in versions:
        of_route.setdefault(version.route, []).append(version)
    return [
        Title(
            key=row.key,
            country=row.country.code,
            name=Text(row.name_de, row.name_en),
            slug=Text(row.slug_de, row.slug_en),
            short=Text(row.short_de, row.short_en),
            entitlement=Entitlement(row.entitlement),
            routes=tuple(
                _route(route, version)
                for route in row.routes.all()
                for version in of_route.get(route.pk, ())
            ),
            predecessors=tuple(sorted(row.former)),  # type: ignore[attr-defined]  # annotated
        )
        for row in rows
    ]


def _route(row: models.Route, version: _Version) -> Route:
    return Route(
        key=row.key,
        name=Text(row.name_de, row.name_en),
        summary=Text(row.summary_de, row.summary_en),
        consent=Text(row.consent_de, row.consent_en),
        rule=version.rule(),
    )


def lines_of_rule(version: models.RuleVersion, citations: Citations | None = None) -> list[Line]:
    """The outline of a version; three queries a line unless its conditions are prefetched."""
    cited = citations or Citations()
    rows = sorted(version.conditions.all(), key=lambda row: row.position)
    return [line_of(row, cited) for row in rows]


def line_of(row: models.Condition, citations: Citations) -> Line:
    """One row as the plain line; what is empty there is empty here."""
    return Line(
        depth=row.depth,
        operator=Operator(row.operator),
        key=row.key,
        fact=row.fact.key if row.fact else "",
        born=row.born.key if row.born else "",
        reference=row.reference.key if row.reference else "",
        relation=Relation(row.relation) if row.relation else None,
        parameter=row.parameter.key if row.parameter else "",
        number=_plain(row.number),
        window=row.window,
        unit=CalendarUnit(row.unit) if row.unit else None,
        group=row.group.key if row.group else "",
        choices=tuple(row.choices),
        points=_plain(row.points),
        text=Text(row.text_de, row.text_en),
        citation=citations.of(row.citation) if row.citation else None,
        changeable_by=ChangeableBy(row.changeable_by),
    )


def _plain(number: Decimal | None) -> Decimal | None:
    """Without the zeros that the column adds: 6, not 6.0000."""
    if number is None or number % 1:
        return number and number.normalize()
    return number.quantize(Decimal(1))
