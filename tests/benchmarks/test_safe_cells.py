"""No text of a stranger is a formula to a spreadsheet program, and each can be had back."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.safe_cells import guarded, is_dangerous, restored, with_apostrophes_doubled

FORMULAS = [
    "=1+1",
    "=cmd|' /C calc'!A0",
    "＝1+1",
    "﹦1+1",
    "+SUM(A1:A9)",
    "＋SUM(A1:A9)",
    "-2+3+cmd|' /C calc'!A0",
    "－1－1",
    "-1,1+cmd|' /C calc'!A0",
    "@SUM(1)",
    "＠SUM(1)",
    "\tData Scientist",
    "\rData Scientist",
    "\nData Scientist",
    "  =1+1",
    "\u00a0=1+1",
    "\u202e=1+1",
    "\ufeff=1+1",
    '"=1+1',
    "'=1+1",
    "- Python developer",
]
HARMLESS = [
    "",
    "-5",
    "- 5",
    "+5",
    "-5,50 €",
    "-1.234,56",
    "-80'000",
    "+49 30 1234567",
    "-3 %",
    "-",
    "--",
    "–5 Grad",
    "Data Scientist",
    "Full-stack, C++",
    "a = b",
    "don't",
    "'quoted'",
    "<script>alert(1)</script>",
    "\u202eExcel",
]


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_gets_an_apostrophe_before_it(text: str) -> None:
    assert is_dangerous(text)
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize("text", HARMLESS)
def test_other_text_stays_as_it_is(text: str) -> None:
    assert not is_dangerous(text)
    assert guarded(text) == text


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("x;=cmd|'/C calc'!A0", "x;'=cmd|'/C calc'!A0"),
        ("x,@SUM(1)", "x,'@SUM(1)"),
        ("x\t=1", "x\t'=1"),
        ("x\n=1;=2", "x\n'=1;'=2"),
        ('x;"=1', "x;'\"=1"),
        ("x; -5", "x; -5"),
    ],
)
def test_what_another_separator_would_make_a_cell_is_guarded_too(text: str, safe: str) -> None:
    assert guarded(text) == safe


HOSTILE = st.text(st.sampled_from("'=+-@＝ \t\r\n;,|\"5a.€\u200b\u202e"), max_size=12)


@given(HOSTILE | st.text(max_size=20))
def test_every_text_comes_back_from_either_form(text: str) -> None:
    assert restored(guarded(text)) == text
    assert restored(with_apostrophes_doubled(text)) == text


@given(HOSTILE)
def test_no_part_of_a_guarded_text_begins_with_equals_or_at(text: str) -> None:
    begins = re.compile(r"(?:^|[;,|\t\r\n])[^\S\t\r\n\"\u200b\u202e]*[=@＝]")

    assert not begins.search(guarded(text))


def test_a_text_marked_as_text_keeps_its_formula_and_doubles_its_own_apostrophe() -> None:
    assert with_apostrophes_doubled("=1+1") == "=1+1"
    assert with_apostrophes_doubled("'=1+1") == "''=1+1"
    assert with_apostrophes_doubled("don't") == "don't"


@pytest.mark.parametrize("unit", ["'", "-1", "-1,", ";", " -", "\t", "a;=", "\u200b"])
def test_long_hostile_text_takes_no_longer_per_character(unit: str) -> None:
    # Quadratic time would take hours for these and stop the suite.
    text = unit * (2_000_000 // len(unit)) + "x"

    assert restored(guarded(text)) == text
