"""Money, numbers and dates as German and English readers write them; pure, over Babel."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_currency, format_decimal, get_currency_symbol

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
EN_DASH = "\N{EN DASH}"


@lru_cache(maxsize=8)
def locale_of(language: str) -> Locale:
    """German for `de`, `de-at` …; for all others English as Europe reads it: US$, 3 March 2026."""
    return Locale.parse("de" if language.lower().startswith("de") else "en_GB")


def money(amount: Decimal, currency: str, language: str) -> str:
    """`75.000 €` or `€75,000`; cents only where there are some, halves away from zero."""
    return _money(_cents(amount), currency, language, is_whole=_is_whole(_cents(amount)))


def money_range(low: Decimal, high: Decimal, currency: str, language: str) -> str:
    """`65.000–88.000 €` or `€65,000–88,000`; one amount where both are equal."""
    return _money_range(_cents(low), _cents(high), currency, language)


@lru_cache(maxsize=8192)
def _money_range(low: Decimal, high: Decimal, currency: str, language: str) -> str:
    if low == high:
        return money(low, currency, language)
    locale = locale_of(language)
    is_whole = _is_whole(low) and _is_whole(high)
    bare = "#,##0" if is_whole else "#,##0.00"
    if locale.language == "de":
        with_currency = _money(high, currency, language, is_whole=is_whole)
        return f"{format_decimal(low, bare, locale)}{EN_DASH}{with_currency}"
    with_currency = _money(low, currency, language, is_whole=is_whole)
    return f"{with_currency}{EN_DASH}{format_decimal(high, bare, locale)}"


def number(value: int | Decimal, language: str) -> str:
    """Grouped by thousands: `74.301` or `74,301`; decimals as they are."""
    return format_decimal(value, locale=locale_of(language), decimal_quantization=False)


def percent(share: Decimal, language: str, digits: int = 0) -> str:
    """A share of 0.073 is `7,3 %` or `7.3%` with one digit, halves away from zero."""
    rounded = (share * 100).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
    sign = f"{NO_BREAK_SPACE}%" if locale_of(language).language == "de" else "%"
    return number(rounded, language) + sign


def day(value: date, language: str) -> str:
    """`3. März 2026` or `3 March 2026`; the day stays with its month."""
    return format_date(value, "long", locale_of(language)).replace(" ", NO_BREAK_SPACE, 1)


def day_range(first: date, last: date, language: str) -> str:
    """`2025` for a whole year, else `1. Januar – 17. November 2023`; the year once if it is one."""
    if first.year != last.year:
        return f"{day(first, language)}{NO_BREAK_SPACE}{EN_DASH} {day(last, language)}"
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return str(first.year)
    pattern = "d. MMMM" if locale_of(language).language == "de" else "d MMMM"
    start = format_date(first, pattern, locale_of(language)).replace(" ", NO_BREAK_SPACE)
    return f"{start}{NO_BREAK_SPACE}{EN_DASH} {day(last, language)}"


def month(value: date, language: str) -> str:
    """`März 2026` or `March 2026`."""
    return format_date(value, "MMMM y", locale_of(language))


def year_range(first: int, last: int) -> str:
    """`2020–2024`; one year where both are equal."""
    return str(first) if first == last else f"{first}{EN_DASH}{last}"


def _cents(amount: Decimal) -> Decimal:
    return amount.quantize(Decimal("0.01"), ROUND_HALF_UP)


def _is_whole(amount: Decimal) -> bool:
    return amount == amount.to_integral_value()


@lru_cache(maxsize=8192)  # estimates are rounded: the same amounts stand on many pages
def _money(amount: Decimal, currency: str, language: str, *, is_whole: bool) -> str:
    locale = locale_of(language)
    pattern = _money_pattern(currency, locale, is_whole=is_whole)
    return format_currency(amount, currency, pattern, locale, currency_digits=False)


@lru_cache(maxsize=256)
def _money_pattern(currency: str, locale: Locale, *, is_whole: bool) -> str:
    """The locale's own pattern, with a space that it wants after letters: `CHF 75,000`."""
    pattern: str = locale.currency_formats["standard"].pattern
    if is_whole:
        pattern = pattern.replace(".00", "")
    if get_currency_symbol(currency, locale)[-1:].isalpha():
        pattern = pattern.replace("¤#", f"¤{NO_BREAK_SPACE}#")
    return pattern
