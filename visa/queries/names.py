"""The residence titles of a country by name, for pages that are about something else."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from benchmarks.models import Country
from benchmarks.moments import Moment
from visa import models
from visa.citations import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleName:
    name: Text
    slug: Text


def read_title_names(*, country: Country, moment: Moment) -> list[TitleName]:
    """Those that are law on the day, in their order; one query."""
    rules = models.RuleVersion.objects.known_at(moment.known_at).in_force(moment.on)
    rows = models.ResidenceTitle.objects.filter(
        Exists(rules.filter(route__title=OuterRef("pk"))), country=country
    )
    return [
        TitleName(name=Text(row.name_de, row.name_en), slug=Text(row.slug_de, row.slug_en))
        for row in rows.order_by("position", "key")
    ]
