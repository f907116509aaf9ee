"""What the image of a page says; pure."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """From where to where it reaches, in shares of the bar's width."""

    start: float
    end: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """The spread around a figure as on the page; None where it isn't shown there."""

    typical: Band
    middle: Band | None
    people: Band | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """`kind` is the sort of page, `title` what it is about, `figure` its number where it has one.

    `words` say what the figure is, or what the page says; `bar` is the spread around the figure,
    `legend` what the bar shows; `facts` stand at the foot. Where `is_silent`, the figure says that
    there is none.
    """

    title: str
    kind: str = ""
    figure: str = ""
    words: str = ""
    bar: Bar | None = None
    legend: str = ""
    is_silent: bool = False
    facts: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """All of it in one line, for those who don't see the image."""
        parts = (self.kind, self.title, self.figure, self.words, self.legend, *self.facts)
        return " · ".join(part for part in parts if part)
