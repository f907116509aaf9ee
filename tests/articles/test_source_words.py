"""The terms of sources on pages."""

import csv

import pytest
from django.conf import settings
from django.utils import translation

from articles import wording


@pytest.mark.parametrize(
    ("language", "name", "shown"),
    [
        ("de", "Free use with the source named", "Freie Nutzung mit Angabe der Quelle"),
        ("en", "Free use with the source named", "Free use with the source named"),
        ("de", "CC0 1.0", "CC0 1.0"),
    ],
)
def test_terms_without_a_name_are_told_in_the_readers_language(
    language: str, name: str, shown: str
) -> None:
    with translation.override(language):
        assert wording.licence(name) == shown


def test_the_terms_that_ship_are_these() -> None:
    table = settings.BASE_DIR / "benchmarks" / "reference" / "sources.csv"
    with table.open(encoding="utf-8", newline="") as file:
        licences = {row["licence"] for row in csv.DictReader(file)}

    assert wording.FREE_USE.en in licences
