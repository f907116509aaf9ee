"""Dated values: proposed in a form, looked at with what they change, decided on by another."""

from typing import Any  # what Django's admin hands around is untyped

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from benchmarks.moments import Moment
from visa.admin.amounts import published_amount, value_in_words
from visa.admin.deciding import DeclineForm, FourEyes
from visa.admin.proposal_form import ProposalForm
from visa.admin.rehearsals import read_rehearsal
from visa.admin.tables import editor_of
from visa.admin.words import day, period, state_of
from visa.enacting import confirm_value, propose_value, withdraw_value
from visa.models import ParameterValue
from visa.submitting import is_awaiting, may_decide


class Stage(admin.SimpleListFilter):
    """Where rows stand on the way from a proposal to history."""

    title = gettext_lazy("approval")
    parameter_name = "stage"

    def lookups(
        self, request: HttpRequest, model_admin: admin.ModelAdmin[Model]
    ) -> list[tuple[str, str]]:
        return [
            ("awaiting", _("awaiting approval")),
            ("standing", _("approved")),
            ("superseded", _("superseded")),
            ("declined", _("declined")),
        ]

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[ParameterValue]
    ) -> QuerySet[ParameterValue]:
        stages: dict[str, dict[str, Any]] = {
            "awaiting": {"known_from": None, "declined_at": None},
            "standing": {"known_from__isnull": False, "superseded_at": None},
            "superseded": {"superseded_at__isnull": False},
            "declined": {"declined_at__isnull": False},
        }
        return queryset.filter(**stages.get(self.value() or "", {}))


@admin.register(ParameterValue)
class ParameterValueAdmin(FourEyes[ParameterValue]):
    form = ProposalForm
    add_form_template = "admin/visa/parametervalue/propose.html"
    list_display = ["figure", "value", "period", "state", "checked"]
    list_filter = [Stage, "status", ("parameter__country", admin.RelatedOnlyFieldListFilter)]
    list_select_related = [
        *("parameter", "percentage", "base", "citation__source", "proposed_by", "approved_by")
    ]
    search_fields = ["parameter__key", "parameter__name_de", "parameter__name_en"]
    ordering = ["-recorded_at", "-valid_from", "pk"]
    autocomplete_fields = ["parameter", "percentage", "base", "citation"]
    fieldsets = [
        (None, {"fields": ["parameter"]}),
        (
            gettext_lazy("Value: an amount, or a formula"),
            {
                "fields": [
                    *("amount", "divisor", "percentage", "base", "published_amount"),
                ]
            },
        ),
        (gettext_lazy("When it holds"), {"fields": ["valid_from", "valid_to", "status"]}),
        (
            gettext_lazy("Where it is written"),
            {"fields": ["citation", "verified_on", "note_de", "note_en"]},
        ),
    ]

    @admin.display(description=gettext_lazy("legal figure"), ordering="parameter__key")
    def figure(self, row: ParameterValue) -> str:
        return row.parameter.name

    @admin.display(description=gettext_lazy("value"))
    def value(self, row: ParameterValue) -> str:
        return value_in_words(row)

    @admin.display(description=gettext_lazy("period"), ordering="valid_from")
    def period(self, row: ParameterValue) -> str:
        return period(row)

    @admin.display(description=gettext_lazy("state"))
    def state(self, row: ParameterValue) -> SafeString:
        state = state_of(row, Moment.now())
        return format_html('<span class="state" data-state="{}">{}</span>', state.code, state.label)

    @admin.display(description=gettext_lazy("checked"), ordering="verified_on")
    def checked(self, row: ParameterValue) -> str:
        return day(row.verified_on or row.citation.source.checked_on)

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        return [
            path(
                "<int:pk>/withdraw/",
                wrap(require_POST(self.withdraw)),
                name="visa_parametervalue_withdraw",
            ),
            path(
                "<int:pk>/confirm/",
                wrap(require_POST(self.confirm)),
                name="visa_parametervalue_confirm",
            ),
            *super().get_urls(),
        ]

    def has_change_permission(
        self, request: HttpRequest, obj: ParameterValue | None = None
    ) -> bool:
        """A value is proposed, approved or superseded, and never edited."""
        return False

    def add_view(
        self,
        request: HttpRequest,
        form_url: str = "",
        extra_context: dict[str, object] | None = None,
    ) -> HttpResponse:
        context = {"title": _("Propose a value")}
        return super().add_view(request, form_url, (extra_context or {}) | context)

    def save_model(
        self, request: HttpRequest, obj: ParameterValue, form: Any, change: bool
    ) -> None:
        propose_value(obj, by=editor_of(request))

    def response_add(
        self, request: HttpRequest, obj: ParameterValue, post_url_continue: str | None = None
    ) -> HttpResponse:
        messages.success(request, _("Proposed. It goes live once a second person has approved it."))
        return HttpResponseRedirect(self._address(obj))

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, object] | None = None,
    ) -> HttpResponse:
        """The value, what it changes, and the buttons of those who may decide."""
        row = self.get_object(request, object_id)
        if not self.has_view_permission(request, row):
            raise PermissionDenied
        if row is None:
            raise Http404
        return self._page(request, row, DeclineForm())

    def withdraw(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Take back one's own proposal."""
        row = get_object_or_404(ParameterValue, pk=pk)
        if row.proposed_by_id != request.user.pk or not is_awaiting(row):
            raise PermissionDenied
        self.log_deletions(request, ParameterValue.objects.filter(pk=row.pk))
        withdraw_value(row)
        messages.success(request, _("The proposal was taken back."))
        return HttpResponseRedirect(reverse("admin:visa_parameter_change", args=[row.parameter_id]))

    def confirm(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Note that the value was compared with its source today."""
        if not request.user.has_perm("visa.change_parametervalue"):
            raise PermissionDenied
        row = get_object_or_404(ParameterValue.objects.standing(), pk=pk)
        confirm_value(row, on=Moment.now().on)
        self.log_change(request, row, _("checked, still right"))
        messages.success(request, _("Noted: checked today, still right."))
        return HttpResponseRedirect(self._address(row))

    def _page(self, request: HttpRequest, row: ParameterValue, form: DeclineForm) -> HttpResponse:
        moment = Moment.now()
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("%(figure)s from %(day)s")
            % {"figure": row.parameter.name, "day": day(row.valid_from)},
            "row": row,
            "state": state_of(row, moment),
            "period": period(row),
            "value": value_in_words(row),
            "published": published_amount(row),
            "rehearsal": read_rehearsal(row, moment) if is_awaiting(row) else None,
            "is_own": row.proposed_by_id == request.user.pk,
            "is_awaiting": is_awaiting(row),
            "may_decide": may_decide(row, editor_of(request)),
            "may_confirm": row.is_standing and request.user.has_perm("visa.change_parametervalue"),
            "form": form,
        }
        return TemplateResponse(request, "admin/visa/parametervalue/page.html", context)
