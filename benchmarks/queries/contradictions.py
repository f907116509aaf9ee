"""The figures that a release withholds because others contradict them, by the names of groups."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any  # JSON as it was stored

from benchmarks.estimating.cells import CellKey
from benchmarks.estimating.consistency import Contradiction, Kind
from benchmarks.estimating.observations import NONE
from benchmarks.models import Country, Hub, Occupation, Release, Seniority

LEVELS = list(Seniority)


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """A group and year whose figure is left out; of `Kind.CONTRAST`, the step to the level below.

    Visitors are told the kind alone: the numbers in `found` would give away what is withheld.
    """

    occupation: Occupation
    country: Country
    hub: Hub | None
    seniority: Seniority | None
    found: Contradiction

    @property
    def kind(self) -> Kind:
        return self.found.kind

    @property
    def year(self) -> int:
        return self.found.year

    @property
    def name(self) -> str:
        """In the language of whoever reads it: `Data Scientist, Senior, Berlin`."""
        level = [str(self.seniority.label)] if self.seniority else []
        return ", ".join([self.occupation.name, *level, (self.hub or self.country).name])

    def sentence(self, language: str) -> str:
        """With its numbers, for analysts."""
        return self.found.sentence(language, f"{self.name}, {self.year}")


def read_contradictions(release: Release) -> Sequence[Withheld]:
    """In the order in which they were found, by group and year."""
    rows = release.contradictions
    occupations = Occupation.objects.in_bulk({row["occupation"] for row in rows})
    countries = Country.objects.in_bulk({row["country"] for row in rows})
    hubs = Hub.objects.in_bulk({row["hub"] for row in rows if row["hub"] != NONE})
    return [
        Withheld(
            occupation=occupations[row["occupation"]],
            country=countries[row["country"]],
            hub=hubs.get(row["hub"]),
            seniority=None if row["seniority"] == NONE else LEVELS[row["seniority"]],
            found=_contradiction(row),
        )
        for row in rows
    ]


def _contradiction(row: dict[str, Any]) -> Contradiction:
    key = CellKey(**{name: row[name] for name in ("country", "occupation", "hub", "seniority")})
    return Contradiction(kind=Kind(row["kind"]), key=key, year=row["year"], a=row["a"], b=row["b"])
