"""Checks one text while it is being written, by what can be said of it alone."""

from collections.abc import Callable, Iterator

from articles.addresses import language_here
from articles.checking import markup, references, typed_numbers
from articles.checking.findings import Finding
from articles.checking.known import read_known
from articles.checking.page import Page
from articles.example_market import example_topic
from articles.figures.rendering import book_of
from articles.models import Article
from articles.writing.content import Block, Content, Topic
from articles.writing.snapshots import topic_of
from benchmarks.moments import Moment

_CHECKS: tuple[Callable[[Page], Iterator[Finding]], ...] = (
    typed_numbers.check,
    markup.check,
    references.check,
)
_LATER = frozenset({"unsourced-number", "torn-reference"})
"""While somebody types, a source may be on its way, and so may the second bracket."""
MOST = 8


def check_text(
    text: str, *, is_html: bool, language: str, article: Article | None, moment: Moment
) -> list[Finding]:
    """The first few findings of one field, in its order."""
    kind, field = ("prose", "html") if is_html else ("takeaways", "text")
    topic = topic_of(article) if article else Topic()
    if article and article.kind == Article.Kind.MARKET:
        topic = example_topic(topic, moment)
    content = Content(
        heading="", slug="", topic=topic, blocks=(Block(number=1, kind=kind, data={field: text}),)
    )
    page = Page(
        content=content,
        language=language,
        said_in=language_here(),
        on=moment.on,
        figures=book_of(content, moment),
        kind=article.kind if article else "guide",
        known=read_known(topic, moment),
    )
    found = [one for check in _CHECKS for one in check(page) if one.code not in _LATER]
    return sorted(dict.fromkeys(found), key=lambda one: one.start)[:MOST]
