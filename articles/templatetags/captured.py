"""A part of a template that is said in several places: written once, with its blocks."""

from django import template
from django.template.base import NodeList, Parser, Token
from django.template.context import Context
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


class Captured(template.Node):
    """Django's own partials don't see the blocks of the templates that extend this one."""

    def __init__(self, nodelist: NodeList, name: str) -> None:
        self.nodelist = nodelist
        self.name = name

    def render(self, context: Context) -> SafeString:
        said = self.nodelist.render(context).strip()
        context[self.name] = mark_safe(said)  # noqa: S308 # escaped where it was written
        return mark_safe("")


@register.tag
def captured(parser: Parser, token: Token) -> Captured:
    """`{% captured as title %}…{% endcaptured %}`, then `{{ title }}` wherever it is wanted."""
    parts = token.split_contents()
    if len(parts) != 3 or parts[1] != "as":
        raise template.TemplateSyntaxError("Write {% captured as name %}.")
    nodelist = parser.parse(["endcaptured"])
    parser.delete_first_token()
    return Captured(nodelist, parts[2])
