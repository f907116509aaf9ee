"""Typed numbers: found in every way of writing them, and nothing taken for one that is none."""

from decimal import Decimal

import pytest

from articles.checking.checks import check
from articles.checking.findings import NotThereAnyMore, mend
from articles.checking.numbers import numbers_in
from tests.articles.checked import SHORTAGE, codes, findings, known, mended, only, page_of


@pytest.mark.parametrize(
    ("written", "language", "key"),
    [
        ("45.934,20 €", "de", SHORTAGE),
        ("45.934,20\xa0€", "de", SHORTAGE),
        ("€45,934.20", "en", SHORTAGE),
        ("€45,934.20", "de", SHORTAGE),
        ("45934,20 EUR", "de", SHORTAGE),
        ("EUR 45,934.20", "en", SHORTAGE),
        ("45.934 €", "de", SHORTAGE),
        ("45 934,20 €".replace(" ", "\u202f", 1), "de", SHORTAGE),
        ("3.827,85 €", "de", f"{SHORTAGE} | month"),
        ("50.700 Euro", "de", "visa.de.general"),
        ("50,700 euros", "en", "visa.de.general"),
        ("45.934,20", "de", SHORTAGE),
    ],
)
def test_a_typed_figure_is_found_however_it_is_written(
    written: str, language: str, key: str
) -> None:
    page = page_of(f"<p>Mindestens {written} brutto.</p>", language=language)

    finding = only("typed-figure", check(page))

    assert (finding.key, finding.replacement) == (key, f"[[{key}]]")
    assert finding.quote == written
    assert mended(page, finding) == f"<p>Mindestens [[{key}]] brutto.</p>"


def test_an_amount_that_nobody_names_by_chance_blocks_and_a_round_one_warns() -> None:
    precise = only("typed-figure", findings("<p>45.934,20 €</p>"))
    round_one = only("typed-figure", findings("<p>50.700 €</p>"))

    assert (precise.blocks, round_one.blocks) == (True, False)


@pytest.mark.parametrize(
    "written",
    [
        "45.934,20 $",
        "45.933 €",
        "45,93 €",
        "CHF 45934,20",
        "Aktenzeichen 45934/20",
        "[[visa.de.blue-card.salary.shortage]]",
    ],
)
def test_what_only_resembles_a_figure_is_left_alone(written: str) -> None:
    assert not {"typed-figure", "typed-past-figure"} & codes(f"<p>Es sind {written}.</p>")


def test_a_figure_of_last_year_is_named_with_its_last_day_and_not_replaced() -> None:
    past = known("43759.80", until=page_of().on.replace(2025, 12, 31))

    finding = only("typed-past-figure", findings("<p>43.759,80 €</p>", known=(past,)))

    assert finding.replacement is None
    assert "until 31\xa0December 2025" in finding.sentence


def test_the_replacement_keeps_what_stands_around_it_in_the_html() -> None:
    html = "<p>Ab <strong>45.934,20&nbsp;€</strong> &amp; mehr</p>"
    page = page_of(html)

    finding = only("typed-figure", check(page))

    assert mended(page, finding) == f"<p>Ab <strong>[[{SHORTAGE}]]</strong> &amp; mehr</p>"


def test_no_replacement_is_offered_across_a_tag() -> None:
    finding = only("typed-figure", findings("<p><strong>45.934,20</strong> €</p>"))

    assert finding.replacement is None


def test_what_is_not_there_any_more_is_not_replaced() -> None:
    finding = only("typed-figure", findings("<p>Mindestens 45.934,20 €</p>"))

    with pytest.raises(NotThereAnyMore):
        mend(page_of("<p>kurz</p>").content, finding)


def test_a_share_with_decimals_is_found_and_a_half_is_not() -> None:
    shares = (known("45.3", "visa.share", unit="percent"), known("50", "visa.half", unit="percent"))

    found = findings("<p>45,3 % von allem und 50 Prozent davon</p>", known=shares)

    assert [one.key for one in found if one.code == "typed-figure"] == ["visa.share"]


