"""The method page says what the method does, and proves it by the stored back-test."""

import pytest
from django.test import Client

from articles.method import read_backtest
from benchmarks.estimating.grades import ENOUGH_SOURCES, PARENT_NEEDS, Criteria, Grade, grade
from benchmarks.releasing import SMALLEST_PUBLISHED
from benchmarks.statistics import RANGE_OF_PEOPLE_NEEDS, TYPICAL_CONFIDENCE
from tests.factories import make_country, make_release, publish
from tests.html_reader import read_html

pytestmark = pytest.mark.filterwarnings("ignore:No directory at")  # WhiteNoise


@pytest.mark.django_db
def test_the_method_page_names_the_limits_that_the_code_keeps(client: Client) -> None:
    text = read_html(client.get("/en/method/").content).text

    assert f"from {SMALLEST_PUBLISHED} samples on" in text
    assert f"more than {RANGE_OF_PEOPLE_NEEDS} effective samples" in text
    assert (TYPICAL_CONFIDENCE, ENOUGH_SOURCES, PARENT_NEEDS) == (0.8, 3, 20)
    assert "80% interval" in text


@pytest.mark.parametrize(
    ("half_width", "n", "months", "expected"),
    [
        (6, 50, 12, Grade.A),
        (6.1, 50, 12, Grade.B),
        (10, 20, 18, Grade.B),
        (10, 19.9, 18, Grade.C),
        (15, 5, 24, Grade.C),
        (15, 5, 25, Grade.D),
        (25, 0, 99, Grade.D),
        (25.1, 50, 1, None),
    ],
)
def test_grades_follow_the_rules_that_the_method_page_prints(
    half_width: float, n: float, months: int, expected: Grade | None
) -> None:
    found = grade(
        Criteria(
            half_width=half_width,
            n=n,
            sources=3,
            months=months,
            is_diverse=True,
            parent_n=20,
            agrees=True,
        )
    )

    assert found == expected


@pytest.mark.django_db
def test_the_back_test_of_the_release_in_effect_is_printed(client: Client) -> None:
    germany = make_country()
    stored = {
        "method_version": "2.0",
        "needs": 8,
        "years": [2022, 2023],
        "pooled": _score("all", 12.34),
        "with_own_samples": _score("1+", 1),
        "thin": _score("1-5", 1),
        "by_size": [
            _score("1-2", 7.77, verdict="worse"),
            _score("3-4", 1, cells=0),
            _score("5-9", 4.44, verdict="no difference beyond noise"),
            _score("10-19", 8.88, years=1),
        ],
        "by_year": [_score("2022", 5.55)],
        "by_country": [_score(str(germany.pk), 3.33)],
        "by_grade": [_score("C", 6.66)],
        "shock_sd": 0.031,
        "shock_degrees": 5,
    }
    publish(make_release(backtest=stored))

    text = read_html(client.get("/en/method/").content).text

    assert "For each year from 2022 to 2023" in text
    assert "Mean absolute error 12.3%" in text
    assert "held 81.3% of the outcomes" in text
    assert "1–2 40 7.8" in text
    assert "3–4" not in text
    assert "all +10.0 ± 4.3 better 30 forecasts in 3 years" in text
    assert "1–2 +10.0 ± 4.3 worse 30 forecasts in 3 years" in text
    assert "5–9 +10.0 ± 4.3 no clear difference 30 forecasts in 3 years" in text
    assert "10–19 +10.0 too few years to say 30 forecasts in 1 year" in text
    assert "is 3.1% (standard deviation)" in text
    assert "Germany 40 3.3" in text
    german = read_html(client.get("/de/methode/").content).text
    assert "5–9 +10,0 ± 4,3 kein klarer Unterschied 30 Vorhersagen in 3 Jahren" in german
    assert "10–19 +10,0 zu wenige Jahre für ein Urteil 30 Vorhersagen in 1 Jahr" in german
    countries = client.get("/en/method/countries.csv").content.decode()
    assert "Germany,40,3.3" in countries


@pytest.mark.django_db
def test_a_release_without_a_back_test_says_so(client: Client) -> None:
    publish(make_release())

    text = read_html(client.get("/en/method/").content).text

    assert "No back-test is stored with this release" in text


def test_nothing_stored_is_nothing_to_show() -> None:
    assert read_backtest(None, {}) is None
    assert read_backtest({"years": []}, {}) is None


@pytest.mark.django_db
def test_a_back_test_that_took_cells_of_a_year_for_independent_passes_no_verdict(
    client: Client,
) -> None:
    until_2_7 = _score("all", 5.0)
    for rival in until_2_7["rivals"]:  # type: ignore[attr-defined]  # a list of objects
        for later in ("years", "gain_reach", "verdict"):
            del rival[later]
    stored = {key: [] for key in ("by_size", "by_year", "by_country", "by_grade")}
    whole = {"needs": 8, "years": [2023], "shock_sd": 0.03, "pooled": until_2_7, "thin": until_2_7}
    publish(make_release(backtest=stored | whole))

    text = read_html(client.get("/en/method/").content).text

    assert "Mean absolute error 5.0%" in text
    assert "By how much ours is better" not in text


def _score(
    label: str, error: float, cells: int = 40, verdict: str = "better", years: int = 3
) -> dict[str, object]:
    alone = years == 1
    rival = {
        "cells": 30,
        "years": years,
        "error": 20.0,
        "our_error": 10.0,
        "gain": 10.0,
        "gain_noise": None if alone else 1.0,
        "gain_reach": None if alone else 4.3,
        "verdict": None if alone else verdict,
    }
    return {
        "label": label,
        "cells": cells,
        "error": error,
        "bias": -1.0,
        "floor": 4.0,
        "coverage": 0.8125,
        "coverage_of_measured": 0.7,
        "interval_score": 30.0,
        "people": 900,
        "people_coverage": 0.79,
        "rivals": [{"rule": rule, **rival} for rule in ("raw_mean", "raw_median", "last_year")],
    }
