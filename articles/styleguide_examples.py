"""Examples for the style guide: every component full, empty and with long words.

The figures are invented and round so that nobody takes them for real; no other page shows them.
"""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from articles.addresses import Address
from articles.charts import Scale, history, strip, typical_amounts
from articles.frames import Link
from articles.offering.choosing import Offer
from articles.tables import PayTable, Row
from articles.thresholds import thresholds
from articles.wording import GradeWords
from benchmarks.models import Grade, Source, SourceKind
from benchmarks.queries import Pay, YearPay
from visa.citations import Citation, Text
from visa.values import Parameter, Per, Unit, Value, ValueBook

FULL = Pay(
    year=2001,
    is_projection=False,
    currency="EUR",
    grade=Grade.A,
    typical=Decimal(50_000),
    typical_low=Decimal(48_000),
    typical_high=Decimal(53_000),
    half_width=6,
    p10=Decimal(20_000),
    p25=Decimal(40_000),
    p75=Decimal(60_000),
    p90=Decimal(90_000),
    range_is_measured=True,
    rounded_to=Decimal(1_000),
    n=1_111,
    median=Decimal(51_000),
    recent_n=2_222,
    effective_n=1_234,
    source_count=3,
    observed_from=date(2001, 1, 1),
    observed_to=date(2001, 6, 1),
    kinds=(SourceKind.SURVEY,),
)
ROUGH = replace(FULL, grade=Grade.C, n=None, median=None, range_is_measured=False)
RANGE_ONLY = replace(ROUGH, grade=Grade.D, typical=None, p25=None, p75=None)
WITHOUT_PEOPLE = replace(FULL, p10=None, p25=None, p75=None, p90=None)
PROJECTION = replace(ROUGH, year=2002, is_projection=True, typical_high=Decimal(60_000))
LONG = "Softwareentwicklungsleitungsassistenz für Rechnerarchitekturen"
PAYS = {
    "grade A": FULL,
    "grade C": ROUGH,
    "grade D": RANGE_ONLY,
    "without a range of people": WITHOUT_PEOPLE,
}

PARAMETER = Parameter(
    key="example",
    name=Text("Schwelle", "Threshold"),
    unit=Unit.MONEY,
    currency="EUR",
    per=Per.YEAR,
)


def context() -> dict[str, object]:
    """What the template of the style guide shows."""
    return {
        "spreads": [{"name": name, "pay": pay, "strip": strip(pay)} for name, pay in PAYS.items()],
        "grade": GradeWords(grade=Grade.C, meaning="rough", reasons=["A reason.", "Another."]),
        "history": history(
            [YearPay(year=2001, pay=FULL), YearPay(year=2000, pay=RANGE_ONLY)], PROJECTION
        ),
        "files": Address(view="method").files("table"),
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
        "offers": [
            Offer(title="A course", text="What it is.", partner="Partner", path="#"),
            Offer(title=LONG, text=LONG, partner=LONG, path="#"),
        ],
        "address": Address(view="home"),
        "thresholds": thresholds([PARAMETER.key], _values(), date(2001, 2, 3)),
    }


def _values() -> ValueBook:
    """A figure that held for a year, and its successor."""
    citation = Citation(
        key="act",
        act="Act",
        pinpoint="§ 1",
        source=Text("Ein Gesetz", "An act"),
        url="https://example.org/",
        grade="P",
        checked_on=date(2001, 1, 1),
    )
    values = [
        Value(
            parameter=PARAMETER,
            amount=Decimal(amount),
            valid_from=date(year, 1, 1),
            valid_to=date(year + 1, 1, 1),
            citation=citation,
        )
        for year, amount in ((2000, 40_000), (2001, 41_000))
    ]
    return ValueBook.of([PARAMETER], values)


def _table(*, has_bars: bool) -> PayTable:
    scale = Scale.around(amount for pay in PAYS.values() for amount in typical_amounts(pay))
    rows = [
        Row(
            name=LONG if pay is ROUGH else name,
            note="a note" if pay is RANGE_ONLY else "",
            pay=pay if has_bars else replace(pay, currency="CHF"),
            bar=scale.bar(pay) if has_bars else None,
            address=Address(view="home") if pay is FULL else None,
            step="+18 % (80 %: 12 to 26 %)" if pay is FULL else "",
            is_current=pay is RANGE_ONLY,
        )
        for name, pay in PAYS.items()
    ]
    return PayTable(
        rows=rows,
        without_pay=[],
        ticks=scale.ticks() if has_bars else [],
        shows_year=not has_bars,
        shows_medians=has_bars,
        step_label="Step" if has_bars else "",
    )


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
