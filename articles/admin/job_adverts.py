"""Job adverts: entered by hand or as a spreadsheet, shown from one day to another."""

from django.contrib import admin
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models import JobAdvert
from articles.resources import JobAdvertResource
from benchmarks.admin.spreadsheets import SpreadsheetAdmin


@admin.register(JobAdvert)
class JobAdvertAdmin(SpreadsheetAdmin, admin.ModelAdmin):
    resource_classes = [JobAdvertResource]
    list_display = ["title", "employer", "language", "is_open", "valid_from", "valid_to", "is_paid"]
    list_filter = ["language", "is_paid", "occupations"]
    search_fields = ["title", "employer", "reference", "places", "fields"]
    autocomplete_fields = ["occupations"]
    date_hierarchy = "valid_to"
    ordering = ["-valid_from", "reference"]

    @admin.display(description=_("shown today"), boolean=True)
    def is_open(self, advert: JobAdvert) -> bool:
        return advert.valid_from <= timezone.localdate() < advert.valid_to
