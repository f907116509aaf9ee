"""Reads the data of a block as stored: what is missing or of another shape is empty; pure."""

from collections.abc import Mapping, Sequence

from articles.writing.content import Data, Json


def text_in(data: Data, name: str) -> str:
    value = data.get(name)
    return value.strip() if isinstance(value, str) else ""


def texts_in(data: Data, name: str) -> list[str]:
    """The texts of a list that say something."""
    return [one.strip() for one in _listed(data.get(name)) if isinstance(one, str) and one.strip()]


def items_in(data: Data, name: str = "items") -> list[Data]:
    """The items of a list that have fields of their own."""
    return [one for one in _listed(data.get(name)) if isinstance(one, Mapping)]


def rows_in(data: Data, name: str) -> list[list[str]]:
    return [[str(cell) for cell in _listed(row)] for row in _listed(data.get(name))]


def number_in(data: Data, name: str) -> int | None:
    value = data.get(name)
    if isinstance(value, str) and value.isdecimal():
        return int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def web_address(url: str) -> str:
    """The address as it is where it is one of the web; else empty, so that it is no link."""
    return url if url.startswith(("https://", "http://")) else ""


def paragraphs_of(text: str) -> list[str]:
    """A blank line begins the next paragraph."""
    lines = text.replace("\r\n", "\n").split("\n")
    joined = "\n".join(line.strip() for line in lines)
    return [part.strip() for part in joined.split("\n\n") if part.strip()]


def _listed(value: Json) -> Sequence[Json]:
    return value if isinstance(value, Sequence) and not isinstance(value, str) else ()
