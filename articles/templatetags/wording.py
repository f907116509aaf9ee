"""The words of figures in templates."""

from django import template

from articles import wording
from articles.addresses import language_here
from benchmarks.models import Assumption
from benchmarks.queries import Pay

register = template.Library()


@register.filter
def newest(pay: Pay) -> str:
    return wording.newest(pay)


@register.filter
def licence(name: str) -> str:
    return wording.licence(name)


@register.filter
def reason(assumption: Assumption) -> str:
    return assumption.reason_de if language_here() == "de" else assumption.reason_en
