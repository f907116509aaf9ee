"""What an analyst should look at although the table could be read."""

from collections.abc import Sequence
from pathlib import PurePath

from benchmarks.reading.file_kind import FileKind
from benchmarks.reading.header import is_blank, unnamed_columns
from benchmarks.reading.problems import Problem, problem
from benchmarks.reading.sheet_facts import CellRange, SheetFacts, column_letters
from benchmarks.reading.workbook import OpenSheet

_NAMES = {
    ".csv": FileKind.CSV,
    ".tsv": FileKind.CSV,
    ".txt": FileKind.CSV,
    ".xlsx": FileKind.XLSX,
    ".xls": FileKind.XLS,
    ".ods": FileKind.ODS,
}


def note_on_name(filename: str, kind: FileKind) -> list[Problem]:
    """A note when the file's name claims another kind than its content has."""
    claimed = _NAMES.get(PurePath(filename).suffix.lower(), kind)
    return [problem("name-says-other", name=filename, kind=kind)] if claimed != kind else []


def notes_on_header(
    rows: Sequence[Sequence[object]], header_row: int, letters: Sequence[str]
) -> list[Problem]:
    """Notes on what stands above the header, and on columns that it does not name.

    ``rows`` are the table's first rows; ``header_row`` is 1-based, 0 where there is none.
    """
    if not header_row:
        return []
    notes = []
    above = sum(1 for row in rows[: header_row - 1] if not all(map(is_blank, row)))
    if above:
        notes.append(problem("rows-above-header", row=header_row, count=above))
    if unnamed := unnamed_columns(rows[header_row - 1], letters):
        notes.append(unnamed)
    return notes


def notes_on_sheet(sheet: OpenSheet, header_row: int) -> list[Problem]:
    """Notes on what a workbook hides, merges or calculates."""
    facts = sheet.facts
    notes = _notes_on_other_sheets(sheet)
    counts = {
        "hidden-rows": facts.hidden_rows,
        "hidden-columns": facts.hidden_columns,
        "formulas": facts.formulas - _without_value(facts),
    }
    notes += [problem(code, count=count) for code, count in counts.items() if count]
    notes += _notes_on_merged(facts, header_row)
    if sheet.has_external_links:
        notes.append(problem("external-links"))
    return notes


def _without_value(facts: SheetFacts) -> int:
    faults = (fault for row in facts.faults.values() for fault in row.values())
    return sum(fault.code == "formula-without-value" for fault in faults)


def _notes_on_other_sheets(sheet: OpenSheet) -> list[Problem]:
    others = [found for found in sheet.sheets if found.name != sheet.facts.name]
    hidden = ", ".join(found.name for found in others if found.hidden)
    visible = ", ".join(found.name for found in others if found.cells and not found.hidden)
    notes = [problem("other-sheets", sheet=sheet.facts.name, sheets=visible)] if visible else []
    return [*notes, problem("hidden-sheets", sheets=hidden)] if hidden else notes


def _notes_on_merged(facts: SheetFacts, header_row: int) -> list[Problem]:
    in_header = [area for area in facts.merged if area.top <= header_row <= area.bottom]
    below = [area for area in facts.merged if area.top > header_row]
    found = {"merged-header": in_header, "merged-cells": below}
    return [problem(code, area=_shown(areas[0])) for code, areas in found.items() if areas]


def _shown(area: CellRange) -> str:
    first = f"{column_letters(area.left)}{area.top}"
    return f"{first}:{column_letters(area.right)}{area.bottom}"
