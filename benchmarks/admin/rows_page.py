"""The page on which an analyst looks through the rows of an import, kind by kind."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from benchmarks.findings import Repetition, read_findings
from benchmarks.formats import day, money
from benchmarks.models import ImportBatch, SalarySample
from benchmarks.preview_rows import SET_ASIDE, Compared, Filter, Kind, RowPage, filters_of, page_of
from benchmarks.reading.reason_titles import TITLES
from benchmarks.templatetags.imports import reader_language

KINDS = {
    Kind.USABLE: gettext_lazy("all usable"),
    Kind.NEW: gettext_lazy("new"),
    Kind.CHANGED: gettext_lazy("changed"),
    Kind.SAME: gettext_lazy("known already"),
    Kind.REPEATED: gettext_lazy("repeated in the file"),
    Kind.QUARANTINED: gettext_lazy("in quarantine"),
    Kind.REFUSED: gettext_lazy("refused"),
    Kind.TAKEN: gettext_lazy("taken by a decision"),
}
NUMBERS = (gettext_lazy("As given"), gettext_lazy("Gross per year"))
COLUMNS = (
    gettext_lazy("Occupation"),
    gettext_lazy("Place"),
    gettext_lazy("Seniority"),
    gettext_lazy("Observed"),
    gettext_lazy("Kind"),
    *NUMBERS,
)
LONGEST_PAGE_NUMBER = 9  # digits
IN_THE_PREVIEW = 5  # changed rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A filter as a link; `kind` colours it, `is_reason` sets it below its kind."""

    label: str
    kind: str
    rows: int
    address: str
    is_reason: bool
    is_chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What a row says of one field; `before` is what the former row said, where that differs."""

    label: str
    text: str
    before: str
    is_number: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A usable row as the page shows it, and where the row that it compares with stands."""

    row_number: int
    cells: Sequence[Cell]
    former: str
    is_worded_otherwise: bool


def rows_page(request: HttpRequest, batch: ImportBatch, context: dict[str, object]) -> HttpResponse:
    """The rows that the address chooses, fifty at a time."""
    repetition = read_findings(batch.findings).repetition
    filters = filters_of(batch, repetition)
    chosen = _chosen(request, filters)
    page = page_of(batch, chosen, _page_number(request))
    language = reader_language()
    context |= {
        "title": _("Rows of %(file)s") % {"file": batch.file_name},
        "batch": batch,
        "groups": _grouped(filters, chosen),
        "page": page,
        "is_set_aside": chosen.kind in SET_ASIDE,
        "rows_address": "",
        "label": _label(chosen),
        "lines": [_line(compared, chosen.kind, batch, language) for compared in page.samples],
        "has_former": chosen.kind in (Kind.CHANGED, Kind.SAME, Kind.REPEATED),
        "tells_changes": repetition is not None and repetition.changed is not None,
        "links": dict(_links(page)),
    }
    return TemplateResponse(request, "admin/benchmarks/importbatch/rows.html", context)


def changed_lines(batch: ImportBatch, repetition: Repetition | None) -> list[Line]:
    """The first rows that an import changes, for its preview."""
    if not repetition or not repetition.changed:
        return []
    page = page_of(batch, Filter(kind=Kind.CHANGED, rows=repetition.changed), 1)
    shown = page.samples[:IN_THE_PREVIEW]
    return [_line(compared, Kind.CHANGED, batch, reader_language()) for compared in shown]


def row_choices(batch: ImportBatch, repetition: Repetition | None) -> list[list[Choice]]:
    """The way from the preview to each kind of rows: those usable, then those set aside."""
    return _grouped(filters_of(batch, repetition), None)


def address_of_rows(chosen: Filter, number: int = 1) -> str:
    """The part of the address behind the question mark."""
    query = {"show": chosen.kind.value}
    if chosen.reason:
        query["reason"] = chosen.reason
    return "?" + urlencode(query | ({"page": str(number)} if number > 1 else {}))


def _chosen(request: HttpRequest, filters: Sequence[Filter]) -> Filter:
    """The filter that the address names, else the first that has rows."""
    wanted = (request.GET.get("show", ""), request.GET.get("reason", ""))
    named = next((one for one in filters if (one.kind.value, one.reason) == wanted), None)
    return named or next((one for one in filters if one.rows), filters[0])


def _page_number(request: HttpRequest) -> int:
    text = request.GET.get("page", "")
    is_number = text.isascii() and text.isdecimal() and len(text) <= LONGEST_PAGE_NUMBER
    return int(text) if is_number else 1


def _grouped(filters: Sequence[Filter], chosen: Filter | None) -> list[list[Choice]]:
    def place(one: Filter) -> Kind:
        return one.kind if one.kind in SET_ASIDE else Kind.USABLE

    return [
        [_choice(one, is_chosen=one == chosen) for one in group]
        for _place, group in groupby(filters, key=place)
    ]


def _choice(one: Filter, *, is_chosen: bool) -> Choice:
    return Choice(
        label=_label(one),
        kind=one.kind.value,
        rows=one.rows,
        address=address_of_rows(one),
        is_reason=bool(one.reason),
        is_chosen=is_chosen,
    )


def _label(one: Filter) -> str:
    if one.reason:
        return TITLES.get(one.reason, {}).get(reader_language(), one.reason)
    return str(KINDS[one.kind])


def _links(page: RowPage) -> Iterator[tuple[str, str]]:
    if page.number > 1:
        yield "first", address_of_rows(page.chosen, 1)
        yield "previous", address_of_rows(page.chosen, page.number - 1)
    if page.number < page.pages:
        yield "next", address_of_rows(page.chosen, page.number + 1)
        yield "last", address_of_rows(page.chosen, page.pages)


def _line(compared: Compared, kind: Kind, batch: ImportBatch, language: str) -> Line:
    now = _texts(compared.sample, language)
    before = _texts(compared.former, language) if compared.former else now
    is_change = kind == Kind.CHANGED and compared.former is not None
    cells = [
        Cell(
            label=str(label),
            text=text,
            before=old if is_change and old != text else "",
            is_number=label in NUMBERS,
        )
        for label, text, old in zip(COLUMNS, now, before, strict=True)
    ]
    return Line(
        row_number=compared.sample.row_number,
        cells=cells,
        former=_former(compared, batch),
        is_worded_otherwise=is_change and now == before,
    )


def _former(compared: Compared, batch: ImportBatch) -> str:
    if compared.former is None:
        return "–"
    row = _("row %(row)s") % {"row": compared.former.row_number}
    if compared.former.batch_id == batch.pk:
        return row
    return f"#{compared.former.batch_id}, {row}"


def _texts(sample: SalarySample, language: str) -> list[str]:
    place = f"{sample.hub}, {sample.country}" if sample.hub else str(sample.country)
    given = money(sample.amount, sample.currency, language)
    return [
        str(sample.occupation),
        place,
        str(sample.get_seniority_display() or "–"),
        day(sample.observed_on, language),
        str(sample.get_source_kind_display()),
        f"{given} {sample.get_period_display()}",
        money(sample.yearly_pay, sample.country.currency, language),
    ]
