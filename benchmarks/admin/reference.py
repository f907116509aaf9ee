"""Reference tables: kept by hand or as spreadsheets, a file whole or not at all."""

from django.contrib import admin

from benchmarks import resources
from benchmarks.admin.spreadsheets import SpreadsheetAdmin
from benchmarks.models import (
    Country,
    CountryAlias,
    ExchangeRate,
    Hub,
    HubAlias,
    Occupation,
    OccupationAlias,
    Source,
)


@admin.register(Country)
class CountryAdmin(SpreadsheetAdmin, admin.ModelAdmin):
    resource_classes = [resources.CountryResource]
    list_display = ["name", "code", "currency", "plausible_from", "plausible_to"]
    search_fields = ["name_de", "name_en", "code"]
    ordering = ["name_en"]


@admin.register(Hub)
class HubAdmin(SpreadsheetAdmin, admin.ModelAdmin):
    resource_classes = [resources.HubResource]
    list_display = ["name", "country", "code"]
    list_filter = ["country"]
    list_select_related = ["country"]
    search_fields = ["name_de", "name_en", "code"]
    autocomplete_fields = ["country"]
    ordering = ["country__name_en", "name_en"]


@admin.register(Occupation)
class OccupationAdmin(SpreadsheetAdmin, admin.ModelAdmin):
    resource_classes = [resources.OccupationResource]
    list_display = ["name", "family", "isco08", "code"]
    list_filter = ["family"]
    search_fields = ["name_de", "name_en", "code", "isco08", "aliases__text"]
    ordering = ["name_en"]


class AliasAdmin(SpreadsheetAdmin, admin.ModelAdmin):
    search_fields = ["text"]
    ordering = ["text"]


@admin.register(OccupationAlias)
class OccupationAliasAdmin(AliasAdmin):
    resource_classes = [resources.OccupationAliasResource]
    list_display = ["text", "occupation"]
    list_select_related = ["occupation"]
    autocomplete_fields = ["occupation"]


@admin.register(CountryAlias)
class CountryAliasAdmin(AliasAdmin):
    resource_classes = [resources.CountryAliasResource]
    list_display = ["text", "country"]
    list_select_related = ["country"]
    autocomplete_fields = ["country"]


@admin.register(HubAlias)
class HubAliasAdmin(AliasAdmin):
    resource_classes = [resources.HubAliasResource]
    list_display = ["text", "hub"]
    list_select_related = ["hub"]
    autocomplete_fields = ["hub"]


@admin.register(Source)
class SourceAdmin(SpreadsheetAdmin, admin.ModelAdmin):
    resource_classes = [resources.SourceResource]
    list_display = ["publisher", "title", "licence", "slug"]
    search_fields = ["publisher", "title", "slug"]
    ordering = ["slug"]


@admin.register(ExchangeRate)
class ExchangeRateAdmin(SpreadsheetAdmin, admin.ModelAdmin):
    resource_classes = [resources.ExchangeRateResource]
    list_display = ["currency", "year", "units_per_euro", "first_day", "last_day", "source"]
    list_filter = ["year", "currency"]
    list_select_related = ["source"]
    search_fields = ["currency"]
    ordering = ["currency", "-year"]
