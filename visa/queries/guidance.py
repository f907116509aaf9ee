"""What helps a person on the way to a title: documents, milestones, fees, times, mistakes."""

from collections import defaultdict
from dataclasses import dataclass

from benchmarks.keeping import kept
from benchmarks.models import Country, Occupation
from benchmarks.moments import Moment
from visa import models
from visa.citations import Citation, Text
from visa.models.sources import is_german
from visa.queries.citing import Citations
from visa.values import Reading, ValueBook


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide:
    """One line of help; `reading` is the dated figure that it names, `origin` whom it is for."""

    kind: str
    route: str
    origin: str
    text: Text
    detail: Text
    reading: Reading | None
    months: int | None
    citation: Citation | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginName:
    """A country whose people have documents of their own to bring."""

    code: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PossibleCode:
    """A code of ISCO-08 that an occupation may be classed in."""

    code: str
    name: Text
    note: Text
    citation: Citation


def read_guides(
    title: str, *, origin: str, moment: Moment, values: ValueBook
) -> tuple[list[Guide], list[OriginName]]:
    """All lines of the day for people from everywhere and from `origin`, and all such origins."""
    rows = [row for row in _rows().get(title, ()) if row.is_in_force(moment.on)]
    citations = Citations()
    origins = {row.origin.code: row.origin for row in rows if row.origin}
    guides = [
        _guide(row, values, moment, citations)
        for row in rows
        if row.origin is None or row.origin.code == origin
    ]
    return guides, [_name(origins[code]) for code in sorted(origins)]


@kept
def _rows() -> dict[str, list[models.Guidance]]:
    """Of every title and day, in the order of the page: a few hundred lines in all."""
    found: dict[str, list[models.Guidance]] = defaultdict(list)
    about = ("title", "route", "origin", "parameter", "citation__source")
    for row in models.Guidance.objects.select_related(*about).order_by("position", "key"):
        found[row.title.key].append(row)
    return dict(found)


def read_occupation_codes(occupation: Occupation) -> list[PossibleCode]:
    rows = models.OccupationCode.objects.filter(occupation=occupation)
    citations = Citations()
    return [
        PossibleCode(
            code=row.code,
            name=Text(row.name_de, row.name_en),
            note=Text(row.note_de, row.note_en),
            citation=citations.of(row.citation),
        )
        for row in rows.select_related("citation__source").order_by("position", "code")
    ]


def read_occupations_with_codes() -> list[Occupation]:
    """The occupations of which we know what they may be classed as, by name."""
    by_german, by_english = _occupations()
    return list(by_german if is_german() else by_english)


@kept
def _occupations() -> tuple[list[Occupation], list[Occupation]]:
    """By their German and by their English names, as the database sorts them."""
    ids = models.OccupationCode.objects.values("occupation")
    known = Occupation.objects.filter(pk__in=ids)
    return list(known.order_by("name_de")), list(known.order_by("name_en"))


def _name(country: Country) -> OriginName:
    return OriginName(code=country.code, name=country.name)


def _guide(row: models.Guidance, values: ValueBook, moment: Moment, citations: Citations) -> Guide:
    return Guide(
        kind=row.kind,
        route=row.route.key if row.route else "",
        origin=row.origin.name if row.origin else "",
        text=Text(row.text_de, row.text_en),
        detail=Text(row.detail_de, row.detail_en),
        reading=values.read(row.parameter.key, moment.on) if row.parameter else None,
        months=row.months,
        citation=citations.of(row.citation) if row.citation else None,
    )
