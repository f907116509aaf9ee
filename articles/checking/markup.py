"""Signs of a markup that nothing here renders: asterisks, tags and entities typed as text; pure."""

import re
from collections.abc import Iterator
from html import escape

from articles.checking.findings import Finding, Level
from articles.checking.page import Page
from articles.checking.passages import Passage

_BOLD = re.compile(r"\*\*(?=\S)([^*\n]+?)(?<=\S)\*\*")
_LOOSE_STARS = re.compile(r"\*\*+")
_UNDERLINED = re.compile(r"(?<!\w)__(?=\S)([^_\n]+?(?:_[^_\n]+?)*)(?<=\S)__(?!\w)")
_LINK = re.compile(r"\[([^\[\]\n]+)\]\(([^()\s]+)\)")
_LOOSE_LINK = re.compile(r"\]\(")
_TAG = re.compile(
    r"</?(?:a|b|i|u|p|br|em|strong|span|div|h[1-6]|ul|ol|li|img|table|tr|td|th|script|style"
    r"|font|sup|sub|blockquote|hr)\b[^<>\n]*>",
    re.IGNORECASE,
)
_ENTITY = re.compile(
    r"&(?:#\d{2,6}|#x[0-9a-f]{2,6}|nbsp|amp|lt|gt|quot|shy|euro|[aou]uml|szlig|[nm]dash);", re.I
)
_OTHERS = re.compile(r"^\s{0,3}#{1,6}\s|```|\{\{|\{%|~~(?=\S)[^~\n]+~~", re.MULTILINE)
_PYTHON_NAME = re.compile(r"__[a-z]+__")


def check(page: Page) -> Iterator[Finding]:
    for passage in page.passages:
        yield from _in_passage(page, passage)


def _in_passage(page: Page, passage: Passage) -> Iterator[Finding]:
    text, taken = passage.prose, [False] * len(passage.text)

    def found(match: re.Match[str], replacement: str | None, code: str) -> Iterator[Finding]:
        start, end = match.span()
        if not any(taken[start:end]):
            taken[start:end] = [True] * (end - start)
            is_python = code == "stray-markup" and _PYTHON_NAME.fullmatch(match[0])
            level = Level.WARNING if is_python else Level.BLOCKS
            yield page.found_in(passage, start, end, code, level, replacement=replacement)

    for match in _BOLD.finditer(text):
        yield from found(match, _strong(passage, match), "stray-markup")
    for match in _UNDERLINED.finditer(text):
        yield from found(match, _strong(passage, match), "stray-markup")
    for match in _LINK.finditer(text):
        yield from found(match, _link(passage, match), "stray-markup")
    for match in _TAG.finditer(text):
        yield from found(match, "", "typed-tag")
    for match in _ENTITY.finditer(text):
        yield from found(match, None, "typed-entity")
    for pattern in (_LOOSE_STARS, _LOOSE_LINK, _OTHERS):
        for match in pattern.finditer(text):
            yield from found(match, None, "stray-markup")


def _inner(passage: Passage, match: re.Match[str]) -> str:
    """The words between the signs, with the references that were blotted out of them."""
    return passage.text[match.start(1) : match.end(1)]


def _strong(passage: Passage, match: re.Match[str]) -> str:
    words = _inner(passage, match)
    return f"<strong>{escape(words, quote=False)}</strong>" if passage.is_html else words


def _link(passage: Passage, match: re.Match[str]) -> str | None:
    """A real link in prose; elsewhere an editor has to say where it may stand."""
    if not passage.is_html or not match[2].startswith(("http://", "https://", "/")):
        return None
    return f'<a href="{escape(match[2])}">{escape(_inner(passage, match), quote=False)}</a>'
