"""Words that cite a figure which a market hasn't got are left out there."""

from decimal import Decimal

import pytest

from articles.blocks.silence import is_silent, spoken
from articles.figures.figure import Figure, FigureBook, State, Unit, nothing
from articles.writing.content import Block, Json
from articles.writing.kinds import Kind
from visa.citations import Text


def figure(key: str, state: State, **known: object) -> Figure:
    fields = {"key": key, "address": key, "name": Text(key, key), "state": state}
    return Figure(**(fields | {"unit": Unit.MONEY, "currency": "EUR"} | known))  # type: ignore[arg-type]


BOOK = FigureBook(
    {
        "salary.typical": figure("salary.typical", State.KNOWN, value=Decimal(60_000)),
        "salary.median": figure("salary.median", State.SUPPRESSED),
        "salary.projection": figure(
            "salary.projection", State.SUPPRESSED, low=Decimal(1), high=Decimal(2)
        ),
        "salary.p10": nothing("salary.p10"),
        "visa.de.x": figure("visa.de.x", State.UNPUBLISHED),
    }
)


def said(kind: Kind, data: dict[str, Json]) -> dict[str, Json] | None:
    found = spoken([Block(number=1, kind=kind, data=data)], BOOK)
    return dict(found[0].data) if found else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("No figure at all.", False),
        ("About [[salary.typical]].", False),
        ("About [[salary.median]].", True),
        ("From [[salary.typical]] to [[salary.p10]].", True),
        ("Never read: [[salary.p90]].", True),
        # A range is a value, and the law says itself that it isn't published yet.
        ("Next year [[salary.projection]].", False),
        ("At least [[visa.de.x]].", False),
        ("Over it by [[salary.median - visa.de.x]].", True),
        ("Another market's: [[salary.ai-engineer.de.median]].", False),
    ],
)
def test_only_a_missing_figure_of_the_page_itself_silences(text: str, expected: bool) -> None:
    assert is_silent(text, BOOK) is expected


def test_prose_is_left_out_as_a_whole() -> None:
    assert said(Kind.PROSE, {"html": "<p>For [[salary.median&nbsp;|&nbsp;month]].</p>"}) is None
    assert said(Kind.PROSE, {"html": "<p>For [[salary.median]].</p>"}) is None
    assert said(Kind.PROSE, {"html": "<p>For [[salary.typical]].</p>"}) is not None


def test_of_questions_steps_and_cards_only_the_item_is_left_out() -> None:
    kept = {"question": "Why?", "answer": "For [[salary.typical]]."}
    lost = {"question": "How much?", "answer": "About [[salary.median]]."}

    assert said(Kind.FAQ, {"heading": "Asked", "items": [lost, kept]}) == {
        "heading": "Asked",
        "items": [kept],
    }
    assert said(Kind.FAQ, {"heading": "Asked", "items": [lost]}) is None


def test_of_lists_and_tables_only_the_line_is_left_out() -> None:
    assert said(Kind.CHECKLIST, {"items": ["a", "[[salary.median]]", "b"]}) == {"items": ["a", "b"]}
    assert said(
        Kind.TABLE, {"columns": ["A"], "rows": [["[[salary.p10]]"], ["[[salary.typical]]"]]}
    ) == {"columns": ["A"], "rows": [["[[salary.typical]]"]]}


def test_a_silent_heading_takes_its_block_along() -> None:
    assert (
        said(Kind.FAQ, {"heading": "For [[salary.median]]", "items": [{"question": "a"}]}) is None
    )
    assert said(Kind.TABLE, {"columns": ["[[salary.p10]]"], "rows": [["1"]]}) is None


def test_a_figure_set_large_needs_its_value() -> None:
    assert said(Kind.FIGURE, {"key": "salary.median"}) is None
    assert said(Kind.FIGURE, {"key": "salary.typical"}) is not None
    assert said(Kind.FIGURE, {"key": "visa.de.x"}) is not None


def test_blocks_without_words_stay_as_they_are() -> None:
    part = Block(number=3, kind=Kind.PART, data={"part": "levels", "needs": ["levels"]})

    assert spoken([part], BOOK) == [part]
