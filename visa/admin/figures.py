"""Legal figures: what holds today and until when, and the history of every value."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import cached_property

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from benchmarks.moments import Moment
from visa.admin.amounts import amount, dependents, read_history
from visa.admin.tables import Kept
from visa.admin.words import day, deadline
from visa.alarms import LEVELS, level
from visa.models import Parameter
from visa.queries import Expiry, read_expiries, read_values
from visa.values import Reading, ValueBook

UNIT = ("unit", "currency", "per", "instalments")


class Today:
    """The values of today for one list: read when the first row asks, then kept."""

    def __init__(self, moment: Moment) -> None:
        self.moment = moment

    @cached_property
    def book(self) -> ValueBook:
        return read_values(self.moment.known_at)

    @cached_property
    def expiries(self) -> dict[str, Expiry]:
        found = read_expiries(self.moment, within_days=max(LEVELS))
        return {one.key: one for one in found if one.kind == "parameter"}

    def reading(self, parameter: Parameter) -> Reading:
        return self.book.read(parameter.key, self.moment.on)

    @admin.display(description=gettext_lazy("in force today"))
    def value(self, parameter: Parameter) -> str:
        value = self.reading(parameter).value
        is_over = value is None and parameter.key not in self.expiries
        return "–" if is_over else amount(value)

    @admin.display(description=gettext_lazy("until"))
    def until(self, parameter: Parameter) -> str:
        value = self.reading(parameter).value
        if value is None:
            return "–"
        return _("until further notice") if value.valid_to is None else _before(value.valid_to)

    @admin.display(description=gettext_lazy("state"))
    def state(self, parameter: Parameter) -> SafeString:
        code, words = self._state(parameter)
        return format_html('<span class="state" data-state="{}">{}</span>', code, words)

    def _state(self, parameter: Parameter) -> tuple[str, str]:
        reading, expiry = self.reading(parameter), self.expiries.get(parameter.key)
        if reading.upcoming is not None:
            what = _("announced: %(amount)s from %(day)s")
            words = what % {
                "amount": amount(reading.upcoming),
                "day": day(reading.upcoming.valid_from),
            }
            return "coming", words
        if expiry is not None:
            return f"ends-{level(expiry.days_left)}", deadline(expiry.ends_on, self.moment.on)
        if reading.value is None:
            return "ended", _("ended") if reading.last else _("no value yet")
        return "in-force", _("in force")


def _before(end: date) -> str:
    return day(end - timedelta(days=1))


class EndsSoon(admin.SimpleListFilter):
    title = gettext_lazy("end")
    parameter_name = "ends"

    def lookups(
        self, request: HttpRequest, model_admin: admin.ModelAdmin[Model]
    ) -> list[tuple[str, str]]:
        days = [(str(one), _("within %(n)s days") % {"n": one}) for one in reversed(LEVELS)]
        return [*days, ("past", _("ended already"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Parameter]) -> QuerySet[Parameter]:
        chosen = self.value()
        if chosen not in ("past", *map(str, LEVELS)):
            return queryset
        expiries = read_expiries(Moment.now(), within_days=max(LEVELS))
        most = 0 if chosen == "past" else int(chosen)
        keys = [one.key for one in expiries if one.kind == "parameter" and one.days_left <= most]
        return queryset.filter(key__in=keys)


@admin.register(Parameter)
class ParameterAdmin(Kept[Parameter]):
    list_filter = [EndsSoon, ("country", admin.RelatedOnlyFieldListFilter), "unit", "cadence"]
    search_fields = ["key", "name_de", "name_en"]
    autocomplete_fields = ["country"]
    ordering = ["key"]
    change_form_template = "admin/visa/parameter/change_form.html"

    @admin.display(description=gettext_lazy("legal figure"), ordering="key")
    def figure(self, parameter: Parameter) -> SafeString:
        return format_html('{}<br><span class="quiet">{}</span>', parameter.name, parameter.key)

    def get_list_display(
        self, request: HttpRequest
    ) -> list[str | Callable[[Parameter], str | bool]]:
        today = Today(Moment.now())
        return [self.figure, today.value, today.state, today.until]

    def get_readonly_fields(
        self, request: HttpRequest, obj: Parameter | None = None
    ) -> tuple[str, ...]:
        """The key is cited, and values are counted in the unit."""
        if obj is None:
            return ()
        return ("key", *UNIT) if obj.values.exists() else ("key",)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, object] | None = None,
    ) -> HttpResponse:
        parameter = self.get_object(request, object_id)
        context: dict[str, object] = {}
        if parameter is not None:
            moment = Moment.now()
            context = {
                "history_of_values": read_history(parameter, moment),
                "dependents": dependents(parameter),
                "may_propose": request.user.has_perm("visa.add_parametervalue"),
            }
        return super().change_view(request, object_id, form_url, (extra_context or {}) | context)
