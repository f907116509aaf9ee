"""Whether a hidden count of a table follows from the published ones, and what else to hide then."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

SMALLEST_GROUP = 5

UNNAMED = -2
"""The row of samples without a hub, and the column of those without a seniority."""

Cell = tuple[int, int]
Node = tuple[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Counts by row and column; `total` is the code of the row and of the column of sums.

    A line may have a larger total than its cells add up to: the rest are samples that name no row
    or no column, and are never published by themselves.
    """

    counts: Mapping[Cell, int]
    hidden: frozenset[Cell]
    total: int


def protect(table: Table) -> list[Cell]:
    """Further cells to hide, so that none of the hidden ones can be worked out.

    Every row and column adds up to its total, so the hidden cells are the edges of a graph of rows
    and columns, and the published ones fix a hidden cell exactly when its edge is a bridge
    (Gusfield, SIAM Journal on Computing 17, 1988, p. 552). Each bridge is put on a cycle by hiding
    the smallest published cell across it, sums last. And what a line hides must be at least five
    people.
    """
    if not table.hidden:
        return []
    counts = {**table.counts, **_unnamed(table)}
    hidden = {cell for cell in counts if cell in table.hidden or UNNAMED in cell}
    added: list[Cell] = []
    while (cell := _weak_spot(counts, hidden, table)) is not None:
        hidden.add(cell)
        added.append(cell)
    return added


def _unnamed(table: Table) -> dict[Cell, int]:
    """The samples of each line that none of its named cells holds."""
    total = table.total
    of_row: dict[int, int] = {row: 0 for row, _ in table.counts}
    for (row, column), count in table.counts.items():
        of_row[row] += count if column != total else 0
    rest = {
        (row, UNNAMED): table.counts.get((row, total), named) - named
        for row, named in of_row.items()
    }
    counts = {**table.counts, **rest}
    of_column: dict[int, int] = {column: 0 for _, column in counts}
    for (row, column), count in counts.items():
        of_column[column] += count if row != total else 0
    for column, named in of_column.items():
        rest[UNNAMED, column] = counts.get((total, column), named) - named
    return {cell: count for cell, count in rest.items() if count > 0}


def _weak_spot(counts: Mapping[Cell, int], hidden: set[Cell], table: Table) -> Cell | None:
    """The next cell that has to be hidden; None when the table is safe."""
    shown = sorted(
        (table.total in cell, count, cell) for cell, count in counts.items() if cell not in hidden
    )
    for row, column in sorted(_bridges(hidden) & table.hidden):
        near = _reached(("row", row), hidden - {(row, column)})
        for _, _, (other_row, other_column) in shown:
            if (("row", other_row) in near) != (("column", other_column) in near):
                return other_row, other_column
    for line, sum_of_line in _lines(counts, table.total):
        out = [cell for cell in line if cell in hidden]
        told = sum_of_line in counts and sum_of_line not in hidden
        few = sum(counts[cell] for cell in out) < SMALLEST_GROUP
        if told and few and table.hidden.intersection(out):
            inside = [cell for _, _, cell in shown if cell in line]
            if inside:
                return inside[0]
    return None


def _lines(counts: Mapping[Cell, int], total: int) -> Iterator[tuple[list[Cell], Cell]]:
    """The cells of each row and of each column, and the cell that holds their sum."""
    cells = sorted(counts)
    for row in sorted({row for row, _ in cells}):
        yield [cell for cell in cells if cell[0] == row and cell[1] != total], (row, total)
    for column in sorted({column for _, column in cells}):
        yield [cell for cell in cells if cell[1] == column and cell[0] != total], (total, column)


def _bridges(edges: Iterable[Cell]) -> set[Cell]:
    """Edges on no cycle."""
    search = _Search(_neighbours(edges))
    for node in search.neighbours:
        if node not in search.order:
            search.visit(node, None)
    return search.bridges


class _Search:
    """Tarjan's depth-first search; `lowest` is the earliest node that a node leads back to."""

    def __init__(self, neighbours: Mapping[Node, list[tuple[Node, Cell]]]) -> None:
        self.neighbours = neighbours
        self.order: dict[Node, int] = {}
        self.lowest: dict[Node, int] = {}
        self.bridges: set[Cell] = set()

    def visit(self, node: Node, came_by: Cell | None) -> None:
        order, lowest = self.order, self.lowest
        order[node] = lowest[node] = len(order)
        for other, edge in self.neighbours[node]:
            if other in order:
                back = order[node] if edge == came_by else order[other]
                lowest[node] = min(lowest[node], back)
                continue
            self.visit(other, edge)
            lowest[node] = min(lowest[node], lowest[other])
            if lowest[other] > order[node]:
                self.bridges.add(edge)


def _reached(start: Node, edges: Iterable[Cell]) -> set[Node]:
    """The rows and columns that hang together with one of them."""
    neighbours = _neighbours(edges)
    reached, waiting = {start}, [start]
    while waiting:
        for other, _ in neighbours.get(waiting.pop(), []):
            if other not in reached:
                reached.add(other)
                waiting.append(other)
    return reached


def _neighbours(edges: Iterable[Cell]) -> dict[Node, list[tuple[Node, Cell]]]:
    neighbours: dict[Node, list[tuple[Node, Cell]]] = defaultdict(list)
    for row, column in edges:
        neighbours["row", row].append((("column", column), (row, column)))
        neighbours["column", column].append((("row", row), (row, column)))
    return dict(neighbours)
