"""Tells pay for a time that we don't convert, such as two weeks, from pay for a week or month."""

import re

from benchmarks.spelling import plain

# `Biweekly pay` read as a week's would be doubled, `semi-monthly` halved, and both look plausible.
_OTHER_THAN_OURS = re.compile(
    r"\b(?:bi|semi|half|halb|zwei|vier|two|three|four|six|second|zweite|other|(?<!\d)[2-9])"
    r" ?(?:week|woech|woche|weken|month|monat|maand|annual|year|jahr)"
    r"|fortnight|\bquarter(?:ly)?\b|quartal|vierteljahr|kwarta[al]|trimest|semestr"
    r"|quinzaine|quincena|\b(?:14|28) ?(?:days|tage)"
)


def is_other_rhythm(text: str) -> bool:
    """Whether a header or a word names a time between our periods: `every 2 weeks`, `Quartal`."""
    return bool(_OTHER_THAN_OURS.search(plain(text)))