def test_a_small_fee_is_the_laws_on_pages_of_the_law_alone() -> None:
    fee = (known("75", "visa.fee"),)

    assert "typed-figure" not in codes("<p>Der Kurs kostet 75 €.</p>", known=fee)
    assert "typed-figure" in codes("<p>Das Visum kostet 75 €.</p>", known=fee, kind="visa")


@pytest.mark.parametrize(
    "text",
    [
        "Im Jahr 2025 und seit 1998, in 2026.",
        "Am 14.07.2025, am 31. Dezember und 2026-12-31, on 4 July 2026, July 4, 2026.",
        "Nach § 18g Abs. 1 Satz 2 Nr. 1, §§ 18a, 18b und 19c, Art. 12, Section 18g(2).",
        "ISCO 2519, 2521 und 25; ISCO-08 251; KldB 43414.",
        "GPT-4, Python 3.13, H100, B1, A2, C++17, ISO 27001, 24/7, 8:30, 17 Uhr.",
        "Telefon +49 30 1234567, https://example.org/2024/45934 und a1@example.org",
        "1. Erst lernen. 2) Dann üben.",
        "Nach 3 Jahren, 21 Monaten oder 27 months.",
        "Schritt 3, Tabelle 12, Seite 104.",
    ],
)
def test_dates_codes_paragraphs_and_durations_are_no_claims(text: str) -> None:
    claims = [one for one in numbers_in(text, is_german=True) if one.is_claim]

    assert claims == []


@pytest.mark.parametrize(
    ("text", "amount", "unit"),
    [
        ("2,4 Mrd. $", "2400000000", "money"),
        ("200 Mio. Dollar", "200000000", "money"),
        ("rund 60k €", "60000", "money"),
        ("12.500 Stellen", "12500", ""),
        ("41 Prozent", "41", "percent"),
        ("7,3 %", "7.3", "percent"),
    ],
)
def test_money_shares_and_large_counts_are_claims(text: str, amount: str, unit: str) -> None:
    (number,) = numbers_in(text, is_german=True)

    assert (number.amount, number.unit, number.is_claim) == (Decimal(amount), unit, True)


def test_a_range_carries_its_unit_and_scale_to_both_ends() -> None:
    low, high = numbers_in("60–90 k€", is_german=True)

    assert (low.amount, high.amount) == (Decimal(60_000), Decimal(90_000))
    assert low.currency == high.currency == "EUR"


@pytest.mark.parametrize(
    "html",
    [
        "<p>41 % der Firmen</p>",
        "<p>Etwa 12.500 offene Stellen.</p>",
        "<ul><li>Einstieg: 49.300 €</li></ul>",
    ],
)
def test_a_claim_without_a_source_is_a_warning(html: str) -> None:
    finding = only("unsourced-number", findings(html))

    assert not finding.blocks


@pytest.mark.parametrize(
    "html",
    [
        '<p>41 % der Firmen (<a href="https://bitkom.example/">Bitkom 2025</a>)</p>',
        "<p>Zum Beispiel bei 60.000 €.</p>",
        "<p>[[salary.typical]], also 7 % mehr.</p>",
        "<p>411 € nach § 47 AufenthV.</p>",
        "<h2>10 % mehr in 2026</h2>",
    ],
)
def test_a_source_a_paragraph_or_an_example_makes_a_claim_fair(html: str) -> None:
    assert "unsourced-number" not in codes(html)


def test_quotes_and_titles_of_sources_say_what_they_say() -> None:
    quote = ("quote", {"text": "Wir zahlen 45.934,20 €.", "attribution": "Jemand"})
    sources = ("sources", {"items": [{"title": "45.934,20 €", "publisher": "BMI", "url": ""}]})

    assert not {"typed-figure", "unsourced-number"} & codes(quote, sources)
