"""Skills and certificates of occupations: kept by editors, who say when they found them right."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from benchmarks import resources
from benchmarks.admin.spreadsheets import SpreadsheetAdmin
from benchmarks.models import OccupationSkill


@admin.register(OccupationSkill)
class OccupationSkillAdmin(SpreadsheetAdmin, admin.ModelAdmin):
    resource_classes = [resources.OccupationSkillResource]
    list_display = ["name_en", "occupation", "kind", "read_on", "reviewed_on", "source_title"]
    list_filter = ["kind", "reviewed_on", "occupation"]
    list_select_related = ["occupation"]
    search_fields = ["name_de", "name_en", "occupation__name_de", "occupation__name_en"]
    autocomplete_fields = ["occupation"]
    ordering = ["occupation__name_en", "kind", "ordering", "name_en"]
    actions = ["reviewed_today"]

    @admin.action(description=_("Reviewed today: still right"), permissions=["change"])
    def reviewed_today(
        self, request: HttpRequest, queryset: QuerySet[OccupationSkill, OccupationSkill]
    ) -> None:
        """The same day for all that was chosen; each is in the history of who reviewed it."""
        today = timezone.localdate()
        rows = list(queryset.select_related("occupation"))
        for row in rows:
            row.reviewed_on = today
            row.save(update_fields=["reviewed_on"])
            self.log_change(request, row, [{"changed": {"fields": ["reviewed_on"]}}])
        said = ngettext("%(n)s entry is reviewed.", "%(n)s entries are reviewed.", len(rows))
        self.message_user(request, said % {"n": len(rows)})
