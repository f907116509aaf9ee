"""Tests of benchmarks/number_units.py."""

import pytest

from benchmarks.mapping import Target
from benchmarks.number_units import without_unit


@pytest.mark.parametrize(
    ("target", "text", "number"),
    [
        (Target.FULL_TIME_SHARE, "80 %", "80"),
        (Target.FULL_TIME_SHARE, "62,5%", "62,5"),
        (Target.HOURS_PER_WEEK, "38.5 Std./Woche", "38.5"),
        (Target.HOURS_PER_WEEK, "40h", "40"),
        (Target.HOURS_PER_WEEK, "40 hours per week", "40"),
        (Target.PAYMENTS_PER_YEAR, "13 Monatslöhne", "13"),
        (Target.PAYMENTS_PER_YEAR, "14x", "14"),
        # Anything else is left for the reader to refuse.
        (Target.HOURS_PER_WEEK, "8 h/Tag", "8 h/Tag"),
        (Target.HOURS_PER_WEEK, "40 %", "40 %"),
        (Target.PAYMENTS_PER_YEAR, "13 + Bonus", "13 + Bonus"),
        (Target.PAY, "80 %", "80 %"),
    ],
)
def test_a_number_is_freed_of_the_unit_of_its_field_alone(
    target: Target, text: str, number: str
) -> None:
    assert without_unit(target, text) == number
