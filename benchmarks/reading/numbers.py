"""Reads a number's text exactly: all values that it can have, and the one that its column gives."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from benchmarks.reading.nulls import is_blank
from benchmarks.reading.problems import Problem, problem

type DecimalSign = Literal[".", ","]
"""What stands before the decimals; whoever writes one there can group only with the other."""

LONGEST_NUMBER = 20  # digits; with what pay is multiplied by they stay below the 28 of Decimal

SPACES = " \t\u00a0\u2007\u2009\u202f"
APOSTROPHES = "'’‘ʼ´`′"
DASHES = "-‐‑‒–—―−"
_PLAIN_SIGNS = str.maketrans(
    dict.fromkeys(SPACES, " ") | dict.fromkeys(APOSTROPHES, "'") | dict.fromkeys("‐‑−", "-")
)

# A number amid other words. A dash behind the sign stands for no cents: 80.000,- and 80'000.-
NUMBER_IN_TEXT = r"(?:[0-9]+(?:[.,'][0-9]+| [0-9]{3}(?![0-9]))*|[.,][0-9]+)(?:[.,]-{1,2}(?![0-9]))?"

# [0-9] and not \d: digits of other scripts are refused, as we could not show them back for a check.
_WITH_DECIMALS = re.compile(r"([0-9]*)([.,])([0-9]+)")
_IN_THOUSANDS = re.compile(r"([1-9][0-9]{0,2}([.,' ])[0-9]{3}(?:\2[0-9]{3})*)(?:([.,])([0-9]+))?")
_IN_LAKHS = re.compile(r"([1-9][0-9]?(?:,[0-9]{2})+,[0-9]{3})(?:\.([0-9]+))?")
_FORMULA_ERROR = re.compile(r"#[A-ZÄÖÜ0/]{2,8}[!?]")


@dataclass(frozen=True, slots=True)
class Reading:
    """One value that a text can have, and the signs that it must be written with to have it.

    `decimal` is the decimal sign that the reading needs, also where it is only implied by a
    grouping with the other sign; None where the text tells nothing (`80000`, `80'000`).
    `indian`: grouped by two digits above the thousand (`1,20,000`).
    """

    value: Decimal
    decimal: DecimalSign | None = None
    grouping: str | None = None
    indian: bool = False

    @property
    def has_decimals(self) -> bool:
        return self.value.as_tuple().exponent != 0


def readings(text: str) -> tuple[Reading, ...]:
    """All values that the text of one number can have: none, one, or two (`1.234`).

    In `1.234` and `1,234` the sign stands before exactly three digits and groups or begins the
    decimals; the reading by groups comes first. Nothing else is ambiguous, and a dash for no cents
    (`1.234,-`) settles these as well. No reading have: empty text, words, `1e5`, `1_000`, `(5000)`,
    `5-`, `NaN`, `inf`, digits of other scripts, groups of another size than three, more than 20
    digits. Never raises.
    """
    digits = text.strip().translate(_PLAIN_SIGNS)
    sign = "-" if digits.startswith("-") else ""
    if digits.startswith(("-", "+")):
        digits = digits[1:]
    if is_whole := digits.endswith((",-", ".-", ",--", ".--")):
        digits = digits.rstrip("-")[:-1]
    if digits.isascii() and digits.isdigit() and len(digits) <= LONGEST_NUMBER:
        return (Reading(Decimal(sign + digits)),)
    if len(digits) > 2 * LONGEST_NUMBER:
        return ()
    found = (_in_thousands(sign, digits), _in_lakhs(sign, digits), _with_decimals(sign, digits))
    return tuple(r for r in found if r and not (is_whole and r.has_decimals))


def _in_thousands(sign: str, digits: str) -> Reading | None:
    match = _IN_THOUSANDS.fullmatch(digits)
    if match is None:
        return None
    whole, grouping, decimal, decimals = match.groups()
    if decimal == grouping:
        return None
    value = _value(sign, whole.replace(grouping, ""), decimals)
    return None if value is None else Reading(value, _decimal_sign(grouping, decimal), grouping)


def _in_lakhs(sign: str, digits: str) -> Reading | None:
    match = _IN_LAKHS.fullmatch(digits)
    if match is None:
        return None
    value = _value(sign, match[1].replace(",", ""), match[2])
    return None if value is None else Reading(value, ".", ",", indian=True)


def _with_decimals(sign: str, digits: str) -> Reading | None:
    match = _WITH_DECIMALS.fullmatch(digits)
    if match is None:
        return None
    value = _value(sign, match[1], match[3])
    return None if value is None else Reading(value, _decimal_sign("", match[2]))


def _value(sign: str, whole: str, decimals: str | None) -> Decimal | None:
    if len(whole) + len(decimals or "") > LONGEST_NUMBER:
        return None
    return Decimal(f"{sign}{whole}.{decimals}" if decimals else sign + whole)


def _decimal_sign(grouping: str, decimal: str | None) -> DecimalSign | None:
    """The decimal sign that a text shows, or implies by grouping with the other one."""
    if decimal == "," or grouping == ".":
        return ","
    return "." if decimal == "." or grouping == "," else None


def is_formula_error(text: str) -> bool:
    """Whether the text is what a spreadsheet shows for a broken formula: `#DIV/0!`, `#BEZUG!`."""
    return _FORMULA_ERROR.fullmatch(text.strip()) is not None


def choose(text: str, found: tuple[Reading, ...], decimal: DecimalSign | None) -> Reading | Problem:
    """The reading that a column with this decimal sign gives the text.

    `decimal` None: the column has not decided, so only a text with a single reading is read.
    A text that can only be read with the other sign contradicts its column and is a problem, not a
    value: `12.50` in a German column may be 12,50 or a mistyped 12.500.
    """
    if not found:
        return problem(
            "formula-error" if is_formula_error(text) else "number-unreadable", text=text
        )
    fitting = [r for r in found if decimal is None or r.decimal is None or r.decimal == decimal]
    if len(fitting) == 1:
        return fitting[0]
    if not fitting:
        return problem("number-contradicts", text=text, **shown("reading", found[0].value))
    grouped, with_decimals = fitting
    return problem(
        "number-ambiguous",
        text=text,
        **shown("grouped", grouped.value),
        **shown("decimal", with_decimals.value),
    )


def read_number(cell: object, *, decimal: DecimalSign | None) -> Decimal | Problem | None:
    """A cell of a plain number column: years, hours, a share. None where it is left out.

    `cell` is text, or typed as a workbook has it. Negative numbers pass.
    """
    if isinstance(cell, str):
        if is_blank(cell):
            return None
        reading = choose(cell, readings(cell), decimal)
        if isinstance(reading, Problem):
            return reading
        if reading.indian:
            return problem("number-indian", text=cell, **shown("reading", reading.value))
        return reading.value
    return typed_number(cell)


def typed_number(cell: object) -> Decimal | Problem | None:
    """A cell that is no text: Decimal and int pass, what a workbook says otherwise is a problem.

    A float is refused too: whoever reads the file must hand over the decimals that it shows.
    """
    if cell is None:
        return None
    if isinstance(cell, bool):
        return problem("number-is-truth-value", text=str(cell).upper())
    if isinstance(cell, int):
        cell = Decimal(cell)
    if not isinstance(cell, Decimal):
        return problem("number-is-other-kind", text=str(cell))
    text = str(cell)
    if "E" in text and abs(cell.adjusted()) < LONGEST_NUMBER:
        text = f"{cell:f}"
    if not cell.is_finite() or "E" in text or len(text) > LONGEST_NUMBER + 2:  # sign and point
        return problem("number-unreadable", text=text)
    return cell


def shown(name: str, value: Decimal) -> dict[str, str]:
    """A value for a sentence in both languages: `reading` as plain decimals, `reading_de`."""
    plain = f"{value:f}"
    return {name: plain, f"{name}_de": plain.replace(".", ",")}
