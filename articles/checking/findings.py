"""What a check found: where, why, and what to put in its place; pure."""

import re
from dataclasses import dataclass
from enum import StrEnum
from html import unescape

from articles.writing.content import Content, Place

_TAG = re.compile(r"<[^<>]*>")
PAGE = Place(block=None, kind="", path=())
"""Where a finding stands that is about the page as a whole."""


class Level(StrEnum):
    """How much a finding weighs: nothing goes live while one blocks."""

    BLOCKS = "blocks"
    WARNING = "warning"
    HINT = "hint"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One fault, as a sentence in the editor's language.

    `quote` is what is meant, as readers see it. Where `replacement` is one, it takes the place of
    what stands at `start` to `end` of the stored text, which is HTML in prose.
    """

    code: str
    level: Level
    place: Place
    sentence: str
    quote: str = ""
    replacement: str | None = None
    start: int = 0
    end: int = 0
    key: str = ""

    @property
    def blocks(self) -> bool:
        return self.level is Level.BLOCKS

    @property
    def offered(self) -> str:
        """The replacement as readers will see it, without its tags."""
        return unescape(_TAG.sub("", self.replacement or ""))

    @property
    def handle(self) -> str:
        """Names the finding among those of one content, so that a form can send it back."""
        path = ".".join(map(str, self.place.path))
        return f"{self.code}:{self.place.block or ''}:{path}:{self.start}:{self.end}"


class NotThereAnyMore(ValueError):
    """The text that a finding would replace is another one now."""


def mend(content: Content, finding: Finding) -> Content:
    """The content with the finding's replacement in it.

    Raises NotThereAnyMore where the text at its place doesn't reach so far.
    """
    text = next((one.text for one in content.texts() if one.place == finding.place), "")
    if finding.replacement is None or not finding.start < finding.end <= len(text):
        raise NotThereAnyMore(finding.handle)
    mended = text[: finding.start] + finding.replacement + text[finding.end :]
    return content.with_text(finding.place, mended)
