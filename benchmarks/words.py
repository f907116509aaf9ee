"""One field of words, such as title or country: the rules of its mapping, tried in turn."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from benchmarks.caching import Cache
from benchmarks.mapping import Rule, Target, Unmapped
from benchmarks.reading.problems import Problem, problem, refusal
from benchmarks.spelling import plain


@dataclass(frozen=True, slots=True, eq=False)
class Unread:
    """A cell without a usable value; equal to itself alone, so that rows of cells can be keys."""

    problem: Problem


type Cell = str | date | Decimal | Unread | None
type Cells = tuple[Cell, ...]
"""Some mapped cells of one row, each already read as text, date or number."""
type CellsBySlot = Mapping[int, Cell]
"""The same by the slots that they stand in."""


@dataclass(frozen=True, slots=True)
class Answer[Value]:
    """What a row says of one field: our value, the text that said so, and where that stood."""

    value: Value
    text: str
    is_constant: bool = False


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A word that we cannot place, where the mapping lets it count as nothing said."""

    text: str


type Found[Value] = Answer[Value] | Unplaced | Problem | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Column[Value]:
    """Where a rule looks, and what it finds in each cell."""

    slot: int
    answers: Cache[Cell, Found[Value]]


class Words[Value]:
    """Reads one field of words. Raises ReadingError where the mapping names what we don't have.

    `recognise` gives our value for a word, None where it is unknown, or the problem with it;
    `by_code` does so in columns of codes, `stated` for words of the mapping itself.
    """

    def __init__(
        self,
        target: Target,
        rules: Sequence[Rule],
        *,
        recognise: Callable[[str], Value | Problem | None],
        slot_of: Callable[[str], int],
        by_code: Callable[[str], Value | Problem | None] | None = None,
        stated: Callable[[str], Value | Problem | None] | None = None,
    ) -> None:
        self.target = target
        self._recognise = recognise
        self._by_code = by_code or recognise
        self._stated = stated or recognise
        self._steps: list[_Column[Value] | Answer[Value] | Problem] = []
        for rule in rules:
            if rule.column is not None:
                self._steps.append(self._column(rule, slot_of(rule.column)))
            elif rule.constant is not None:
                self._steps.append(self._constant(rule.constant))

    def read(self, cells: CellsBySlot) -> Found[Value]:
        """The first rule that finds something decides; None where none does."""
        for step in self._steps:
            found = step.answers[cells[step.slot]] if isinstance(step, _Column) else step
            if found is not None:
                return found
        return None

    def _column(self, rule: Rule, slot: int) -> _Column[Value]:
        recognise = self._by_code if rule.format == "code" else self._recognise
        values = {
            plain(theirs): None if ours is None else self._ours(ours)
            for theirs, ours in rule.values.items()
        }

        def answer(cell: Cell) -> Found[Value]:
            if isinstance(cell, Unread):
                return cell.problem
            text = rule.part.of(str(cell)) if rule.part else str(cell)
            spelling = plain(text)
            if not spelling and spelling not in values:
                return None
            value = values[spelling] if spelling in values else recognise(text)
            if isinstance(value, Problem):
                return value
            if value is not None:
                return Answer(value, text)
            return None if spelling in values else self._unmapped(rule, text)

        return _Column(slot=slot, answers=Cache(answer))

    def _unmapped(self, rule: Rule, text: str) -> Unplaced | Problem | None:
        if rule.unmapped == Unmapped.NEXT:
            return None
        if rule.unmapped == Unmapped.EMPTY:
            return Unplaced(text)
        return problem(f"unknown-{self.target.replace('_', '-')}", value=text)

    def _constant(self, text: str) -> Answer[Value] | Problem:
        value = self._ours(text)
        if isinstance(value, Problem):
            return value
        return Answer(value, text, is_constant=True)

    def _ours(self, text: str) -> Value | Problem:
        value = self._stated(text)
        if value is None:
            raise refusal("mapping-reference-unknown", field=self.target, value=text)
        return value
