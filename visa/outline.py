"""A rule as an indented outline, one line for each part: the form that editors write it in."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import TypedDict

from visa import terms
from visa.citations import NO_TEXT, Citation, Text
from visa.facts import ChangeableBy
from visa.terms import CalendarUnit, Relation, Term


class Operator(StrEnum):
    """One for each class of visa/terms.py, and the bands that stand below a lookup."""

    ALL = "all"
    ANY_OF = "any_of"
    AT_LEAST = "at_least"
    NONE_OF = "none_of"
    UNLESS = "unless"
    SCORE = "score"
    POINTS = "points"
    POINTS_PER = "points_per"
    HIGHEST = "highest"
    CAPPED = "capped"
    COMPARE = "compare"
    LOOKUP = "lookup"
    BAND = "band"
    IN_GROUP = "in_group"
    ONE_OF = "one_of"
    AGE = "age"
    WITHIN = "within"
    WORKED = "worked"
    EVIDENCE = "evidence"
    AUTHORITY = "authority"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What is indented deeper than a line, down to the next as deep as it, stands below it.

    Facts, parameters and groups are named by their keys. `number` is whatever the operator
    counts: years, months, points, or how many.
    """

    depth: int
    operator: Operator
    key: str = ""
    fact: str = ""
    born: str = ""
    reference: str = ""
    relation: Relation | None = None
    parameter: str = ""
    number: Decimal | None = None
    window: int | None = None
    unit: CalendarUnit | None = None
    group: str = ""
    choices: tuple[str, ...] = ()
    points: Decimal | None = None
    text: Text = NO_TEXT
    citation: Citation | None = None
    changeable_by: ChangeableBy = ChangeableBy.NOBODY


@dataclass(frozen=True, slots=True)
class Branch:
    """A line with those below it; `number` counts the outline's lines from 1."""

    number: int
    line: Line
    children: tuple["Branch", ...]

    def walk(self) -> Iterator["Branch"]:
        yield self
        for child in self.children:
            yield from child.walk()


def branches(lines: Sequence[Line], depth: int = 0, first: int = 1) -> tuple[Branch, ...]:
    """The lines at a depth with what stands below each. Lines before the first such are lost."""
    starts = [index for index, line in enumerate(lines) if line.depth <= depth]
    ends = [*starts[1:], len(lines)]
    return tuple(
        Branch(
            first + start,
            lines[start],
            branches(lines[start + 1 : end], depth + 1, first + start + 1),
        )
        for start, end in zip(starts, ends, strict=False)
    )


class _Common(TypedDict):
    """What every term has."""

    key: str
    text: Text
    citation: Citation | None
    changeable_by: ChangeableBy


def term_of(branch: Branch) -> Term:
    """The term that a branch without faults describes; visa/outline_checks.py finds the faults."""
    line = branch.line
    common = _Common(
        key=line.key, text=line.text, citation=line.citation, changeable_by=line.changeable_by
    )
    return _group(branch, common) or _time_leaf(line, common) or _leaf(branch, common)


def _group(branch: Branch, common: _Common) -> Term | None:
    line = branch.line
    if line.operator is Operator.LOOKUP:
        return None
    children = tuple(term_of(child) for child in branch.children)
    match line.operator:
        case Operator.ALL:
            return terms.All(**common, children=children)
        case Operator.ANY_OF:
            return terms.AnyOf(**common, children=children)
        case Operator.AT_LEAST:
            return terms.AtLeast(**common, children=children, count=int(_number(line)))
        case Operator.NONE_OF:
            return terms.NoneOf(**common, children=children)
        case Operator.UNLESS:
            return terms.Unless(**common, children=children)
        case Operator.SCORE:
            return terms.Score(
                **common, children=children, minimum=line.number, parameter=line.parameter
            )
        case Operator.POINTS:
            return terms.Points(**common, children=children, points=_points(line))
        case Operator.HIGHEST:
            return terms.Highest(**common, children=children)
        case Operator.CAPPED:
            return terms.Capped(**common, children=children, most=_number(line))
    return None


def _time_leaf(line: Line, common: _Common) -> Term | None:
    """The leaves that count to a day."""
    match line.operator:
        case Operator.AGE:
            return terms.Age(
                **common,
                fact=line.fact,
                relation=_relation(line),
                years=int(_number(line)),
                reference=line.reference,
            )
        case Operator.WITHIN:
            return terms.Within(
                **common,
                fact=line.fact,
                length=int(_number(line)),
                unit=CalendarUnit(line.unit or ""),
                reference=line.reference,
            )
        case Operator.WORKED:
            return terms.Worked(
                **common,
                fact=line.fact,
                months=int(_number(line)),
                window=line.window or 0,
                reference=line.reference,
            )
    return None


