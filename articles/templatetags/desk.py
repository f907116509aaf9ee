"""For the first page of the admin: what needs its reader today."""

from django import template
from django.contrib.auth.models import AnonymousUser, User

from articles.desk import Desk, read_desk
from benchmarks.moments import Moment

register = template.Library()


@register.simple_tag
def desk_of(user: User | AnonymousUser) -> Desk | None:
    return read_desk(user, Moment.now()) if isinstance(user, User) else None
