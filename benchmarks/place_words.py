"""Takes a place of several parts to pieces: `Leeds, UK`, `Austin, TX`, `Zürich (Schweiz)`."""

import re
from collections.abc import Iterator

# Postal abbreviations of the states of the USA and of the District of Columbia.
STATES_OF_THE_USA = frozenset(
    re.findall(
        r"[A-Z]{2}",
        "AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ "
        "NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC",
    )
)
_BETWEEN = re.compile(r"\s*[,;|/()]\s*|\s+[-–—]\s+")
# What stands beside a place and says how and not where: `Berlin (remote)`.
_NO_PLACE = frozenset(
    ["remote", "hybrid", "onsite", "on site", "homeoffice", "home office", "mobil", "bundesweit"]
)
_POSTCODE = re.compile(r"(?:[A-Z]{1,2}-)?\d{4,5}\s+(?=\D)")


def parts_of_place(text: str) -> list[str]:
    """The places that a text names, narrowest first as people write them; none is empty."""
    parts = (_POSTCODE.sub("", part).strip() for part in _BETWEEN.split(text))
    return [part for part in parts if part and part.casefold() not in _NO_PLACE]


def tails(parts: list[str]) -> Iterator[str]:
    """Everything behind the first part, the longest first: `Korea, South` is one country."""
    for start in range(1, len(parts)):
        yield " ".join(parts[start:])
