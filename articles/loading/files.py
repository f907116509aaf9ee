"""Reads an article from its file, strictly: every complaint names the file and the place."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from articles.loading.shapes import LANGUAGES, read_block
from articles.models import Article
from articles.writing.content import Block, Content, Topic
from visa.law_files import Entry, read_entry

KINDS = tuple(Article.Kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleFile:
    """One article in one language as its file has it; its blocks are numbered from 1.

    `stem` is the file's name without its ending, `original` that of the file which this one is a
    translation of, `note` what the public log of changes says.
    """

    stem: str
    entry: Entry
    kind: str
    language: str
    content: Content
    original: str
    next_review_on: date
    note: str


def read_files(folder: Path) -> list[ArticleFile]:
    """Originals before their translations. Raises LawFileError where one can't be read, or follows
    a file that isn't there or is of another kind or the same language.
    """
    files = {path.stem: _read(path) for path in sorted(folder.glob("*.yaml"))}
    for file in files.values():
        if file.original:
            _check_original(file, files.get(file.original))
    return sorted(files.values(), key=lambda file: (bool(file.original), file.stem))


def _read(path: Path) -> ArticleFile:
    entry = read_entry(path)
    kind, language = entry.text("kind"), entry.text("language")
    if kind not in KINDS:
        raise entry.error(f"kind {kind!r} should be one of {', '.join(KINDS)}")
    if language not in LANGUAGES:
        raise entry.error(f"language {language!r} should be one of {', '.join(LANGUAGES)}")
    file = ArticleFile(
        stem=path.stem,
        entry=entry,
        kind=kind,
        language=language,
        content=_content(entry, on_markets=kind == Article.Kind.MARKET),
        original=entry.text("original", ""),
        next_review_on=entry.day("next_review_on"),
        note=entry.text("note"),
    )
    entry.finish()
    return file


def _content(entry: Entry, *, on_markets: bool) -> Content:
    return Content(
        heading=entry.text("heading"),
        slug=entry.text("slug"),
        lead=entry.text("lead"),
        description=entry.text("description"),
        author=entry.text("author"),
        topic=Topic(
            occupation=entry.text("occupation", ""),
            country=entry.text("country", ""),
            hub=entry.text("hub", ""),
            title=entry.text("title", ""),
        ),
        blocks=tuple(_blocks(entry, on_markets=on_markets)),
    )


def _blocks(entry: Entry, *, on_markets: bool) -> Iterator[Block]:
    for number, below in enumerate(entry.entries("blocks"), start=1):
        below.where = f"{entry.where}, block {number}"
        kind, data = read_block(below, on_markets=on_markets)
        yield Block(number=number, kind=kind, data=data)


def _check_original(file: ArticleFile, original: ArticleFile | None) -> None:
    if original is None:
        raise file.entry.error(f"there is no file {file.original}.yaml for original")
    if original.original:
        raise file.entry.error(f"original {file.original!r} is a translation itself")
    if (original.kind, original.language == file.language) != (file.kind, False):
        raise file.entry.error(f"original {file.original!r} is of another kind or this language")
