"""The words of law in templates: texts in the page's language, figures of the day."""

from datetime import date

from django import template
from django.utils.safestring import SafeString

from articles.addresses import language_here
from articles.figures import law_texts
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
    return law_texts.amount(reading)


@register.simple_tag
def figures_in(text: Text, values: ValueBook, on: date, as_of: date | None) -> SafeString:
    """A text with its legal figures as of the day, each leading to its page."""
    return law_texts.in_place(text, values, on, as_of)


@register.filter
def validity(value: Value) -> str:
    return wording.validity(value, language_here())


@register.filter
def mark(outcome: Outcome) -> str:
    """A sign that stands before the words of an outcome, for the eye alone."""
    return {Outcome.MET: "✓", Outcome.NOT_MET: "✗", Outcome.UNKNOWN: "?"}.get(outcome, "§")
