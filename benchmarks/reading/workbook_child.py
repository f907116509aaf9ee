"""Writes one sheet of the workbook on standard input as JSON lines; runs alone, under hard limits.

``workbook.py`` starts this file by its path with ``python -I -S``, so it imports nothing of ours.
Lines: the sheet's first column; lists of its rows; their count.
"""

import errno
import json
import resource
import sys
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from itertools import batched
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

ROWS_PER_LINE = 256
LONGEST_LINE = 8 * 1024 * 1024  # characters; longer batches are written row by row

# Exit statuses, told apart by workbook.py; above the numbers of signals
DAMAGED, PASSWORD, NO_CONTENT, NO_MEMORY, NO_SPACE, TOO_LARGE = range(100, 106)

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
    """The sheet has no cell at all."""


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
    """Writes the named sheet; raises OverflowError when it spans more cells than allowed."""
    sheet = workbook.get_sheet_by_name(name)
    if sheet.end is None or sheet.start is None:
        raise NothingToRead
    if (sheet.end[0] + 1) * (sheet.end[1] + 1) > most_cells:
        raise OverflowError
    _write_line(output, {"left": sheet.start[1]})
    rows = cells = numbers = 0
    columns: set[int] = set()
    for batch in batched(sheet.iter_rows(), ROWS_PER_LINE):
        for row in batch:
            filled = [column for column, cell in enumerate(row) if _shows(cell)]
            columns.update(filled)
            cells += len(filled)
            rows += bool(filled)
            numbers += sum(1 for column in filled if not isinstance(row[column], str))
        _write_rows(output, batch)
    counted = {"rows": rows, "cells": cells, "numbers": numbers, "columns": sorted(columns)}
    _write_line(output, counted)
    output.flush()


def _shows(cell: RawCell) -> bool:
    """Whether a cell shows a value: it is neither empty nor only blanks."""
    return cell != "" and not (isinstance(cell, str) and cell.isspace())


def _write_rows(output: BinaryIO, rows: Sequence[list[RawCell]]) -> None:
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
