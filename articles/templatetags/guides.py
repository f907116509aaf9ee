"""What templates of guides ask of addresses."""

from django import template

from articles.addresses import Address

register = template.Library()


@register.filter
def in_language(address: Address, language: str) -> str:
    """The same page in another language."""
    return address.url_in(language)
