"""Whether every figure that a file cites exists: whoever wrote the file hears which one doesn't."""

from dataclasses import replace

from articles.example_market import example_topic
from articles.figures.figure import FigureBook, State
from articles.figures.options import unknown_options
from articles.figures.references import references_in
from articles.figures.rendering import book_of, resolved
from articles.loading.files import ArticleFile
from articles.models import Article
from articles.writing.content import Content, Place
from benchmarks.moments import Moment


def check_references(file: ArticleFile, moment: Moment) -> None:
    """Raises LawFileError at the first reference that names nothing or has an unknown option.

    A figure without a value on the day is none: pages say so in its place. What many markets shall
    say is looked at on one of them.
    """
    content = file.content
    if file.kind == Article.Kind.MARKET:
        content = replace(content, topic=example_topic(content.topic, moment))
    book = book_of(content, moment)
    for text in content.texts():
        for reference in references_in(text.text):
            if resolved(reference, book).state is State.UNKNOWN:
                problem = f"{reference.written} names no figure"
            elif options := unknown_options(reference):
                problem = f"{reference.written} has the unknown option {options[0]!r}"
            else:
                continue
            raise file.entry.error(f"{_where(text.place)}: {problem}")
    _check_panels(file, content, book)


def _check_panels(file: ArticleFile, content: Content, book: FigureBook) -> None:
    for block in content.blocks:
        if block.kind == "figure" and book.of(str(block.data["key"])) is None:
            key = block.data["key"]
            raise file.entry.error(f"block {block.number}: {key!r} names no figure")


def _where(place: Place) -> str:
    """Such as “block 3, items 2, answer”; the items counted from 1."""
    steps = (f" {step + 1}" if isinstance(step, int) else f", {step}" for step in place.path)
    named = "".join(steps).removeprefix(", ")
    return named if place.block is None else f"block {place.block}, {named}"
