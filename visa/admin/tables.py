"""What the admin pages of visa share: rows that others rest on stay, and a sentence says why."""

from typing import Any  # what Django's admin hands around is untyped

from django.contrib import admin, messages
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Model, ProtectedError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _


def editor_of(request: HttpRequest) -> User:
    """Who is at work; the admin lets nobody in who isn't logged in."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


class LooksUp:
    """Forms through which related rows are found and added, not changed or deleted."""

    def formfield_for_dbfield(self, *args: Any, **kwargs: Any) -> Any:
        field = super().formfield_for_dbfield(*args, **kwargs)  # type: ignore[misc]  # the admin's
        if field and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget.can_delete_related = field.widget.can_change_related = False
        return field


class Kept[Row: Model](LooksUp, admin.ModelAdmin[Row]):
    """A table whose rows are deleted only while nothing rests on them.

    Django names what rests on a row on the page that asks “are you sure?”. Where a row came into
    use since, or the database itself refuses, the answer is a sentence too.
    """

    list_per_page = 50
    actions = None  # law isn't deleted by the dozen

    def delete_view(
        self,
        request: HttpRequest,
        object_id: str,
        extra_context: dict[str, object] | None = None,
    ) -> HttpResponse:
        try:
            with transaction.atomic():
                return super().delete_view(request, object_id, extra_context)
        except (ProtectedError, IntegrityError):
            messages.error(
                request, _("This is in use: what rests on it has to rest on something else first.")
            )
            return HttpResponseRedirect(request.path.removesuffix("delete/") + "change/")


class Undeleted[Row: Model](Kept[Row]):
    """A table whose rows stay for good."""

    def has_delete_permission(self, request: HttpRequest, obj: Row | None = None) -> bool:
        return False
