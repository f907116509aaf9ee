"""Tests of benchmarks/reading/dates.py and date_text.py."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest
from babel.dates import format_date, format_datetime
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.reading.date_text import CalendarPeriod, Order, Precision, meanings
from benchmarks.reading.dates import DateColumn, read_date, without_time
from benchmarks.reading.problems import Problem

TODAY = date(2026, 11, 23)
UNDECIDED = DateColumn(order=None, today=TODAY)
DMY, MDY, YMD = (DateColumn(order=order, today=TODAY) for order in Order)

days = st.dates(min_value=date(1980, 1, 2), max_value=TODAY)


def read(cell: object, column: DateColumn = UNDECIDED) -> str:
    """The first day and the precision as text, or the code of the problem."""
    found = read_date(cell, column)
    if isinstance(found, Problem):
        return found.code
    return "" if found is None else f"{found.first} {found.precision}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-02-01", "2024-02-01 day"),
        ("2024-2-1", "2024-02-01 day"),
        ("2024/02/01", "2024-02-01 day"),
        ("20240201", "2024-02-01 day"),
        ("2024-02-01T12:00:00Z", "2024-02-01 day"),
        ("2024-02-01 12:00:00.123+01:00", "2024-02-01 day"),
        ("01.02.2024", "2024-02-01 day"),
        ("1.2.2024", "2024-02-01 day"),
        ("1. 2. 2024", "2024-02-01 day"),
        ("01.02.24", "2024-02-01 day"),
        ("14.12.2018, 12:41 Uhr", "2018-12-14 day"),
        ("14/12/2018 12:41:33", "2018-12-14 day"),
        ("12/14/2018 1:05 PM", "2018-12-14 day"),
        ("12/14/18", "2018-12-14 day"),
        ("31/12/18", "2018-12-31 day"),
        ("1/1/2020", "2020-01-01 day"),
        ("14. Dezember 2018", "2018-12-14 day"),
        ("Freitag, 14. Dezember 2018", "2018-12-14 day"),
        ("14 Dec 2018", "2018-12-14 day"),
        ("14-DEC-18", "2018-12-14 day"),
        ("December 14, 2018", "2018-12-14 day"),
        ("Dec 14th, 2018", "2018-12-14 day"),
        ("2018-Dec-14", "2018-12-14 day"),
        ("5. März 2021", "2021-03-05 day"),
        ("5. Jän. 2021", "2021-01-05 day"),
        ("2024-02", "2024-02-01 month"),
        ("02/2024", "2024-02-01 month"),
        ("02.2024", "2024-02-01 month"),
        ("Dez 2018", "2018-12-01 month"),
        ("Dez. 2018", "2018-12-01 month"),
        ("Dez-18", "2018-12-01 month"),
        ("Feb '24", "2024-02-01 month"),
        ("March 2021", "2021-03-01 month"),
        ("2021 March", "2021-03-01 month"),
        ("Mai 2020", "2020-05-01 month"),
        ("Q1 2024", "2024-01-01 quarter"),
        ("2024-Q4", "2024-10-01 quarter"),
        ("2023Q3", "2023-07-01 quarter"),
        ("3. Quartal 2023", "2023-07-01 quarter"),
        ("2nd quarter 2023", "2023-04-01 quarter"),
        ("Q2/23", "2023-04-01 quarter"),
        ("2024", "2024-01-01 year"),
        ("Jahr 2024", "2024-01-01 year"),
        ("2024.0", "2024-01-01 year"),
        ("45292", "2024-01-01 day"),
        ("45292.75", "2024-01-01 day"),
        ("45292,75", "2024-01-01 day"),
        ("2024-02-29", "2024-02-29 day"),
        ("", ""),
        ("k.A.", ""),
        ("-", ""),
    ],
)
def test_a_date_is_read_with_the_precision_it_has(text: str, expected: str) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("31.02.2024", "date-not-in-calendar"),
        ("1900-02-29", "date-not-in-calendar"),
        ("2023-02-29", "date-not-in-calendar"),
        ("0000-00-00", "date-not-in-calendar"),
        ("2024-13", "date-not-in-calendar"),
        ("12.14.2018", "date-not-in-calendar"),
        ("2018/14/12", "date-not-in-calendar"),
        ("Q5 2024", "date-not-in-calendar"),
        ("Q0 2024", "date-not-in-calendar"),
        ("32. Dez 2018", "date-not-in-calendar"),
        ("2019/20", "date-not-in-calendar"),
        ("2099-01-01", "date-in-future"),
        ("01/02/2099", "date-in-future"),
        ("2027", "date-in-future"),
        ("1900-01-01", "date-too-early"),
        ("1970-01-01", "date-too-early"),
        ("01.01.1904", "date-too-early"),
        ("0001-01-01", "date-too-early"),
        ("1980-01-01", "date-too-early"),
        ("2/1/2024", "date-ambiguous"),
        ("02-01-2024", "date-ambiguous"),
        ("01/02/03", "date-ambiguous"),
        ("14/12/18", "date-ambiguous"),
        ("heute", "date-unreadable"),
        ("30.02.", "date-unreadable"),
        ("Dez 18", "date-unreadable"),
        ("14 Dez", "date-unreadable"),
        ("14122018", "date-unreadable"),
        ("KW 12 2024", "date-unreadable"),
        ("FY 2024", "date-unreadable"),
        ("2024-W01-1", "date-unreadable"),
        ("since 2024", "date-unreadable"),
        ("2020-2021", "date-unreadable"),
        ("１２.12.2024", "date-unreadable"),
        ("²/1/2024", "date-unreadable"),
        ("55.000", "date-unreadable"),
        ("12345678901", "date-unreadable"),
        ("12:30", "date-unreadable"),
        ("#WERT!", "formula-error"),
    ],
)
def test_what_is_no_sure_date_is_a_problem(text: str, code: str) -> None:
    assert read(text) == code


@pytest.mark.parametrize(
    ("text", "dmy", "mdy", "ymd"),
    [
        ("2/1/2024", "2024-01-02 day", "2024-02-01 day", "date-contradicts"),
        ("02/12/2019 11:18:26", "2019-12-02 day", "2019-02-12 day", "date-contradicts"),
        ("14/12/2018", "2018-12-14 day", "date-contradicts", "date-contradicts"),
        ("12/14/2018", "date-contradicts", "2018-12-14 day", "date-contradicts"),
        ("01/02/03", "2003-02-01 day", "2003-01-02 day", "2001-02-03 day"),
        ("14/12/18", "2018-12-14 day", "date-contradicts", "2014-12-18 day"),
        ("01.02.2024", "2024-02-01 day", "2024-02-01 day", "2024-02-01 day"),
        ("2024-02-01", "2024-02-01 day", "2024-02-01 day", "2024-02-01 day"),
        ("Q1 2024", "2024-01-01 quarter", "2024-01-01 quarter", "2024-01-01 quarter"),
    ],
)
def test_the_order_of_the_column_decides_and_is_not_contradicted_silently(
    text: str, dmy: str, mdy: str, ymd: str
) -> None:
    assert [read(text, column) for column in (DMY, MDY, YMD)] == [dmy, mdy, ymd]


def test_an_ambiguous_date_is_told_with_all_readings() -> None:
    told = read_date("2/1/2024", UNDECIDED)

    assert isinstance(told, Problem)
    assert "2024-01-02 / 2024-02-01" in told.sentence("de")
    assert "2024-01-02 / 2024-02-01" in told.sentence("en")


def test_the_day_ahead_is_observable_and_the_one_after_it_is_not() -> None:
    assert read("2026-11-23") == "2026-11-23 day"
    assert read("2026-11-24") == "2026-11-24 day"
    assert read("2026-11-25") == "date-in-future"


def test_the_month_and_year_that_have_begun_are_observable() -> None:
    assert read("2026-11") == "2026-11-01 month"
    assert read("2026-12") == "date-in-future"
    assert read("2026") == "2026-01-01 year"


# --- cells typed by a workbook


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (date(2024, 2, 1), "2024-02-01 day"),
        (datetime(2021, 4, 27, 11, 10, 25, 522000, UTC), "2021-04-27 day"),
        (2024, "2024-01-01 year"),
        (Decimal(2024), "2024-01-01 year"),
        (45292, "2024-01-01 day"),
        (Decimal("45292.51"), "2024-01-01 day"),
        (None, ""),
        (True, "date-is-other-kind"),
        (time(12, 0), "date-is-other-kind"),
        (timedelta(days=3), "date-is-other-kind"),
        (45292.0, "date-is-other-kind"),
        (Decimal("2024.5"), "date-unreadable"),
        (Decimal("NaN"), "date-unreadable"),
        (Decimal("Infinity"), "date-unreadable"),
        (7, "date-unreadable"),
        (-45292, "date-unreadable"),
        (10**30, "date-unreadable"),
        (date(2030, 1, 1), "date-in-future"),
        (date(1900, 1, 1), "date-too-early"),
        (datetime(1899, 12, 30, tzinfo=UTC), "date-too-early"),
    ],
)
def test_a_typed_cell_is_a_date_or_a_problem(cell: object, expected: str) -> None:
    assert read(cell) == expected


def test_the_serial_numbers_of_both_systems_are_four_years_and_a_day_apart() -> None:
    old_mac = DateColumn(order=None, today=TODAY, counts_from_1904=True)

    assert read(44000) == "2020-06-18 day"
    assert read(42538, old_mac) == "2020-06-18 day"
    assert read("42538", old_mac) == "2020-06-18 day"


# --- properties


@given(days, st.sampled_from(["de", "de_AT", "de_CH", "en_US", "en_GB"]))
def test_what_babel_writes_with_a_named_month_is_read_back(day: date, locale: str) -> None:
    for length in ("medium", "long", "full"):
        text = format_date(day, format=length, locale=locale)

        assert read_date(text, UNDECIDED) == CalendarPeriod(day), text


@given(days)
def test_what_babel_writes_in_numbers_is_read_back_in_the_order_of_its_column(day: date) -> None:
    american = format_date(day, format="M/d/yyyy", locale="en_US")
    british = format_date(day, format="dd/MM/yyyy", locale="en_GB")
    german = format_date(day, format="d.M.yyyy", locale="de")

    assert read_date(american, MDY) == CalendarPeriod(day)
    assert read_date(british, DMY) == CalendarPeriod(day)
    assert read_date(german, UNDECIDED) == CalendarPeriod(day)


@given(st.datetimes(min_value=datetime(1980, 1, 2), max_value=datetime(2026, 11, 23)))  # noqa: DTZ001
def test_a_time_of_day_changes_nothing(moment: datetime) -> None:
    for text in (
        moment.isoformat(),
        moment.isoformat(sep=" "),
        format_datetime(moment, format="medium", locale="de"),
        format_datetime(moment, format="dd.MM.yyyy HH:mm:ss", locale="de"),
    ):
        assert read_date(text, UNDECIDED) == CalendarPeriod(moment.date()), text


@given(days)
def test_without_a_column_a_date_is_read_right_or_named_among_its_readings(day: date) -> None:
    for text in (f"{day:%d/%m/%Y}", f"{day:%m/%d/%Y}", f"{day:%d-%m-%Y}"):
        found = read_date(text, UNDECIDED)

        if isinstance(found, Problem):
            assert found.code == "date-ambiguous"
            assert day.isoformat() in found.values["readings"]
        else:
            assert found == CalendarPeriod(day)


PARTS = """
    1 2 12 13 31 99 2024 2018 1900 20240201 45292 Q q1 Quartal Dez March mai st . / - : , ' T Z
    12:30 PM Freitag ² ٣ foo
