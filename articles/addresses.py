"""Where a page stands: its path in either language, as of any day."""

from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from urllib.parse import quote, urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.http import RFC3986_SUBDELIMS
from django.utils.translation import get_language

from benchmarks.models import Country, Hub, Occupation
from benchmarks.moments import Moment
from visa.citations import Text

SAFE = RFC3986_SUBDELIMS + "/~:@"  # what `reverse` leaves as it is
FORMS = ("csv", "json")
LANGUAGES = [code for code, _name in settings.LANGUAGES]
DEFAULT_LANGUAGE = "de"
"""Of those who read neither."""
INDEX_OF = {"guide_detail": "guide_index", "visa_detail": "visa_index"}
"""Of pages that may be there in one language only, the list that leads to them."""


def language_here() -> str:
    """The language of the page that is being answered, as its path spells it."""
    return "de" if (get_language() or "").startswith("de") else "en"


def named_day(moment: Moment) -> date | None:
    """The day that links have to carry on; None where the visitor named none."""
    return None if moment.is_now else moment.on


@dataclass(frozen=True, slots=True, kw_only=True)
class TableFile:
    """A table as a file: its form, in capitals, and its address."""

    form: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """One page in all its languages; `as_of` is None for the page as it is now.

    `groups` are the codes of what a comparison compares, the same in every language. `title` is
    the slug of a residence title; `origin` the country that its documents are asked for. `key` is
    that of a figure, `formula` one over several of them. `guide` is the slug of a guide, `words`
    what is searched, `languages` those that the page is there in.
    """

    view: str
    title: Text | None = None
    occupation: Occupation | None = None
    country: Country | None = None
    hub: Hub | None = None
    groups: tuple[str, ...] = ()
    origin: str = ""
    key: str = ""
    formula: str = ""
    guide: Text | None = None
    words: str = ""
    languages: tuple[str, ...] = tuple(LANGUAGES)
    as_of: date | None = None

    def get_absolute_url(self) -> str:
        """In the language of the page that links here."""
        return self.url_in(language_here())

    def url_in(self, language: str) -> str:
        """Where the page isn't there in the language, the page above it that lists its like."""
        if language not in self.languages:
            return Address(view=INDEX_OF[self.view], as_of=self.as_of).url_in(language)
        return f"{self.path_in(language)}{self.query}"

    @property
    def path(self) -> str:
        """Without what follows a question mark: where a form of its own choices is sent."""
        return self.path_in(language_here())

    @property
    def query(self) -> str:
        """What follows the path: the groups that are compared, the day that was named."""
        named = [("g", group) for group in self.groups]
        if self.words:
            named.append(("q", self.words))
        if self.origin:
            named.append(("origin", self.origin))
        if self.formula:
            named.append(("f", self.formula))
        if self.as_of:
            named.append(("as_of", self.as_of.isoformat()))
        return f"?{urlencode(named)}" if named else ""

    def path_in(self, language: str) -> str:
        return _path(language, self.view, *self._parts_in(language))

    @property
    def image(self) -> str:
        """The image that stands for the page where its link is shared, with scheme and host."""
        language = language_here()
        path = _path(language, f"{self.view}_image", *self._parts_in(language))
        return f"{settings.SITE_URL}{path}{self.query}"

    def _parts_in(self, language: str) -> list[str]:
        """What the parameters of the path stand for, in its order."""
        title = [self.title.in_language(language)] if self.title else []
        named = (self.occupation, self.country, self.hub)
        slugs = [one.slug_in(language) for one in named if one]
        key = [self.key] if self.key else []
        guide = [self.guide.in_language(language)] if self.guide is not None else []
        return [*title, *slugs, *key, *guide]

    def files(self, table: str) -> list["TableFile"]:
        """Where a table of this page is to be had as a file."""
        return [TableFile(form=form.upper(), href=self._file(table, form)) for form in FORMS]

    def _file(self, table: str, form: str) -> str:
        named = (self.occupation, self.country, self.hub)
        language = language_here()
        slugs = [one.slug_in(language) for one in named if one]
        key = [self.key] if self.key else []
        path = _path(language, f"{self.view}_file", *slugs, *key, table, form)
        return f"{path}{self.query}"

    @property
    def permanent(self) -> str:
        """In the language of the page that names it."""
        return self.permanent_in(language_here())

    def permanent_in(self, language: str) -> str:
        """The page as it is now, with scheme and host."""
        return f"{settings.SITE_URL}{self.as_it_is_now().url_in(language)}"

    def as_it_is_now(self) -> "Address":
        return replace(self, as_of=None)


def _path(language: str, view: str, *slugs: str) -> str:
    """Lists link to thousands of pages, and `reverse` is slow: it is asked once for each view."""
    return _pattern(language, view, len(slugs)).format(*(quote(slug, SAFE) for slug in slugs))


@cache
def _pattern(language: str, view: str, count: int) -> str:
    """The path of a view with a place for each slug."""
    places = [f"place-{number}" for number in range(count)]
    path = reverse(f"{language}:{view}", args=places)
    for number, place in enumerate(places):
        path = path.replace(place, f"{{{number}}}")
    return path
