"""Counts the cells of an OpenDocument spreadsheet in a stream, repeats included."""

from collections.abc import Mapping

from benchmarks.reading.limits import Limits
from benchmarks.reading.problems import Problem, problem, refusal
from benchmarks.reading.sheet_facts import CellRange, SheetFacts
from benchmarks.reading.xml_guard import GuardedParser
from benchmarks.reading.zip_parts import Archive

CONTENT = "content.xml"
_SHEET_DEPTH = 4  # document-content, body, spreadsheet, table; deeper tables are no sheets
_CELLS = ("table:table-cell", "table:covered-table-cell")
_VALUES = ("office:value", "office:date-value", "office:time-value", "office:boolean-value")
_HIDDEN = ("collapse", "filter")

type Attributes = Mapping[str, str]


def scan_sheets(archive: Archive, limits: Limits, deadline: float) -> tuple[SheetFacts, ...]:
    """The facts of every table, in the order of the tabs. Raises ReadingError."""
    scan = _TableScan(limits)
    if CONTENT not in archive.parts:
        raise refusal("damaged-workbook")
    parser = GuardedParser(
        deadline, start=scan.start, end=scan.end, text=scan.text, aside=scan.aside
    )
    parser.feed(archive.chunks(CONTENT), must_be_sound=True)
    if len(scan.sheets) > limits.sheets:
        raise refusal("too-many-sheets", sheets=len(scan.sheets), limit=limits.sheets)
    return tuple(scan.sheets)


class _TableScan:
    """Follows the elements of ``content.xml`` and keeps no more than the row it is in.

    What counts as a value is what calamine takes for one: an office value, else the text of a cell
    that is declared a string, comments left out.
    """

    def __init__(self, limits: Limits) -> None:
        self.sheets: list[SheetFacts] = []
        self._limits = limits
        self._depth = 0
        self._style = ""
        self._hidden_styles: set[str] = set()
        self._sheet: SheetFacts | None = None
        self._row = self._row_repeats = self._column = 0
        self._row_hidden = False
        self._table_columns = self._row_cells = self._row_width = 0
        self._row_faults: list[tuple[int, Problem]] = []
        self._cell: Attributes | None = None
        self._cell_depth = self._comment_depth = 0
        self._length = 0
        self._filled = False
        self._shown = ""

    def start(self, name: str, attributes: Attributes) -> None:
        self._depth += 1
        if self._cell is not None:
            if name == "office:annotation" and not self._comment_depth:
                self._comment_depth = self._depth
        elif self._sheet is None:
            self._start_outside(name, attributes)
        elif name in _CELLS:
            self._start_cell(attributes)
        elif name == "table:table-row":
            self._start_row(attributes)
        elif name == "table:table-column":
            self._start_column(attributes)

    def end(self, name: str) -> None:
        if self._depth == self._comment_depth:
            self._comment_depth = 0
        self._depth -= 1
        if self._sheet is None:
            return
        if self._cell is not None:
            if self._depth == self._cell_depth:
                self._end_cell(self._sheet, self._cell)
        elif name == "table:table-row":
            self._end_row(self._sheet)
        elif name == "table:table" and self._depth == _SHEET_DEPTH - 1:
            self._sheet = None

    def text(self, text: str) -> None:
        if self._cell is not None and not self._comment_depth:
            self._length += len(text)
            if not text.isspace():
                self._filled = True
                if len(self._shown) < 32:
                    self._shown += text

    def aside(self, *_: object) -> None:
        if self._cell is not None:
            raise refusal("damaged-workbook")

    def _start_outside(self, name: str, attributes: Attributes) -> None:
        if name == "style:style":
            self._style = attributes.get("style:name", "")
        elif name == "style:table-properties" and attributes.get("table:display") == "false":
            self._hidden_styles.add(self._style)
        elif name == "table:table" and self._depth == _SHEET_DEPTH:
            hidden = attributes.get("table:style-name", "") in self._hidden_styles
            self._sheet = SheetFacts(name=attributes.get("table:name", ""), hidden=hidden)
            self._row = self._table_columns = 0
            self.sheets.append(self._sheet)

    def _start_column(self, attributes: Attributes) -> None:
        first = self._table_columns + 1
        self._table_columns += _repeats(attributes, "table:number-columns-repeated")
        if self._sheet is not None and attributes.get("table:visibility") in _HIDDEN:
            self._sheet.hide_columns(first, self._table_columns)

    def _start_row(self, attributes: Attributes) -> None:
        self._row += 1
        self._row_repeats = _repeats(attributes, "table:number-rows-repeated")
        self._row_hidden = attributes.get("table:visibility") in _HIDDEN
        self._column = self._row_cells = self._row_width = 0
        self._row_faults.clear()

    def _end_row(self, sheet: SheetFacts) -> None:
        sheet.count_rows(
            first=self._row,
            times=self._row_repeats,
            cells=self._row_cells,
            last_column=self._row_width,
            hidden=self._row_hidden,
        )
        for column, what in self._row_faults:
            for row in range(self._row, self._row + self._row_repeats):
                sheet.fault(row, column, what)
        self._row += self._row_repeats - 1

    def _start_cell(self, attributes: Attributes) -> None:
        self._cell = attributes
        self._cell_depth = self._depth - 1
        self._length = 0
        self._filled = False
        self._shown = ""

    def _end_cell(self, sheet: SheetFacts, cell: Attributes) -> None:
        self._cell = None
        repeats = _repeats(cell, "table:number-columns-repeated")
        column = self._column + 1
        self._column += repeats
        if self._length > self._limits.cell_characters:
            raise refusal("cell-too-long", limit=self._limits.cell_characters)
        if (currency := cell.get("office:currency")) and "office:value" in cell:
            sheet.show(column, frozenset([currency.upper()[:3]]))
        if self._has_value(cell):
            self._row_cells += repeats
            self._row_width = self._column
        if "table:formula" in cell:
            sheet.formulas += 1
            if "office:value-type" not in cell:
                self._row_faults.append((column, problem("formula-without-value")))
        if cell.get("calcext:value-type") == "error":
            self._row_faults.append((column, problem("cell-error", value=self._shown)))
        if "table:number-columns-spanned" in cell:
            self._merge(sheet, cell, column)

    def _has_value(self, cell: Attributes) -> bool:
        if any(value in cell for value in _VALUES):
            return True
        text = cell.get("office:string-value")
        if text is not None:
            return bool(text.strip())
        return cell.get("office:value-type") == "string" and self._filled

    def _merge(self, sheet: SheetFacts, cell: Attributes, column: int) -> None:
        across = _repeats(cell, "table:number-columns-spanned")
        down = _repeats(cell, "table:number-rows-spanned")
        if across > 1 or down > 1:
            bottom, right = self._row + down - 1, column + across - 1
            sheet.merge(CellRange(top=self._row, left=column, bottom=bottom, right=right))


def _repeats(attributes: Attributes, name: str) -> int:
    """How often a row or cell stands; anything but a plain positive number is damage."""
    text = attributes.get(name, "1")
    if len(text) > 8 or not text.isascii() or not text.isdigit() or not int(text):
        raise refusal("damaged-workbook")
    return int(text)
