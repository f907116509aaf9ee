"""A page as checks see it: its content, and what was read about the world around it; pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property

from articles.checking.findings import PAGE, Finding, Level
from articles.checking.passages import Passage, passages_of
from articles.checking.sentences import SENTENCES
from articles.figures.figure import FigureBook
from articles.writing.content import Content, Place
from visa.citations import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownAmount:
    """A figure that somebody may have typed; `key` is what to cite, with options.

    `until` is its last day where it holds no longer: then there is nothing to cite. `is_law` tells
    figures of the law from estimates.
    """

    key: str
    name: Text
    amount: Decimal
    unit: str
    currency: str = ""
    until: date | None = None
    is_law: bool = True


@dataclass(frozen=True, kw_only=True)
class Page:
    """One content to be checked, in the language that it is written in.

    `said_in` is the editor's language. `pictures` maps the pictures that there are to what they
    show, `printed` puts cited figures into a text. `links` are faults of addresses, by address.
    `sold` maps names of what is sold to the partner whose offer is live.
    """

    content: Content
    language: str
    said_in: str
    on: date
    figures: FigureBook
    kind: str = "guide"
    known: tuple[KnownAmount, ...] = ()
    pictures: Mapping[int, str] = field(default_factory=dict)
    links: Mapping[str, "LinkFault"] = field(default_factory=dict)
    sold: Mapping[str, str] = field(default_factory=dict)
    has_translation: bool = True
    printed: Callable[[str], str] = str

    @property
    def is_german(self) -> bool:
        return self.language.startswith("de")

    @property
    def is_about_law(self) -> bool:
        return self.kind == "visa" or bool(self.content.topic.title)

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        return passages_of(self.content)

    def with_values(self, text: str) -> str:
        """A text as visitors read it, to add up what it says."""
        return self.printed(text) if "[[" in text else text

    def say(self, code: str, **slots: object) -> str:
        return SENTENCES[code].in_language(self.said_in).format(**slots)

    def found(
        self,
        code: str,
        level: Level,
        place: Place = PAGE,
        *,
        quote: str = "",
        **slots: object,
    ) -> Finding:
        """A finding about a place as a whole."""
        sentence = self.say(code, quote=quote, **slots)
        return Finding(code=code, level=level, place=place, sentence=sentence, quote=quote)

    def found_in(
        self,
        passage: Passage,
        start: int,
        end: int,
        code: str,
        level: Level,
        *,
        replacement: str | None = None,
        key: str = "",
        **slots: object,
    ) -> Finding:
        """A finding about a stretch of a passage."""
        quote = passage.text[start:end].strip()
        if not passage.is_unbroken(start, end):
            replacement = None
        stored_start, stored_end = passage.stored(start, end) if end > start else (0, 0)
        return Finding(
            code=code,
            level=level,
            place=passage.place,
            sentence=self.say(code, quote=quote, **slots),
            quote=quote,
            replacement=replacement,
            start=stored_start,
            end=stored_end,
            key=key,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkFault:
    """What is wrong with an address; `better` is the address to use instead."""

    code: str
    level: Level
    better: str | None = None
    detail: str = ""
