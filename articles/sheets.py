"""The tables of pages as files: CSV as a spreadsheet program of the page's language opens it, JSON.

They are made from the same rows that the page prints, so that nothing is told here which is
withheld there.
"""

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.http import Http404, HttpResponse

from articles.addresses import language_here
from articles.tables import PayTable
from benchmarks.queries import Pay
from benchmarks.safe_cells import guarded

type Cell = str | int | Decimal | bool | None

PAY_COLUMNS = (
    *("group", "note", "step", "year", "is_projection", "currency", "grade"),
    *("typical", "typical_low", "typical_high", "p10", "p25", "p75", "p90", "range_is_measured"),
    *("n", "median", "recent_n", "effective_n", "source_count", "kinds"),
    *("observed_from", "observed_to", "rounded_to"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A table to take away; column names are the same in both languages."""

    name: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]


def pay_sheet(name: str, table: PayTable) -> Sheet:
    """Groups without a figure are rows without figures, as the page names them too."""
    rows = [(row.name, row.note, row.step, *_figures(row.pay)) for row in table.rows]
    silent: Cell = None
    empty = (silent,) * (len(PAY_COLUMNS) - 3)
    return Sheet(
        name=name,
        columns=PAY_COLUMNS,
        rows=[*rows, *((group, "", "", *empty) for group in table.without_pay)],
    )


def answer(sheet: Sheet, form: str, on: date) -> HttpResponse:
    """The sheet as `csv` or `json`; raises Http404 for any other form."""
    if form == "csv":
        response = HttpResponse(
            as_csv(sheet, language_here()), content_type="text/csv; charset=utf-8"
        )
    elif form == "json":
        response = HttpResponse(as_json(sheet, on), content_type="application/json")
    else:
        raise Http404
    response.headers["Content-Disposition"] = f'attachment; filename="{sheet.name}.{form}"'
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def as_csv(sheet: Sheet, language: str) -> str:
    """German: semicolons and decimal commas; English: commas and decimal points.

    A byte order mark tells spreadsheet programs that it is UTF-8. Text that such a program would
    take for a formula has an apostrophe before it.
    """
    is_german = language.startswith("de")
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";" if is_german else ",", lineterminator="\r\n")
    writer.writerow(sheet.columns)
    writer.writerows([_text(cell, is_german=is_german) for cell in row] for row in sheet.rows)
    return "\N{BYTE ORDER MARK}" + file.getvalue()


def as_json(sheet: Sheet, on: date) -> str:
    """Rows as objects, amounts as strings, what isn't told as null."""
    rows = [
        {
            column: str(cell) if isinstance(cell, Decimal) else cell
            for column, cell in zip(sheet.columns, row, strict=True)
        }
        for row in sheet.rows
    ]
    body = {"as_of": on.isoformat(), "table": sheet.name, "rows": rows}
    return json.dumps(body, ensure_ascii=False)


def _text(cell: Cell, *, is_german: bool) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return "1" if cell else "0"
        case Decimal():
            plain = f"{cell:f}"
            return plain.replace(".", ",") if is_german else plain
        case _:
            return guarded(str(cell))


def _figures(pay: Pay) -> tuple[Cell, ...]:
    return (
        *(pay.year, pay.is_projection, pay.currency, pay.grade.value),
        *(pay.typical, pay.typical_low, pay.typical_high),
        *(pay.p10, pay.p25, pay.p75, pay.p90, pay.range_is_measured),
        *(pay.n, pay.median, pay.recent_n, pay.effective_n, pay.source_count),
        " ".join(kind.value for kind in pay.kinds),
        *(_day(pay.observed_from), _day(pay.observed_to), pay.rounded_to),
    )


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
