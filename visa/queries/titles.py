"""Residence titles with the rules of a day."""

from collections.abc import Collection
from decimal import Decimal

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Prefetch, Q, Value

from benchmarks.moments import Moment
from visa import models
from visa.citations import Text
from visa.facts import ChangeableBy
from visa.outline import Line, Operator
from visa.outline_checks import build
from visa.queries.citing import Citations
from visa.terms import CalendarUnit, Relation
from visa.titles import Entitlement, Route, Rule, Title

CONDITIONS = models.Condition.objects.select_related(
    "fact", "born", "reference", "parameter", "group", "citation__source"
).order_by("rule", "position")


def read_titles(moment: Moment, keys: Collection[str] | None = None) -> list[Title]:
    """Titles in their order with the routes that are open on the day, in four queries.

    Of the titles named by `keys` where they are given. A title that isn't law on the day is
    there with no route.
    """
    rules = (
        models.RuleVersion.objects.known_at(moment.known_at)
        .in_force(moment.on)
        .select_related("citation__source")
        .prefetch_related(Prefetch("conditions", CONDITIONS))
    )
    rows = (
        models.ResidenceTitle.objects.select_related("country")
        .annotate(
            former=ArrayAgg(
                "predecessors__key", filter=Q(predecessors__isnull=False), default=Value([])
            )
        )
        .order_by("position", "key")
    )
    if keys is not None:
        rows = rows.filter(key__in=keys)
    citations = Citations()
    return [
        _title(row, citations)
        for row in rows.prefetch_related(
            Prefetch("routes", models.Route.objects.order_by("position", "key")),
            Prefetch("routes__versions", rules),
        )
    ]


def _title(row: models.ResidenceTitle, citations: Citations) -> Title:
    return Title(
        key=row.key,
        country=row.country.code,
        name=Text(row.name_de, row.name_en),
        slug=Text(row.slug_de, row.slug_en),
        short=Text(row.short_de, row.short_en),
        entitlement=Entitlement(row.entitlement),
        routes=tuple(
            _route(route, version, citations)
            for route in row.routes.all()
            for version in route.versions.all()  # those of the day
        ),
        predecessors=tuple(sorted(row.former)),  # type: ignore[attr-defined]  # annotated
    )


def _route(row: models.Route, version: models.RuleVersion, citations: Citations) -> Route:
    return Route(
        key=row.key,
        name=Text(row.name_de, row.name_en),
        summary=Text(row.summary_de, row.summary_en),
        consent=Text(row.consent_de, row.consent_en),
        rule=Rule(
            term=build(lines_of_rule(version, citations)),
            citation=citations.of(version.citation),
            valid_from=version.valid_from,
            valid_to=version.valid_to,
        ),
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
