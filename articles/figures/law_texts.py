"""The texts of law on pages of titles: its figures in place, each leading to its page."""

from datetime import date

from django.utils.safestring import SafeString

from articles.addresses import language_here
from articles.figures.figure import FigureBook
from articles.figures.legal import figure_of, law_book
from articles.figures.printing import NOT_HELD, NOT_YET, printed
from articles.figures.references import references_in
from articles.figures.rendering import inline, plain
from visa.citations import Text
from visa.values import Reading, ValueBook


def in_place(text: Text, values: ValueBook, on: date, as_of: date | None) -> SafeString:
    """The text in the language of the page as HTML, each key replaced by what it is on the day."""
    written = text.in_language(language_here())
    return inline(written, _book(written, values, on, as_of), language_here())


def in_words(text: Text, values: ValueBook, on: date) -> str:
    """The same without markup, for meta tags."""
    written = text.in_language(language_here())
    return plain(written, _book(written, values, on, None), language_here())


def amount(reading: Reading) -> str:
    """`45.934,20 €`, `3.465 € im Monat`, or that it isn't published, the last value named as past.

    For tables and lists, where no sentence around it says what it is for.
    """
    return printed(figure_of(reading), ["per"], language_here())


def without_value(reading: Reading) -> str:
    """What stands for a figure on a day without one, where the last one is shown elsewhere."""
    return (NOT_HELD if reading.is_gap else NOT_YET).in_language(language_here())


def _book(written: str, values: ValueBook, on: date, as_of: date | None) -> FigureBook:
    keys = {key for reference in references_in(written) for key in reference.keys}
    return law_book(keys, values, on, as_of=as_of)