def _leaf(branch: Branch, common: _Common) -> Term:
    line = branch.line
    match line.operator:
        case Operator.POINTS_PER:
            return terms.PointsPer(
                **common, fact=line.fact, points=_points(line), unit=_number(line)
            )
        case Operator.COMPARE:
            return terms.Compare(
                **common,
                fact=line.fact,
                relation=_relation(line),
                parameter=line.parameter,
                number=line.number,
            )
        case Operator.LOOKUP:
            bands = tuple(
                terms.Band(years=int(_number(one.line)), parameter=one.line.parameter)
                for one in branch.children
            )
            return terms.Lookup(
                **common, fact=line.fact, born=line.born, bands=bands, reference=line.reference
            )
        case Operator.IN_GROUP:
            return terms.InGroup(**common, fact=line.fact, group=line.group)
        case Operator.ONE_OF:
            return terms.OneOf(**common, fact=line.fact, choices=line.choices)
        case Operator.EVIDENCE:
            return terms.Evidence(**common, fact=line.fact)
        case Operator.AUTHORITY:
            return terms.AuthorityDecides(**common)
    raise ValueError(f"line {branch.number} has an operator that makes no term: {line.operator}")


def _number(line: Line) -> Decimal:
    if line.number is None:
        raise ValueError(f"{line.operator} lacks its number")
    return line.number


def _points(line: Line) -> Decimal:
    if line.points is None:
        raise ValueError(f"{line.operator} lacks its points")
    return line.points


def _relation(line: Line) -> Relation:
    if line.relation is None:
        raise ValueError(f"{line.operator} lacks its relation")
    return line.relation


def lines_of(term: Term, depth: int = 0) -> Iterator[Line]:
    """The outline of a term, from which `term_of` makes the same term again."""
    plain = Line(
        depth=depth,
        operator=_OPERATORS[type(term)],
        key=term.key,
        text=term.text,
        citation=term.citation,
        changeable_by=term.changeable_by,
    )
    yield replace(plain, **_columns(term))
    if isinstance(term, terms.Group):
        for child in term.children:
            yield from lines_of(child, depth + 1)
    if isinstance(term, terms.Lookup):
        for band in term.bands:
            yield Line(
                depth=depth + 1,
                operator=Operator.BAND,
                number=Decimal(band.years),
                parameter=band.parameter,
            )


class _Columns(TypedDict, total=False):
    """The columns of a line that some operators alone fill."""

    fact: str
    born: str
    reference: str
    relation: Relation
    parameter: str
    number: Decimal | None
    window: int
    unit: CalendarUnit
    group: str
    choices: tuple[str, ...]
    points: Decimal


def _columns(term: Term) -> _Columns:
    match term:
        case terms.AtLeast(count=count):
            return {"number": Decimal(count)}
        case terms.Score(minimum=minimum, parameter=parameter):
            return {"number": minimum, "parameter": parameter}
        case terms.Points(points=points):
            return {"points": points}
        case terms.PointsPer(fact=fact, points=points, unit=unit):
            return {"fact": fact, "points": points, "number": unit}
        case terms.Capped(most=most):
            return {"number": most}
        case terms.Compare(fact=fact, relation=relation, parameter=parameter, number=number):
            return {"fact": fact, "relation": relation, "parameter": parameter, "number": number}
        case terms.Lookup(fact=fact, born=born, reference=reference):
            return {"fact": fact, "born": born, "reference": reference}
        case terms.InGroup(fact=fact, group=group):
            return {"fact": fact, "group": group}
        case terms.OneOf(fact=fact, choices=choices):
            return {"fact": fact, "choices": choices}
        case terms.Evidence(fact=fact):
            return {"fact": fact}
    return _columns_of_time(term)


def _columns_of_time(term: Term) -> _Columns:
    match term:
        case terms.Age(fact=fact, relation=relation, years=years, reference=reference):
            number = Decimal(years)
            return {"fact": fact, "relation": relation, "number": number, "reference": reference}
        case terms.Within(fact=fact, length=length, unit=unit, reference=reference):
            number = Decimal(length)
            return {"fact": fact, "number": number, "unit": unit, "reference": reference}
        case terms.Worked(fact=fact, months=months, window=window, reference=reference):
            number = Decimal(months)
            return {"fact": fact, "number": number, "window": window, "reference": reference}
    return {}


_OPERATORS: dict[type[Term], Operator] = {
    terms.All: Operator.ALL,
    terms.AnyOf: Operator.ANY_OF,
    terms.AtLeast: Operator.AT_LEAST,
    terms.NoneOf: Operator.NONE_OF,
    terms.Unless: Operator.UNLESS,
    terms.Score: Operator.SCORE,
    terms.Points: Operator.POINTS,
    terms.PointsPer: Operator.POINTS_PER,
    terms.Highest: Operator.HIGHEST,
    terms.Capped: Operator.CAPPED,
    terms.Compare: Operator.COMPARE,
    terms.Lookup: Operator.LOOKUP,
    terms.InGroup: Operator.IN_GROUP,
    terms.OneOf: Operator.ONE_OF,
    terms.Age: Operator.AGE,
    terms.Within: Operator.WITHIN,
    terms.Worked: Operator.WORKED,
    terms.Evidence: Operator.EVIDENCE,
    terms.AuthorityDecides: Operator.AUTHORITY,
}
