"""What visitors read of an article at one moment, and what an address led to then."""

from dataclasses import dataclass
from datetime import date, datetime

from articles.models import Article, Publication
from articles.writing.content import Content


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One step of a page's public life; a minor one is no news to readers."""

    at: datetime
    note: str
    is_minor: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Live:
    """An article as visitors read it at one moment.

    `changes` are its publications, the first one first. `checked_at` is when somebody approved
    this version or answered for the page since; None where nobody did.
    """

    article: Article
    publication: Publication
    content: Content
    changes: tuple[Change, ...]
    checked_at: datetime | None
    next_review_on: date | None
    follows: int | None
    """The number of the original's version that this translation says, where somebody stated it."""

    @property
    def language(self) -> str:
        return self.article.language

    @property
    def first_live_at(self) -> datetime:
        return self.changes[0].at

    @property
    def changed_at(self) -> datetime:
        """The last change that was news to readers."""
        return next(one.at for one in reversed(self.changes) if self._is_news(one))

    def _is_news(self, change: Change) -> bool:
        return not change.is_minor or change is self.changes[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What an address led to: the article, what is live of it, and of it in other languages.

    No article where the address never led anywhere, or begins to only later; then nothing about
    the page may be told. `has_rules`: where a visa guide isn't there in a language, the page of
    its rules is.
    """

    article: Article | None = None
    live: Live | None = None
    translations: tuple[Live, ...] = ()
    has_rules: bool = False

    @property
    def languages(self) -> frozenset[str]:
        """Those that the page is live in."""
        return frozenset(one.language for one in (self.live, *self.translations) if one)
