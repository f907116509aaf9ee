"""Counts the cells of an xlsx workbook in a stream, without building any of them."""

import posixpath
import re
from collections.abc import Callable, Mapping

from benchmarks.reading.format_currencies import currencies_of_format
from benchmarks.reading.limits import Limits
from benchmarks.reading.problems import problem, refusal
from benchmarks.reading.sheet_facts import CellRange, SheetFacts, column_number
from benchmarks.reading.xml_guard import GuardedParser, local_name
from benchmarks.reading.zip_parts import Archive

WORKBOOK = "xl/workbook.xml"
LINKS = "xl/_rels/workbook.xml.rels"
STRINGS = "xl/sharedstrings.xml"
STYLES = "xl/styles.xml"
_ADDRESS = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_TRUE = ("1", "true")
_NUMBERS = ("", "n")
_TYPES_BY_VALUE = ("s", "e")  # cells whose text says which shared string or which error

type Attributes = Mapping[str, str]


def scan_sheets(archive: Archive, limits: Limits, deadline: float) -> tuple[SheetFacts, ...]:
    """The facts of every worksheet, in the order of the workbook's tabs. Raises ReadingError."""
    index = _WorkbookIndex()
    _read(archive, WORKBOOK, GuardedParser(deadline, start=index.sheet))
    _read(archive, LINKS, GuardedParser(deadline, start=index.link))
    if len(index.sheets) > limits.sheets:
        raise refusal("too-many-sheets", sheets=len(index.sheets), limit=limits.sheets)
    strings = _SharedStrings(limits)
    if STRINGS in archive.parts:
        parser = GuardedParser(deadline, start=strings.start, end=strings.end, text=strings.text)
        _read(archive, STRINGS, parser)
    styles = _Styles()
    if STYLES in archive.parts:
        parser = GuardedParser(deadline, start=styles.start, end=styles.end)
        parser.feed(archive.chunks(STYLES), must_be_sound=False)
    found = []
    for link, facts in index.sheets:
        part = index.parts.get(link, "")
        if part in archive.parts:
            scan = _SheetScan(facts, strings.blank, styles.currencies, limits)
            parser = GuardedParser(deadline, start=scan.start, text=scan.text, aside=scan.aside)
            _read(archive, part, parser)
            scan.finish()
            found.append(facts)
    return tuple(found)


def _read(archive: Archive, part: str, parser: GuardedParser) -> None:
    if part not in archive.parts:
        raise refusal("damaged-workbook")
    parser.feed(archive.chunks(part), must_be_sound=True)


