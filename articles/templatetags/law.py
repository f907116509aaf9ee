"""The words of law in templates: texts in the page's language, figures of the day."""

from datetime import date

from django import template

from articles import law_text
from articles.addresses import language_here
from visa import wording
from visa.citations import Text
from visa.outcomes import Outcome
from visa.values import Reading, Value, ValueBook

register = template.Library()


@register.filter
def here(text: Text) -> str:
    return text.in_language(language_here())


@register.filter
def amount(reading: Reading) -> str:
    return law_text.amount_or_not_yet(reading)


@register.simple_tag
def figures_in(text: Text, values: ValueBook, on: date) -> str:
    """A text with its legal figures as of the day; what it returns is escaped like any text."""
    return law_text.with_figures(text, values, on)


@register.filter
def validity(value: Value) -> str:
    return wording.validity(value, language_here())


@register.filter
def mark(outcome: Outcome) -> str:
    """A sign that stands before the words of an outcome, for the eye alone."""
    return {Outcome.MET: "✓", Outcome.NOT_MET: "✗", Outcome.UNKNOWN: "?"}.get(outcome, "§")
