"""Withholds figures of a release that can't be true beside the others."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from benchmarks import models
from benchmarks.estimating.consistency import Contradiction, Figure, Kind, contradictions
from benchmarks.estimating.contrasts import Contrast
from benchmarks.estimating.disclosure import Place
from benchmarks.estimating.estimates import Estimate
from benchmarks.models import Suppression
from benchmarks.rows_of_release import Entry


def withhold_contradictions(
    entries: Sequence[Entry],
    steps: Sequence[Contrast],
    hidden: dict[Place, Suppression],
    kept: Mapping[Place, models.Estimate],
) -> list[Contradiction]:
    """Hide figures that can't be true beside the others, until the rest agree; tell which.

    What a release shows counts, so a figure carried over from the one before is held against the
    new ones too. Where the two don't agree the old one gives way: the new ones know more.
    Figures of different markets can't contradict each other, so that only the markets where
    something was hidden are looked at again.
    """
    told: list[Contradiction] = []
    while True:
        shown = dict(_shown(entries, hidden, kept))
        found = contradictions(shown.values(), [] if told else steps)
        wrong = list(dict.fromkeys(one for each in found for one in _blamed(each, shown, hidden)))
        told += wrong
        withheld = {Place(key=one.key, year=one.year) for one in wrong if one.kind != Kind.CONTRAST}
        if not withheld:
            return told
        hidden |= dict.fromkeys(withheld, Suppression.CONTRADICTORY)
        markets = {place.key[:2] for place in withheld}
        entries = [entry for entry in entries if entry.place.key[:2] in markets]


def is_carried_over(
    place: Place, hidden: Mapping[Place, Suppression], kept: Mapping[Place, models.Estimate]
) -> bool:
    """Whether a figure keeps what the release before said: its samples changed by a few."""
    return hidden.get(place) == Suppression.SMALL_CHANGE and place in kept


def _shown(
    entries: Sequence[Entry],
    hidden: Mapping[Place, Suppression],
    kept: Mapping[Place, models.Estimate],
) -> Iterator[tuple[Place, Figure]]:
    """What a reader would see, the figures of the release before among it."""
    for entry in entries:
        if is_carried_over(entry.place, hidden, kept):
            yield entry.place, _printed(entry.place, kept[entry.place])
        elif entry.estimate is not None and entry.place not in hidden:
            yield entry.place, _estimated(entry.estimate)


def _blamed(
    found: Contradiction, shown: Mapping[Place, Figure], hidden: Mapping[Place, Suppression]
) -> list[Contradiction]:
    """The carried-over figures among those that meet in a contradiction; without any, itself."""
    key, year = found.key, found.year
    old = [
        figure
        for place, figure in shown.items()
        if place in hidden
        and place.key[:2] == key[:2]
        and year - 1 <= place.year <= year
        and (place.key.hub == key.hub or place.key.seniority == key.seniority)
    ]
    if not old or found.kind in (Kind.CONTRAST, Kind.ORDER):
        return [found]
    return [
        Contradiction(kind=Kind.OUTDATED, key=one.key, year=one.year, a=one.typical) for one in old
    ]


def _estimated(one: Estimate) -> Figure:
    return Figure(
        key=one.key,
        year=one.year,
        is_projection=one.is_projection,
        n=one.recent_n,
        typical=one.typical,
        low=one.low,
        high=one.high,
        people=(one.p10, one.p25, one.p75, one.p90),
    )


def _printed(place: Place, row: models.Estimate) -> Figure:
    """The same of a row that was shown before, so that none of its figures is missing."""
    typical, low, high = _numbers(row.typical, row.typical_low, row.typical_high)
    p10, p25, p75, p90 = _numbers(row.p10, row.p25, row.p75, row.p90)
    return Figure(
        key=place.key,
        year=place.year,
        is_projection=row.is_projection,
        n=row.recent_n or 0,
        typical=typical,
        low=low,
        high=high,
        people=(p10, p25, p75, p90),
    )


def _numbers(*amounts: Decimal | None) -> Iterator[float]:
    return (float(amount) for amount in amounts if amount is not None)
