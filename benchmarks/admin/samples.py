"""Salary samples: looked through and exported, never typed."""

from typing import cast

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy

from benchmarks.admin.rows_of_imports import RowsOfImports
from benchmarks.exports import MAY_EXPORT_SAMPLES, csv_of_samples
from benchmarks.models import SalarySample
from benchmarks.table_files import CSV_TYPE
from benchmarks.templatetags.imports import reader_language

MOST_COUNTED = 10_000  # nobody turns more pages
YEARS_TO_CHOOSE = 12


class BoundedPaginator(Paginator):
    """Counts no further than anyone turns pages: all of a million rows would take a second."""

    @cached_property
    def count(self) -> int:
        rows = cast(QuerySet[SalarySample], self.object_list)
        return rows.order_by()[:MOST_COUNTED].count()


class YearFilter(admin.SimpleListFilter):
    """The year of observation; the last ones, since asking the table for its years is slow."""

    title = gettext_lazy("year")
    parameter_name = "year"

    def lookups(
        self, request: HttpRequest, model_admin: admin.ModelAdmin[SalarySample]
    ) -> list[tuple[str, str]]:
        this_year = timezone.localdate().year
        return [
            (str(year), str(year)) for year in range(this_year, this_year - YEARS_TO_CHOOSE, -1)
        ]

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[SalarySample]
    ) -> QuerySet[SalarySample]:
        year = self.value() or ""
        if not (year.isascii() and year.isdecimal() and 0 < int(year) < 9999):
            return queryset
        return queryset.filter(observed_on__year=int(year))


@admin.register(SalarySample)
class SalarySampleAdmin(RowsOfImports):
    list_display = [
        *("row_number", "occupation", "country", "hub", "seniority", "yearly_pay"),
        *("observed_on", "source_kind", "amount", "currency", "period", "batch"),
    ]
    list_filter = [
        *("batch__state", "batch__source", YearFilter, "source_kind", "seniority"),
        *("country", "occupation", "hub", "batch"),
    ]
    list_select_related = ["occupation", "country", "hub", "batch"]
    paginator = BoundedPaginator
    show_facets = admin.ShowFacets.NEVER  # a count of all rows for each filter
    change_list_template = "admin/benchmarks/salarysample/change_list.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[SalarySample]:
        return super().get_queryset(request).defer("batch__mapping", "batch__findings")

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def get_urls(self) -> list[URLPattern]:
        export = self.admin_site.admin_view(self.export)
        return [path("export/", export, name="benchmarks_salarysample_export"), *super().get_urls()]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, object] | None = None
    ) -> HttpResponse:
        context = {
            "may_export": request.user.has_perm(MAY_EXPORT_SAMPLES),
            "filters": request.GET.urlencode(),
            "most_counted": MOST_COUNTED,
        }
        return super().changelist_view(request, (extra_context or {}) | context)

    def export(self, request: HttpRequest) -> HttpResponseBase:
        """The rows that the filters of the list leave, as a csv file."""
        if not request.user.has_perm(MAY_EXPORT_SAMPLES):
            raise PermissionDenied
        try:
            rows = self.get_changelist_instance(request).get_queryset(request)
        except IncorrectLookupParameters:
            return HttpResponseRedirect(
                reverse("admin:benchmarks_salarysample_changelist") + "?e=1"
            )
        blocks = csv_of_samples(rows, reader_language())
        response = StreamingHttpResponse(blocks, content_type=CSV_TYPE)
        name = f"samples {timezone.localdate().isoformat()}.csv"
        response.headers["Content-Disposition"] = content_disposition_header(True, name) or ""
        return response
