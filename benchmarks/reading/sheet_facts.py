"""What the gate's own count of a sheet says: how far it reaches, and what its cells lack."""

from dataclasses import dataclass, field

from benchmarks.reading.limits import Limits
from benchmarks.reading.problems import Problem, refusal

MOST_FAULTS = 50_000  # cells without a usable value; more make the sheet useless
MOST_MERGED = 1_000  # merged ranges kept for notes


@dataclass(frozen=True, slots=True, kw_only=True)
class CellRange:
    """A rectangle of cells, 1-based and inclusive."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True, kw_only=True)
class SheetFacts:
    """One sheet as counted cell by cell; a cell of blanks or without a value does not count.

    Rows and columns are 1-based, as a spreadsheet program numbers them. ``faults`` are cells that
    show something but have no usable value: an error, or a formula that was never calculated.
    ``currencies`` are those that the formats of a column's numbers show; several for a sign that
    several share. ``numbers`` is counted for xls alone, where ``rows`` and ``cells`` may include
    blank texts until the parser has told which texts are blank.
    """

    name: str
    hidden: bool = False
    rows: int = 0
    cells: int = 0
    numbers: int = 0
    last_row: int = 0
    last_column: int = 0
    formulas: int = 0
    hidden_rows: int = 0
    faults: dict[int, dict[int, Problem]] = field(default_factory=dict)
    merged: list[CellRange] = field(default_factory=list)
    currencies: dict[int, set[frozenset[str]]] = field(default_factory=dict)
    _hidden: list[tuple[int, int]] = field(default_factory=list)
    _faults_counted: int = 0
    _row_last_counted: int = 0

    def count(self, row: int, column: int, *, row_hidden: bool) -> None:
        """Adds one cell that has a value."""
        self.cells += 1
        if row != self._row_last_counted:
            self._row_last_counted = row
            self.rows += 1
            self.hidden_rows += row_hidden
        if row > self.last_row:
            self.last_row = row
        if column > self.last_column:
            self.last_column = column

    def count_rows(
        self, *, first: int, times: int, cells: int, last_column: int, hidden: bool
    ) -> None:
        """Adds a row with ``cells`` values that stands ``times`` times."""
        if cells:
            self.cells += cells * times
            self.rows += times
            self.hidden_rows += hidden * times
            self.last_row = max(self.last_row, first + times - 1)
            self.last_column = max(self.last_column, last_column)

    def fault(self, row: int, column: int, what: Problem) -> None:
        self._faults_counted += 1
        if self._faults_counted > MOST_FAULTS:
            raise refusal("too-many-faults", sheet=self.name, limit=MOST_FAULTS)
        self.faults.setdefault(row, {})[column] = what
        self.last_column = max(self.last_column, column)
        self.last_row = max(self.last_row, row)

    def show(self, column: int, currencies: frozenset[str]) -> None:
        """Notes that a number of the column is shown in a currency."""
        self.currencies.setdefault(column, set()).add(currencies)

    def merge(self, area: CellRange) -> None:
        if len(self.merged) < MOST_MERGED:
            self.merged.append(area)

    def hide_columns(self, first: int, last: int) -> None:
        if len(self._hidden) < MOST_MERGED:
            self._hidden.append((first, last))

    @property
    def hidden_columns(self) -> int:
        """How many hidden columns the table has; those right of it do not count."""
        spans = (min(last, self.last_column) - first + 1 for first, last in self._hidden)
        return sum(max(span, 0) for span in spans)

    def refuse_beyond(self, limits: Limits) -> None:
        """Raises ReadingError when the sheet is too large, or one stray cell makes it seem so."""
        if self.rows > limits.workbook_rows:
            raise refusal("too-many-rows", rows=self.rows, limit=limits.workbook_rows)
        if self.last_row > limits.workbook_rows:
            raise refusal(
                "far-cell", sheet=self.name, row=self.last_row, limit=limits.workbook_rows
            )
        if self.last_column > limits.columns:
            raise refusal(
                "too-many-columns",
                sheet=self.name,
                column=column_letters(self.last_column),
                limit=limits.columns,
            )
        if self.last_row * self.last_column > limits.table_cells:
            raise refusal("too-many-cells", sheet=self.name, limit=limits.table_cells)


def column_letters(column: int) -> str:
    """A spreadsheet's name for a column: 1 is A, 26 is Z, 27 is AA."""
    name = ""
    while column:
        column, digit = divmod(column - 1, 26)
        name = chr(ord("A") + digit) + name
    return name


def column_number(letters: str) -> int:
    """The column that letters name, A is 1; 0 where they name none."""
    if not 1 <= len(letters) <= 3 or not letters.isascii() or not letters.isalpha():
        return 0
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
