"""Finds every way in which an outline is no rule, and says it in both languages."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from visa.citations import Citation, Text
from visa.facts import Fact, FactKind
from visa.outline import Branch, Line, Operator, branches, term_of
from visa.outline_words import SENTENCES, WORDS
from visa.terms import Term


class OutlineError(ValueError):
    """A line of an outline, counted from 1, with a sentence on what is wrong with it."""

    def __init__(self, line: int, sentence: str, **values: object) -> None:
        text = SENTENCES[sentence]
        self.line = line
        self.sentence = sentence
        self.text = Text(
            text.de.format(line=line, **_said(values, "de")),
            text.en.format(line=line, **_said(values, "en")),
        )
        super().__init__(self.text.en)


def _said(values: Mapping[str, object], language: str) -> dict[str, object]:
    return {
        name: WORDS[value].in_language(language) if value in WORDS else value
        for name, value in values.items()
    }


@dataclass(frozen=True, slots=True)
class Shape:
    """The columns that an operator needs, those that it may have, and of which it needs one."""

    needs: tuple[str, ...] = ()
    may: tuple[str, ...] = ()
    either: tuple[str, ...] = ()
    kinds: tuple[FactKind, ...] = ()


_DAY = ("reference",)
SHAPES: Mapping[Operator, Shape] = {
    Operator.ALL: Shape(),
    Operator.ANY_OF: Shape(),
    Operator.AT_LEAST: Shape(("number",)),
    Operator.NONE_OF: Shape(),
    Operator.UNLESS: Shape(),
    Operator.SCORE: Shape(either=("number", "parameter")),
    Operator.POINTS: Shape(("points",)),
    Operator.POINTS_PER: Shape(("fact", "points", "number"), kinds=(FactKind.NUMBER,)),
    Operator.HIGHEST: Shape(),
    Operator.CAPPED: Shape(("number",)),
    Operator.COMPARE: Shape(
        ("fact", "relation"),
        either=("parameter", "number"),
        kinds=(FactKind.MONEY, FactKind.NUMBER),
    ),
    Operator.LOOKUP: Shape(("fact", "born"), _DAY, kinds=(FactKind.MONEY, FactKind.NUMBER)),
    Operator.BAND: Shape(("number", "parameter")),
    Operator.IN_GROUP: Shape(("fact", "group"), kinds=(FactKind.CODE,)),
    Operator.ONE_OF: Shape(("fact", "choices"), kinds=(FactKind.CHOICE,)),
    Operator.AGE: Shape(("fact", "relation", "number"), _DAY, kinds=(FactKind.DATE,)),
    Operator.WITHIN: Shape(("fact", "number", "unit"), _DAY, kinds=(FactKind.DATE,)),
    Operator.WORKED: Shape(("fact", "number", "window"), _DAY, kinds=(FactKind.SPANS,)),
    Operator.EVIDENCE: Shape(("fact",), kinds=(FactKind.YES_NO,)),
    Operator.AUTHORITY: Shape(),
}
COLUMNS = (
    *("fact", "born", "reference", "relation", "parameter", "number"),
    *("window", "unit", "group", "choices", "points"),
)
GROUPS = (
    *(Operator.ALL, Operator.ANY_OF, Operator.AT_LEAST, Operator.NONE_OF, Operator.UNLESS),
    *(Operator.SCORE, Operator.POINTS, Operator.HIGHEST, Operator.CAPPED),
)
SUMS = (Operator.SCORE, Operator.HIGHEST, Operator.CAPPED)
GIVE_POINTS = (Operator.POINTS, Operator.POINTS_PER, Operator.HIGHEST, Operator.CAPPED)
WHOLE = (Operator.AT_LEAST, Operator.BAND, Operator.AGE, Operator.WITHIN, Operator.WORKED)


def build(lines: Sequence[Line]) -> Term:
    """The rule that an outline describes. Raises OutlineError for its first fault."""
    for error in check(lines):
        raise error
    return term_of(branches(lines)[0])


def check(lines: Sequence[Line], facts: Mapping[str, Fact] | None = None) -> Iterator[OutlineError]:
    """Every fault, by its line; with `facts` also answers that the operators can't compare."""
    if not lines:
        yield OutlineError(1, "empty")
        return
    broken = list(_indents(lines))
    yield from broken
    if broken:
        return  # what stands below what is not known
    keys: set[str] = set()
    for branch in branches(lines)[0].walk():
        yield from _place(branch)
        yield from _columns(branch)
        yield from _words(branch, keys)
        if facts is not None:
            yield from _answers(branch, facts)


def _indents(lines: Sequence[Line]) -> Iterator[OutlineError]:
    if lines[0].depth:
        yield OutlineError(1, "first line is indented")
    for number, (before, line) in enumerate(pairwise(lines), start=2):
        if line.depth == 0:
            yield OutlineError(number, "second root")
        if line.depth > before.depth + 1:
            yield OutlineError(number, "indented too far", depth=line.depth, most=before.depth + 1)


