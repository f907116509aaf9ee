"""Takes the unit off a number's cell, where a column of that field has no other: `80 %`, `40 h`."""

import re

from benchmarks.mapping import Target

_UNITS: dict[str, re.Pattern[str]] = {
    Target.FULL_TIME_SHARE: re.compile(r"\s*(?:%|prozent|percent|fte)\s*", re.IGNORECASE),
    Target.HOURS_PER_WEEK: re.compile(
        r"\s*(?:h|hrs?\.?|hours?|std\.?|stunden)"
        r"(?:\s*(?:/|per|a|pro|je)\s*(?:w|wk|week|woche))?\s*",
        re.IGNORECASE,
    ),
    Target.PAYMENTS_PER_YEAR: re.compile(
        r"\s*(?:x|×|mal|(?:monats)?(?:gehälter|gehaelter|löhne|loehne)|salaries|payments)\s*",
        re.IGNORECASE,
    ),
}
_NUMBER = re.compile(r"([+-]?[\d.,]+)(\D+)")


def without_unit(target: str, text: str) -> str:
    """The number alone; the text as it is where anything else stands behind the number."""
    found = _NUMBER.fullmatch(text.strip())
    unit = _UNITS.get(target)
    return found[1] if found and unit and unit.fullmatch(found[2]) else text
