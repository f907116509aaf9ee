"""What one release changed of another in the newest figures of whole countries."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from benchmarks.models import Country, Estimate, Occupation, ReleaseChange
from benchmarks.queries.figures import Pay, shown

LISTED = 30
"""So many of the largest changes are kept with their number."""

type MarketKey = tuple[int, int]
"""Occupation and country, by their primary keys."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """A market whose printed figure for one year is another than in the release before.

    `ids` are those of both estimates, by which it is found again.
    """

    occupation: Occupation
    country: Country
    before: Pay
    after: Pay
    ids: tuple[int, int]

    @property
    def size(self) -> Decimal:
        """By which part the figure rose or fell, as it is printed."""
        return abs(_middle(self.after) / _middle(self.before) - 1)


def change_between(*, release: int, former: int | None) -> ReleaseChange:
    """Counted, and not stored; both by their primary keys."""
    now = _newest(release)
    before = _newest(former) if former else {}
    moved = sorted(_moved(before, now), key=lambda one: -one.size)
    return ReleaseChange(
        release_id=release,
        former_id=former,
        markets=len(now),
        came=len(now.keys() - before.keys()),
        went=len(before.keys() - now.keys()),
        moved=len(moved),
        largest=[one.ids for one in moved[:LISTED]],
    )


def read_largest(pairs: Iterable[tuple[int, int]]) -> list[Revision]:
    """Those of a change, the largest first, from the ids of their two estimates."""
    pairs = list(pairs)
    about = ("occupation", "country")
    rows = Estimate.objects.select_related(*about).in_bulk({one for pair in pairs for one in pair})
    found = (_revision(rows[was], rows[becomes]) for was, becomes in pairs)
    return [one for one in found if one]


def read_all(*, release: int, former: int) -> Sequence[Revision]:
    """All of them, by the codes of occupation and country."""
    found = _moved(_newest(former), _newest(release))
    return sorted(found, key=lambda one: (one.occupation.code, one.country.code))


def _moved(before: dict[MarketKey, Estimate], now: dict[MarketKey, Estimate]) -> Iterator[Revision]:
    """Those that print another figure for the same year."""
    for key, becomes in now.items():
        was = before.get(key)
        if was and was.year == becomes.year and _said(was) != _said(becomes):
            one = _revision(was, becomes)
            if one and _printed(one.before) != _printed(one.after):
                yield one


def _said(estimate: Estimate) -> tuple[object, ...]:
    """All that the printed figure is made of."""
    return estimate.grade, estimate.typical, estimate.typical_low, estimate.typical_high


def _printed(pay: Pay) -> tuple[Decimal | None, ...]:
    return pay.typical, pay.typical_low, pay.typical_high


def _middle(pay: Pay) -> Decimal:
    return pay.typical or (pay.typical_low + pay.typical_high) / 2


def _revision(was: Estimate, becomes: Estimate) -> Revision | None:
    currency = becomes.country.currency
    before, after = shown(was, currency), shown(becomes, currency)
    if not before or not after:
        return None
    return Revision(
        occupation=becomes.occupation,
        country=becomes.country,
        before=before,
        after=after,
        ids=(was.pk, becomes.pk),
    )


def _newest(release: int) -> dict[MarketKey, Estimate]:
    """Of each whole country the newest year with a figure."""
    market = ("occupation_id", "country_id")
    rows = (
        Estimate.objects.filter(
            release=release, hub=None, seniority="", suppression="", is_projection=False
        )
        .order_by(*market, "-year")
        .distinct(*market)
    )
    occupations, countries = Occupation.objects.in_bulk(), Country.objects.in_bulk()
    found = {}
    for row in rows:
        row.occupation, row.country = occupations[row.occupation_id], countries[row.country_id]
        found[row.occupation_id, row.country_id] = row
    return found
