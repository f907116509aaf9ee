"""What a figure was and is, as a file to take away; column names are the same in both languages."""

from articles.figures.histories import Row
from articles.figures.page import FigurePage
from articles.sheets import Cell, Sheet

COLUMNS = (
    *("key", "from", "until", "value", "unit", "low", "high", "n", "grade"),
    *("is_announced", "formula", "source", "source_url"),
)


def history_sheet(page: FigurePage, name: str) -> Sheet:
    """Every period of its history; today's value alone where it has none."""
    rows = [_cells(page, row) for row in page.rows]
    return Sheet(name=name, columns=COLUMNS, rows=rows or [_today(page)])


def _cells(page: FigurePage, row: Row) -> tuple[Cell, ...]:
    origin = row.origin
    return (
        *(page.figure.address, row.first_day.isoformat()),
        row.last_day.isoformat() if row.last_day else None,
        *(row.number, _unit(page), row.low, row.high, row.n, row.grade or None, row.is_announced),
        row.formula or None,
        origin.name.en if origin else None,
        origin.url if origin else None,
    )


def _today(page: FigurePage) -> tuple[Cell, ...]:
    figure = page.figure
    value = (
        figure.number if figure.number is not None or figure.value is None else str(figure.value)
    )
    day = page.on.isoformat()
    origin = figure.origins[0] if figure.origins else None
    return (
        *(figure.address, day, day, value, _unit(page), figure.low, figure.high, figure.n),
        *(figure.grade or None, figure.is_announced, figure.formula or None),
        *(origin.name.en if origin else None, origin.url if origin else None),
    )


def _unit(page: FigurePage) -> str:
    return page.figure.currency or page.figure.unit.value
