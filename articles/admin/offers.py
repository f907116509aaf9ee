"""Partner offers and the report of their clicks, by offer, page and day."""

from typing import Any  # what import-export hands around is untyped

from django.contrib import admin
from django.db.models import QuerySet, Sum
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.click_report import ClicksResource
from articles.models import OfferClicks, PartnerOffer
from articles.offering.choosing import live_offers
from benchmarks.admin.spreadsheets import SpreadsheetExport
from benchmarks.moments import Moment


@admin.register(PartnerOffer)
class PartnerOfferAdmin(admin.ModelAdmin):
    list_display = [
        *("title", "partner", "language", "is_shown", "valid_from", "valid_to"),
        *("placement", "priority", "clicks_of_all_days"),
    ]
    list_filter = ["language", "partner", "placement", "countries", "occupations"]
    search_fields = ["title", "partner", "reference", "text", "url"]
    autocomplete_fields = ["countries", "occupations"]
    prepopulated_fields = {"reference": ["partner", "title"]}
    date_hierarchy = "valid_to"
    ordering = ["-valid_to", "reference"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[PartnerOffer]:
        self.shown = set(live_offers(Moment.now()).values_list("pk", flat=True))
        return super().get_queryset(request).annotate(clicked=Sum("clicks__count"))

    @admin.display(description=_("shown today"), boolean=True)
    def is_shown(self, offer: PartnerOffer) -> bool:
        return offer.pk in self.shown

    @admin.display(description=_("clicks"), ordering="clicked")
    def clicks_of_all_days(self, offer: PartnerOffer) -> int:
        clicked: int | None = getattr(offer, "clicked", None)
        return clicked or 0

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        return {"valid_from": timezone.localdate(), **super().get_changeform_initial_data(request)}


@admin.register(OfferClicks)
class OfferClicksAdmin(SpreadsheetExport, admin.ModelAdmin):
    """A report: counted by the site, never typed."""

    resource_classes = [ClicksResource]
    list_display = ["on", "offer", "page", "count"]
    list_filter = ["offer__partner", "offer", "on"]
    list_select_related = ["offer"]
    search_fields = ["page", "offer__title", "offer__reference"]
    date_hierarchy = "on"
    ordering = ["-on", "offer", "page"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False
