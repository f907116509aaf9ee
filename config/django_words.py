"""Words of Django's admin that its German lacks: named here, they are translated with ours."""

from django.utils.translation import gettext_lazy, ngettext_lazy

WORDS = (
    gettext_lazy("- Select an option -"),
    gettext_lazy("Filter by %(field_name)s"),
    gettext_lazy("Run"),
    gettext_lazy("Pagination %(name)s"),
    gettext_lazy("Pagination %(name)s entries"),
    gettext_lazy("Search %(name)s"),
    gettext_lazy("%(model)s instance with %(field)s %(value)r is not a valid choice."),
    gettext_lazy(
        "Are you sure you want to delete the %(object_name)s “%(escaped_object)s”? All of the "
        "following related items will be deleted:"
    ),
    gettext_lazy(
        "Deleting the %(object_name)s “%(escaped_object)s” would require deleting the following "
        "protected related objects:"
    ),
    gettext_lazy(
        "Deleting the %(object_name)s “%(escaped_object)s” would result in deleting related "
        "objects, but your account doesn't have permission to delete the following types of "
        "objects:"
    ),
    ngettext_lazy("…and %(count)d more object.", "…and %(count)d more objects.", "count"),
)
