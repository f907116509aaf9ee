"""Writes one sheet of the workbook on standard input as JSON lines; runs alone, under hard limits.

``workbook.py`` starts this file by its path with ``python -I -S``, so it imports nothing of ours.
Lines: the workbook's sheets; the place of the chosen one; lists of its rows; their count.
"""

import errno
import json
import resource
import sys
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from itertools import batched
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

ROWS_PER_LINE = 256
MOST_MERGED = 1_000
LONGEST_LINE = 8 * 1024 * 1024  # characters; longer batches are written row by row

# Exit statuses, told apart by workbook.py; above the numbers of signals
DAMAGED, PASSWORD, NO_CONTENT, UNKNOWN_SHEET, NO_MEMORY, NO_SPACE, TOO_LARGE = range(100, 107)

type RawCell = int | float | str | bool | time | date | datetime | timedelta


def main(
    package_folder: str, sheet: str, memory: str, seconds: str, output: str, cells: str
) -> int:
    """Reads standard input, writes standard output; returns the exit status."""
    limit_resources(memory=int(memory), seconds=int(seconds), output=int(output))
    sys.path.append(package_folder)
    import python_calamine

    try:
        workbook = python_calamine.CalamineWorkbook.from_filelike(sys.stdin.buffer)
        write_sheet(workbook, sheet, sys.stdout.buffer, most_cells=int(cells))
    except python_calamine.PasswordError:
        return PASSWORD
    except python_calamine.WorksheetNotFound:
        return UNKNOWN_SHEET
    except MemoryError:
        return NO_MEMORY
    except OSError as error:
        return {errno.EFBIG: TOO_LARGE, errno.ENOSPC: NO_SPACE}.get(error.errno or 0, DAMAGED)
    except NothingToRead:
        return NO_CONTENT
    except OverflowError:
        return TOO_LARGE
    # A panic of the Rust parser is a BaseException; whatever it is, the file cannot be read.
    except BaseException:
        return DAMAGED
    return 0


class NothingToRead(Exception):
    """No visible sheet has a cell with a value."""


def limit_resources(*, memory: int, seconds: int, output: int) -> None:
    """Takes from this process what a hostile file might make it want: bytes, seconds, files."""
    bounds = {
        resource.RLIMIT_CPU: seconds,
        resource.RLIMIT_FSIZE: output,
        resource.RLIMIT_NOFILE: 16,
        resource.RLIMIT_CORE: 0,
    }
    if sys.platform != "darwin":  # macOS refuses to bound the address space
        bounds[resource.RLIMIT_AS] = memory
    for bound, value in bounds.items():
        resource.setrlimit(bound, (value, value))


def write_sheet(
    workbook: "CalamineWorkbook", name: str, output: BinaryIO, *, most_cells: int
) -> None:
    """Writes the named sheet, or for an empty name the visible one with the largest extent."""
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    sheets = {
        found.name: found.visible != SheetVisibleEnum.Visible
        for found in workbook.sheets_metadata
        if found.typ == SheetTypeEnum.WorkSheet
    }
    _write_line(output, sheets)
    visible = [found for found, hidden in sheets.items() if not hidden]
    sheet = workbook.get_sheet_by_name(name) if name else _largest(workbook, visible)
    if sheet.end is None or sheet.start is None:
        raise NothingToRead
    bottom, right = sheet.end[0] + 1, sheet.end[1] + 1
    if bottom * right > most_cells:
        raise OverflowError
    merged = (sheet.merged_cell_ranges or [])[:MOST_MERGED]
    place = {"name": sheet.name, "left": sheet.start[1], "bottom": bottom, "right": right}
    _write_line(output, place | {"merged": [[*first, *last] for first, last in merged]})
    rows = cells = 0
    columns: set[int] = set()
    for batch in batched(sheet.iter_rows(), ROWS_PER_LINE):
        for row in batch:
            filled = [column for column, cell in enumerate(row) if _shows(cell)]
            columns.update(filled)
            cells += len(filled)
            rows += bool(filled)
        _write_rows(output, batch)
    _write_line(output, {"rows": rows, "cells": cells, "columns": sorted(columns)})
    output.flush()


def _largest(workbook: "CalamineWorkbook", names: Iterable[str]) -> "CalamineSheet":
    sheets = [workbook.get_sheet_by_name(name) for name in names]
    if not sheets:
        raise NothingToRead
    return max(sheets, key=lambda sheet: sheet.height * sheet.width)


def _shows(cell: RawCell) -> bool:
    """Whether a cell shows a value: it is neither empty nor only blanks."""
    return cell != "" and not (isinstance(cell, str) and cell.isspace())


def _write_rows(output: BinaryIO, rows: tuple[list[RawCell], ...]) -> None:
    line = _encoded(rows)
    if len(line) <= LONGEST_LINE:
        output.write(line)
    else:
        for row in rows:
            output.write(_encoded([row]))


def _write_line(output: BinaryIO, content: object) -> None:
    output.write(_encoded(content))


def _encoded(content: object) -> bytes:
    """One line; floats in Python's shortest exact form, dates as ``{"d": …}``."""
    line = json.dumps(content, ensure_ascii=False, separators=(",", ":"), default=_tagged)
    return line.encode() + b"\n"


def _tagged(cell: object) -> dict[str, str]:
    match cell:
        case datetime():
            return {"dt": cell.isoformat()}
        case date():
            return {"d": cell.isoformat()}
        case time():
            return {"t": cell.isoformat()}
        case timedelta():
            return {"s": str(cell // timedelta(microseconds=1))}
    raise TypeError(f"no cell has the type {type(cell)}")


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
