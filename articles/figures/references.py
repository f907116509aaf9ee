"""References to figures in text: `[[key]]`, `[[key | option, option]]`, `[[a - b | option]]`; pure.

A key is words of letters, digits and hyphens joined by dots. Operators stand between blanks, so
that the hyphens of a key are none: `[[visa.de.blue-card.salary.general - salary.typical]]`.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from articles.writing.content import Content, Text

REFERENCE = re.compile(r"\[\[([^\[\]]*)\]\]")
_OPERATOR = re.compile(r"\s+[-+*/]\s+|[()]")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """One `[[…]]` as written; `expression` is a key, or a formula over keys and numbers."""

    written: str
    expression: str
    options: tuple[str, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys that the expression names, in order."""
        operands = (part.strip() for part in _OPERATOR.split(self.expression))
        return tuple(part for part in operands if part and not _NUMBER.fullmatch(part))

    @property
    def is_formula(self) -> bool:
        return _OPERATOR.search(self.expression) is not None


def read_reference(inside: str) -> Reference:
    """What stands between the brackets, `key | option, option`."""
    expression, _bar, options = inside.partition("|")
    return Reference(
        written=f"[[{inside}]]",
        expression=" ".join(expression.split()),
        options=tuple(option for part in options.split(",") if (option := part.strip())),
    )


def references_in(text: str) -> Iterator[Reference]:
    for found in REFERENCE.finditer(text):
        yield read_reference(found[1])


def references_of(content: Content) -> Iterator[tuple[Text, Reference]]:
    """Every reference in the content with the text that it stands in."""
    for text in content.texts():
        written = html.unescape(text.text) if text.is_html else text.text
        for reference in references_in(written):
            yield text, reference


def keys_of(content: Content) -> set[str]:
    """Every key that the content cites, as written: relative ones stay relative."""
    return {key for _text, reference in references_of(content) for key in reference.keys} | {
        str(block.data["key"])
        for block in content.blocks
        if block.kind == "figure" and block.data.get("key")
    }
