"""The rows of imports as lists of the admin, reached from their import."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy

from benchmarks.admin.releases import ReadOnlyAdmin
from benchmarks.findings import stored_problem
from benchmarks.models import SetAsideRow
from benchmarks.reading.reason_titles import TITLES
from benchmarks.templatetags.imports import reader_language, sentence

MAY_IMPORT = "benchmarks.import_samples"


class RowsOfImports(ReadOnlyAdmin):
    """Rows that are reached from their import, and stand in no menu."""

    list_filter = [("batch", admin.RelatedOnlyFieldListFilter)]
    list_display_links = None
    list_per_page = 50
    ordering = ["batch", "row_number"]
    show_full_result_count = False

    def has_module_permission(self, request: HttpRequest) -> bool:
        return False

    def has_view_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return request.user.has_perm(MAY_IMPORT) or super().has_view_permission(request, obj)


class ReasonFilter(admin.SimpleListFilter):
    """The reasons that occur in the import that is looked at."""

    title = gettext_lazy("reason")
    parameter_name = "code"

    def lookups(
        self, request: HttpRequest, model_admin: admin.ModelAdmin[SetAsideRow]
    ) -> list[tuple[str, str]]:
        batch = request.GET.get("batch__id__exact", "")
        rows = SetAsideRow.objects.filter(batch=int(batch) if batch.isdecimal() else None)
        codes = rows.order_by("code").values_list("code", flat=True).distinct()
        return [(code, TITLES.get(code, {}).get(reader_language(), code)) for code in codes]

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[SetAsideRow]
    ) -> QuerySet[SetAsideRow]:
        return queryset.filter(code=self.value()) if self.value() else queryset


@admin.register(SetAsideRow)
class SetAsideRowAdmin(RowsOfImports):
    list_display = ["row_number", "decision", "reason", "as_it_came"]
    list_filter = ["decision", ReasonFilter, ("batch", admin.RelatedOnlyFieldListFilter)]

    @admin.display(description=gettext_lazy("reason"), ordering="code")
    def reason(self, row: SetAsideRow) -> str:
        return sentence(stored_problem(row.code, row.values))

    @admin.display(description=gettext_lazy("as it came"))
    def as_it_came(self, row: SetAsideRow) -> SafeString:
        cells = format_html_join("", "<div><dt>{}</dt><dd>{}</dd></div>", row.cells.items())
        return format_html('<dl class="cells">{}</dl>', cells)
