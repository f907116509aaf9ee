"""Releases: made and published by a button, looked at, never edited."""

from typing import Any  # what import-export hands around is untyped

from django.contrib import admin, messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from benchmarks.admin.spreadsheets import SpreadsheetExport
from benchmarks.exports import EstimateResource
from benchmarks.models import Estimate, Release
from benchmarks.releasing import NothingToRelease, prepare_release, publish_release


class ReadOnlyAdmin(admin.ModelAdmin):
    """Rows that people look at and nobody types."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False


@admin.register(Release)
class ReleaseAdmin(ReadOnlyAdmin):
    list_display = ["__str__", "state", "released_at", "samples", "method_version", "note"]
    ordering = ["-number"]
    change_list_template = "admin/benchmarks/release/change_list.html"

    def get_urls(self) -> list[URLPattern]:
        make = self.admin_site.admin_view(require_POST(self.make_release))
        return [path("make/", make, name="benchmarks_release_make"), *super().get_urls()]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, object] | None = None
    ) -> HttpResponse:
        context = {"may_release": request.user.has_perm("benchmarks.publish_release")}
        return super().changelist_view(request, (extra_context or {}) | context)

    def make_release(self, request: HttpRequest) -> HttpResponse:
        """Prepare and publish in one transaction: the last release stays if anything fails."""
        if not request.user.has_perm("benchmarks.publish_release"):
            return HttpResponse(_("You may not publish releases."), status=403)
        try:
            with transaction.atomic():
                release = prepare_release(
                    by_id=request.user.pk, note=request.POST.get("note", "")[:300]
                )
                publish_release(release, at=timezone.now(), by_id=request.user.pk)
        except NothingToRelease as reason:
            messages.warning(request, str(reason))
        else:
            messages.success(
                request,
                _("Release %(number)s is public: %(samples)s samples.")
                % {"number": release.number, "samples": release.samples},
            )
        return HttpResponseRedirect(reverse("admin:benchmarks_release_changelist"))


@admin.register(Estimate)
class EstimateAdmin(SpreadsheetExport, ReadOnlyAdmin):
    resource_classes = [EstimateResource]
    list_display = [
        "occupation",
        "country",
        "hub",
        "seniority",
        "year",
        "n",
        "median",
        "release",
    ]
    list_filter = ["release", "year", "country", "seniority"]
    list_select_related = ["occupation", "country", "hub", "release"]
    ordering = ["-release__number", "occupation__code", "country__code", "-year", "pk"]
    show_full_result_count = False

    def get_export_resource_kwargs(self, request: HttpRequest, **kwargs: Any) -> dict[str, Any]:
        return {"known_at": timezone.now()}
