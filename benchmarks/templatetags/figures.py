"""Figures in templates: as readers of the page's language write them."""

from datetime import date
from decimal import Decimal

from django import template
from django.utils.translation import get_language

from benchmarks import formats

register = template.Library()


def _language() -> str:
    return get_language() or "en"


@register.filter
def money(amount: Decimal, currency: str) -> str:
    return formats.money(amount, currency, _language())


@register.simple_tag
def money_range(low: Decimal, high: Decimal, currency: str) -> str:
    return formats.money_range(low, high, currency, _language())


@register.filter
def number(value: int | Decimal) -> str:
    return formats.number(value, _language())


@register.filter
def percent(share: Decimal, digits: int = 0) -> str:
    return formats.percent(share, _language(), digits)


@register.filter(expects_localtime=True)
def day(value: date) -> str:
    return formats.day(value, _language())


@register.simple_tag
def day_range(first: date, last: date) -> str:
    return formats.day_range(first, last, _language())


@register.filter(expects_localtime=True)
def month(value: date) -> str:
    return formats.month(value, _language())


@register.simple_tag
def year_range(first: int, last: int) -> str:
    return formats.year_range(first, last)
