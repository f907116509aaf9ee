"""Keeps a spreadsheet program from taking text for a formula, so that the text can be had back."""

import re

# What another program may cut a line at begins a cell too: `a;=1+1` in a file of commas.
_CELL_BEGINS = r"(?:\A|(?<=[;,|\t\r\n]))"
# Blanks, quotation marks and signs without width, behind which programs still find a formula.
_PASSED_OVER = (
    r"(?:[^\S\t\r\n]|['\"\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff])*"
)
_PLUS_OR_MINUS = r"[+\-＋﹢－﹣]"
_NUMBER = r"[+-]\s?[0-9]+(?:[.,'’ \u00a0\u202f][0-9]+)*(?:\s?(?:[%€$£]|EUR|CHF|USD|GBP))?\s*\Z"
_FORMULA = rf"{_PASSED_OVER}(?:[=@＝﹦＠﹫]|(?!{_NUMBER}){_PLUS_OR_MINUS}(?=[^;,|\t\r\n]*\w))"
_CONTROL_FIRST = rf"{_PASSED_OVER}[\t\r\n]"

_SIGNS = re.compile(r"[=@＝﹦＠﹫+\-＋﹢－﹣\t\r\n]")  # without any, a text needs no closer look
_DANGERS = re.compile(rf"\A(?={_CONTROL_FIRST})|{_CELL_BEGINS}(?={_FORMULA})")
_GUARDS = re.compile(rf"\A'(?={_CONTROL_FIRST})|{_CELL_BEGINS}'(?={_FORMULA})")


def is_dangerous(text: str) -> bool:
    """Whether a spreadsheet program could take the text, or a part of it, for a formula."""
    return _SIGNS.search(text) is not None and _DANGERS.search(text) is not None


def guarded(text: str) -> str:
    """The text as a csv file may hold it: an apostrophe stands before what begins a formula.

    Numbers with a sign (`-5`, `+1.234,50 €`) and lone dashes stay as they are. Source: OWASP, CSV
    Injection, which also names the signs in full width and the separators of other programs.
    """
    return _DANGERS.sub("'", text) if _SIGNS.search(text) else text


def with_apostrophes_doubled(text: str) -> str:
    """The text for a cell that is marked as text, where `restored` has nothing else to take away.

    An apostrophe that stood there of its own gets a second one.
    """
    return _GUARDS.sub("''", text) if "'" in text else text


def restored(text: str) -> str:
    """The text that was given to `guarded` or to `with_apostrophes_doubled`."""
    return _GUARDS.sub("", text) if "'" in text else text
