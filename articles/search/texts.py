"""Texts of pages as they are searched."""

from html import unescape

from django.utils.html import strip_tags

from articles.writing.content import Text


def without_tags(text: Text) -> str:
    """As readers see it: words that tags part stay apart."""
    return unescape(strip_tags(text.text.replace("<", " <"))) if text.is_html else text.text
