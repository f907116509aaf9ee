"""What accepting an import, or undoing it, would do to the published figures."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from decimal import Decimal

from benchmarks.figures_of_release import figures_of
from benchmarks.models import Estimate, ImportBatch, Release
from benchmarks.observed import read_observed
from benchmarks.rows_of_release import EstimateRow

LISTED = 100
"""The largest effects are listed one by one; all are counted."""

type Group = tuple[int, int, int | None, str, int]
"""Occupation, country, hub, seniority and year."""

type Figure = Estimate | EstimateRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """Typical pay of a group and year now and then; None where it is or would be hidden.

    `hidden_because` says why it would be, and is empty otherwise.
    """

    occupation: int
    country: int
    hub: int | None
    seniority: str
    year: int
    before: str | None
    after: str | None
    hidden_because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Effects:
    """How many figures would come, go, move and stay, against the release of that number.

    Those that come or go cross the limit of publication.
    """

    release: int | None
    came: int
    went: int
    moved: int
    same: int
    largest: list[Effect]

    def as_json(self) -> dict[str, object]:
        return asdict(self)


def effects_of(batch: ImportBatch, *, at: datetime) -> Effects:
    """Estimate as if the staged batch were accepted, and compare with the release in effect."""
    observed = read_observed(and_batch=batch.pk)
    release = Release.objects.known_at(at)
    before = _typical(release.estimates.all()) if release else {}
    after: Mapping[Group, Figure] = {}
    if len(observed):
        after = _typical(figures_of(observed, previous=release, at=at).estimates)
    found = list(_effects(before, after))
    changed = [effect for effect in found if effect.before != effect.after]
    return Effects(
        release=release.number if release else None,
        came=sum(effect.before is None for effect in changed),
        went=sum(effect.after is None for effect in changed),
        moved=sum(None not in (effect.before, effect.after) for effect in changed),
        same=len(found) - len(changed),
        largest=sorted(changed, key=_size, reverse=True)[:LISTED],
    )


def _typical(estimates: Iterable[Figure]) -> dict[Group, Figure]:
    return {
        (one.occupation_id, one.country_id, one.hub_id, one.seniority, one.year): one
        for one in estimates
    }


def _effects(before: Mapping[Group, Figure], after: Mapping[Group, Figure]) -> Iterator[Effect]:
    for group in before.keys() | after.keys():
        was, becomes = before.get(group), after.get(group)
        now, then = (one.typical if one else None for one in (was, becomes))
        if now is None and then is None:
            continue
        occupation, country, hub, seniority, year = group
        yield Effect(
            occupation=occupation,
            country=country,
            hub=hub,
            seniority=seniority,
            year=year,
            before=None if now is None else str(now),
            after=None if then is None else str(then),
            hidden_because=becomes.suppression if becomes else "",
        )


def _size(effect: Effect) -> tuple[Decimal, int, int, int, str, int]:
    """By how much it moves; what comes or goes stands behind. The rest makes the order certain."""
    move = Decimal(0)
    if effect.before and effect.after:
        move = abs(Decimal(effect.after) / Decimal(effect.before) - 1)
    group = (effect.occupation, effect.country, effect.hub or 0, effect.seniority, effect.year)
    return (move, *group)
