"""The effect of an import as it was worked out, with the names of what it speaks of."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from benchmarks.models import Country, Hub, ImportBatch, Occupation, Seniority, Suppression


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownEffect:
    """Typical pay of a group and year now and then; None where it is or would be hidden."""

    occupation: Occupation
    country: Country
    hub: Hub | None
    seniority: Seniority | None
    year: int
    before: Decimal | None
    after: Decimal | None
    hidden_because: Suppression | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownEffects:
    """Counts of figures that come, go, move and stay; `release` is what they are held against."""

    release: int | None
    came: int
    went: int
    moved: int
    same: int
    largest: Sequence[ShownEffect]


def read_effects(batch: ImportBatch) -> ShownEffects | None:
    """None where nobody asked yet."""
    if batch.effects is None:
        return None
    stored = dict(batch.effects)
    rows = stored.pop("largest")
    occupations = Occupation.objects.in_bulk({row["occupation"] for row in rows})
    countries = Country.objects.in_bulk({row["country"] for row in rows})
    hubs = Hub.objects.in_bulk({row["hub"] for row in rows if row["hub"]})
    return ShownEffects(
        **stored,
        largest=[
            ShownEffect(
                occupation=occupations[row["occupation"]],
                country=countries[row["country"]],
                hub=hubs[row["hub"]] if row["hub"] else None,
                seniority=Seniority(row["seniority"]) if row["seniority"] else None,
                year=row["year"],
                before=Decimal(row["before"]) if row["before"] else None,
                after=Decimal(row["after"]) if row["after"] else None,
                hidden_because=Suppression(row["hidden_because"])
                if row["hidden_because"]
                else None,
            )
            for row in rows
        ],
    )
