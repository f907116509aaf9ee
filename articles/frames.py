"""What stands around the content of every page: menu, trail, languages, the day it speaks of."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.conf import settings
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from articles.addresses import DEFAULT_LANGUAGE, Address, language_here
from articles.share_images.card import Card
from articles.structured_data.scripts import Json, script
from articles.structured_data.site import breadcrumbs

LOCALES = {"de": "de_DE", "en": "en_GB"}
"""As Open Graph names languages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A step of the trail, an entry of the menu or a language to choose."""

    text: str
    href: str
    is_current: bool = False
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The frame of the page at `address`; `above` are the pages between home and it.

    A page that says nothing of its own, speaks of another day or is not `for_search` asks not to be
    indexed. `kind` is what Open Graph calls it, `card` what its image says, `data` what programs
    read of it, as schema.org has it.
    """

    address: Address
    title: str
    above: list[Link] = field(default_factory=list)
    has_content: bool = True
    for_search: bool = True
    description: str = ""
    kind: str = "website"
    card: Card | None = None
    data: Sequence[Mapping[str, Json]] = ()

    @property
    def as_of(self) -> date | None:
        return self.address.as_of

    @property
    def is_indexed(self) -> bool:
        return self.has_content and self.for_search and self.as_of is None

    @property
    def home(self) -> Address:
        return Address(view="home", as_of=self.as_of)

    @property
    def search(self) -> Address:
        return Address(view="search", as_of=self.as_of)

    @property
    def feed(self) -> Address:
        return Address(view="feed")

    @property
    def about(self) -> list[Link]:
        """What the foot of every page leads to besides the menu."""
        labels = {
            "places": _("Places"),
            "figure_index": _("Figures"),
            "changes": _("Changes"),
            "imprint": _("Imprint"),
            "privacy": _("Privacy"),
            "accessibility": _("Accessibility"),
        }
        return [
            Link(text=label, href=Address(view=view, as_of=self.as_of).get_absolute_url())
            for view, label in labels.items()
        ]

    @property
    def current(self) -> Address:
        """The same page without another day."""
        return self.address.as_it_is_now()

    @property
    def described(self) -> str:
        """What search engines show below the title, where its template says nothing else."""
        return self.description or _subject()

    @property
    def locales(self) -> list[str]:
        """That of this page first, then those that it is there in as well."""
        here = language_here()
        return [LOCALES[here], *(LOCALES[one] for one in self.address.languages if one != here)]

    @property
    def is_shared(self) -> bool:
        """Whether it says what it is where its link is shown elsewhere: it may be of no figure."""
        return self.has_content or self.card is not None

    @property
    def shown_card(self) -> Card:
        """What the image says; of a page without figures its name and what the site is."""
        kind = self.above[-1].text if self.above else ""
        return self.card or Card(kind=kind, title=self.title, words=self.described)

    @property
    def scripts(self) -> list[SafeString]:
        """What programs read of the page: where it stands, and what it says."""
        found = [breadcrumbs([(step.text, step.href) for step in self.trail])] if self.trail else []
        return [script(one) for one in (*found, *self.data)]

    @property
    def canonical(self) -> str:
        return self.address.permanent_in(language_here())

    @property
    def trail(self) -> list[Link]:
        """From home to the page itself; empty at home."""
        if self.address.view == "home":
            return []
        start = Link(text=_("Home"), href=self.home.get_absolute_url())
        here = Link(text=self.title, href=self.address.get_absolute_url(), is_current=True)
        return [start, *self.above, here]

    @property
    def menu(self) -> list[Link]:
        labels = {
            "home": _("Occupations"),
            "salary_index": _("Countries"),
            "comparison": _("Comparison"),
            "visa_index": _("Visas"),
            "guide_index": _("Guides"),
            "method": _("Method"),
            "sources": _("Sources"),
        }
        return [
            Link(
                text=label,
                href=Address(view=view, as_of=self.as_of).get_absolute_url(),
                is_current=self.has_content and self.address.view == view,
            )
            for view, label in labels.items()
        ]

    @property
    def languages(self) -> list[Link]:
        """This page in every language, this one's own included; or what lists its like there."""
        return [
            Link(
                text=name,
                href=self.address.url_in(code),
                is_current=code == language_here(),
                language=code,
            )
            for code, name in settings.LANGUAGES
        ]

    @property
    def alternates(self) -> Iterator[Link]:
        """The same page in all its languages as search engines want them: whole, as it is now."""
        for code in self.address.languages:
            yield Link(text="", href=self.address.permanent_in(code), language=code)
        yield Link(text="", href=self._for_all_others, language="x-default")

    @property
    def _for_all_others(self) -> str:
        """For readers of neither language, as at the root of the site."""
        languages = self.address.languages
        code = DEFAULT_LANGUAGE if DEFAULT_LANGUAGE in languages else languages[0]
        return self.address.permanent_in(code)


def _subject() -> str:
    return _("What occupations pay, with year, spread, sample size and sources.")
