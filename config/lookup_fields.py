"""Selects that look their choices up forgive a value that is no key.

Django's widget asks the database for what was sent, whatever it is: where the form is shown again,
with the error that the field has told, "zzz" as a number is a 500. Seen in Django 6.1.3.
"""

from typing import Any

from django.contrib.admin.widgets import AutocompleteMixin
from django.core.exceptions import ValidationError
from django.db.models import Field

_optgroups = AutocompleteMixin.optgroups


def forgive_odd_keys() -> None:
    """For every admin of this process; again is the same as once."""
    AutocompleteMixin.optgroups = _optgroups_of_keys  # type: ignore[assignment, method-assign]


def _optgroups_of_keys(
    self: AutocompleteMixin, name: str, value: list[str], attr: dict[str, Any] | None = None
) -> Any:
    key = self.field.remote_field.model._meta.pk
    return _optgroups(self, name, [one for one in value if _is_key(key, one)], attr)


def _is_key(key: "Field[Any, Any]", value: str) -> bool:
    try:
        key.clean(value, None)
    except ValidationError:
        return not value  # an empty choice is Django's to judge
    return True
