"""Keys whose codes were changed since they were written: what they became."""

from collections.abc import Collection
from dataclasses import replace

from django.db.models import Q

from articles.figures.keys import Key, LawKey, MarketKey
from articles.models import FormerCode


def renamed_keys(keys: Collection[Key]) -> dict[Key, Key]:
    """The keys that were changed, each with what it became, in one query."""
    wanted = Q(parameter__isnull=False, former__in=[one.parameter for one in _of_law(keys)])
    markets = [key.market for key in _of_markets(keys) if key.market]
    wanted |= Q(occupation__isnull=False, former__in=[one.occupation for one in markets])
    wanted |= Q(hub__isnull=False, former__in=[one.hub for one in markets])
    rows = FormerCode.objects.filter(wanted).values_list(
        "former", "parameter__key", "occupation__code", "hub__code"
    )
    parameters: dict[str, str] = {}
    occupations: dict[str, str] = {}
    hubs: dict[str, str] = {}
    for former, parameter, occupation, hub in rows:
        for known, code in ((parameters, parameter), (occupations, occupation), (hubs, hub)):
            if code:
                known[former] = code
    law: dict[Key, Key] = {
        key: LawKey(parameter=parameters[key.parameter])
        for key in _of_law(keys)
        if key.parameter in parameters
    }
    moved = {key: _moved(key, occupations, hubs) for key in _of_markets(keys)}
    return {**law, **{old: new for old, new in moved.items() if new != old}}


def former_keys(key: Key) -> list[str]:
    """What a figure of the law was called, in one query; pages may still cite it so."""
    if not isinstance(key, LawKey):
        return []
    rows = FormerCode.objects.filter(parameter__key=key.parameter)
    return [str(LawKey(parameter=former)) for former in rows.values_list("former", flat=True)]


def _moved(key: MarketKey, occupations: dict[str, str], hubs: dict[str, str]) -> MarketKey:
    market = key.market
    if market is None:
        return key
    occupation = occupations.get(market.occupation, market.occupation)
    return replace(
        key,
        market=replace(market, occupation=occupation, hub=hubs.get(market.hub, market.hub)),
    )


def _of_law(keys: Collection[Key]) -> list[LawKey]:
    return [key for key in keys if isinstance(key, LawKey)]


def _of_markets(keys: Collection[Key]) -> list[MarketKey]:
    return [key for key in keys if isinstance(key, MarketKey)]
