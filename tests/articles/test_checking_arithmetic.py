"""Figures that can't all be true: shares, months and years, groups and the whole."""

import pytest

from articles.checking.findings import Level
from tests.articles.checked import codes, findings, only


def table(columns: list[str], *rows: list[str]) -> tuple[str, dict[str, object]]:
    return ("table", {"caption": "", "columns": columns, "rows": [list(row) for row in rows]})


SEED = (
    "<p>Based on 9 samples, the average is €120,684.</p>",
    "<ul><li>Mid level: 22%</li><li>Senior: 78%</li></ul>",
    "<p>Seniors earn €168,958.</p>",
)


def test_nine_people_of_the_seed_would_leave_two_with_less_than_nothing() -> None:
    """(9 × 120,684 − 7 × 168,958) ÷ 2 = (1,086,156 − 1,182,706) ÷ 2 = −48,275."""
    finding = only("impossible-rest", findings(*SEED, language="en"))

    assert finding.level is Level.BLOCKS
    assert "-€48,275" in finding.sentence.replace("\N{MINUS SIGN}", "-")


def test_the_same_in_one_table_and_in_german() -> None:
    rows = table(
        ["Stufe", "Anteil", "Gehalt im Jahr"],
        ["Berufserfahrene", "22 %", "120.684 €"],
        ["Seniors", "78 %", "168.958 €"],
    )
    lead = "9 Datenpunkte, im Durchschnitt 120.684 €."

    finding = only("impossible-rest", findings(rows, lead=lead, said_in="de"))

    assert "−48.275\xa0€" in finding.sentence.replace("-", "−")


def test_groups_that_fit_the_whole_are_fine_and_others_are_told_what_they_come_to() -> None:
    """0.5 × 60,000 + 0.5 × 80,000 = 70,000."""
    groups = "<ul><li>Junior: 50%, €60,000</li><li>Senior: 50%, €80,000</li></ul>"
    right = "<p>The average is €70,000.</p>"
    wrong = "<p>The average is €75,000.</p>"

    assert not {"impossible-rest", "group-means"} & codes(groups, right, language="en")
    finding = only("group-means", findings(groups, wrong, language="en"))
    assert "€70,000" in finding.sentence


def test_a_median_outside_of_what_its_groups_earn_is_a_warning() -> None:
    groups = "<ul><li>Junior: €50,000</li><li>Senior: €80,000</li></ul>"

    found = findings(groups, "<p>The median is €90,000.</p>", language="en")

    assert only("whole-outside", found).level is Level.WARNING
    assert "whole-outside" not in codes(groups, "<p>The median is €65,000.</p>", language="en")


@pytest.mark.parametrize(
    ("shares", "is_wrong"),
    [
        (["22 %", "78 %"], False),
        (["33 %", "33 %", "33 %"], False),  # each rounded
        (["22 %", "70 %"], True),
        (["60 %", "45 %"], True),
        (["60 %", "20 %"], False),  # not of one whole
        (["60 %"], False),
    ],
)
def test_shares_of_one_list_add_up_to_a_hundred(shares: list[str], *, is_wrong: bool) -> None:
    items = "".join(f"<li>Teil {share}</li>" for share in shares)

    assert ("shares-sum" in codes(f"<ul>{items}</ul>")) is is_wrong


def test_a_column_called_share_has_to_add_up_and_its_total_is_no_part() -> None:
    wrong = table(["Stufe", "Anteil"], ["Einstieg", "30 %"], ["Senior", "40 %"])
    right = table(["Stufe", "Anteil"], ["A", "30 %"], ["B", "70 %"], ["Gesamt", "100 %"])

    assert "shares-sum" in codes(wrong)
    assert "shares-sum" not in codes(right)


def test_cited_shares_count_like_typed_ones() -> None:
    printed = {"Teil [[share.mid]]": "Teil 22 %", "Teil [[share.senior]]": "Teil 70 %"}
    html = "<ul><li>Teil [[share.mid]]</li><li>Teil [[share.senior]]</li></ul>"

    assert "shares-sum" in codes(html, printed=lambda text: printed.get(text, text))


@pytest.mark.parametrize(
    ("text", "is_wrong"),
    [
        ("4.000 € im Monat sind 48.000 € im Jahr.", False),
        ("4.000 € im Monat sind 50.000 € im Jahr.", True),
        ("3.827,85 € im Monat, also 45.934,20 € im Jahr.", False),
        ("3.827,85 € im Monat, also 45.943,20 € im Jahr.", True),
        ("3.828 € im Monat, also 45.934 € im Jahr.", False),  # rounded to whole euros
        ("4.000 € im Monat, 14 Gehälter: 56.000 € im Jahr.", False),
        ("900 € im Monat kostet das, das Gehalt ist 60.000 € im Jahr.", False),
    ],
)
def test_twelve_months_are_a_year(text: str, *, is_wrong: bool) -> None:
    assert ("month-year" in codes(f"<p>{text}</p>")) is is_wrong


def test_months_and_years_of_one_row_are_compared_by_the_heads_of_their_columns() -> None:
    rows = table(["Grenze", "pro Monat", "pro Jahr"], ["allgemein", "4.225,00 €", "50.800,00 €"])

    finding = only("month-year", findings(rows))

    assert "€50,700" in finding.sentence
