"""Estimates and samples as spreadsheets: they go out, and never come in."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import chain
from typing import Any, Never  # what import-export hands around is untyped

from django.db import models
from import_export.fields import Field
from import_export.resources import ModelResource
from tablib import Dataset

from benchmarks.models import Estimate, Release, SalarySample
from benchmarks.reading.problems import Language
from benchmarks.table_files import CSV_STYLES, Value, csv_blocks, csv_text

MAY_EXPORT_SAMPLES = "benchmarks.export_salarysample"
PIECE = 5_000  # rows in memory at a time


def column(name: str, path: str) -> Field:
    """A column that holds what lies at the path from a row."""
    return Field(column_name=name, attribute=path)


class OutgoingResource(ModelResource):
    """A table of which whole pieces are read by the paths of its columns, not row by row."""

    def rows(self, queryset: models.QuerySet[Any]) -> Iterator[list[Value]]:
        """The rows in the order of their keys; memory stays that of a piece."""
        paths = [field.attribute for field in self.get_export_fields()]
        pieces = queryset.order_by("pk").values_list("pk", *paths)
        last = 0
        while piece := list(pieces.filter(pk__gt=last)[:PIECE]):
            last = piece[-1][0]
            for _pk, *values in piece:
                yield self.worded(values)

    def worded(self, values: list[Any]) -> list[Value]:
        """The values as a file shows them."""
        return values

    def export(self, queryset: models.QuerySet[Any] | None = None, **kwargs: object) -> Dataset:
        chosen = self.filter_export(self.get_queryset() if queryset is None else queryset)
        return Dataset(*self.rows(chosen), headers=self.get_export_headers())

    def import_data(self, *args: object, **kwargs: object) -> Never:
        raise TypeError(f"{self._meta.model.__name__} rows are never imported")


class EstimateResource(OutgoingResource):
    """Estimates that were public by an instant; a suppressed group says so and nothing more."""

    release = column("release", "release__number")
    occupation = column("occupation", "occupation__code")
    country = column("country", "country__code")
    hub = column("hub", "hub__code")
    state = column("state", "suppression")
    sources = column("sources", "provenance")
    currency = column("currency", "country__currency")

    class Meta:
        model = Estimate
        fields = (
            *("release", "occupation", "country", "hub", "seniority", "year", "is_projection"),
            *("state", "grade", "currency", "typical", "typical_low", "typical_high"),
            *("p10", "p25", "p75", "p90", "n", "median", "recent_n"),
            *("observed_from", "observed_to", "sources"),
        )
        export_order = fields

    def __init__(self, *, known_at: datetime | None = None, **kwargs: object) -> None:
        super().__init__(**kwargs)
        self._known_at = known_at

    def filter_export(
        self, queryset: models.QuerySet[Estimate], **kwargs: object
    ) -> models.QuerySet[Estimate]:
        """Drafts stay in, and so does what is scheduled for later."""
        public = Release.objects.filter(
            state=Release.State.PUBLISHED, publications__effective_from__lte=self._known_at
        )
        return queryset.filter(release__in=public)

    def worded(self, values: list[Any]) -> list[Value]:
        row = dict(zip(self._meta.fields, values, strict=True))
        row["sources"] = ", ".join(sorted({one["source"] for one in row["sources"]}))
        if row["state"]:
            row["currency"] = ""
        row["state"] = row["state"] or "published"
        return list(row.values())


class SampleResource(OutgoingResource):
    """Salary samples, each with the import and the row that it came from."""

    source = column("source", "batch__source__slug")
    state = column("state", "batch__state")
    occupation = column("occupation", "occupation__code")
    country = column("country", "country__code")
    hub = column("hub", "hub__code")
    import_number = column("import", "batch_id")
    row = column("row", "row_number")

    class Meta:
        model = SalarySample
        fields = (
            *("source", "import_number", "state", "row", "occupation", "country", "hub"),
            *("seniority", "source_kind", "observed_on", "amount", "currency", "period"),
            "yearly_pay",
        )
        export_order = fields


def csv_of_samples(rows: models.QuerySet[SalarySample], language: Language) -> Iterator[bytes]:
    """A csv file of samples piece by piece: there may be millions."""
    resource, style = SampleResource(), CSV_STYLES[language]
    header: Sequence[Value] = resource.get_export_headers()
    lines = chain([header], resource.rows(rows))
    texts = ([csv_text(cell, style.decimal) for cell in line] for line in lines)
    yield from csv_blocks(texts, style.delimiter)