class _WorkbookIndex:
    """Which sheets the workbook lists, and in which part each of them lies."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, SheetFacts]] = []
        self.parts: dict[str, str] = {}

    def sheet(self, name: str, attributes: Attributes) -> None:
        if local_name(name) == "sheet":
            link = next((attributes[key] for key in attributes if key.endswith(":id")), "")
            hidden = attributes.get("state", "visible") != "visible"
            self.sheets.append((link, SheetFacts(name=attributes.get("name", ""), hidden=hidden)))

    def link(self, name: str, attributes: Attributes) -> None:
        if attributes.get("Type", "").endswith("/worksheet"):
            target = posixpath.join("/xl", attributes.get("Target", ""))
            self.parts[attributes.get("Id", "")] = posixpath.normpath(target).lstrip("/").lower()


class _SharedStrings:
    """The numbers of shared strings that show nothing: a cell that points at one is blank."""

    def __init__(self, limits: Limits) -> None:
        self.blank: set[str] = set()
        self._limit = limits.cell_characters
        self._number = -1
        self._length = 0
        self._filled = False

    def start(self, name: str, _attributes: Attributes) -> None:
        if local_name(name) == "si":
            self._number += 1
            self._length = 0
            self._filled = False

    def text(self, text: str) -> None:
        self._length += len(text)
        self._filled = self._filled or not text.isspace()

    def end(self, name: str) -> None:
        if local_name(name) == "si":
            if self._length > self._limit:
                raise refusal("cell-too-long", limit=self._limit)
            if not self._filled:
                self.blank.add(str(self._number))


class _Styles:
    """The numbers of the styles whose format shows a currency."""

    def __init__(self) -> None:
        self.currencies: dict[str, frozenset[str]] = {}
        self._formats: dict[str, frozenset[str]] = {}
        self._in_cells = False
        self._number = -1

    def start(self, name: str, attributes: Attributes) -> None:
        match local_name(name):
            case "numFmt":
                if found := currencies_of_format(attributes.get("formatCode", "")):
                    self._formats[attributes.get("numFmtId", "")] = found
            case "cellXfs":
                self._in_cells = True
            case "xf" if self._in_cells:
                self._number += 1
                form = attributes.get("numFmtId", "")
                if form in self._formats:
                    self.currencies[str(self._number)] = self._formats[form]

    def end(self, name: str) -> None:
        if local_name(name) == "cellXfs":
            self._in_cells = False


class _SheetScan:
    """Follows one worksheet's elements and keeps no more than the cell it is in.

    Called for each of millions of elements, hence without an end handler: a cell is finished when
    the next cell or row begins, or the sheet ends.
    """

    def __init__(
        self,
        facts: SheetFacts,
        blank_strings: set[str],
        currencies: Mapping[str, frozenset[str]],
        limits: Limits,
    ) -> None:
        self._facts = facts
        self._blank_strings = blank_strings
        self._currencies = currencies
        self._limit = limits.cell_characters
        self._row = self._column = 0
        self._row_text = "0"
        self._row_hidden = False
        self._columns: dict[str, int] = {}
        self._type = self._value = self._style = ""
        self._length = 0
        self._filled = self._formula = False
        self._in_value = self._interrupted = False
        self._cell_name = ""
        self._starts: dict[str, Callable[[Attributes], None]] = {}

    def start(self, name: str, attributes: Attributes) -> None:
        if name == self._cell_name:
            self._start_cell(attributes)
        elif handle := self._starts.get(name):
            handle(attributes)
        elif self._starts:
            self._in_value = False
        else:
            self._name_elements(prefix=name.removesuffix(local_name(name)))

    def text(self, text: str) -> None:
        if self._in_value:
            self._length += len(text)
            if not text.isspace():
                self._filled = True
                if self._interrupted:
                    raise refusal("damaged-workbook")
                if self._type in _TYPES_BY_VALUE and self._length < 32:
                    self._value += text

    def aside(self, *_: object) -> None:
        # calamine reads <v>1<!-- -->2</v> as 1; no spreadsheet program writes it.
        self._interrupted = True

    def finish(self) -> None:
        """Counts the last cell."""
        self._finish_cell()

    def _name_elements(self, prefix: str) -> None:
        self._cell_name = prefix + "c"
        self._starts = {
            prefix + "v": self._start_value,
            prefix + "t": self._start_value,
            prefix + "row": self._start_row,
            prefix + "f": self._start_formula,
            prefix + "col": self._start_column,
            prefix + "mergeCell": self._start_merged,
        }

    def _start_row(self, attributes: Attributes) -> None:
        self._finish_cell()
        number = attributes.get("r")
        self._row = _positive(number) if number else self._row + 1
        self._row_text = str(self._row)
        self._row_hidden = attributes.get("hidden") in _TRUE
        self._column = 0

    def _start_cell(self, attributes: Attributes) -> None:
        if self._filled or self._formula or self._type == "e":
            self._finish_cell()
        address = attributes.get("r")
        if address is None:
            self._column += 1
        else:
            column = self._columns.get(address.removesuffix(self._row_text))
            self._column = column or self._locate(address)
        self._type = attributes.get("t", "")
        self._style = attributes.get("s", "")
        self._value = ""
        self._length = 0
        self._in_value = self._interrupted = False

    def _locate(self, address: str) -> int:
        """The column of a cell whose letters are new, or which names another row than its own."""
        parsed = _ADDRESS.fullmatch(address)
        if not parsed:
            raise refusal("damaged-workbook")
        self._row = _positive(parsed[2])
        self._row_text = str(self._row)
        return self._columns.setdefault(parsed[1], column_number(parsed[1]))

    def _start_value(self, _attributes: Attributes) -> None:
        self._in_value = True

    def _start_formula(self, _attributes: Attributes) -> None:
        self._formula = True
        self._in_value = False

    def _finish_cell(self) -> None:
        facts = self._facts
        if self._formula:
            facts.formulas += 1
        if self._type == "e":
            facts.fault(self._row, self._column, problem("cell-error", value=self._value))
        elif self._filled:
            if self._length > self._limit:
                raise refusal("cell-too-long", limit=self._limit)
            if self._type != "s" or self._value not in self._blank_strings:
                facts.count(self._row, self._column, row_hidden=self._row_hidden)
                if self._style in self._currencies and self._type in _NUMBERS:
                    facts.show(self._column, self._currencies[self._style])
        elif self._formula and self._type != "str":  # a "str" was calculated, to an empty text
            facts.fault(self._row, self._column, problem("formula-without-value"))
        self._type = ""
        self._filled = self._formula = self._in_value = False

    def _start_column(self, attributes: Attributes) -> None:
        if attributes.get("hidden") in _TRUE:
            first, last = _positive(attributes.get("min")), _positive(attributes.get("max"))
            self._facts.hide_columns(first, last)

    def _start_merged(self, attributes: Attributes) -> None:
        first, _, last = attributes.get("ref", "").partition(":")
        corner, opposite = _ADDRESS.fullmatch(first), _ADDRESS.fullmatch(last)
        if corner and opposite:
            area = CellRange(
                top=int(corner[2]),
                left=column_number(corner[1]),
                bottom=int(opposite[2]),
                right=column_number(opposite[1]),
            )
            self._facts.merge(area)


def _positive(text: str | None) -> int:
    """A row or column number; anything but a plain positive one is damage."""
    if not text or len(text) > 7 or not text.isascii() or not text.isdigit() or not int(text):
        raise refusal("damaged-workbook")
    return int(text)
