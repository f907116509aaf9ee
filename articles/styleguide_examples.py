"""Examples for the style guide: every component full, empty and with long words.

The figures are invented and round so that nobody takes them for real; no other page shows them.
"""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from articles.addresses import Address
from articles.charts import Scale, strip
from articles.frames import Link
from articles.tables import PayTable, Row
from benchmarks.models import Source, SourceKind
from benchmarks.queries import Pay

FULL = Pay(
    year=2001,
    currency="EUR",
    n=1_111,
    median=Decimal(50_000),
    p10=Decimal(20_000),
    p25=Decimal(40_000),
    p75=Decimal(60_000),
    p90=Decimal(90_000),
    typical_low=Decimal(48_000),
    typical_high=Decimal(53_000),
    rounded_to=Decimal(1_000),
    observed_from=date(2001, 1, 1),
    observed_to=date(2001, 6, 1),
    kinds=(SourceKind.SURVEY,),
)
WITHOUT_TAILS = replace(FULL, n=11, p10=None, p90=None)
WITHOUT_SPREAD = replace(WITHOUT_TAILS, n=5, p25=None, p75=None)
WITHOUT_INTERVAL = replace(WITHOUT_SPREAD, typical_low=None, typical_high=None)
LONG = "Softwareentwicklungsleitungsassistenz für Rechnerarchitekturen"
PAYS = {
    "from 30 samples": FULL,
    "from 9 samples": WITHOUT_TAILS,
    "from 5 samples": WITHOUT_SPREAD,
    "repeated samples": WITHOUT_INTERVAL,
}


def context() -> dict[str, object]:
    """What the template of the style guide shows."""
    return {
        "spreads": [{"name": name, "pay": pay, "strip": strip(pay)} for name, pay in PAYS.items()],
        "table": _table(has_bars=True),
        "foreign": _table(has_bars=False),
        "sources": [_source(), _source(url="", licence_url="", attribution_de="", title=LONG)],
        "kinds": (SourceKind.SURVEY, SourceKind.ADVERT),
        "trail": [
            Link(text="Home", href="#"),
            Link(text=LONG, href="#"),
            Link(text="Here", href="#", is_current=True),
        ],
        "day": date(2001, 2, 3),
        "address": Address(view="home"),
    }


def _table(*, has_bars: bool) -> PayTable:
    scale = Scale.around(PAYS.values())
    rows = [
        Row(
            name=LONG if pay is WITHOUT_TAILS else name,
            note="a note" if pay is WITHOUT_SPREAD else "",
            pay=pay if has_bars else replace(pay, currency="CHF"),
            bar=scale.bar(pay) if has_bars else None,
            address=Address(view="home") if pay is FULL else None,
            is_current=pay is WITHOUT_SPREAD,
        )
        for name, pay in PAYS.items()
    ]
    return PayTable(rows=rows, without_pay=[], has_bars=has_bars, shows_year=not has_bars)


def _source(**overrides: str) -> Source:
    fields = {
        "publisher": "Publisher",
        "title": "Survey of 2001",
        "url": "https://example.org/",
        "licence": "CC0 1.0",
        "licence_url": "https://creativecommons.org/publicdomain/zero/1.0/",
        "attribution_de": "Nennung, wie der Herausgeber sie wünscht.",
        "attribution_en": "Credit as the publisher wants it.",
    }
    return Source(**(fields | overrides))
