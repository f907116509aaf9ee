"""What one release says of several markets at once, as pages show that are about something else."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q

from benchmarks.models import Contrast, Estimate, Hub, Release
from benchmarks.queries.pay import PaySummary, levels_of, summary_of


@dataclass(frozen=True, slots=True, kw_only=True)
class MarketCodes:
    """An occupation in a country, or in one of its hubs, by codes that stay."""

    occupation: str
    country: str
    hub: str = ""


def read_pays(
    markets: Collection[MarketCodes], *, release: Release
) -> dict[MarketCodes, PaySummary]:
    """The markets that the release says anything of, in two queries or three.

    Without assumptions and sources: those stand on each market's own page.
    """
    wanted = Q(pk__in=[])
    for occupation, country in {(one.occupation, one.country) for one in markets}:
        wanted |= Q(occupation__code=occupation, country__code=country)
    in_release = Q(release=release) & wanted
    rows = Estimate.objects.filter(in_release).select_related("occupation", "country", "hub")
    estimates: dict[tuple[str, str], list[Estimate]] = defaultdict(list)
    for row in rows if markets else ():
        estimates[row.occupation.code, row.country.code].append(row)
    if not estimates:
        return {}
    contrasts: dict[tuple[int, int], list[Contrast]] = defaultdict(list)
    for contrast in Contrast.objects.filter(in_release):
        contrasts[contrast.occupation_id, contrast.country_id].append(contrast)
    hubs = _hubs(markets, estimates.values())
    return {
        market: _summary(found, contrasts, hubs.get(market.hub), release)
        for market in markets
        if (found := estimates.get((market.occupation, market.country)))
    }


def _summary(
    estimates: list[Estimate],
    contrasts: dict[tuple[int, int], list[Contrast]],
    hub: Hub | None,
    release: Release,
) -> PaySummary:
    occupation, country = estimates[0].occupation, estimates[0].country
    here = [one for one in estimates if not one.seniority or one.hub_id in (None, hub and hub.pk)]
    return summary_of(
        levels_of(here),
        contrasts[occupation.pk, country.pk],
        occupation=occupation,
        country=country,
        hub=hub,
        release=release,
    )


def _hubs(
    markets: Collection[MarketCodes], estimates: Collection[list[Estimate]]
) -> dict[str, Hub]:
    """The hubs that markets name; one without a sample of its own isn't among the estimates."""
    hubs = {one.hub.code: one.hub for found in estimates for one in found if one.hub}
    missing = {market.hub for market in markets if market.hub} - set(hubs)
    more = Hub.objects.filter(code__in=missing) if missing else Hub.objects.none()
    return hubs | {hub.code: hub for hub in more}
