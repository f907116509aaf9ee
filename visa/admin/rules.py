"""Rules: versions of a route's outline, written as drafts, tried, handed in, and approved."""

from typing import Any  # what Django's admin hands around is untyped

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.options import InlineModelAdmin
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
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
from visa.admin.deciding import DeclineForm, FourEyes
from visa.admin.outline_form import ConditionForm, OutlineFormSet, faults_in_words, faults_of
from visa.admin.outline_moves import shifted
from visa.admin.outline_text import read_text
from visa.admin.rehearsals import read_rehearsal
from visa.admin.tables import LooksUp, editor_of
from visa.admin.words import period, state_of
from visa.approving import mark_proposed
from visa.enacting_rules import draft_rule, edit_draft, withdraw_draft
from visa.models import Condition, RuleVersion
from visa.submitting import is_awaiting, may_decide, reopen_draft, submit_draft


class OutlineInline(LooksUp, admin.StackedInline[Condition, RuleVersion]):
    model = Condition
    form = ConditionForm
    formset = OutlineFormSet  # type: ignore[assignment]  # the stubs know no narrower form
    template = "admin/visa/ruleversion/outline.html"
    autocomplete_fields = ["fact", "born", "reference", "parameter", "group", "citation"]
    extra = 0
    ordering = ["position"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    ("place", "depth", "operator", "key"),
                    (
                        *("fact", "relation", "parameter", "number", "unit", "window"),
                        *("group", "choices", "points", "born", "reference"),
                    ),
                    ("text_de", "text_en"),
                    ("citation", "changeable_by"),
                ]
            },
        )
    ]


class RuleStage(admin.SimpleListFilter):
    title = gettext_lazy("approval")
    parameter_name = "stage"

    def lookups(
        self, request: HttpRequest, model_admin: admin.ModelAdmin[Any]
    ) -> list[tuple[str, str]]:
        return [
            ("draft", _("draft")),
            ("awaiting", _("awaiting approval")),
            ("standing", _("approved")),
            ("superseded", _("superseded")),
        ]

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[RuleVersion]
    ) -> QuerySet[RuleVersion]:
        stages: dict[str, dict[str, Any]] = {
            "draft": {"known_from": None, "submitted_at": None},
            "awaiting": {"known_from": None, "submitted_at__isnull": False},
            "standing": {"known_from__isnull": False, "superseded_at": None},
            "superseded": {"superseded_at__isnull": False},
        }
        return queryset.filter(**stages.get(self.value() or "", {}))


class NewVersionForm(forms.Form):
    valid_from = forms.DateField(
        label=gettext_lazy("First day of the new version"),
        widget=forms.DateInput(attrs={"type": "date"}),
    )


