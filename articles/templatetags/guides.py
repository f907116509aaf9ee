"""What templates of guides ask of addresses."""

from django import template
from django.template import Context
from django.utils.safestring import SafeString

from articles.addresses import Address
from articles.blocks.parts import Part

register = template.Library()


@register.filter
def in_language(address: Address, language: str) -> str:
    """The same page in another language."""
    return address.url_in(language)


@register.simple_tag(takes_context=True)
def part_of_page(context: Context, part: Part) -> SafeString:
    """A part of a market page; its template is given what it shows by name, and nothing else."""
    if context.template is None:
        raise ValueError("There is no template to show a part in.")
    found = context.template.engine.get_template(part.template)
    return found.render(context.new(part.fields))
