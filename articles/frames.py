"""What stands around the content of every page: menu, trail, languages, the day it speaks of."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from django.conf import settings
from django.utils.translation import gettext as _

from articles.addresses import Address, language_here


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
    indexed.
    """

    address: Address
    title: str
    above: list[Link] = field(default_factory=list)
    has_content: bool = True
    for_search: bool = True

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
    def figures(self) -> Address:
        """Where every figure of the site can be looked up."""
        return Address(view="figure_index", as_of=self.as_of)

    @property
    def current(self) -> Address:
        """The same page without another day."""
        return self.address.as_it_is_now()

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
