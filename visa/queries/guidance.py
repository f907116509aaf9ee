"""What helps a person on the way to a title: documents, milestones, fees, times, mistakes."""

from dataclasses import dataclass

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
    rows = list(
        models.Guidance.objects.in_force(moment.on)
        .filter(title__key=title)
        .select_related("route", "origin", "parameter", "citation__source")
        .order_by("position", "key")
    )
    citations = Citations()
    origins = {row.origin.code: row.origin for row in rows if row.origin}
    guides = [
        _guide(row, values, moment, citations)
        for row in rows
        if row.origin is None or row.origin.code == origin
    ]
    return guides, [_name(origins[code]) for code in sorted(origins)]


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
    ids = models.OccupationCode.objects.values("occupation")
    name = "name_de" if is_german() else "name_en"
    return list(Occupation.objects.filter(pk__in=ids).order_by(name))


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
