"""Tests of benchmarks/reading/money.py, its grammar and its words."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from babel.numbers import format_currency
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.reading.money import read_money
from benchmarks.reading.money_grammar import Wording
from benchmarks.reading.money_words import Period
from benchmarks.reading.numbers import DecimalSign
from benchmarks.reading.pay import Money, PayColumn
from benchmarks.reading.problems import Problem, ReadingError

UNDECIDED = PayColumn()
GERMAN = PayColumn(decimal=",")
ENGLISH = PayColumn(decimal=".")


def amount(text: str, column: PayColumn = UNDECIDED) -> str:
    """The amount or range as text, or the code of the problem."""
    pay = read_money(text, column)
    return pay.code if isinstance(pay, Problem) else str(pay)


def read(text: object, column: PayColumn = UNDECIDED) -> Money:
    pay = read_money(text, column)
    assert isinstance(pay, Money), pay
    return pay


def refused(text: object, column: PayColumn = UNDECIDED) -> Problem:
    pay = read_money(text, column)
    assert isinstance(pay, Problem), pay
    return pay


# --- amounts, line by line as the catalogue of broken imports has them


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("80000", "80000"),
        ("54179.13", "54179.13"),
        ("54179,13", "54179.13"),
        ("1.234,56", "1234.56"),
        ("1,234.56", "1234.56"),
        ("85k", "85000"),
        ("85 K", "85000"),
        ("85 Tsd.", "85000"),
        ("85 tausend", "85000"),
        ("85 TEUR", "85000 EUR"),
        ("85 kEUR", "85000 EUR"),
        ("85 T€", "85000 EUR"),
        ("8,5k", "8500"),
        ("62.5k", "62500"),
        ("0,085 Mio. €", "85000 EUR"),
        ("65-75k", "65000–75000"),
        ("65–75k", "65000–75000"),
        ("65k bis 75k", "65000–75000"),
        ("65k to 75k", "65000–75000"),
        ("from 60k to 70k", "60000–70000"),
        ("von 60 bis 70k", "60000–70000"),
        ("zwischen 60k und 70k", "60000–70000"),
        ("between 60k and 70k", "60000–70000"),
        ("65k-75", "65000–75000"),
        ("65k - 75000", "65000–75000"),
        ("900-1.2k", "900–1200"),
        ("€60k–€70k", "60000–70000 EUR"),
        ("60000 EUR - 70000 EUR", "60000–70000 EUR"),
        ("80'000 CHF", "80000 CHF"),
        ("CHF 80’000.-", "80000 CHF"),
        ("Fr. 80'000.--", "80000 CHF"),
        ("80 000 zł", "80000 PLN"),
        ("80\u00a0000 €", "80000 EUR"),
        ("80\u202f000 €", "80000 EUR"),
        ("€80.000,-", "80000 EUR"),
        ("80.000,– €", "80000 EUR"),
        ("80000,- €/Jahr", "80000 EUR"),
        ("80.000,00 €", "80000.00 EUR"),
        ("£65,000.00", "65000.00 GBP"),
        ("12 LPA", "1200000 INR"),
        ("12-15 LPA", "1200000–1500000 INR"),
        ("4.5 lakhs", "450000 INR"),
        ("₹ 1,20,000", "120000 INR"),
        ("INR 12,34,567.50", "1234567.50 INR"),
        ("180€", "180 EUR"),
        ("EUR80000", "80000 EUR"),
        ("60.000 € bis 72.500,50 €", "60000–72500.50 EUR"),
        ("", "None"),
        ("k.A.", "None"),
        ("auf Anfrage", "None"),
        ("NaN", "None"),
        ("—", "None"),
    ],
)
def test_an_amount_is_read_exactly(text: str, expected: str) -> None:
    assert amount(text) == expected


@pytest.mark.parametrize(
    ("text", "undecided", "german", "english"),
    [
        ("120.684 €", "number-ambiguous", "120684 EUR", "money-odd"),
        ("120,684 €", "number-ambiguous", "money-odd", "120684 EUR"),
        ("1.234", "number-ambiguous", "1234", "money-odd"),
        ("60.000 - 70.000 €", "number-ambiguous", "60000–70000 EUR", "money-odd"),
        ("62.375k", "number-ambiguous", "money-odd", "62375"),
        ("62,375k", "number-ambiguous", "62375", "money-odd"),
        ("54179.13", "54179.13", "number-contradicts", "54179.13"),
        ("54179,13 €", "54179.13 EUR", "54179.13 EUR", "number-contradicts"),
        ("80.000,-", "80000", "80000", "number-contradicts"),
        ("1.234,56", "1234.56", "1234.56", "number-contradicts"),
    ],
)
def test_the_format_of_the_column_decides_and_is_not_contradicted_silently(
    text: str, undecided: str, german: str, english: str
) -> None:
    assert amount(text) == undecided
    assert amount(text, GERMAN) == german
    assert amount(text, ENGLISH) == english


def test_an_amount_in_an_undecided_column_is_told_with_both_readings() -> None:
    told = refused("120.684 €")

    assert told.sentence("de").startswith("„120.684“ kann 120684 oder 120,684 heißen")
    assert told.sentence("en").startswith("“120.684” can mean 120684 or 120.684")


def test_thousands_in_a_column_of_the_other_format_are_told_with_both_readings() -> None:
    told = refused("120.684 €", ENGLISH)

    assert told.values["reading"] == "120.684"
    assert told.values["other"] == "120684"
    assert "120,684" in told.sentence("de")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("-5", "money-negative"),
        ("€ -5000", "money-negative"),
        ("−5000", "money-negative"),
        ("(5000)", "money-in-brackets"),
        ("(5.000 €)", "money-in-brackets"),
        ("0", "money-zero"),
        ("00", "money-zero"),
        ("0,00 €", "money-zero"),
        ("1000000000000", "money-too-large"),
        ("99999999999", "money-too-large"),
        ("99999 Mio €", "money-too-large"),
        ("1e12", "money-words"),
        ("1e5", "money-words"),
        ("1e400", "money-words"),
        ("inf", "money-words"),
        ("1_000", "money-words"),
        ("１２３", "money-words"),
        ("٣٤٥", "money-words"),
        ("90k-80k", "money-range-reversed"),
        ("60-70-80k", "money-several"),
        ("5000/Monat, 60000/Jahr", "money-several"),
        ("5000 x 13, 14 Gehälter", "money-several"),
        ("80.000 -", "money-words"),
        ("€", "money-no-amount"),
        ("- €", "money-no-amount"),
        ("brutto", "money-no-amount"),
        ("13 Gehälter", "money-no-amount"),
        ("x 13", "money-no-amount"),
        ("1.23.456 €", "number-unreadable"),
        ("1,20,000", "number-indian"),
        ("€ 1,20,000", "number-indian"),
        ("#DIV/0!", "formula-error"),
        ("#WERT!", "formula-error"),
        ("200 Amazon voucher", "money-words"),
        ("60k/70k", "money-words"),
        ("Berlin", "money-words"),
        ("01.02.2024", "number-unreadable"),
    ],
)
def test_what_is_no_amount_of_pay_is_a_problem(text: str, code: str) -> None:
    assert amount(text) == code


# --- doubt


@pytest.mark.parametrize(
    ("text", "code", "low", "high"),
    [
        ("~80k", "money-about", "80000", "80000"),
        ("ca. 80k", "money-about", "80000", "80000"),
        ("rund 60-70k €", "money-about", "60000", "70000"),
        ("15000+-", "money-about", "15000", "15000"),
        (">80k", "money-at-least", "80000", "80000"),
        ("80k+", "money-at-least", "80000", "80000"),
        ("ab 60k", "money-at-least", "60000", "60000"),
        ("from 60k", "money-at-least", "60000", "60000"),
        ("mind. 60k", "money-at-least", "60000", "60000"),
        ("80k und mehr", "money-at-least", "80000", "80000"),
        ("<80k", "money-at-most", "80000", "80000"),
        ("up to 80k", "money-at-most", "80000", "80000"),
        ("bis 80k", "money-at-most", "80000", "80000"),
        ("bis zu 80k", "money-at-most", "80000", "80000"),
        ("80k + 10% bonus", "money-extras", "80000", "80000"),
        ("80k plus Bonus", "money-extras", "80000", "80000"),
        ("70-80k zzgl. Firmenwagen", "money-extras", "70000", "80000"),
        ("80k (20% variabel)", "money-extras", "80000", "80000"),
        ("90000 base plus 5000 signing bonus", "money-extras", "90000", "90000"),
        ("120k OTE", "money-total", "120000", "120000"),
        ("OTE 120k", "money-total", "120000", "120000"),
        ("120k all in", "money-total", "120000", "120000"),
        ("80k inkl. Bonus", "money-total", "80000", "80000"),
        ("80k incl. 10% bonus", "money-total", "80000", "80000"),
    ],
)
def test_an_amount_in_doubt_is_a_problem_that_offers_its_reading(
    text: str, code: str, low: str, high: str
) -> None:
    told = refused(text)

    assert told.code == code
    assert (told.values["low"], told.values["high"]) == (low, high)
    assert low in told.sentence("de")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("3.000 € netto", "money-net"),
        ("600 nett", "money-net"),
        ("40k net", "money-net"),
        ("40k after tax", "money-net"),
        ("Nettogehalt 2500", "money-net"),
        ("30k Teilzeit", "money-part-time"),
        ("30k part-time", "money-part-time"),
        ("90k freelance", "money-freelance"),
        ("Tagessatz 800", "money-freelance"),
        ("bonus 5000", "money-not-base"),
        ("5.000 € Bonus", "money-not-base"),
        ("20000 stock", "money-not-base"),
        ("20%", "money-not-base"),
        ("75% from government", "money-not-base"),
        ("bvg only", "money-not-base"),
    ],
)
def test_pay_that_is_not_gross_base_pay_is_refused(text: str, code: str) -> None:
    assert refused(text).code == code


@pytest.mark.parametrize("text", ["80k ohne Bonus", "80k excl. bonus", "80k without stocks"])
def test_pay_without_its_extras_is_base_pay(text: str) -> None:
    assert amount(text) == "80000"


def test_a_problem_names_the_words_that_were_not_understood() -> None:
    assert refused("200 Amazon voucher").values["word"] == "amazon"
    assert refused("80k + 10% Bonus").values["word"] == "+ 10% bonus"


# --- currency


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("80k€", "EUR"),
        ("80k Euro", "EUR"),
        ("CHF 80k", "CHF"),
        ("80k Franken", "CHF"),
        ("£80k", "GBP"),
        ("US$80k", "USD"),
        ("80k USD", "USD"),
        ("$80k USD", "USD"),
        ("C$80k", "CAD"),
        ("80k zł", "PLN"),
        ("500 000 SEK", "SEK"),
        ("₹ 80k", "INR"),
        ("R$ 80k", "BRL"),
        ("80k", None),
    ],
)
def test_the_currency_is_the_one_that_the_cell_names(text: str, currency: str | None) -> None:
    assert read(text).currency == currency


def test_a_cell_without_currency_has_that_of_its_column() -> None:
    column = PayColumn(currency="EUR")

    assert read("80k", column).currency == "EUR"
    assert read("80000", column).currency == "EUR"
    assert read(Decimal("80000"), column).currency == "EUR"


def test_a_cell_with_its_own_currency_keeps_it() -> None:
    assert read("80k CHF", PayColumn(currency="EUR")).currency == "CHF"


@pytest.mark.parametrize(
    ("text", "currencies"),
    [
        ("$80k", "AUD, CAD, HKD, NZD, SGD, USD"),
        ("500 000 kr", "DKK, ISK, NOK, SEK"),
        ("¥5000000", "CNY, JPY"),
    ],
)
def test_a_sign_of_several_currencies_is_ambiguous(text: str, currencies: str) -> None:
    told = refused(text)

    assert told.code == "money-currency-ambiguous"
    assert told.values["currencies"] == currencies


def test_the_column_settles_a_sign_of_several_currencies_if_it_is_one_of_them() -> None:
    assert read("$80k", PayColumn(currency="CAD")).currency == "CAD"
    assert read("500 000 kr", PayColumn(currency="NOK")).currency == "NOK"
    assert refused("$80k", PayColumn(currency="EUR")).code == "money-currency-ambiguous"


def test_two_currencies_in_one_cell_are_a_problem() -> None:
    assert refused("80k EUR USD").code == "money-two-currencies"


def test_indian_grouping_is_accepted_in_a_column_of_rupees() -> None:
    assert read("1,20,000", PayColumn(currency="INR")).low == 120000


# --- period and number of salaries


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("80k/Jahr", Period.YEAR),
        ("80k / Jahr", Period.YEAR),
        ("80k p.a.", Period.YEAR),
        ("80k p. a.", Period.YEAR),
        ("80k pa", Period.YEAR),
        ("80k per year", Period.YEAR),
        ("80k per annum", Period.YEAR),
        ("80k a year", Period.YEAR),
        ("80k/yr", Period.YEAR),
        ("80k brutto/Jahr", Period.YEAR),
        ("80k brutto im Jahr", Period.YEAR),
        ("Jahresbrutto 80k", Period.YEAR),
        ("Bruttojahresgehalt: 80k", Period.YEAR),
        ("80k jährlich", Period.YEAR),
        ("80k annually", Period.YEAR),
        ("12 LPA", Period.YEAR),
        ("5000/Monat", Period.MONTH),
        ("5000 pro Monat", Period.MONTH),
        ("5000 monatlich", Period.MONTH),
        ("5000 mtl.", Period.MONTH),
        ("5000 mtl. brutto", Period.MONTH),
        ("5000 per month", Period.MONTH),
        ("5000/mo", Period.MONTH),
        ("5000 p.m.", Period.MONTH),
        ("Monatsgehalt 5000", Period.MONTH),
        ("900/week", Period.WEEK),
        ("900 pro Woche", Period.WEEK),
        ("800/Tag", Period.DAY),
        ("800 per day", Period.DAY),
        ("25 €/h", Period.HOUR),
        ("25/Std.", Period.HOUR),
        ("25 pro Stunde", Period.HOUR),
        ("$25 per hour USD", Period.HOUR),
        ("19.00 hourly", Period.HOUR),
        ("80k", None),
    ],
)
def test_the_period_is_the_one_that_the_cell_names(text: str, period: Period | None) -> None:
    assert read(text).period == period


def test_a_cell_without_period_has_that_of_its_column_and_a_cell_with_one_keeps_it() -> None:
    column = PayColumn(period=Period.YEAR)

    assert read("80k", column).period is Period.YEAR
    assert read("5000 mtl.", column).period is Period.MONTH


def test_two_periods_in_one_cell_are_a_problem() -> None:
    assert refused("5000 monatlich p.a.").code == "money-two-periods"


@pytest.mark.parametrize(
    ("text", "low", "salaries", "period"),
    [
        ("5000 x 13", "5000", "13", Period.MONTH),
        ("5000 € x 13", "5000", "13", Period.MONTH),
        ("5000x13", "5000", "13", Period.MONTH),
        ("13 x 5000", "5000", "13", Period.MONTH),
        ("14x 3500", "3500", "14", Period.MONTH),
        ("5000 × 13,5", "5000", "13.5", Period.MONTH),
        ("5000 * 13.92", "5000", "13.92", Period.MONTH),
        ("5000 x 13,5 Monatsgehälter", "5000", "13.5", Period.MONTH),
        ("13 Gehälter à 4500 €", "4500", "13", Period.MONTH),
        ("5000 x 13 p.a.", "5000", "13", Period.MONTH),
        ("5000 monatlich, 13 Gehälter", "5000", "13", Period.MONTH),
        ("5000 € mtl. + 13. Gehalt", "5000", "13", Period.MONTH),
        ("5000/Monat (13. Monatsgehalt)", "5000", "13", Period.MONTH),
        ("65000 p.a. (13 Gehälter)", "65000", "13", Period.YEAR),
        ("65000 (14 salaries)", "65000", "14", None),
        ("13000 x 14", "13000", "14", Period.MONTH),
    ],
)
def test_the_number_of_salaries_is_no_amount(
    text: str, low: str, salaries: str, period: Period | None
) -> None:
    pay = read(text)

    assert (pay.low, pay.salaries, pay.period) == (Decimal(low), Decimal(salaries), period)


def test_a_thirteenth_salary_on_top_of_a_yearly_amount_is_in_doubt() -> None:
    assert refused("60000 p.a. + 13. Gehalt").code == "money-extras"


# --- cells typed by a workbook


def test_a_typed_number_is_an_amount_in_any_format_of_the_column() -> None:
    assert read(Decimal("54179.13"), GERMAN).low == Decimal("54179.13")
    assert read(60000, GERMAN).low == 60000
    assert read(Decimal("120.684"), GERMAN).low == Decimal("120.684")


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        (True, "number-is-truth-value"),
        (False, "number-is-truth-value"),
        (date(2024, 12, 15), "number-is-other-kind"),
        (datetime(2024, 12, 15), "number-is-other-kind"),  # noqa: DTZ001 cells have no zone
        (80000.0, "number-is-other-kind"),
        (Decimal("-5"), "money-negative"),
        (Decimal("0"), "money-zero"),
        (0, "money-zero"),
        (Decimal("1E+12"), "money-too-large"),
        (Decimal("NaN"), "number-unreadable"),
        (Decimal("Infinity"), "number-unreadable"),
    ],
)
def test_a_typed_cell_that_is_no_pay_is_a_problem(cell: object, code: str) -> None:
    assert refused(cell).code == code


def test_an_empty_cell_is_nothing() -> None:
    assert read_money(None, UNDECIDED) is None


def test_zero_is_an_answer_in_a_column_of_bonuses() -> None:
    column = PayColumn(zero_counts=True)

    assert read("0", column).low == 0
    assert read("0,00 €", column).low == 0
    assert read(0, column).low == 0


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("85", "85000"),
        ("85,5", "85500"),
        ("62.375", "number-ambiguous"),
        ("65-75", "65000–75000"),
        ("65-75 €", "65000–75000 EUR"),
        ("85k", "85000"),
        ("85 TEUR", "85000 EUR"),
        (Decimal("85.5"), "85500"),
        (85, "85000"),
        ("0", "money-zero"),
    ],
)
def test_a_column_in_thousands_multiplies_what_does_not_say_so_itself(
    cell: object, expected: str
) -> None:
    pay = read_money(cell, PayColumn(in_thousands=True))

    assert (pay.code if isinstance(pay, Problem) else str(pay)) == expected


def test_three_digits_behind_the_sign_are_decimals_in_a_column_of_thousands() -> None:
    english = PayColumn(decimal=".", in_thousands=True)
    german = PayColumn(decimal=",", in_thousands=True)

    assert read("62.375", english).low == 62375
    assert refused("62.375", german).code == "money-odd"


# --- properties

WRITTEN_LIKE: dict[str, DecimalSign] = {
    "de_DE": ",",
    "de_CH": ".",
    "de_AT": ",",
    "en_GB": ".",
    "fr_FR": ",",
    "pl_PL": ",",
    "es_ES": ",",
    "it_IT": ",",
}
amounts = st.decimals(min_value="0.01", max_value=10**9, places=2, allow_nan=False)


@given(amounts, st.sampled_from(sorted(WRITTEN_LIKE)), st.sampled_from(["EUR", "CHF", "PLN"]))
def test_what_babel_writes_in_a_locale_is_read_back_exactly(
    number: Decimal, locale: str, currency: str
) -> None:
    text = format_currency(number, currency, locale=locale)

    pay = read(text, PayColumn(decimal=WRITTEN_LIKE[locale]))

    assert (pay.low, pay.high, pay.currency) == (number, number, currency)


@given(amounts)
def test_what_babel_writes_in_rupees_is_read_back_exactly(number: Decimal) -> None:
    text = format_currency(number, "INR", locale="en_IN")

    assert read(text, ENGLISH).low == number


@given(
    amounts,
    amounts,
    st.sampled_from(sorted(WRITTEN_LIKE)),
    st.sampled_from("-–") | st.just(" bis "),
)
def test_a_range_is_read_back_exactly_in_each_locale(
    one: Decimal, other: Decimal, locale: str, dash: str
) -> None:
    low, high = sorted((one, other))
    text = f"{format_currency(low, 'EUR', locale=locale)} {dash} " + format_currency(
        high, "EUR", locale=locale
    )

    pay = read(text, PayColumn(decimal=WRITTEN_LIKE[locale]))

    assert (pay.low, pay.high) == (low, high)


WORDS = """
    80.000 80,000 80000 65k 8,5 1,20,000 5.000,- 13 14 60 % € EUR CHF $ US$ kr k TEUR Tsd. LPA
    brutto netto p.a. /Jahr /Monat monatlich /h pro Tag x × - – bis to von from und zwischen + ~ ca.
    > < ab up to max. bonus ohne inkl. OTE Gehälter 13. Gehalt ( ) , . ; freelance Teilzeit foo ² ٣
