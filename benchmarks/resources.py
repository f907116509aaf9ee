"""Reference tables as spreadsheets: natural keys, declared headers, a file whole or not at all."""

from collections.abc import Mapping
from typing import Any  # what import-export hands around is untyped

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from import_export.fields import Field
from import_export.instance_loaders import ModelInstanceLoader
from import_export.resources import Diff, ModelResource
from import_export.results import Result
from import_export.widgets import CachedForeignKeyWidget
from tablib import Dataset

from benchmarks.exact_widgets import ExactDay, ExactNumber, ExactWholeNumber, ExactWidget
from benchmarks.models import (
    Country,
    CountryAlias,
    ExchangeRate,
    Hub,
    HubAlias,
    Occupation,
    OccupationAlias,
    OccupationSkill,
    Source,
)
from benchmarks.reading.problems import Problem, problem
from benchmarks.reference_results import PlainDiff, ReferenceResult, TableOfFaults
from benchmarks.templatetags.imports import sentence


class NaturalKey(CachedForeignKeyWidget):
    """The natural key of a row in another table."""

    def clean(self, value: object, row: object = None, **kwargs: object) -> object:
        try:
            return super().clean(value, row, **kwargs)
        except ObjectDoesNotExist as error:
            table = str(self.model._meta.verbose_name_plural)
            why = problem("reference-unknown-key", value=str(value), table=table)
            raise ValueError(sentence(why)) from error


def reference(model: type[models.Model], name: str, *, key: str) -> Field:
    """A column that holds the natural key of a row in another table."""
    return Field(column_name=name, attribute=name, widget=NaturalKey(model, key))


class KnownRows(ModelInstanceLoader):
    """The rows of the table by their natural keys, fetched at once: these tables are small."""

    def __init__(self, resource: ModelResource, dataset: Dataset) -> None:
        super().__init__(resource, dataset)
        self._keys = [resource.fields[name] for name in resource.get_import_id_fields()]
        self._known = {
            tuple(field.get_value(row) for field in self._keys): row for row in self.get_queryset()
        }

    def get_instance(self, row: Mapping[str, Any]) -> models.Model | None:
        """The row with that key; None also where a cell can't be one, which is told later."""
        try:
            return self._known.get(tuple(field.clean(row) for field in self._keys))
        except ValueError:
            return None


class ReferenceResource(ModelResource):
    """Importing the same file twice changes nothing; a header that differs is refused."""

    WIDGETS_MAP = ModelResource.WIDGETS_MAP | {
        "DecimalField": ExactNumber,
        "PositiveSmallIntegerField": ExactWholeNumber,
        "DateField": ExactDay,
    }

    def __init__(self, **kwargs: object) -> None:
        super().__init__(**kwargs)
        self._rows_by_key: dict[tuple[str, ...], int] = {}

    @classmethod
    def get_result_class(cls) -> type[Result]:
        return ReferenceResult

    @classmethod
    def get_diff_class(cls) -> type[Diff]:
        return PlainDiff

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(self._meta.fields)

    @property
    def _key_columns(self) -> list[str]:
        return [self.fields[name].column_name for name in self.get_import_id_fields()]

    def get_queryset(self) -> models.QuerySet[models.Model]:
        return self._with_references(super().get_queryset())

    def _with_references(
        self, queryset: models.QuerySet[models.Model]
    ) -> models.QuerySet[models.Model]:
        """Rows with the rows whose natural keys stand in their columns."""
        fields = self.get_import_fields()
        names = [field.attribute for field in fields if isinstance(field.widget, NaturalKey)]
        return queryset.select_related(*names) if names else queryset

    def before_import(self, dataset: Dataset, **kwargs: object) -> None:
        self._refuse_other_header(dataset)
        for field in self.get_import_fields():
            if isinstance(field.widget, ExactWidget):
                field.widget.decide(dataset[field.column_name], timezone.localdate())

    def before_import_row(self, row: Mapping[str, Any], **kwargs: Any) -> None:
        """Refuses cells without a value, and a second row with the same key."""
        faults = {
            column: [sentence(cell)] for column, cell in row.items() if isinstance(cell, Problem)
        }
        if faults:
            raise ValidationError(faults)
        key = tuple(str(row[column]) for column in self._key_columns)
        first = self._rows_by_key.setdefault(key, kwargs["row_number"])
        if first != kwargs["row_number"]:
            raise ValidationError(sentence(problem("reference-key-twice", key=", ".join(key))))

    def after_import(self, dataset: Dataset, result: ReferenceResult, **kwargs: object) -> None:
        columns = {field.attribute: field.column_name for field in self.get_import_fields()}
        table = TableOfFaults(model=self._meta.model, columns=columns, key=self._key_columns)
        result.word_faults(dataset, table)

    def filter_export(
        self, queryset: models.QuerySet[models.Model], **kwargs: object
    ) -> models.QuerySet[models.Model]:
        return self._with_references(queryset)

    def _refuse_other_header(self, dataset: Dataset) -> None:
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
    report_skipped = False
    use_transactions = True
    instance_loader_class = KnownRows


NAMES = ("name_de", "name_en", "slug_de", "slug_en")


class CountryResource(ReferenceResource):
    class Meta(Whole):
        model = Country
        import_id_fields = ("code",)
        fields = ("code", *NAMES, "currency", "plausible_from", "plausible_to")
        widgets = {name: {"is_money": True} for name in ("plausible_from", "plausible_to")}


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


class OccupationSkillResource(ReferenceResource):
    occupation = reference(Occupation, "occupation", key="code")

    class Meta(Whole):
        model = OccupationSkill
        import_id_fields = ("occupation", "kind", "name_en")
        fields = (
            *("occupation", "kind", "ordering", "name_de", "name_en", "note_de", "note_en"),
            *("source_publisher", "source_title", "source_url", "read_on", "reviewed_on"),
        )


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
        fields = (
            "currency",
            "year",
            "units_per_euro",
            "first_day",
            "last_day",
            "days",
            "source",
        )
