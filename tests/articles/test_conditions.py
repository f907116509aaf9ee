"""On which market pages a block stands."""

import pytest

from articles.writing.conditions import MarketFacts, Need, fits, is_never
from articles.writing.content import Json

FACTS = MarketFacts(
    occupation="ai-engineer",
    country="DE",
    has=frozenset({Need.FIGURE, Need.LEVELS}),
    recent_n=20,
    grade="C",
)
NOTHING = MarketFacts(occupation="ai-engineer", country="DE")


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"slot": "demand", "needs": [], "only_countries": []},
        {"needs": ["figure"]},
        {"needs": ["figure", "levels"]},
        {"min_n": 20},
        {"worst_grade": "C"},
        {"worst_grade": "D"},
        {"only_countries": ["AT", "DE"]},
        {"only_countries": ["de"]},
        {"only_occupations": ["ai-engineer"]},
        {"needs": ["levels"], "min_n": 1, "worst_grade": "D", "only_countries": ["DE"]},
    ],
)
def test_a_block_stands_where_all_that_it_asks_for_is_there(data: dict[str, Json]) -> None:
    assert fits(data, FACTS)


@pytest.mark.parametrize(
    "data",
    [
        {"needs": ["figure", "projection"]},
        {"min_n": 21},
        {"worst_grade": "B"},
        {"only_countries": ["AT"]},
        {"only_occupations": ["data-scientist"]},
        {"needs": ["levels"], "only_countries": ["AT"]},
        # What a hand or another program wrote is never met.
        {"needs": ["salary"]},
        {"needs": "projection"},
        {"needs": 7},
        {"min_n": "many"},
        {"worst_grade": "Z"},
        {"worst_grade": 3},
        {"only_countries": {"DE": True}},
    ],
)
def test_it_is_left_out_where_anything_is_missing(data: dict[str, Json]) -> None:
    assert not fits(data, FACTS)


@pytest.mark.parametrize("data", [{"min_n": 1}, {"worst_grade": "D"}, {"needs": ["figure"]}])
def test_a_market_without_a_figure_has_neither_samples_nor_a_grade(data: dict[str, Json]) -> None:
    assert not fits(data, NOTHING)


def test_never_is_told_apart_from_what_else_is_needed() -> None:
    assert is_never({"needs": ["never"]})
    assert not is_never({"needs": ["figure"]})
    assert not is_never({})
    assert fits({"needs": ["never", "figure"]}, FACTS)
    assert not fits({"needs": ["never", "projection"]}, FACTS)
