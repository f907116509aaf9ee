"""For the first page of the admin: what ends soon, and what awaits a second person."""

from django import template
from django.contrib.auth.models import AnonymousUser, User

from benchmarks.moments import Moment
from visa.admin.frontpage import Frontpage, read_frontpage

register = template.Library()


@register.simple_tag
def law_frontpage(user: User | AnonymousUser) -> Frontpage | None:
    """None for those who have nothing to do with law, who cost no query either."""
    if not isinstance(user, User) or not user.has_perm("visa.change_parameter"):
        return None
    return read_frontpage(user, Moment.now())
