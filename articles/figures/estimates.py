"""Figures of what markets pay, made from what the market pages show."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import cast

from django.utils import timezone, translation

from articles.figures.figure import Figure, Origin, State, Unit
from articles.figures.keys import MarketKey
from benchmarks.models import Release, Seniority
from benchmarks.queries.cited import Cited
from benchmarks.queries.figures import Pay
from visa.citations import Text

WHOLE_PER_CENT = Decimal("0.01")
STAT_NAMES = {
    "typical": Text("Typisches Gehalt", "Typical pay"),
    "low": Text(
        "Typisches Gehalt, unteres Ende des 80-%-Intervalls",
        "Typical pay, low end of its 80% interval",
    ),
    "high": Text(
        "Typisches Gehalt, oberes Ende des 80-%-Intervalls",
        "Typical pay, high end of its 80% interval",
    ),
    "median": Text("Median der Angaben", "Median of the samples"),
    "p10": Text("Gehalt am 10. Perzentil", "Pay at the 10th percentile"),
    "p25": Text("Gehalt am 25. Perzentil", "Pay at the 25th percentile"),
    "p75": Text("Gehalt am 75. Perzentil", "Pay at the 75th percentile"),
    "p90": Text("Gehalt am 90. Perzentil", "Pay at the 90th percentile"),
    "n": Text("Angaben des Jahres", "Samples of the year"),
    "year": Text("Jahr der Gehälter", "Year of the pay"),
    "projection": Text("Prognose des typischen Gehalts", "Projection of typical pay"),
    "projection-low": Text(
        "Prognose, unteres Ende des 80-%-Intervalls", "Projection, low end of its 80% interval"
    ),
    "projection-high": Text(
        "Prognose, oberes Ende des 80-%-Intervalls", "Projection, high end of its 80% interval"
    ),
    "from": Text("Älteste Angabe", "Oldest sample"),
    "to": Text("Neueste Angabe", "Newest sample"),
    "samples": Text("Angaben aus drei Jahren", "Samples of three years"),
    "sources": Text("Zahl der Quellen", "Number of sources"),
    "release": Text("Ausgabe der Daten", "Release of the data"),
    "released-at": Text("Daten veröffentlicht am", "Data released on"),
    "": Text("Anteil an den Angaben", "Share of the samples"),
}
UNITS = {
    **{"n": Unit.COUNT, "year": Unit.YEAR, "from": Unit.MONTH, "to": Unit.MONTH},
    **{"samples": Unit.COUNT, "sources": Unit.COUNT, "release": Unit.COUNT},
    **{"released-at": Unit.DATE, "": Unit.SHARE},
}


def of_market(written: str, key: MarketKey, cited: Cited, release: Release | None) -> Figure:
    """The figure that an explicit key asks for, of a group that there is."""
    pay = cited.projection if key.stat.startswith("projection") else cited.pay
    silent = State.SUPPRESSED if release else State.UNPUBLISHED
    return _figure(written, key, cited, pay, silent)


def year_figure(key: MarketKey, cited: Cited, pay: Pay | None) -> Figure:
    """What the same key would have told of another year."""
    return _figure(str(key), key, cited, pay, State.SUPPRESSED)


def _figure(written: str, key: MarketKey, cited: Cited, pay: Pay | None, silent: State) -> Figure:
    value, interval = _value(key, pay, cited)
    low, high = interval or (None, None)
    unit = UNITS.get(key.stat, Unit.MONEY)
    return Figure(
        key=written,
        address=str(key),
        name=name_of(key, cited),
        state=silent if value is None else State.KNOWN,
        unit=unit,
        value=value,
        low=low,
        high=high,
        rounded_to=_step(unit, pay),
        currency=cited.country.detail if unit is Unit.MONEY else "",
        per="year" if unit is Unit.MONEY else "",
        n=pay.recent_n if pay else None,
        year=pay.year if pay else None,
        grade=pay.grade.value if pay else "",
        origins=tuple(
            Origin(name=Text(one.name_de, one.name_de), url=one.detail) for one in cited.sources
        ),
        is_estimate=True,
    )


def of_release(written: str, key: MarketKey, release: Release | None) -> Figure:
    """The number or the day of the release in effect."""
    value: Decimal | date | None = None
    if release and release.released_at:
        is_day = key.stat == "released-at"
        value = timezone.localdate(release.released_at) if is_day else Decimal(release.number)
    return Figure(
        key=written,
        address=str(key),
        name=STAT_NAMES[key.stat],
        state=State.UNPUBLISHED if value is None else State.KNOWN,
        unit=UNITS[key.stat],
        value=value,
        is_estimate=True,
    )


def name_of(key: MarketKey, cited: Cited) -> Text:
    """`Typical pay: ML engineer, senior, Munich`."""
    seniority = seniority_name(key.seniority)
    stat, place = STAT_NAMES[key.stat], cited.hub or cited.country
    de = [cited.occupation.name_de, seniority.de, place.name_de]
    en = [cited.occupation.name_en, seniority.en, place.name_en]
    return Text(
        f"{stat.de}: {', '.join(filter(None, de))}", f"{stat.en}: {', '.join(filter(None, en))}"
    )


def _value(
    key: MarketKey, pay: Pay | None, cited: Cited
) -> tuple[Decimal | date | None, tuple[Decimal, Decimal] | None]:
    """The value, and its interval where it is typical pay; None where it isn't told."""
    if pay is None:
        return None, None
    if key.kind == "share":
        return _share(pay, cited.everybody), None
    interval = (pay.typical_low, pay.typical_high)
    match key.stat:
        case "typical" | "projection":
            return pay.typical, interval
        case "low" | "projection-low":
            return pay.typical_low, None
        case "high" | "projection-high":
            return pay.typical_high, None
        case "from" | "to":
            return (pay.observed_from if key.stat == "from" else pay.observed_to), None
        case "samples":
            return Decimal(pay.recent_n), None
        case "sources":
            return None if pay.source_count is None else Decimal(pay.source_count), None
        case "year":
            return Decimal(pay.year), None
        case "n":
            return None if pay.n is None else Decimal(pay.n), None
    return cast("Decimal | None", getattr(pay, key.stat)), None


def _share(pay: Pay, everybody: Pay | None) -> Decimal | None:
    """In whole per cents of the samples of three years."""
    if everybody is None or not everybody.recent_n:
        return None
    share = Decimal(pay.recent_n) / everybody.recent_n
    return share.quantize(WHOLE_PER_CENT, ROUND_HALF_UP)


def _step(unit: Unit, pay: Pay | None) -> Decimal | None:
    """The step that values are multiples of; a median may be rounded further."""
    if unit is Unit.SHARE:
        return WHOLE_PER_CENT
    return pay.rounded_to if pay and unit is Unit.MONEY else None


@lru_cache(maxsize=16)
def seniority_name(code: str) -> Text:
    if not code:
        return Text("", "")
    words = []
    for language in ("de", "en"):
        with translation.override(language):
            words.append(str(Seniority(code).label))
    return Text(*words)
