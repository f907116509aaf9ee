"""Job adverts as spreadsheets: known by their reference, a file whole or not at all."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any  # what import-export hands around is untyped

from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _
from import_export.fields import Field
from import_export.widgets import ManyToManyWidget, Widget

from articles.models import JobAdvert
from benchmarks.exact_widgets import ExactDay
from benchmarks.models import Occupation
from benchmarks.resources import ReferenceResource, Whole

YES = frozenset({"1", "yes", "ja", "true", "wahr", "x"})
NO = frozenset({"0", "no", "nein", "false", "falsch", ""})


class ComingDay(ExactDay):
    """A day that may lie ahead, within a century."""

    def decide(self, cells: Iterable[object], today: date) -> None:
        super().decide(cells, date(today.year + 100, 12, 31))


class YesOrNo(Widget):
    """`yes` or `no`, in either language or as 1 and 0; empty is no."""

    def clean(self, value: object, row: object = None, **kwargs: object) -> bool:
        written = str(value or "").strip().lower()
        if written not in YES | NO:
            raise ValueError(_("“%(value)s” is neither yes nor no.") % {"value": str(value)[:40]})
        return written in YES

    def render(self, value: object, obj: object = None, **kwargs: object) -> str:
        return "yes" if value else "no"


class Codes(ManyToManyWidget):
    """The codes of rows in another table, separated by semicolons."""

    def clean(self, value: object, row: object = None, **kwargs: object) -> list[Model]:
        codes = [code for part in str(value or "").split(";") if (code := part.strip())]
        found = {one.code: one for one in self.model.objects.filter(code__in=codes)}
        missing = [code for code in codes if code not in found]
        if not codes:
            raise ValueError(_("A job advert needs the code of an occupation at least."))
        if missing:
            raise ValueError(
                _("There is no occupation with the code “%(code)s”.") % {"code": missing[0][:80]}
            )
        return [found[code] for code in dict.fromkeys(codes)]

    def render(self, value: object, obj: Model | None = None, **kwargs: object) -> str:
        rows = value.all() if value is not None else ()  # type: ignore[attr-defined]  # a manager
        return "; ".join(sorted(one.code for one in rows))


class JobAdvertResource(ReferenceResource):
    WIDGETS_MAP = ReferenceResource.WIDGETS_MAP | {"DateField": ComingDay, "BooleanField": YesOrNo}

    occupations = Field(
        column_name="occupations", attribute="occupations", widget=Codes(Occupation)
    )

    class Meta(Whole):
        model = JobAdvert
        import_id_fields = ("reference",)
        fields = (
            *("reference", "employer", "title", "language", "places", "fields", "url"),
            *("valid_from", "valid_to", "is_paid", "occupations"),
        )

    def before_import_row(self, row: Mapping[str, Any], **kwargs: Any) -> None:
        """Relations are stored after the row: what is wrong with them has to be told before."""
        super().before_import_row(row, **kwargs)
        try:
            self.fields["occupations"].clean(row)
        except ValueError as error:
            raise ValidationError({"occupations": [str(error)]}) from error

    def get_queryset(self) -> QuerySet[Model]:
        return super().get_queryset().prefetch_related("occupations")
