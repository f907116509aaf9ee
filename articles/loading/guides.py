"""Brings the articles of articles/content into the database and live, whole or not at all."""

from collections import Counter, defaultdict, deque
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import models, transaction

import articles
from articles.loading.accounts import REVIEWER, WRITER, account
from articles.loading.citing import check_references
from articles.loading.files import ArticleFile, read_files
from articles.models import Article, Review, Slug, Version
from articles.models import Block as BlockRow
from articles.publishing.publications import publish
from articles.publishing.reviewing import decide, request_review
from articles.publishing.seats import publications_in
from articles.writing.content import Content
from articles.writing.saving import latest_version, save_version
from articles.writing.seats import seat_of
from benchmarks.models import Country, Hub, Occupation
from benchmarks.moments import Moment
from visa.models import ResidenceTitle

FOLDER = Path(articles.__file__).parent / "content"
REMARK = (
    "Ships with Laufbahn. Its own checks have read references, links and both languages; nobody "
    "of this editorial office has read it yet."
)
CODES: dict[str, tuple[type[models.Model], str]] = {
    "occupation": (Occupation, "code"),
    "country": (Country, "code"),
    "hub": (Hub, "code"),
    "title": (ResidenceTitle, "key"),
}


@dataclass
class Load:
    """One run; `tally` counts what became of the articles, `articles` has them by file."""

    moment: Moment
    update: bool
    owner: User
    writer: User
    reviewer: User
    tally: Counter[str] = field(default_factory=Counter)
    articles: dict[str, Article] = field(default_factory=dict)

    @property
    def at(self) -> datetime:
        return self.moment.known_at


@transaction.atomic
def load_guides(
    *, moment: Moment, owner: User | None = None, update: bool = False, folder: Path = FOLDER
) -> Load:
    """Each article that isn't there is written, reviewed and published; one that is stays.

    With `update` an article follows its file, unless somebody has saved it since. The owner of new
    ones is who keeps them right. Raises LawFileError, AccountTaken, or CannotPublish.
    """
    writer, reviewer = account(WRITER), account(REVIEWER)
    load = Load(
        moment=moment, update=update, owner=owner or writer, writer=writer, reviewer=reviewer
    )
    for file in read_files(folder):
        check_references(file, moment)
        load.articles[file.stem] = _bring_in(load, file)
    return load


def _bring_in(load: Load, file: ArticleFile) -> Article:
    article = _stored(file) or _in_its_seat(file, load.at)
    if article is None:
        return _write(load, file, Article(owner=load.owner), counted="new")
    latest = latest_version(article)
    if latest and _unnumbered(latest.as_content()) == _unnumbered(file.content):
        load.tally["same"] += 1
    elif not load.update or latest is None or latest.saved_by_id != load.writer.pk:
        load.tally["kept"] += 1
    else:
        return _write(load, file, article, counted="changed")
    return article


def _stored(file: ArticleFile) -> Article | None:
    """The article at the file's address, or one that was there before it moved."""
    same = {"kind": file.kind, "language": file.language, "slug": file.content.slug}
    former = Slug.objects.filter(**same).select_related("article").first()
    return former.article if former else Article.objects.filter(**same).first()


def _in_its_seat(file: ArticleFile, at: datetime) -> Article | None:
    """What somebody wrote in the file's stead, live now or later, where only one can be live."""
    seat = seat_of(file.content.topic, kind=file.kind, language=file.language)
    there = publications_in(seat, since=at, until=None).first()
    return there.article if there else None


def _write(load: Load, file: ArticleFile, article: Article, *, counted: str) -> Article:
    content = file.content
    article.kind, article.language = file.kind, file.language
    article.heading, article.slug = content.heading, content.slug
    article.lead, article.description = content.lead, content.description
    article.author, article.next_review_on = content.author, file.next_review_on
    article.original = load.articles[file.original] if file.original else None
    for name, (model, column) in CODES.items():
        setattr(article, name, _named(file, name, model, column))
    try:
        article.full_clean()
    except ValidationError as error:
        raise file.entry.error("; ".join(error.messages)) from error
    article.save()
    _write_blocks(article, content)
    version = save_version(article, by=load.writer, at=load.at, note=file.note)
    _publish(load, version, note=file.note)
    load.tally[counted] += 1
    return article


def _named(file: ArticleFile, name: str, model: type[models.Model], column: str) -> object:
    """The row that a code of the topic names. Raises LawFileError where there is none."""
    code = getattr(file.content.topic, name)
    if not code:
        return None
    row = model._default_manager.filter(**{column: code}).first()
    if row is None:
        raise file.entry.error(f"there is no {name} {code!r}")
    return row


def _write_blocks(article: Article, content: Content) -> None:
    """Rows of the same kind are written over in order, so that blocks keep their numbers."""
    spare: dict[str, deque[BlockRow]] = defaultdict(deque)
    for row in article.blocks.order_by("ordering", "pk"):
        spare[row.kind].append(row)
    for block in content.blocks:
        kept = spare[block.kind]
        row = kept.popleft() if kept else BlockRow(parent=article, kind=block.kind)
        row.data, row.ordering = block.data, 10 * block.number
        row.save()
    for rows in spare.values():
        for row in rows:
            row.delete()


def _publish(load: Load, version: Version, *, note: str) -> None:
    review = request_review(version, by=load.writer, at=load.at)
    decide(review, Review.Verdict.APPROVED, by=load.reviewer, at=load.at, remark=REMARK)
    # A file whose note stays the same has nothing new to tell readers.
    is_told = version.article.publications.filter(note=note).exists()
    publish(version, by=load.reviewer, at=load.at, note=note, is_minor=is_told)


def _unnumbered(content: Content) -> Content:
    """The content with its blocks numbered in order, as files number them."""
    blocks = (replace(block, number=place) for place, block in enumerate(content.blocks, start=1))
    return replace(content, blocks=tuple(blocks))
