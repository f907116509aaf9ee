"""The columns of a kept file, read once for all looks at the mapping screen."""

from functools import lru_cache

from benchmarks.column_profiles import ColumnProfile, profiles_of
from benchmarks.importing import LIMITS
from benchmarks.reading.problems import ReadingError
from benchmarks.reading.table import TableChoices, open_table
from benchmarks.uploads import KeptFile, readable

KEPT_IN_MEMORY = 8  # files; of each at most some thousand cells of a column


@lru_cache(maxsize=KEPT_IN_MEMORY)
def columns_of(
    file: KeptFile, choices: TableChoices
) -> tuple[TableChoices, tuple[ColumnProfile, ...]]:
    """How the file is laid out, and its columns; raises ReadingError where it can't be read.

    How another wave was laid out is forgotten where it does not fit.
    """
    with readable(file, LIMITS) as path:
        try:
            with open_table(path, filename=file.name, limits=LIMITS, choices=choices) as table:
                return choices, tuple(profiles_of(table))
        except ReadingError:
            if choices == TableChoices():
                raise
        with open_table(path, filename=file.name, limits=LIMITS) as table:
            return TableChoices(), tuple(profiles_of(table))
