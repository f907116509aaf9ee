"""Releases: prepared in the background, looked at, put into effect, rolled back, never edited."""

from datetime import datetime
from typing import Any  # what import-export hands around is untyped

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.forms import CharField, DateTimeField, DateTimeInput, Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from benchmarks.admin.spreadsheets import SpreadsheetExport
from benchmarks.exports import EstimateResource
from benchmarks.jobs import AlreadyUnderWay, enqueue
from benchmarks.models import Assumption, Estimate, Release, ReleasePublication
from benchmarks.queries import read_contradictions
from benchmarks.queries.changes import read_changes
from benchmarks.releasing import cancel_publication, publish_release

MAY_PUBLISH = "benchmarks.publish_release"


class ReadOnlyAdmin(admin.ModelAdmin):
    """Rows that people look at and nobody types."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False


class PublicationForm(Form):
    """When a release comes into effect, and why; at once where no time is given."""

    at = DateTimeField(
        label=gettext_lazy("In effect from"),
        required=False,
        help_text=gettext_lazy("Berlin time. Blank: at once."),
        widget=DateTimeInput(attrs={"type": "datetime-local"}),
    )
    reason = CharField(label=gettext_lazy("Reason"), required=False, max_length=300)

    def clean_at(self) -> datetime | None:
        at: datetime | None = self.cleaned_data["at"]
        if at and at < timezone.now():
            self.add_error("at", _("This instant has passed: leave it blank to publish at once."))
        return at


@admin.register(Release)
class ReleaseAdmin(ReadOnlyAdmin):
    list_display = ["__str__", "state", "released_at", "samples", "method_version", "note"]
    ordering = ["-number"]
    change_list_template = "admin/benchmarks/release/change_list.html"

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        return [
            path("make/", wrap(require_POST(self.make)), name="benchmarks_release_make"),
            path(
                "<int:pk>/publish/",
                wrap(require_POST(self.publish)),
                name="benchmarks_release_publish",
            ),
            path(
                "publications/<int:pk>/cancel/",
                wrap(require_POST(self.cancel)),
                name="benchmarks_release_cancel",
            ),
            *super().get_urls(),
        ]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, object] | None = None
    ) -> HttpResponse:
        context = {
            "may_release": request.user.has_perm(MAY_PUBLISH),
            "publications": ReleasePublication.objects.select_related(
                "release", "published_by"
            ).order_by("-effective_from")[:10],
            "now": timezone.now(),
        }
        return super().changelist_view(request, (extra_context or {}) | context)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, object] | None = None,
    ) -> HttpResponse:
        """What the release would change, and the form that puts it into effect."""
        release = self.get_object(request, object_id)
        if not self.has_view_permission(request, release):
            raise PermissionDenied
        if release is None:
            raise Http404
        return self._page(request, release, PublicationForm())

    def make(self, request: HttpRequest) -> HttpResponse:
        """Prepare the next release in the background."""
        _require_right(request)
        note = request.POST.get("note", "")[:300]
        try:
            job = enqueue("prepare_release", by_id=request.user.pk, arguments={"note": note})
        except AlreadyUnderWay as known:
            messages.info(request, _("A release is being prepared already."))
            job = known.job
        return HttpResponseRedirect(reverse("admin:benchmarks_job_change", args=[job.pk]))

    def publish(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Put a release into effect, at once or at a time: a draft, or an earlier one again."""
        _require_right(request)
        release = get_object_or_404(Release, pk=pk)
        form = PublicationForm(request.POST)
        if not form.is_valid():
            return self._page(request, release, form)
        at = form.cleaned_data["at"] or timezone.now()
        try:
            publication = publish_release(
                release, at=at, by_id=request.user.pk, reason=form.cleaned_data["reason"]
            )
        except IntegrityError:
            form.add_error("at", _("Another release comes into effect at just this instant."))
            return self._page(request, release, form)
        self.log_change(request, release, str(publication))
        messages.success(
            request,
            _("%(release)s is in effect from %(at)s.")
            % {"release": release, "at": timezone.localtime(at).strftime("%d.%m.%Y %H:%M")},
        )
        return HttpResponseRedirect(reverse("admin:benchmarks_release_changelist"))

    def cancel(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Take back a publication that is still to come."""
        _require_right(request)
        publication = get_object_or_404(ReleasePublication, pk=pk)
        if cancel_publication(publication, now=timezone.now()):
            self.log_change(request, publication.release, _("publication cancelled"))
            messages.success(request, _("The publication was cancelled."))
        else:
            messages.error(
                request, _("It is in effect already; publish an earlier release to go back.")
            )
        return HttpResponseRedirect(reverse("admin:benchmarks_release_changelist"))

    def _page(self, request: HttpRequest, release: Release, form: PublicationForm) -> HttpResponse:
        in_effect = Release.objects.known_at(timezone.now())
        against = in_effect if in_effect != release else None
        language = "de" if (get_language() or "").startswith("de") else "en"
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": str(release),
            "release": release,
            "in_effect": in_effect,
            "changes": read_changes(before=against, after=release),
            "contradictions": [one.sentence(language) for one in read_contradictions(release)],
            "form": form,
            "may_release": request.user.has_perm(MAY_PUBLISH),
        }
        return TemplateResponse(request, "admin/benchmarks/release/page.html", context)


@admin.register(Estimate)
class EstimateAdmin(SpreadsheetExport, ReadOnlyAdmin):
    resource_classes = [EstimateResource]
    list_display = [
        *("occupation", "country", "hub", "seniority", "year", "typical", "typical_low"),
        *("typical_high", "grade", "n", "recent_n", "suppression", "release"),
    ]
    list_filter = ["release", "grade", "suppression", "year", "country", "seniority"]
    list_select_related = ["occupation", "country", "hub", "release"]
    ordering = ["-release__number", "occupation__code", "country__code", "-year", "pk"]
    show_full_result_count = False

    def get_export_resource_kwargs(self, request: HttpRequest, **kwargs: Any) -> dict[str, Any]:
        return {"known_at": timezone.now()}


@admin.register(Assumption)
class AssumptionAdmin(admin.ModelAdmin):
    """Factors that nobody measured: shown as such, with their source."""

    list_display = ["occupation", "country", "hub", "seniority", "factor", "checked_on"]
    list_select_related = ["occupation", "country", "hub"]
    autocomplete_fields = ["occupation", "country", "hub"]
    ordering = ["country__code", "pk"]


def _require_right(request: HttpRequest) -> None:
    if not request.user.has_perm(MAY_PUBLISH):
        raise PermissionDenied
