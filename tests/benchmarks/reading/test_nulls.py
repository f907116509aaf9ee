"""Tests of benchmarks/reading/nulls.py."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.reading.nulls import has_no_sign, is_blank

IN_ONE_WORD = r"""
- -- — – ― − . ... … ? ?? / \ * _ n/a N/A NA na n.a. #N/A #NA #NV k.A. K.A. k.a kA null NULL Null
None none nan NaN NAN <NA> NaT nil \N (leer) (blank) [null] 'n/a' VB VHB negotiable tbd TBD tba
t.b.d. unbekannt unknown Unknown entfällt competitive DOE depends
"""
IN_SEVERAL_WORDS = """
keine Angabe|Keine Angaben|KEINE ANGABE|ohne Angabe|k. A.|n. a.|o. A.|n. V.|on request|upon request
auf Anfrage|Auf Anfrage.|auf  Anfrage|nach Vereinbarung|weiß nicht|not sure|Not sure|(no idea)
not disclosed|nicht angegeben|prefer not to say|- -|Keine Angabe möglich
"""


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "\t\n", "\ufeff", "\u200b", "\u00a0", "k.\u00a0A."),
        *IN_ONE_WORD.split(),
        *IN_SEVERAL_WORDS.strip().replace("\n", "|").split("|"),
    ],
)
def test_a_word_for_nothing_is_blank(text: str) -> None:
    assert is_blank(text)


@pytest.mark.parametrize(
    "text",
    [
        *("0", "00", "0,00", "-5", "5", "1.234", "80k", "2024", "inf", "1e400", "k", "€", "%"),
        *("No", "yes", "Nancy", "kA5", "#DIV/0!", "#REF!", "#WERT!", "Berlin", "netto"),
    ],
)
def test_a_value_is_not_blank(text: str) -> None:
    assert not is_blank(text)


@pytest.mark.parametrize("text", ["", " ", "-", "—", "?", "…", "\u00a0", "( )"])
def test_signs_without_letters_and_digits_say_nothing_in_any_column(text: str) -> None:
    assert has_no_sign(text)


@pytest.mark.parametrize("text", ["NA", "VB", "None", "0", "Ö", "é", "北京"])
def test_a_code_or_name_is_never_empty(text: str) -> None:
    assert not has_no_sign(text)


@given(st.text())
def test_any_text_is_judged_without_an_error(text: str) -> None:
    assert is_blank(text) in {True, False}


@given(st.text(alphabet=" -—–?.…\u00a0", max_size=8))
def test_signs_alone_are_blank_whatever_their_order(text: str) -> None:
    assert is_blank(text)


@given(st.integers())
def test_a_whole_number_is_never_blank(number: int) -> None:
    assert not is_blank(str(number))
