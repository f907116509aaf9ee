"""One field of words, such as title or country: the rules of its mapping, tried in turn."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from benchmarks.mapping import Part, Rule, Target, Unmapped
from benchmarks.reading.problems import Problem, problem, refusal
from benchmarks.spelling import plain


@dataclass(frozen=True, slots=True, eq=False)
class Unread:
    """A cell without a usable value; equal to itself alone, so that rows of cells can be keys."""

    problem: Problem


type Cell = str | date | Decimal | Unread | None
type Cells = tuple[Cell, ...]
"""The mapped cells of one row, each already read as text, date or number."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Column[Value]:
    slot: int
    recognise: Callable[[str], Value | Problem | None]
    part: Part | None
    values: Mapping[str, Value | Problem | None]
    unmapped: Unmapped


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

    def read(self, cells: Cells) -> Answer[Value] | Unplaced | Problem | None:
        """The first rule that finds something decides; None where none does."""
        for step in self._steps:
            found = self._in_column(step, cells) if isinstance(step, _Column) else step
            if found is not None:
                return found
        return None

    def _in_column(
        self, step: _Column[Value], cells: Cells
    ) -> Answer[Value] | Unplaced | Problem | None:
        cell = cells[step.slot]
        if isinstance(cell, Unread):
            return cell.problem
        text = step.part.of(str(cell)) if step.part else str(cell)
        spelling = plain(text)
        if spelling in step.values:
            value = step.values[spelling]
            return value if value is None or isinstance(value, Problem) else Answer(value, text)
        if not spelling:
            return None
        value = step.recognise(text)
        if value is not None:
            return value if isinstance(value, Problem) else Answer(value, text)
        if step.unmapped == Unmapped.NEXT:
            return None
        if step.unmapped == Unmapped.EMPTY:
            return Unplaced(text)
        return problem(f"unknown-{self.target.replace('_', '-')}", value=text)

    def _column(self, rule: Rule, slot: int) -> _Column[Value]:
        values = {
            plain(theirs): None if ours is None else self._ours(ours)
            for theirs, ours in rule.values.items()
        }
        return _Column(
            slot=slot,
            recognise=self._by_code if rule.format == "code" else self._recognise,
            part=rule.part,
            values=values,
            unmapped=rule.unmapped,
        )

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
