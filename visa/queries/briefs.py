"""What guides show of residence titles: names, the figures they compare with, documents."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef
from django.db.models.functions import JSONObject

from benchmarks.moments import Moment
from visa import models
from visa.citations import Citation, Text
from visa.queries.floors import FLOORS, SALARY


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document to bring; `route` names the way to the title that asks for it, empty for all.

    `origin` is the country whose people need it, by its code, and `parameter` the figure it names.
    """

    route: Text
    origin: str
    origin_name: Text
    text: Text
    detail: Text
    parameter: str
    citation: Citation | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleBrief:
    """`parameters` are the keys of the figures that its rules of the day compare with, in order;
    `floors` those of them that a salary has to reach. `country` is a code.
    """

    key: str
    country: str
    name: Text
    slug: Text
    short: Text
    parameters: tuple[str, ...]
    floors: tuple[str, ...]
    documents: tuple[Document, ...]


def read_briefs(keys: Collection[str], moment: Moment) -> dict[str, TitleBrief]:
    """The titles of those keys that there are, in one query."""
    rules = models.RuleVersion.objects.known_at(moment.known_at).in_force(moment.on)
    parameters = models.Condition.objects.filter(
        rule__in=rules, rule__route__title=OuterRef("pk"), parameter__isnull=False
    ).order_by("rule__route__position", "rule__route__key", "position")
    floors = parameters.filter(fact__key=SALARY, relation__in=FLOORS)
    documents = (
        models.Guidance.objects.in_force(moment.on)
        .filter(title=OuterRef("pk"), kind=models.Guidance.Kind.DOCUMENT)
        .order_by("position", "key")
    )
    rows = models.ResidenceTitle.objects.filter(key__in=keys).annotate(
        parameters=ArraySubquery(parameters.values("parameter__key")),
        floors=ArraySubquery(floors.values("parameter__key")),
        country_code=F("country__code"),
        documents=ArraySubquery(documents.values(row=_DOCUMENT)),
    )
    return {row.key: _brief(row, vars(row)) for row in rows}


_DOCUMENT = JSONObject(
    text_de="text_de",
    text_en="text_en",
    detail_de="detail_de",
    detail_en="detail_en",
    route_de="route__name_de",
    route_en="route__name_en",
    origin="origin__code",
    origin_de="origin__name_de",
    origin_en="origin__name_en",
    parameter="parameter__key",
    citation="citation__key",
    act="citation__act",
    pinpoint="citation__pinpoint",
    source_de="citation__source__title_de",
    source_en="citation__source__title_en",
    url="citation__source__url",
    grade="citation__source__grade",
    checked_on="citation__source__checked_on",
)

type Row = Mapping[str, str | None]


def _brief(row: models.ResidenceTitle, known: Mapping[str, Any]) -> TitleBrief:
    return TitleBrief(
        key=row.key,
        country=known["country_code"],
        name=Text(row.name_de, row.name_en),
        slug=Text(row.slug_de, row.slug_en),
        short=Text(row.short_de, row.short_en),
        parameters=tuple(dict.fromkeys(known["parameters"])),
        floors=tuple(dict.fromkeys(known["floors"])),
        documents=tuple(_document(one) for one in known["documents"]),
    )


def _document(row: Row) -> Document:
    def text(name: str) -> Text:
        return Text(row[f"{name}_de"] or "", row[f"{name}_en"] or "")

    return Document(
        route=text("route"),
        origin=row["origin"] or "",
        origin_name=text("origin"),
        text=text("text"),
        detail=text("detail"),
        parameter=row["parameter"] or "",
        citation=_citation(row, text("source")) if row["citation"] else None,
    )


def _citation(row: Row, source: Text) -> Citation:
    return Citation(
        key=row["citation"] or "",
        act=row["act"] or "",
        pinpoint=row["pinpoint"] or "",
        source=source,
        url=row["url"] or "",
        grade=row["grade"] or "",
        checked_on=date.fromisoformat(row["checked_on"] or ""),
    )
