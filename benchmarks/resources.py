"""Reference tables as spreadsheets: natural keys, declared headers, a file whole or not at all."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from import_export.fields import Field
from import_export.instance_loaders import CachedInstanceLoader, ModelInstanceLoader
from import_export.resources import ModelResource
from import_export.widgets import CachedForeignKeyWidget
from tablib import Dataset

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


def reference(model: type[models.Model], name: str, *, key: str) -> Field:
    """A column that holds the natural key of a row in another table."""
    return Field(column_name=name, attribute=name, widget=CachedForeignKeyWidget(model, key))


class ReferenceResource(ModelResource):
    """Importing the same file twice changes nothing; a header that differs is refused."""

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(self._meta.fields)

    def get_queryset(self) -> models.QuerySet[models.Model]:
        """Rows are compared with what they refer to: fetched for all at once."""
        return super().get_queryset().fetch_mode(models.FETCH_PEERS)

    def before_import(self, dataset: Dataset, **kwargs: object) -> None:
        found = [str(header).strip() for header in dataset.headers or []]
        if sorted(found) == sorted(self.columns):
            return
        unknown = [header for header in found if header not in self.columns]
        missing = [column for column in self.columns if column not in found]
        raise ValidationError(
            _("The header differs from %(columns)s. Unknown: %(unknown)s. Missing: %(missing)s.")
            % {
                "columns": ", ".join(self.columns),
                "unknown": ", ".join(unknown) or "–",
                "missing": ", ".join(missing) or "–",
            }
        )


class Whole:
    """Options that every reference table shares."""

    clean_model_instances = True
    skip_unchanged = True
    report_skipped = True
    use_transactions = True
    instance_loader_class = CachedInstanceLoader


NAMES = ("name_de", "name_en", "slug_de", "slug_en")


class CountryResource(ReferenceResource):
    class Meta(Whole):
        model = Country
        import_id_fields = ("code",)
        fields = ("code", *NAMES, "currency", "plausible_from", "plausible_to")


class HubResource(ReferenceResource):
    country = reference(Country, "country", key="code")

    class Meta(Whole):
        model = Hub
        import_id_fields = ("code",)
        fields = ("code", "country", *NAMES)


class OccupationResource(ReferenceResource):
    class Meta(Whole):
        model = Occupation
        import_id_fields = ("code",)
        fields = ("code", "family", "isco08", *NAMES, "summary_de", "summary_en")


class OccupationAliasResource(ReferenceResource):
    title = Field(column_name="title", attribute="text")
    occupation = reference(Occupation, "occupation", key="code")

    class Meta(Whole):
        model = OccupationAlias
        import_id_fields = ("title",)
        fields = ("title", "occupation")


class CountryAliasResource(ReferenceResource):
    alias = Field(column_name="alias", attribute="text")
    country = reference(Country, "country", key="code")

    class Meta(Whole):
        model = CountryAlias
        import_id_fields = ("alias",)
        fields = ("alias", "country")


class HubAliasResource(ReferenceResource):
    alias = Field(column_name="alias", attribute="text")
    hub = reference(Hub, "hub", key="code")

    class Meta(Whole):
        model = HubAlias
        import_id_fields = ("alias",)
        fields = ("alias", "hub")


class SourceResource(ReferenceResource):
    class Meta(Whole):
        model = Source
        import_id_fields = ("slug",)
        fields = (
            "slug",
            "publisher",
            "title",
            "licence",
            "licence_url",
            "url",
            "attribution_de",
            "attribution_en",
        )


class ExchangeRateResource(ReferenceResource):
    source = reference(Source, "source", key="slug")

    class Meta(Whole):
        model = ExchangeRate
        import_id_fields = ("currency", "year")
        instance_loader_class = ModelInstanceLoader  # the cached one knows keys of one column only
        fields = (
            "currency",
            "year",
            "units_per_euro",
            "first_day",
            "last_day",
            "days",
            "source",
        )
