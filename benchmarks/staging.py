"""Turns a file's rows into the text of two COPY commands: samples, and rows that are set aside."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from benchmarks.cell_reading import text_of
from benchmarks.circumstances import Slot
from benchmarks.column_formats import CHUNK_ROWS
from benchmarks.findings import ColumnFinding, Findings, ReasonFinding
from benchmarks.mapping import SampleMapping, Target, unused_columns
from benchmarks.normalising import DOUBTFUL
from benchmarks.reading.problems import Problem
from benchmarks.reading.table import Chunk, Table
from benchmarks.repeated_answers import Answers
from benchmarks.sample_reading import SampleReader

COPY_ROWS = 5_000  # for one COPY, about: each checks its foreign keys at its end
SHOWN_CITIES = 20

_ENCODER = json.JSONEncoder(ensure_ascii=False, check_circular=False)


@dataclass(slots=True, kw_only=True)
class Counts:
    """How many rows became what, those set aside by reason; together the rows of the file."""

    accepted: int = 0
    quarantined: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)

    @property
    def total(self) -> int:
        return self.accepted + self.quarantined.total() + self.refused.total()

    def reasons(self) -> list[ReasonFinding]:
        """Why rows were set aside: quarantine first, then by the number of rows."""
        return [
            ReasonFinding(code=code, is_quarantine=counted is self.quarantined, rows=rows)
            for counted in (self.quarantined, self.refused)
            for code, rows in sorted(counted.items(), key=lambda found: (-found[1], found[0]))
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class StagedChunk:
    """Lines in PostgreSQL's text format for COPY.

    `samples`: batch, row number and SAMPLE_COLUMNS; `set_aside`: batch, row number, decision, code,
    values and cells.
    """

    samples: str
    set_aside: str


class Staging:
    """One table on its way into a batch; `counts` are complete when `chunks` has ended."""

    def __init__(self, table: Table, reader: SampleReader, batch_id: int) -> None:
        self._table = table
        self._reader = reader
        self._batch_id = batch_id
        self.columns = reader.columns
        self._mapped = {table.columns[slot.column]: slot.column for slot in reader.slots}
        self._answers = Answers()
        self.counts = Counts()

    def chunks(self) -> Iterator[StagedChunk]:
        """Every row of the file, as a sample or set aside."""
        samples: list[str] = []
        set_aside: list[str] = []
        for number, chunk in enumerate(self._table.chunks(CHUNK_ROWS)):
            if number == 0:
                self._answers.begin(chunk.rows)
            self._stage(chunk, samples, set_aside)
            if len(samples) + len(set_aside) >= COPY_ROWS:
                yield StagedChunk(samples="".join(samples), set_aside="".join(set_aside))
                samples, set_aside = [], []
        yield StagedChunk(samples="".join(samples), set_aside="".join(set_aside))

    def set_aside_later(self, problems: Mapping[int, Problem]) -> Iterator[StagedChunk]:
        """Set aside what was staged already, for problems that the whole file alone shows."""
        for chunk in self._table.chunks(CHUNK_ROWS):
            lines = [
                self._set_aside(number, row, problems[number])
                for number, row in zip(chunk.numbers, chunk.rows, strict=True)
                if number in problems
            ]
            self.counts.accepted -= len(lines)
            if lines:
                yield StagedChunk(samples="", set_aside="".join(lines))

    def _stage(self, chunk: Chunk, samples: list[str], set_aside: list[str]) -> None:
        """Add each row of a chunk to the lines that it becomes one of."""
        set_aside += [
            self._set_aside(refused.number, refused.cells, refused.problem)
            for refused in chunk.refused
        ]
        before = len(samples)
        read = map(self._answers.once, self._reader.read(chunk.rows), chunk.rows)
        for number, row, found in zip(chunk.numbers, chunk.rows, read, strict=True):
            if isinstance(found, str):
                samples.append(f"{self._batch_id}\t{number}\t{found}\n")
            else:
                set_aside.append(self._set_aside(number, row, found))
        self.counts.accepted += len(samples) - before

    def _set_aside(self, number: int, row: Sequence[object], why: Problem) -> str:
        """A line for COPY; of the row it keeps the mapped columns alone.

        A row that does not fit the columns keeps no cell: which of them are personal is unknown.
        """
        if why.code in DOUBTFUL:
            decision = "quarantined"
            self.counts.quarantined[why.code] += 1
        else:
            decision = "refused"
            self.counts.refused[why.code] += 1
        is_laid_out = len(row) >= len(self._table.columns) and why.code != "ragged-row"
        cells = (
            {name: text_of(row[position]) for name, position in self._mapped.items()}
            if is_laid_out
            else {}
        )
        return (
            f"{self._batch_id}\t{number}\t{decision}\t{why.code}\t{_json(why.values)}\t"
            f"{_json(cells)}\n"
        )


def findings(
    table: Table,
    mapping: SampleMapping,
    reader: SampleReader,
    reasons: Sequence[ReasonFinding],
) -> Findings:
    """What is worth telling of a file that has been read to its end."""
    return Findings(
        kind=table.kind.value,
        encoding=table.encoding,
        delimiter=table.delimiter,
        sheet=table.sheet,
        header_row=table.header_row,
        notes=table.notes,
        columns=[
            ColumnFinding(
                field=str(slot.target),
                column=table.columns[slot.column],
                is_open=form.is_open,
                evidence=form.findings,
            )
            for slot, form in sorted(
                zip(reader.slots, reader.formats, strict=True), key=lambda pair: _place(pair[0])
            )
        ],
        unused_columns=unused_columns(mapping, table.columns),
        unknown_cities=dict(reader.unknown_cities.most_common(SHOWN_CITIES)),
        rows_in_unknown_cities=reader.unknown_cities.total(),
        reasons=reasons,
    )


def _place(slot: Slot) -> int:
    """Fields in the order of `Target`, behind those that restrict the rows."""
    return list(Target).index(Target(slot.target)) + 1 if slot.target in set(Target) else 0


def _json(values: Mapping[str, str]) -> str:
    """JSON as COPY takes it; what neither can hold is replaced by the sign made for that."""
    text = _ENCODER.encode(values).replace("\\u0000", "\ufffd")
    return text.encode("utf-8", "replace").decode().replace("\\", "\\\\")
