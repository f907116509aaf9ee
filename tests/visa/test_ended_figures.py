"""A figure that the law ended is told from one whose next yearly value is late."""

from datetime import date
from decimal import Decimal

import pytest

from articles.figures.legal import figure_of
from articles.figures.page_words import next_of_law, standing
from articles.figures.printing import printed
from tests.visa.rows import ALWAYS, make_parameter, make_value
from visa.queries import read_values
from visa.values import Reading
from visa.wording import unpublished

pytestmark = pytest.mark.django_db


def reading(cadence: str, end: date, on: date) -> Reading:
    parameter = make_parameter(cadence=cadence)
    make_value(parameter, valid_from=date(2022, 1, 1), valid_to=end, amount=Decimal(100))
    return read_values(ALWAYS).read(parameter.key, on)


@pytest.mark.parametrize(
    ("cadence", "end", "on", "has_ended"),
    [
        ("yearly", date(2023, 1, 1), date(2022, 12, 31), False),
        ("yearly", date(2023, 1, 1), date(2023, 1, 1), False),
        ("yearly", date(2023, 1, 1), date(2023, 12, 31), False),
        ("yearly", date(2023, 1, 1), date(2024, 1, 1), True),
        ("yearly", date(2022, 10, 1), date(2022, 9, 30), False),
        ("yearly", date(2022, 10, 1), date(2022, 10, 1), True),
        ("ad_hoc", date(2023, 1, 1), date(2022, 12, 31), False),
        ("ad_hoc", date(2023, 1, 1), date(2023, 1, 1), True),
    ],
)
def test_a_figure_has_ended_once_no_yearly_value_is_awaited(
    cadence: str, end: date, on: date, has_ended: bool
):
    assert reading(cadence, end, on).has_ended is has_ended


def test_one_that_comes_back_on_a_known_day_has_not_ended():
    parameter = make_parameter(cadence="ad_hoc")
    make_value(parameter, valid_from=date(2022, 1, 1), valid_to=date(2023, 1, 1))
    make_value(parameter, valid_from=date(2027, 1, 1), valid_to=date(2028, 1, 1))

    assert not read_values(ALWAYS).read(parameter.key, date(2025, 1, 1)).has_ended


def test_a_year_that_no_source_of_ours_states_is_not_called_unpublished():
    parameter = make_parameter(cadence="yearly")
    for year in (2023, 2026):
        make_value(
            parameter,
            valid_from=date(year, 1, 1),
            valid_to=date(year + 1, 1, 1),
            amount=Decimal(100),
        )
    book = read_values(ALWAYS)
    gap, late = (book.read(parameter.key, date(year, 6, 1)) for year in (2025, 2027))

    assert gap.is_gap
    assert not late.is_gap
    assert standing(figure_of(gap), "", "en") == "not on record for this day"
    assert standing(figure_of(late), "", "en") == "not yet published for this day"
    assert printed(figure_of(gap), [], "de").startswith("nicht erfasst (bis 31.")
    assert unpublished(gap, "en").startswith("We hold no value for 1\N{NO-BREAK SPACE}June 2025: ")
    assert unpublished(late, "en").startswith(
        "Not yet published for 1\N{NO-BREAK SPACE}June 2027: "
    )


def test_its_page_says_so_and_promises_no_new_value():
    ended = reading("ad_hoc", date(2023, 1, 1), date(2024, 1, 1))

    assert standing(figure_of(ended), "", "en") == "no longer applies on this day"
    assert next_of_law(ended, "en") == "No change has been announced."
