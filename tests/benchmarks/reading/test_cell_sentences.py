"""Tests of benchmarks/reading/cell_sentences.py."""

from string import Formatter

import pytest

from benchmarks.reading.cell_sentences import SENTENCES


def values_named_in(sentence: str) -> set[str]:
    """The names in braces; `amount_de` is `amount` as Germans write it."""
    names = {name for _, name, _, _ in Formatter().parse(sentence) if name}
    return {name.removesuffix("_de") for name in names}


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_both_languages_tell_the_same_values(code: str) -> None:
    german, english = SENTENCES[code]["de"], SENTENCES[code]["en"]

    assert values_named_in(german) == values_named_in(english)
    assert german.endswith(".")
    assert english.endswith(".")
