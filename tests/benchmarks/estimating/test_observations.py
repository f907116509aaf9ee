"""Samples as columns: what is refused, and how rows are chosen."""

import numpy as np
import pytest

from tests.benchmarks.estimating.markets import make_observations


@pytest.mark.parametrize("bad", [0.0, -5.0, float("nan"), float("inf")])
def test_pay_that_is_no_pay_is_refused(bad):
    with pytest.raises(ValueError, match="positive and finite"):
        make_observations(pay=[50_000, bad])


@pytest.mark.parametrize("bad", [0.0, -1.0, float("nan")])
def test_weights_that_are_none_are_refused(bad):
    with pytest.raises(ValueError, match="Weights"):
        make_observations(pay=[50_000, 60_000], weight=[1.0, bad])


@pytest.mark.parametrize("name", ["occupation", "country", "kind", "source", "year"])
def test_a_row_without_its_place_is_refused(name):
    with pytest.raises(ValueError, match=name):
        make_observations(pay=[50_000, 60_000], **{name: [1, -1]})


def test_columns_of_different_length_are_refused():
    observations = make_observations(pay=[50_000, 60_000])

    with pytest.raises(ValueError, match="same length"):
        type(observations)(
            **{
                name: getattr(observations, name)
                for name in ("occupation", "country", "hub", "seniority", "kind", "source", "year")
            },
            pay=np.array([50_000.0]),
        )


def test_chosen_rows_keep_all_their_columns():
    observations = make_observations(
        pay=[50_000, 60_000, 70_000],
        year=[2022, 2023, 2024],
        month=[1, 2, 3],
        employer=[7, 8, 9],
        weight=[1.0, 2.0, 3.0],
    )

    chosen = observations.where(observations.year > 2022)

    assert chosen.pay.tolist() == [60_000, 70_000]
    assert chosen.month.tolist() == [2, 3]
    assert chosen.employer.tolist() == [8, 9]
    assert chosen.weights().tolist() == [2.0, 3.0]
