"""Rules that nobody wrote, of all operators, over the facts of tests/visa/law.py."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import strategies as st

from tests.visa.law import NOTICE, TODAY, text
from visa import terms
from visa.facts import Answer, Case, ChangeableBy, Salary, Span
from visa.terms import Band, CalendarUnit, Group, Relation, Term
from visa.values import Per

LEVELS = ("none", "a1", "a2", "b1")
FLAGS = ("pension", "banned")

days = st.dates(date(1960, 1, 1), date(2030, 1, 1))
near_days = st.integers(-2500, 300).map(lambda number: TODAY + timedelta(days=number))
spans = st.builds(
    lambda start, length: Span(start, start + timedelta(days=length) if length else None),
    near_days,
    st.integers(0, 1500),
)
salaries = st.builds(
    Salary,
    st.sampled_from(["1", "3827.84", "3827.85", "45934.19", "45934.20", "60000"]).map(Decimal),
    st.sampled_from([Per.YEAR, Per.MONTH]),
    st.sampled_from([12, 14]),
)
ANSWERS: dict[str, st.SearchStrategy[Answer]] = {
    "salary": salaries,
    "born": st.dates(date(1970, 1, 1), date(2000, 12, 31)),
    "degree": near_days,
    "work": st.lists(spans, max_size=3).map(tuple),
    "months": st.integers(0, 24).map(Decimal),
    "years": st.integers(0, 12).map(Decimal),
    "isco": st.sampled_from(["2512", "25", "2", "1330", "2120"]),
    "german": st.sampled_from(LEVELS),
    "pension": st.booleans(),
    "banned": st.booleans(),
}
some_answers: st.SearchStrategy[Case] = st.fixed_dictionaries({}, optional=ANSWERS).map(Case)

_ways = {
    "key": st.just("leaf"),
    "text": st.just(text("Words")),
    "citation": st.just(NOTICE),
    "changeable_by": st.sampled_from(ChangeableBy),
}
_floors = st.sampled_from([Relation.AT_LEAST, Relation.MORE_THAN])
_number = st.integers(0, 12).map(Decimal)

LEAVES: list[st.SearchStrategy[Term]] = [
    st.builds(
        terms.Compare,
        fact=st.just("salary"),
        relation=_floors,
        parameter=st.sampled_from(["low", "base"]),
        **_ways,
    ),
    st.builds(
        terms.Compare,
        fact=st.just("months"),
        relation=st.sampled_from(Relation),
        number=_number,
        **_ways,
    ),
    st.builds(
        terms.Lookup,
        fact=st.just("salary"),
        born=st.just("born"),
        bands=st.just((Band(years=0, parameter="low"), Band(years=30, parameter="base"))),
        **_ways,
    ),
    st.builds(terms.InGroup, fact=st.just("isco"), group=st.just("it"), **_ways),
    st.builds(
        terms.OneOf,
        fact=st.just("german"),
        choices=st.sampled_from([LEVELS[1:], LEVELS[2:], LEVELS[3:]]),
        **_ways,
    ),
    st.builds(
        terms.Age,
        fact=st.just("born"),
        relation=st.sampled_from(Relation),
        years=st.integers(25, 50),
        **_ways,
    ),
    st.builds(
        terms.Within,
        fact=st.just("degree"),
        length=st.integers(1, 4),
        unit=st.sampled_from(CalendarUnit),
        **_ways,
    ),
    st.builds(
        terms.Worked,
        fact=st.just("work"),
        months=st.integers(1, 40),
        window=st.integers(1, 7),
        **_ways,
    ),
    st.builds(terms.Evidence, fact=st.sampled_from(FLAGS), **_ways),
    st.builds(terms.AuthorityDecides, **_ways),
]
PER = st.builds(
    terms.PointsPer,
    fact=st.just("years"),
    points=st.integers(1, 3).map(Decimal),
    unit=st.integers(1, 3).map(Decimal),
    **_ways,
)
JOINS = (terms.All, terms.AnyOf, terms.NoneOf, terms.Unless, terms.AtLeast, terms.Score)


@st.composite
def rules(draw: st.DrawFn) -> Term:
    return with_own_keys(draw_rule(draw, depth=3))


def draw_rule(draw: st.DrawFn, depth: int) -> Term:
    """Drawn by hand, as Hypothesis describes its own recursion at a length that it warns of."""
    if depth == 0 or draw(st.integers(0, 2)) == 0:
        return draw(draw(st.sampled_from(LEAVES)))
    kind = draw(st.sampled_from(JOINS))
    if kind is terms.Score:
        children = [draw_points(draw, depth - 1) for _each in range(draw(st.integers(1, 3)))]
    else:
        children = [draw_rule(draw, depth - 1) for _each in range(draw(st.integers(1, 3)))]
    more: dict[str, object] = {}
    if kind is terms.Score:
        more["minimum"] = draw(_number)
    if kind is terms.AtLeast:
        more["count"] = draw(st.integers(1, 3))
    return kind(key="group", text=text("Words"), children=tuple(children), **more)


def draw_points(draw: st.DrawFn, depth: int) -> Term:
    kind = draw(st.sampled_from([terms.Points, terms.Points, "per", terms.Highest, terms.Capped]))
    if kind == "per":
        return draw(PER)
    several = range(draw(st.integers(1, 3)))
    if kind is terms.Points or depth == 0:
        inner = tuple(draw_rule(draw, 0) for _each in several)
        points = Decimal(draw(st.integers(1, 4)))
        return terms.Points(key="points", text=text("Words"), children=inner, points=points)
    parts = tuple(draw_points(draw, depth - 1) for _each in several)
    if kind is terms.Highest:
        return terms.Highest(key="highest", text=text("Words"), children=parts)
    return terms.Capped(key="capped", text=text("Words"), children=parts, most=draw(_number))


def with_own_keys(term: Term, path: str = "r") -> Term:
    """Each part called by its place, as no two of a rule share a key."""
    if isinstance(term, Group):
        children = tuple(
            with_own_keys(child, f"{path}{place}") for place, child in enumerate(term.children)
        )
        return replace(term, key=path, children=children)
    return replace(term, key=path)
