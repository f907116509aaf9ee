"""Tests of manage.py backtest."""

import json
from datetime import date
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from benchmarks.estimating.backtest import Report, Score
from benchmarks.estimating.rivals import Rival, Verdict
from benchmarks.report_text import report_lines
from tests import factories


def rival(gain: float | None, verdict: Verdict | None) -> Rival:
    return Rival(
        rule="any",
        cells=9,
        years=3 if verdict else 1,
        error=12.0,
        our_error=8.0,
        gain=gain,
        gain_noise=1.0 if verdict else None,
        gain_reach=4.3 if verdict else None,
        verdict=verdict,
    )


EVEN = (0.0, Verdict.UNCLEAR)


def score(label: str, *gains: tuple[float, Verdict | None], cells: int = 9) -> Score:
    return Score(
        label=label,
        cells=cells,
        error=8.0,
        bias=0.5,
        floor=4.0,
        coverage=0.81,
        coverage_of_measured=0.74,
        interval_score=30.0,
        people=100,
        people_coverage=0.79,
        rivals=tuple(rival(*gain) for gain in (gains or (EVEN, EVEN, EVEN))),
    )


def report(**parts: tuple[Score, ...]) -> Report:
    whole = score("all")
    empty: dict[str, tuple[Score, ...]] = dict.fromkeys(
        ("by_size", "by_year", "by_country", "by_grade"), ()
    )
    return Report(
        method_version="9.9",
        needs=8,
        years=(2023, 2024),
        pooled=whole,
        with_own_samples=whole,
        thin=whole,
        shock_sd=0.031,
        shock_degrees=8.0,
        **(empty | parts),
    )


SCORE = score("1-2", (5.0, Verdict.BETTER), (-5.0, Verdict.WORSE), (1.5, Verdict.UNCLEAR))


def test_a_star_says_better_beyond_noise_and_a_mark_of_exclamation_worse() -> None:
    lines = list(report_lines(report(by_size=(SCORE,)), {}))

    line = next(line for line in lines if line.startswith("1-2"))
    assert line.split() == [
        *("1-2", "9", "8.0", "4.0", "12.0*", "12.0!", "12.0", "81", "%", "74", "%", "30.0"),
        *("79", "%"),
    ]


def test_each_comparison_tells_its_years_its_interval_and_its_verdict() -> None:
    alone = score("3-4", (2.0, None), (2.0, None), (2.0, None))

    lines = list(report_lines(report(by_size=(SCORE, alone)), {}))

    told = [line.split() for line in lines if line.startswith(("1-2", "3-4"))][2:]
    assert [" ".join(words) for words in told] == [
        "1-2 9 3 +5.0 ±4.3 better",
        "3-4 9 1 +2.0 – too few years to say",
        "1-2 9 3 -5.0 ±4.3 worse",
        "3-4 9 1 +2.0 – too few years to say",
        "1-2 9 3 +1.5 ±4.3 no difference beyond noise",
        "3-4 9 1 +2.0 – too few years to say",
    ]


def test_countries_go_by_their_code_the_largest_first() -> None:
    found = report(by_country=(score("3", cells=5), score("7", cells=50), score("8", cells=0)))

    lines = list(report_lines(found, {3: "AT", 7: "DE", 8: "FR"}))

    assert [line.split()[0] for line in lines if line[:2] in ("AT", "DE", "FR")] == ["DE", "AT"]


@pytest.mark.django_db
def test_the_command_forecasts_the_accepted_samples_by_country() -> None:
    batch = factories.make_batch(factories.make_source(), state="accepted")
    germany, engineer = factories.make_country(), factories.make_occupation()
    for year in (2023, 2024):
        for step in range(10):
            pay = Decimal(75_000 + 1_000 * step)
            factories.make_sample(
                batch, engineer, germany, observed_on=date(year, 6, 1), yearly_pay=pay
            )
    text, plain = StringIO(), StringIO()

    call_command("backtest", stdout=text)
    call_command("backtest", "--json", stdout=plain)

    found = json.loads(plain.getvalue())
    assert found["years"] == [2024]
    assert [(one["label"], one["cells"]) for one in found["by_country"]] == [("DE", 1)]
    (mean, *_others) = found["pooled"]["rivals"]
    assert (mean["cells"], mean["years"], mean["gain_noise"], mean["verdict"]) == (1, 1, None, None)
    assert "1 cells with at least 8 different pays, 2024 to 2024" in text.getvalue()
    assert "\nDE " in text.getvalue()


@pytest.mark.django_db
def test_a_single_year_is_no_back_test_and_says_so() -> None:
    batch = factories.make_batch(factories.make_source(), state="accepted")
    factories.make_sample(batch, factories.make_occupation(), factories.make_country())
    out = StringIO()

    call_command("backtest", stdout=out)

    assert out.getvalue().startswith("No year can be forecast")


@pytest.mark.django_db
def test_without_samples_there_is_nothing_to_test() -> None:
    with pytest.raises(CommandError, match="no accepted samples"):
        call_command("backtest", stdout=StringIO())
