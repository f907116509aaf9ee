"""Complementary suppression: what a reader could work out, by hand and by linear algebra."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.estimating.hidden_counts import Table, protect

TOTAL = -1


def table(cells, hidden, extra_rows=None):
    """A table with its sums; `extra_rows` are people without a column, by row."""
    counts = dict(cells)
    rows, columns = {row for row, _ in cells}, {column for _, column in cells}
    for row in rows:
        named = sum(n for (r, _), n in cells.items() if r == row)
        counts[row, TOTAL] = named + (extra_rows or {}).get(row, 0)
    for column in columns:
        counts[TOTAL, column] = sum(n for (_, c), n in cells.items() if c == column)
    counts[TOTAL, TOTAL] = sum(counts[row, TOTAL] for row in rows)
    return Table(counts=counts, hidden=frozenset(hidden), total=TOTAL)


def test_a_single_hidden_count_takes_others_with_it():
    square = table({(1, 1): 3, (1, 2): 20, (2, 1): 30, (2, 2): 40}, [(1, 1)])

    added = protect(square)

    # (1,1) follows from its row, so the smallest beside it goes too; each further one alone would
    # give the first away again, until the four of them close a circle. The sums stay.
    assert set(added) == {(1, 2), (2, 1), (2, 2)}


def test_a_circle_of_hidden_counts_needs_no_more():
    square = table(
        {(1, 1): 3, (1, 2): 4, (2, 1): 4, (2, 2): 3, (3, 1): 50, (3, 2): 60},
        [(1, 1), (1, 2), (2, 1), (2, 2)],
    )

    assert protect(square) == []


def test_a_line_that_hides_fewer_than_five_people_hides_more():
    small = [(1, 1), (1, 2), (TOTAL, 1), (TOTAL, 2)]
    row = table({(1, 1): 2, (1, 2): 2, (1, 3): 30, (1, 4): 40}, small)

    # Four hidden people are no crowd: the next smallest joins them, in the row and in its sums.
    assert set(protect(row)) == {(1, 3), (TOTAL, 3)}


def test_people_without_a_seniority_hide_in_the_same_line():
    alone = table({(1, 1): 4, (1, 2): 30}, [(1, 1)])
    among = table({(1, 1): 4, (1, 2): 30}, [(1, 1), (TOTAL, 1)], extra_rows={1: 6})

    assert protect(alone) != []
    assert protect(among) == []


def test_a_table_without_hidden_counts_stays_open():
    assert protect(table({(1, 1): 30, (1, 2): 20}, [])) == []


def test_a_table_of_one_cell_is_safe():
    assert (
        protect(Table(counts={(TOTAL, TOTAL): 3}, hidden=frozenset({(TOTAL, TOTAL)}), total=TOTAL))
        == []
    )


def determined(counts, hidden):
    """Hidden cells whose value follows from the open ones, by the null space of all sums."""
    cells = sorted(hidden)
    rows = {row for row, _ in counts}
    columns = {column for _, column in counts}
    equations = []
    for row in rows:
        equations.append([(1 if c != TOTAL else -1) if r == row else 0 for r, c in cells])
    for column in columns:
        equations.append([(1 if r != TOTAL else -1) if c == column else 0 for r, c in cells])
    matrix = np.array(equations, dtype=float).reshape(-1, len(cells))
    _, sizes, directions = np.linalg.svd(matrix)
    rank = int(np.sum(sizes > 1e-9))
    free = directions[rank:]
    return {cell for at, cell in enumerate(cells) if np.all(np.abs(free[:, at]) < 1e-9)}


@given(
    st.dictionaries(st.tuples(st.integers(0, 3), st.integers(0, 3)), st.integers(1, 30), min_size=1)
)
def test_no_count_of_fewer_than_five_can_be_worked_out(cells):
    full = table(cells, [])
    small = [cell for cell, n in full.counts.items() if n < 5]
    guarded = Table(counts=full.counts, hidden=frozenset(small), total=TOTAL)

    added = protect(guarded)

    hidden = {*small, *added}
    told = determined(full.counts, hidden) & set(small) if hidden else set()
    # A count of one cell alone in all its lines is the same figure as its sums, hidden like them.
    assert told == set()


@given(
    st.dictionaries(st.tuples(st.integers(0, 3), st.integers(0, 3)), st.integers(1, 30), min_size=1)
)
def test_what_a_line_hides_is_at_least_five_people(cells):
    full = table(cells, [])
    small = frozenset(cell for cell, n in full.counts.items() if n < 5)

    hidden = small | set(protect(Table(counts=full.counts, hidden=small, total=TOTAL)))

    for row in {row for row, _ in cells}:
        if (row, TOTAL) not in hidden:
            line = [cell for cell in full.counts if cell[0] == row and cell[1] != TOTAL]
            out = [cell for cell in line if cell in hidden]
            if any(cell in small for cell in out) and len(out) < len(line):
                assert sum(full.counts[cell] for cell in out) >= 5


@pytest.mark.parametrize("seed", range(3))
def test_protection_is_the_same_every_time(seed):
    rng = np.random.default_rng(seed)
    cells = {(r, c): int(rng.integers(1, 20)) for r in range(5) for c in range(5)}
    full = table(cells, [cell for cell, n in cells.items() if n < 5])

    assert protect(full) == protect(full)