def _place(branch: Branch) -> Iterator[OutlineError]:
    """Whether a line and those directly below it may stand so."""
    operator, number = branch.line.operator, branch.number
    below = [child.line.operator for child in branch.children]
    if operator is Operator.BAND and number == 1:
        yield OutlineError(number, "band without lookup")
    if number == 1 and operator in GIVE_POINTS:
        yield OutlineError(number, "points that nobody adds", operator=operator)
    if operator in GROUPS and not below:
        yield OutlineError(number, "group without lines", operator=operator)
    if operator is Operator.UNLESS and len(below) == 1:
        yield OutlineError(number, "unless without exception")
    if operator is Operator.LOOKUP and not below:
        yield OutlineError(number, "lookup without bands")
    if operator not in GROUPS and operator is not Operator.LOOKUP and below:
        yield OutlineError(branch.children[0].number, "line below a leaf", operator=operator)
        return
    for child in branch.children:
        yield from _below(child, operator)


def _below(child: Branch, parent: Operator) -> Iterator[OutlineError]:
    operator, number = child.line.operator, child.number
    if parent is Operator.LOOKUP and operator is not Operator.BAND:
        yield OutlineError(number, "no band", operator=operator)
    if parent is not Operator.LOOKUP and operator is Operator.BAND:
        yield OutlineError(number, "band without lookup")
    if parent in SUMS and operator not in GIVE_POINTS:
        yield OutlineError(number, "no points", operator=operator)
    if parent not in SUMS and operator in GIVE_POINTS:
        yield OutlineError(number, "points that nobody adds", operator=operator)


def _columns(branch: Branch) -> Iterator[OutlineError]:
    line, number, shape = branch.line, branch.number, SHAPES[branch.line.operator]
    filled = [name for name in COLUMNS if getattr(line, name) not in (None, "", ())]
    for name in shape.needs:
        if name not in filled:
            yield OutlineError(number, "missing", column=name, operator=line.operator)
    for name in filled:
        if name not in (*shape.needs, *shape.may, *shape.either):
            yield OutlineError(number, "not used", column=name, operator=line.operator)
    if shape.either and sum(name in filled for name in shape.either) != 1:
        one, other = shape.either
        yield OutlineError(number, "one of two", one=one, other=other, operator=line.operator)
    yield from _numbers(branch)


def _numbers(branch: Branch) -> Iterator[OutlineError]:
    line, number = branch.line, branch.number
    if line.number is not None and line.operator in WHOLE and line.number % 1:
        yield OutlineError(number, "not whole", value=line.number)
    if line.number is not None and _is_too_small(line.number, line.operator):
        yield OutlineError(number, "too small", value=line.number)
    if line.points is not None and line.points <= 0:
        yield OutlineError(number, "too small", value=line.points)
    if line.operator is Operator.AT_LEAST and (line.number or 0) > len(branch.children) > 0:
        yield OutlineError(
            number, "more than there are", value=line.number, count=len(branch.children)
        )
    if line.operator is Operator.LOOKUP:
        ages = [child.line.number for child in branch.children if child.line.number is not None]
        if any(later <= former for former, later in pairwise(ages)):
            yield OutlineError(number, "bands out of order")


def _is_too_small(number: Decimal, operator: Operator) -> bool:
    """An age may be zero, and a fixed number to compare with anything; counts are positive."""
    if operator is Operator.COMPARE:
        return False
    return number < 0 if operator in (Operator.BAND, Operator.AGE) else number <= 0


def _words(branch: Branch, keys: set[str]) -> Iterator[OutlineError]:
    line, number = branch.line, branch.number
    if line.operator is Operator.BAND:
        return
    if not line.key:
        yield OutlineError(number, "no key")
    elif line.key in keys:
        yield OutlineError(number, "key twice", key=line.key)
    keys.add(line.key)
    if line.operator in GROUPS:
        return
    if not line.text:
        yield OutlineError(number, "no text", operator=line.operator)
    if not isinstance(line.citation, Citation):
        yield OutlineError(number, "no citation", operator=line.operator)


def _answers(branch: Branch, facts: Mapping[str, Fact]) -> Iterator[OutlineError]:
    """Whether the questions are there, and of a kind that the operator can compare."""
    line, number = branch.line, branch.number
    kinds = {
        line.fact: SHAPES[line.operator].kinds,
        line.born: (FactKind.DATE,),
        line.reference: (FactKind.DATE,),
    }
    for key, accepted in kinds.items():
        fact = facts.get(key)
        if key and fact is None:
            yield OutlineError(number, "unknown question", key=key)
        elif fact and fact.kind not in accepted:
            yield OutlineError(
                number, "other kind", key=key, kind=fact.kind, operator=line.operator
            )
    fact = facts.get(line.fact)
    if fact and line.choices:
        known = [choice.key for choice in fact.choices]
        for choice in line.choices:
            if choice not in known:
                yield OutlineError(
                    number, "unknown choice", choice=choice, key=line.fact, known=", ".join(known)
                )