"""
texts_like_pay = st.lists(st.sampled_from(WORDS.split()), max_size=6).flatmap(
    lambda words: st.sampled_from([" ".join(words), "".join(words)])
)
columns = st.builds(
    PayColumn,
    decimal=st.sampled_from([None, ",", "."]),
    currency=st.sampled_from([None, "EUR", "USD", "INR"]),
    period=st.sampled_from([None, Period.YEAR, Period.MONTH]),
    in_thousands=st.booleans(),
    zero_counts=st.booleans(),
)


@given(st.one_of(st.text(), texts_like_pay), columns)
def test_any_text_becomes_sound_pay_a_worded_problem_or_nothing(
    text: str, column: PayColumn
) -> None:
    pay = read_money(text, column)

    if isinstance(pay, Problem):
        assert pay.sentence("de")
        assert pay.sentence("en")
    elif pay is not None:
        assert pay.low.is_finite()
        assert 0 <= pay.low <= pay.high < 10**10


@given(texts_like_pay, columns)
def test_the_quick_way_reads_as_the_grammar_does(text: str, column: PayColumn) -> None:
    quick = read_money(text, column)

    try:
        thorough: Money | Problem = Wording(text, column).money()
    except ReadingError as error:
        thorough = error.problem

    assert quick is None or quick == thorough


@given(texts_like_pay)
def test_a_column_that_decides_never_changes_an_amount_read_without_it(text: str) -> None:
    undecided = read_money(text, UNDECIDED)

    for column in (GERMAN, ENGLISH):
        decided = read_money(text, column)
        if isinstance(undecided, Money) and isinstance(decided, Money):
            assert decided == undecided
