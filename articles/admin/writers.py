"""Who writes: the people of the admin, by the names that others know them by."""

from django.contrib.auth.models import AbstractBaseUser, User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest


def editor_of(request: HttpRequest) -> User:
    """Who is at work; the admin lets nobody in who isn't logged in."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def name_of(user: AbstractBaseUser | None) -> str:
    """`Ada Lovelace`, or the name that she logs in by."""
    if not isinstance(user, User):
        return ""
    return user.get_full_name() or user.get_username()
