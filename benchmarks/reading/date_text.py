"""All meanings that a text can have as a date, before anything is known of its column."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from benchmarks.reading.numbers import DASHES


class Precision(StrEnum):
    """The length of the calendar period that a date names."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


class Order(StrEnum):
    """The order in which a column writes day, month and year as numbers."""

    DMY = "dmy"
    MDY = "mdy"
    YMD = "ymd"


@dataclass(frozen=True, slots=True)
class CalendarPeriod:
    """A day, month, quarter or year by its first day: `Q1 2024` is 2024-01-01 by quarter."""

    first: date
    precision: Precision = Precision.DAY


@dataclass(frozen=True, slots=True)
class Meaning:
    """One way to read a date; `period` is None where no calendar has it (`31.02.2024`).

    `order` is what the column must write for this meaning, None where the text leaves no choice.
    """

    period: CalendarPeriod | None
    order: Order | None = None


@lru_cache(maxsize=4096)  # a million timestamps name few days
def meanings(text: str) -> tuple[Meaning, ...]:
    """What a text without a time of day can mean: nothing (), one thing, or up to three.

    ISO dates, `01.02.2024` (dots are always day, month, year), months by name in German and
    English, `2024-02`, `02/2024`, `Q1 2024`, `2024` have one meaning. Slashes and dashes have one
    for each order: `2/1/2024` two, `01/02/03` three. Two digits of a year are of this century.
    """
    plain = text.strip().lower().translate(_ONE_DASH)
    if not _ALLOWED.fullmatch(plain):
        return ()
    if _EIGHT_DIGITS.fullmatch(plain):
        return (_day(plain[:4], plain[4:6], plain[6:]),)
    parts = [part for part in _PARTS.findall(plain) if part not in _NOISE]
    shape = " ".join(_kind(part) for part in parts)
    if shape in ("n n y", "y n n", "n n n"):
        return _three_numbers(plain, shape, parts)
    meaning = _by_name(shape, parts) or _month_or_year(shape, parts)
    if shape == "m n" and ("'" in plain or "-" in plain):  # Dez-18, and not Dez 18
        meaning = _month(_century(parts[1]), parts[0])
    return (meaning,) if meaning else ()


def _three_numbers(plain: str, shape: str, parts: list[str]) -> tuple[Meaning, ...]:
    separator = _SEPARATOR.search(plain)
    if separator is None:
        return ()
    first, second, third = parts
    if shape == "y n n":
        return (_day(first, second, third),)
    year = _century(third)
    if separator[1] == ".":
        return (_day(year, second, first),)
    found = [_day(year, second, first, Order.DMY), _day(year, first, second, Order.MDY)]
    if shape == "n n n" and len(first) == 2:
        found.append(_day(_century(first), second, third, Order.YMD))
    return tuple(found)


def _by_name(shape: str, parts: list[str]) -> Meaning | None:
    match shape, parts:
        case "n m y" | "n m n", [day, month, year]:
            return _day(_century(year), month, day)
        case "m n y", [month, day, year]:
            return _day(year, month, day)
        case "y m n", [year, month, day]:
            return _day(year, month, day)
        case ("m y", [month, year]) | ("y m", [year, month]):
            return _month(year, month)
        case ("q n y" | "q n n", [_, quarter, year]) | ("n q y" | "n q n", [quarter, _, year]):
            return _quarter(_century(year), quarter)
        case ("y q n", [year, _, quarter]) | ("y n q", [year, quarter, _]):
            return _quarter(year, quarter)
    return None


def _month_or_year(shape: str, parts: list[str]) -> Meaning | None:
    match shape, parts:
        case ("n y", [month, year]) | ("y n", [year, month]):
            return _month(year, month)
        case "y", [year]:
            return _month(year, "1", Precision.YEAR)
    return None


def _day(year: str, month: str, day: str, order: Order | None = None) -> Meaning:
    number = _MONTHS.get(month) or int(month)
    exists = int(year) > 0 and 1 <= number <= 12
    if not exists or not 1 <= int(day) <= monthrange(int(year), number)[1]:
        return Meaning(None, order)
    return Meaning(CalendarPeriod(date(int(year), number, int(day))), order)


def _month(year: str, month: str, precision: Precision = Precision.MONTH) -> Meaning:
    first = _day(year, month, "1").period
    return Meaning(CalendarPeriod(first.first, precision) if first else None)


def _quarter(year: str, quarter: str) -> Meaning:
    return _month(year, str(3 * int(quarter) - 2), Precision.QUARTER)


def _century(year: str) -> str:
    return year if len(year) == 4 else f"20{year:0>2}"


def _kind(part: str) -> str:
    """y: a year of four digits; n: a shorter number; m: a month's name; q: a word for quarter."""
    if part.isdecimal():
        return {1: "n", 2: "n", 4: "y"}.get(len(part), "?")
    return "m" if part in _MONTHS else "q" if part in _QUARTER_WORDS else "?"


_MONTH_NAMES = (
    "january jan januar jän jaen jänner jaenner",
    "february feb februar feber",
    "march mar märz mär mrz maerz",
    "april apr",
    "may mai",
    "june jun juni",
    "july jul juli",
    "august aug",
    "september sep sept",
    "october oct oktober okt",
    "november nov",
    "december dec dezember dez",
)
_MONTHS = {name: n for n, names in enumerate(_MONTH_NAMES, 1) for name in names.split()}
_QUARTER_WORDS = frozenset({"q", "quartal", "quarter", "qtr"})
_NOISE_WORDS = (
    "st nd rd th of the der den dem am im in jahr year "
    "mo di mi do fr sa so montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag "
    "mon tue tues wed thu thur thurs fri sat sun "
    "monday tuesday wednesday thursday friday saturday sunday"
)
_NOISE = frozenset(_NOISE_WORDS.split())
_ONE_DASH = str.maketrans(dict.fromkeys(DASHES, "-") | {"’": "'", "\u00a0": " ", "\u202f": " "})
_ALLOWED = re.compile(r"(?:[0-9]|[^\W\d_]|[ .,'/()-]){1,40}")  # digits of our script alone
_EIGHT_DIGITS = re.compile(r"(?:19|20)[0-9]{6}")
_PARTS = re.compile(r"[0-9]+|[^\W\d_]+")
_SEPARATOR = re.compile(r"[0-9] ?([./ -]) ?[0-9]+ ?\1 ?[0-9]")
