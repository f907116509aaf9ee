"""What a figure was, is and is announced to be: the rows of its page, its files and its JSON."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from articles.figures.courses import Stretch
from articles.figures.estimates import year_figure
from articles.figures.figure import Figure, Origin, State
from articles.figures.keys import MarketKey
from articles.figures.legal import amount_of, origin_of
from articles.figures.printing import printed
from benchmarks import formats
from benchmarks.queries.cited import Cited
from visa.values import Value
from visa.wording import formula_words, value_amount

WITHOUT_HISTORY = ("projection", "projection-low", "projection-high", "year")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One period: its last day included, without one until further notice.

    `words` are the value as it prints; `number` is None where there is none. Seen from a past day,
    what is later may be law by now, and nobody says when it was announced.
    """

    period: str
    first_day: date
    last_day: date | None
    words: str
    number: Decimal | None
    low: Decimal | None = None
    high: Decimal | None = None
    interval: str = ""
    n: int | None = None
    grade: str = ""
    formula: str = ""
    origin: Origin | None = None
    is_now: bool = False
    is_announced: bool = False
    is_later: bool = False


def rows_of_law(values: Sequence[Value], on: date, language: str) -> list[Row]:
    """The newest first."""
    return [_row_of_law(value, on, language) for value in reversed(values)]


def _row_of_law(value: Value, on: date, language: str) -> Row:
    last_day = value.valid_to - timedelta(days=1) if value.valid_to else None
    return Row(
        period=_period(value.valid_from, last_day, language),
        first_day=value.valid_from,
        last_day=last_day,
        words=value_amount(value, language),
        number=amount_of(value),
        formula=formula_words(value.formula, language) if value.formula else "",
        origin=origin_of(value.citation),
        is_now=value.holds_on(on),
        is_announced=value.announced,
        is_later=value.valid_from > on,
    )


def rows_of_market(key: MarketKey, cited: Cited, figure: Figure, language: str) -> list[Row]:
    """The newest year first; none where the figure isn't told by the year."""
    if key.kind != "salary" or key.stat in WITHOUT_HISTORY:
        return []
    years = ((one.year, year_figure(key, cited, one.pay)) for one in cited.by_year)
    return [_row_of_year(year, one, figure, language) for year, one in years]


def _row_of_year(year: int, one: Figure, figure: Figure, language: str) -> Row:
    has_interval = one.low is not None and one.high is not None
    return Row(
        period=str(year),
        first_day=date(year, 1, 1),
        last_day=date(year, 12, 31),
        words=printed(one, (), language),
        number=one.number,
        low=one.low,
        high=one.high,
        interval=printed(one, ("range",), language) if has_interval else "",
        n=one.n,
        grade=one.grade,
        is_now=figure.state is State.KNOWN and year == figure.year,
    )


def stretches(rows: Sequence[Row]) -> list[Stretch]:
    """The rows with a number, to be drawn."""
    return [
        Stretch(
            start=row.first_day,
            end=row.last_day + timedelta(days=1) if row.last_day else None,
            value=row.number,
            is_ahead=row.is_announced or row.is_later,
        )
        for row in rows
        if row.number is not None
    ]


def _period(first: date, last: date | None, language: str) -> str:
    if last is None:
        since = formats.day(first, language)
        return f"seit {since}" if language == "de" else f"since {since}"
    return formats.day_range(first, last, language)
