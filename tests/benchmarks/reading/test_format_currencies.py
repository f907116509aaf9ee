"""Tests of benchmarks/reading/format_currencies.py: what a number format shows."""

import pytest

from benchmarks.reading.format_currencies import currencies_of_format


@pytest.mark.parametrize(
    ("code", "currencies"),
    [
        ('#,##0.00 "€"', {"EUR"}),
        ("#,##0.00 [$€-407];[Red]-#,##0.00 [$€-407]", {"EUR"}),
        ("[$CHF] #,##0", {"CHF"}),
        ("[$CHF-807] #'##0.00", {"CHF"}),
        ("[$£-809]#,##0", {"GBP"}),
        ("[$$-409]#,##0.00", {"USD"}),
        ("[$$-1009]#,##0", {"CAD"}),
        ('"$"#,##0', {"USD", "CAD", "AUD", "NZD", "SGD", "HKD"}),
        ('#,##0 "zł"', {"PLN"}),
        ("#,##0 [$Kč-405]", {"CZK"}),
        ("_-* #,##0.00 €_-", {"EUR"}),
        ("General", set()),
        ("0.0%", set()),
        ("[$-407]d. mmmm yyyy", set()),
        ('0 "Jahre"', set()),
        ('"' + "k" * 100_000, set()),
    ],
)
def test_a_format_tells_its_currency(code: str, currencies: set[str]) -> None:
    assert currencies_of_format(code) == currencies