@admin.register(RuleVersion)
class RuleVersionAdmin(FourEyes[RuleVersion]):
    list_display = ["rule", "period", "state", "citation", "note"]
    list_filter = [RuleStage, "route__title"]
    list_select_related = ["route__title", "citation__source"]
    search_fields = ["route__key", "route__name_de", "route__name_en", "note"]
    ordering = ["route__title__position", "route__position", "-valid_from", "-pk"]
    autocomplete_fields = ["route", "citation"]
    fields = ["route", "valid_from", "valid_to", "citation", "note"]
    change_form_template = "admin/visa/ruleversion/change_form.html"
    add_form_template = "admin/change_form.html"

    @admin.display(description=gettext_lazy("rule"), ordering="route__key")
    def rule(self, row: RuleVersion) -> str:
        return f"{row.route.title.name}: {row.route.name}"

    @admin.display(description=gettext_lazy("period"), ordering="valid_from")
    def period(self, row: RuleVersion) -> str:
        return period(row)

    @admin.display(description=gettext_lazy("state"))
    def state(self, row: RuleVersion) -> SafeString:
        state = state_of(row, Moment.now())
        return format_html('<span class="state" data-state="{}">{}</span>', state.code, state.label)

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        posts = (self.submit, self.reopen, self.withdraw, self.copy)
        return [
            *(
                path(
                    f"<int:pk>/{view.__name__}/",
                    wrap(require_POST(view)),
                    name=f"visa_ruleversion_{view.__name__}",
                )
                for view in posts
            ),
            path("<int:pk>/try/", wrap(self.try_it), name="visa_ruleversion_try"),
            *super().get_urls(),
        ]

    # Who may write, and on what

    def has_change_permission(self, request: HttpRequest, obj: RuleVersion | None = None) -> bool:
        """Drafts alone are edited."""
        return super().has_change_permission(request, obj) and (obj is None or obj.is_editable)

    def get_inlines(
        self, request: HttpRequest, obj: RuleVersion | None
    ) -> list[type[InlineModelAdmin[Any, Any]]]:
        """The outline comes once there is a draft to hold it."""
        return [OutlineInline] if obj else []

    def get_readonly_fields(
        self, request: HttpRequest, obj: RuleVersion | None = None
    ) -> tuple[str, ...]:
        return ("route",) if obj else ()

    # Writing

    def save_model(self, request: HttpRequest, obj: RuleVersion, form: Any, change: bool) -> None:
        if not change:
            mark_proposed(obj, editor_of(request))
        obj.save()

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        rows = formset.rows()
        direction, _colon, prefix = request.POST.get("_shift", "").partition(":")
        prefixes = [one.prefix for one in formset.kept()]
        if prefix in prefixes:
            rows = shifted(rows, prefixes.index(prefix), direction)
        edit_draft(formset.instance, rows, by=editor_of(request))
        # What the log of changes asks of a formset that was saved:
        formset.new_objects, formset.changed_objects, formset.deleted_objects = [], [], []

    def response_add(
        self, request: HttpRequest, obj: RuleVersion, post_url_continue: str | None = None
    ) -> HttpResponse:
        messages.success(request, _("The draft is there: now write its outline."))
        return HttpResponseRedirect(self._address(obj))

    def response_change(self, request: HttpRequest, obj: RuleVersion) -> HttpResponse:
        """Stay with the draft, at the line that was moved; or try it at once."""
        if "_try" in request.POST:
            return HttpResponseRedirect(reverse("admin:visa_ruleversion_try", args=[obj.pk]))
        if "_submit" in request.POST:
            return self.submit(request, obj.pk)
        faults = faults_of(obj)
        if faults:
            messages.warning(request, faults_in_words(len(faults)))
        else:
            messages.success(request, _("Saved as a draft, without faults."))
        return HttpResponseRedirect(self._address(obj) + _moved_line(request, obj))

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, object] | None = None,
    ) -> HttpResponse:
        row = self.get_object(request, object_id)
        if not self.has_view_permission(request, row):
            raise PermissionDenied
        if row is None:
            raise Http404
        if not self.has_change_permission(request, row):
            if request.method != "GET":
                raise PermissionDenied
            return self._page(request, row, DeclineForm())
        context = {"title": str(self.rule(row)), "state": state_of(row, Moment.now())}
        return super().change_view(request, object_id, form_url, (extra_context or {}) | context)

    # From draft to law

    def submit(self, request: HttpRequest, pk: int) -> HttpResponse:
        row = self._to_write(request, pk)
        try:
            submit_draft(row, by=editor_of(request), at=Moment.now().known_at)
        except ValidationError as error:
            self._say(request, error)
        else:
            self.log_change(request, row, _("handed in"))
            messages.success(request, _("Handed in: a second person can approve it now."))
        return HttpResponseRedirect(self._address(row))

    def reopen(self, request: HttpRequest, pk: int) -> HttpResponse:
        row = self._to_write(request, pk)
        try:
            reopen_draft(row, by=editor_of(request))
        except ValidationError as error:
            self._say(request, error)
        else:
            self.log_change(request, row, _("taken back"))
            messages.success(request, _("It is your draft again."))
        return HttpResponseRedirect(self._address(row))

    def withdraw(self, request: HttpRequest, pk: int) -> HttpResponse:
        row = self._to_write(request, pk)
        if not row.is_editable:
            raise PermissionDenied
        self.log_deletions(request, RuleVersion.objects.filter(pk=row.pk))
        withdraw_draft(row)
        messages.success(request, _("The draft was deleted."))
        return HttpResponseRedirect(reverse("admin:visa_ruleversion_changelist"))

    def copy(self, request: HttpRequest, pk: int) -> HttpResponse:
        """A draft that begins with the outline of this version."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        row = get_object_or_404(RuleVersion, pk=pk)
        form = NewVersionForm(request.POST)
        if not form.is_valid():
            return self._page(request, row, DeclineForm(), form)
        day = form.cleaned_data["valid_from"]
        draft = draft_rule(row, valid_from=day, by=editor_of(request))
        self.log_addition(request, draft, _("copied from %(rule)s") % {"rule": row})
        messages.success(request, _("The draft is a copy; nothing changes before its approval."))
        return HttpResponseRedirect(self._address(draft))

    def try_it(self, request: HttpRequest, pk: int) -> HttpResponse:
        """All named cases of the title, by the rules in force and with this draft in place."""
        row = get_object_or_404(RuleVersion.objects.select_related("route__title"), pk=pk)
        if not self.has_view_permission(request, row):
            raise PermissionDenied
        if row.is_approved:
            return HttpResponseRedirect(self._address(row))
        return self._page(request, row, DeclineForm(), show_all=True)

    def _to_write(self, request: HttpRequest, pk: int) -> RuleVersion:
        if not request.user.has_perm("visa.change_ruleversion"):
            raise PermissionDenied
        return get_object_or_404(RuleVersion, pk=pk)

    def _page(
        self,
        request: HttpRequest,
        row: RuleVersion,
        form: DeclineForm,
        copy_form: NewVersionForm | None = None,
        *,
        show_all: bool = False,
    ) -> HttpResponse:
        moment = Moment.now()
        tried = None
        if show_all or is_awaiting(row):
            tried = read_rehearsal(row, moment, title=row.route.title.key)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": self.rule(row),
            "row": row,
            "state": state_of(row, moment),
            "period": period(row),
            "lines": read_text(row),
            "rehearsal": tried,
            "show_all": show_all,
            "is_own": row.proposed_by_id == request.user.pk,
            "is_awaiting": is_awaiting(row),
            "may_decide": may_decide(row, editor_of(request)),
            "may_write": request.user.has_perm("visa.change_ruleversion"),
            "copy_form": copy_form or NewVersionForm(),
            "form": form,
        }
        return TemplateResponse(request, "admin/visa/ruleversion/page.html", context)


def _moved_line(request: HttpRequest, rule: RuleVersion) -> str:
    """The address of the line that a button moved, so that the eye stays with it."""
    prefix = request.POST.get("_shift", "").partition(":")[2]
    key = request.POST.get(f"{prefix}-key", "")
    row = rule.conditions.filter(key=key).first() if prefix and key else None
    return f"#conditions-{row.position - 1}" if row else ""
