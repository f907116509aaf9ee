"""Text in an image: which letters, how large, and where lines end; pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from io import BytesIO

from PIL import ImageFont

LINE_HEIGHT = 1.14
ELLIPSIS = "…"
NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
PARTS = re.compile("[^ ]*?[^ -]{4,}-(?=[^ ])|[^ ]+| ")
"""Lines end at blanks, and behind the hyphens of long words; never at no-break spaces."""

LACKING = {"\N{NEW SHEQEL SIGN}": "ILS", "\N{THAI CURRENCY SYMBOL BAHT}": "THB"}
"""Signs of currencies that the font doesn't have, and their codes."""

REGULAR = "SourceSansPro-Regular"
SEMIBOLD = "SourceSansPro-Semibold"
BOLD = "SourceSansPro-Bold"


@lru_cache(maxsize=64)
def font(name: str, size: int) -> ImageFont.FreeTypeFont:
    source = files("font_source_sans_pro").joinpath("files", f"{name}.ttf")
    return ImageFont.truetype(BytesIO(source.read_bytes()), size)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """Text as it is set: one size, so many lines."""

    lines: list[str]
    font: ImageFont.FreeTypeFont

    @property
    def step(self) -> int:
        """From one line down to the next."""
        return round(self.font.size * LINE_HEIGHT)

    @property
    def height(self) -> int:
        return self.step * len(self.lines)


def fit(text: str, name: str, *, sizes: Sequence[int], width: int, most: int) -> Lines:
    """In the largest of the sizes that needs at most so many lines; else cut in the smallest."""
    text = spelled(text)
    for size in sizes:
        letters = font(name, size)
        lines = wrapped(text, letters, width)
        is_whole = all(letters.getlength(line) <= width for line in lines)
        if len(lines) <= most and is_whole:
            return Lines(lines=lines, font=letters)
    letters = font(name, sizes[-1])
    lines = [part for line in wrapped(text, letters, width) for part in _torn(line, letters, width)]
    if len(lines) > most:
        lines = [*lines[: most - 1], _cut(f"{lines[most - 1]} ", letters, width)]
    return Lines(lines=lines, font=letters)


def spelled(text: str) -> str:
    """With codes for the signs that the font lacks; before digits they keep a blank's distance."""
    for sign, code in LACKING.items():
        text = re.sub(rf"{sign}(?=\d)", f"{code}{NO_BREAK_SPACE}", text).replace(sign, code)
    return text


def wrapped(text: str, letters: ImageFont.FreeTypeFont, width: int) -> list[str]:
    """As many words to a line as fit; a word that is wider stands alone and sticks out."""
    lines = [""]
    for part in PARTS.findall(" ".join(text.split(" "))):
        if lines[-1] and letters.getlength((lines[-1] + part).rstrip(" ")) > width:
            lines.append("")
        lines[-1] = (lines[-1] + part).lstrip(" ")
    return [line.rstrip(" ") for line in lines if line.strip(" ")]


def _torn(line: str, letters: ImageFont.FreeTypeFont, width: int) -> list[str]:
    """A word that no line holds, over several, with hyphens."""
    found = []
    while letters.getlength(line) > width:
        end = len(line) - 1
        while end > 1 and letters.getlength(f"{line[:end]}-") > width:
            end -= 1
        found.append(f"{line[:end]}-")
        line = line[end:]
    return [*found, line]


def _cut(line: str, letters: ImageFont.FreeTypeFont, width: int) -> str:
    """With an ellipsis, at the end of a word where there is one."""
    while line and letters.getlength(line.rstrip() + ELLIPSIS) > width:
        line = line.rstrip().rpartition(" ")[0] or line[:-1]
    return line.rstrip(" ,;:–-") + " " * (" " in line) + ELLIPSIS
