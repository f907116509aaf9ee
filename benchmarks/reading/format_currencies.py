"""Tells from a cell's number format in which currency a spreadsheet program shows its number."""

import re

from benchmarks.reading.money_words import plain, tokens

LONGEST_FORMAT = 255  # what spreadsheet programs allow
_SHOWN = re.compile(r'\[\$([^\]-]*)(?:-([0-9A-Fa-f]+))?\]|"([^"]*)"|([€£¥$])')
_DOLLARS = {"409": "USD", "1009": "CAD", "C09": "AUD"}


def currencies_of_format(code: str) -> frozenset[str]:
    """The currency that a format shows, several where its sign is that of several; none else.

    `#,##0.00 "€"`, `[$CHF-807] #,##0`, `[$$-409]#,##0` for dollars of the United States.
    """
    possible: frozenset[str] = frozenset()
    for sign, locale, quoted, bare in _SHOWN.findall(code[:LONGEST_FORMAT]):
        shown = _DOLLARS.get(locale.upper(), sign) if sign == "$" else sign
        for token in tokens(plain(f"{shown}{quoted}{bare}")):
            if found := token.word.currencies:
                possible = possible & found if possible else found
    return possible