"""
texts_like_dates = st.lists(st.sampled_from(PARTS.split()), max_size=7).flatmap(
    lambda parts: st.sampled_from([" ".join(parts), "".join(parts), "/".join(parts)])
)


@given(
    st.one_of(st.text(), texts_like_dates),
    st.sampled_from([UNDECIDED, DMY, MDY, YMD]),
)
def test_any_text_becomes_an_observable_date_a_worded_problem_or_nothing(
    text: str, column: DateColumn
) -> None:
    found = read_date(text, column)

    if isinstance(found, Problem):
        assert found.sentence("de")
        assert found.sentence("en")
    elif found is not None:
        assert date(1980, 1, 1) <= found.first <= TODAY + timedelta(days=1)


@given(st.one_of(st.text(), texts_like_dates))
def test_a_text_has_at_most_three_meanings_and_each_order_one(text: str) -> None:
    found = meanings(without_time(text))

    assert len(found) <= 3
    assert len({meaning.order for meaning in found}) == len(found)


@given(days.filter(lambda day: day.year >= 2000))
def test_two_digits_of_a_year_are_of_this_century(day: date) -> None:
    text = format_date(day, format="short", locale="de")  # 14.12.18

    assert read_date(text, UNDECIDED) == CalendarPeriod(day)


def test_two_digits_of_a_year_to_come_are_not_of_the_last_century() -> None:
    assert read("01.02.99") == "date-in-future"


@given(st.integers() | st.decimals())
def test_any_typed_number_becomes_a_date_or_a_worded_problem(number: int | Decimal) -> None:
    found = read_date(number, UNDECIDED)

    assert isinstance(found, CalendarPeriod) or (
        isinstance(found, Problem) and found.sentence("de")
    )


def test_a_quarter_begins_with_its_first_month() -> None:
    assert read_date("Q4 2023", UNDECIDED) == CalendarPeriod(date(2023, 10, 1), Precision.QUARTER)
