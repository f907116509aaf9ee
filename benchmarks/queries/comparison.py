"""Groups side by side, each with its own figure or that of the next broader level."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from benchmarks.models import Country, Estimate, Hub, Occupation, Release, Seniority
from benchmarks.queries.figures import Pay, shown
from benchmarks.queries.levels import Level, choose
from benchmarks.queries.pay import STILL_CURRENT


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """An occupation in a place; `year` is None for the newest with a figure."""

    occupation: Occupation
    country: Country
    hub: Hub | None = None
    year: int | None = None
    seniority: Seniority | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """A group and what there is to say of it; `level` and `pay` are None without a figure."""

    group: Group
    level: Level | None
    pay: Pay | None

    @property
    def is_broader(self) -> bool:
        wanted = Level(hub=self.group.hub, seniority=self.group.seniority)
        return self.level is not None and self.level != wanted


def read_groups(groups: Sequence[Group], *, release: Release) -> list[Compared]:
    """Each group with its figure, in one query."""
    markets = Q(pk__in=[])
    for group in groups:
        markets |= Q(occupation=group.occupation, country=group.country)
    hubs = [group.hub for group in groups if group.hub]
    seniorities = {"", *(group.seniority for group in groups if group.seniority)}
    estimates = list(
        Estimate.objects.filter(markets, Q(hub=None) | Q(hub__in=hubs), release=release)
        .filter(seniority__in=seniorities, is_projection=False)
        .select_related("hub")
        .order_by("-year", "pk")
    )
    return [_compared(group, estimates) for group in groups]


def _compared(group: Group, estimates: Sequence[Estimate]) -> Compared:
    market = [
        one
        for one in estimates
        if (one.occupation_id, one.country_id) == (group.occupation.pk, group.country.pk)
    ]
    newest = max((one.year for one in market), default=0)
    pays: dict[Level, Pay] = {}
    for one in market:
        is_wanted = one.year == group.year if group.year else one.year >= newest - STILL_CURRENT
        pay = shown(one, group.country.currency) if is_wanted else None
        if pay:
            seniority = Seniority(one.seniority) if one.seniority else None
            pays.setdefault(Level(hub=one.hub, seniority=seniority), pay)
    level = choose(Level(hub=group.hub, seniority=group.seniority), pays)
    return Compared(group=group, level=level, pay=pays[level] if level else None)
