"""What a proposal or a release would change in what visitors read, for who decides on it.

Who may not read what isn't live is told of live pages alone.
"""

from django import template
from django.contrib.auth.models import AnonymousUser, User
from django.core.exceptions import ValidationError

from articles.impact.reading import Impact, read_release_impact, read_value_impact
from benchmarks.models import Release
from benchmarks.moments import Moment
from visa.models import ParameterValue

register = template.Library()


@register.simple_tag
def value_impact(user: User | AnonymousUser, value: ParameterValue) -> Impact | None:
    """None where it couldn't be approved as it is."""
    try:
        return _for(user, read_value_impact(value, Moment.now()))
    except ValidationError:
        return None  # the page says why already


@register.simple_tag
def release_impact(user: User | AnonymousUser, release: Release) -> Impact:
    return _for(user, read_release_impact(release, Moment.now()))


def _for(user: User | AnonymousUser, impact: Impact) -> Impact:
    return impact if user.has_perm("articles.view_article") else impact.on_live_pages()
