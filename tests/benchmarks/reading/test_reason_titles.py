"""Tests of benchmarks/reading/reason_titles.py and likely_readings.py."""

from benchmarks.normalising import SLIPS
from benchmarks.reading import import_sentences
from benchmarks.reading.likely_readings import likely_readings
from benchmarks.reading.problems import SENTENCES, problem
from benchmarks.reading.reason_titles import TITLES, reason_title


def test_every_reason_of_a_row_has_a_heading_in_both_languages() -> None:
    reasons = set(import_sentences.ROWS) | {
        code
        for code in SENTENCES
        if code.startswith(("money-", "number-", "date-", "cell-"))
        and code not in {"number-format-unknown", "date-order-unknown", "cell-too-long"}
    }

    assert reasons - set(TITLES) == set()
    assert all(titles["de"] and titles["en"] for titles in TITLES.values())


def test_a_heading_is_of_a_reason_that_exists() -> None:
    assert set(TITLES) - set(SENTENCES) == set()


def test_a_reason_without_a_heading_is_told_by_its_sentence() -> None:
    assert reason_title(problem("empty-file"), "de") == "Die Datei ist leer."


def test_every_slip_has_its_words() -> None:
    found = problem("implausible-pay", **dict.fromkeys(SLIPS, "48,000"))

    assert len(likely_readings(found, "en")) == len(SLIPS)
    assert all("48,000" in reading for reading in likely_readings(found, "de"))
