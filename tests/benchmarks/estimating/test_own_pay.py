"""What the simple rules go by: a cell's own pay of the last three years."""

from benchmarks.estimating.cells import CellKey
from benchmarks.estimating.observations import NONE
from benchmarks.estimating.own_pay import OwnPay
from tests.benchmarks.estimating.markets import make_observations

SAMPLES = make_observations(
    pay=[50, 40, 30, 20, 60, 70, 10],
    hub=[7, 7, 7, 7, NONE, 8, 7],
    seniority=[2, 2, 2, 2, 2, 2, 1],
    year=[2023, 2022, 2021, 2020, 2023, 2023, 2023],
)


def own(*, country=1, occupation=1, hub=7, seniority=2):
    key = CellKey(country=country, occupation=occupation, hub=hub, seniority=seniority)
    pay, last = OwnPay(SAMPLES, 2024).of(key)
    return pay.tolist(), last.tolist()


def test_a_hub_has_its_own_pay_of_three_years_and_of_the_last():
    assert own() == ([30, 40, 50], [50])


def test_a_country_has_the_pay_of_all_its_hubs_and_of_none():
    assert own(hub=NONE) == ([30, 40, 50, 60, 70], [50, 60, 70])


def test_a_cell_without_samples_has_no_pay():
    for nowhere in ({"hub": 9}, {"seniority": 5}, {"occupation": 3}, {"country": 2}):
        assert own(**nowhere) == ([], [])


def test_pay_of_the_year_itself_is_not_known_yet():
    key = CellKey(country=1, occupation=1, hub=7, seniority=2)

    pay, last = OwnPay(SAMPLES, 2023).of(key)

    assert (pay.tolist(), last.tolist()) == ([20, 30, 40], [40])
