"""Fixtures that open bytes as a workbook or table, and tell why they are refused."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from benchmarks.reading.file_kind import FileKind
from benchmarks.reading.gate import WorkbookFacts, inspect_workbook
from benchmarks.reading.limits import Limits
from benchmarks.reading.problems import Problem, ReadingError
from benchmarks.reading.table import Table, TableChoices, open_table
from benchmarks.reading.workbook import OpenSheet, open_sheet

LIMITS = Limits()


@pytest.fixture
def open_content(tmp_path: Path) -> Iterator[Callable[..., OpenSheet]]:
    """Opens bytes as a sheet; whatever is open at the end is closed."""
    opened: list[OpenSheet] = []

    def open_content(
        content: bytes,
        *,
        kind: FileKind = FileKind.XLSX,
        limits: Limits = LIMITS,
        sheet: str | None = None,
    ) -> OpenSheet:
        path = tmp_path / "upload"
        path.write_bytes(content)
        opened.append(open_sheet(path, kind, limits, sheet))
        return opened[-1]

    yield open_content
    for sheet in opened:
        sheet.close()


@pytest.fixture
def refusal_of(open_content: Callable[..., OpenSheet]) -> Callable[..., Problem]:
    def refusal_of(content: bytes, **named: object) -> Problem:
        with pytest.raises(ReadingError) as caught:
            open_content(content, **named)
        return caught.value.problem

    return refusal_of


@pytest.fixture
def inspect(tmp_path: Path) -> Callable[..., WorkbookFacts]:
    """Passes bytes through the gate alone."""

    def inspect(
        content: bytes, limits: Limits = LIMITS, kind: FileKind = FileKind.XLSX
    ) -> WorkbookFacts:
        path = tmp_path / "upload"
        path.write_bytes(content)
        return inspect_workbook(path, kind, limits)

    return inspect


@pytest.fixture
def refused(inspect: Callable[..., WorkbookFacts]) -> Callable[..., str]:
    """The code of the problem for which the gate refuses bytes."""

    def refused(*arguments: object, **named: object) -> str:
        with pytest.raises(ReadingError) as caught:
            inspect(*arguments, **named)
        return caught.value.problem.code

    return refused


@pytest.fixture
def table_of(tmp_path: Path) -> Iterator[Callable[..., Table]]:
    """Opens bytes or text as a table; whatever is open at the end is closed."""
    opened: list[Table] = []

    def table_of(
        content: bytes | str, *, name: str = "", limits: Limits = LIMITS, **choices: object
    ) -> Table:
        path = tmp_path / f"stored-without-its-name-{len(opened)}"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        chosen = TableChoices(**choices)
        opened.append(open_table(path, filename=name, limits=limits, choices=chosen))
        return opened[-1]

    yield table_of
    for table in opened:
        table.close()


@pytest.fixture
def problem_of(table_of: Callable[..., Table]) -> Callable[..., Problem]:
    """The problem for which a file is refused, at once or while its rows are read."""

    def problem_of(content: bytes | str, **named: object) -> Problem:
        with pytest.raises(ReadingError) as caught:
            list(table_of(content, **named).chunks())
        return caught.value.problem

    return problem_of
