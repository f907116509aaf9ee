"""Figures in templates follow the language of the page."""

from datetime import UTC, date, datetime
from decimal import Decimal

from django.template import Context, Template
from django.utils import translation

TEMPLATE = Template(
    "{% load figures %}{{ pay|money:'EUR' }} | {% money_range low pay 'EUR' %} | {{ n|number }} | "
    "{{ share|percent }} | {{ share|percent:1 }} | {{ on|day }} | {{ on|month }} | "
    "{% year_range 2020 2024 %} | {{ at|day }}"
)
VALUES = {
    "pay": Decimal(75_000),
    "low": Decimal(65_000),
    "n": 12_345,
    "share": Decimal("0.453"),
    "on": date(2026, 3, 3),
    "at": datetime(2026, 3, 3, 23, 30, tzinfo=UTC),  # in Berlin it is the next day already
}


def rendered(language: str) -> str:
    with translation.override(language):
        return TEMPLATE.render(Context(VALUES)).replace("\N{NO-BREAK SPACE}", " ")


def test_figures_are_german_on_german_pages() -> None:
    assert rendered("de") == (
        "75.000 € | 65.000–75.000 € | 12.345 | 45 % | 45,3 % | 3. März 2026 | März 2026 | "
        "2020–2024 | 4. März 2026"
    )


def test_figures_are_english_on_english_pages() -> None:
    assert rendered("en") == (
        "€75,000 | €65,000–75,000 | 12,345 | 45% | 45.3% | 3 March 2026 | March 2026 | "
        "2020–2024 | 4 March 2026"
    )
