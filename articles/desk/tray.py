"""What lies on the desk: trays with lines, each a sentence that leads somewhere."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One thing to see to. `state` is for the style sheet, `label` the words of it."""

    text: str
    url: str
    detail: str = ""
    state: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tray:
    """Things of one kind: how many there are, the first of them, and where all are.

    `is_urgent` marks what can't wait for tomorrow.
    """

    code: str
    title: str
    sentence: str
    count: int
    lines: tuple[Line, ...]
    url: str = ""
    is_urgent: bool = False


MOST_LINES = 6
