"""Lines of help hold on the days of their period, whether the database or the page looks."""

from datetime import date

import pytest

from visa.models import Guidance


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2024, 12, 31), False),
        (date(2025, 1, 1), True),
        (date(2025, 12, 31), True),
        (date(2026, 1, 1), False),
    ],
)
def test_a_line_of_help_holds_from_its_first_day_to_the_one_before_its_end(
    on: date, expected: bool
) -> None:
    line = Guidance(valid_from=date(2025, 1, 1), valid_to=date(2026, 1, 1))

    assert line.is_in_force(on) is expected


def test_a_line_of_help_without_an_end_holds_until_further_notice() -> None:
    assert Guidance(valid_from=date(2025, 1, 1), valid_to=None).is_in_force(date(2100, 1, 1))
