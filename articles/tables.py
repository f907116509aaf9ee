"""Rows of the tables that compare groups: who, what they earn, where their bar stands."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from articles.addresses import Address
from articles.charts import Bar, Scale
from articles.market import Market
from benchmarks.models import Named, SourceKind
from benchmarks.queries import CountryPay, Pay, PaySummary
from benchmarks.spelling import ascii_fold


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A group with a figure; `bar` is None where there is no common scale."""

    name: str
    pay: Pay
    note: str = ""
    bar: Bar | None = None
    address: Address | None = None
    is_current: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PayTable:
    """Groups with a figure as rows, the others by name.

    Groups of one currency share a scale and have bars.
    """

    rows: list[Row]
    without_pay: list[str]
    has_bars: bool
    shows_year: bool


def by_seniority(pay: PaySummary) -> PayTable:
    return _one_currency(
        [_Group(name=str(one.seniority.label), pay=one.pay) for one in pay.by_seniority]
    )


def by_year(pay: PaySummary) -> PayTable:
    """Every year; where the kind of samples changes, each says of which kind it is."""
    kinds = {one.pay.kinds for one in pay.by_year if one.pay}
    return _one_currency(
        [
            _Group(
                name=str(one.year),
                pay=one.pay,
                note=_words(one.pay.kinds) if one.pay and len(kinds) > 1 else "",
            )
            for one in pay.by_year
        ]
    )


def by_hub(market: Market) -> PayTable:
    """The hubs of the country, best paid first, below the country as a whole."""
    pay = market.pay
    if not pay:
        return _one_currency([])
    hubs = [
        _Group(
            name=one.hub.name,
            pay=one.pay,
            address=market.at_hub(one.hub),
            is_current=one.hub == market.hub,
        )
        for one in pay.by_hub
    ]
    hubs.sort(key=lambda group: (-group.pay.median if group.pay else 0, ascii_fold(group.name)))
    whole = _Group(
        name=_("%(country)s overall") % {"country": market.country.name},
        pay=pay.whole_country,
        address=market.country_address,
        is_current=market.hub is None,
    )
    if not any(hub.pay for hub in hubs):
        return _one_currency(hubs)
    years = {group.pay.year for group in [whole, *hubs] if group.pay}
    return _one_currency([whole, *hubs], shows_year=len(years) > 1)


def by_country(entries: Iterable[CountryPay], as_of: date | None) -> PayTable:
    """Countries by name: each in its own currency and year, so without a common scale."""
    rows = [
        Row(
            name=entry.country.name,
            pay=entry.pay,
            address=Address(
                view="market_detail",
                occupation=entry.occupation,
                country=entry.country,
                as_of=as_of,
            ),
        )
        for entry in sorted(entries, key=lambda entry: sort_key(entry.country))
    ]
    return PayTable(rows=rows, without_pay=[], has_bars=False, shows_year=True)


def sort_key(thing: Named) -> tuple[str, int]:
    """By the name in the language of the page, umlauts where readers look for them."""
    return ascii_fold(thing.name), thing.pk


@dataclass(frozen=True, slots=True, kw_only=True)
class _Group:
    name: str
    pay: Pay | None
    note: str = ""
    address: Address | None = None
    is_current: bool = False


def _words(kinds: Iterable[SourceKind]) -> str:
    return ", ".join(str(kind.label) for kind in kinds)


def _one_currency(groups: Sequence[_Group], *, shows_year: bool = False) -> PayTable:
    pays = [group.pay for group in groups if group.pay]
    scale = Scale.around(pays) if pays else None
    rows = [
        Row(
            name=group.name,
            pay=group.pay,
            note=group.note,
            bar=scale.bar(group.pay),
            address=group.address,
            is_current=group.is_current,
        )
        for group in groups
        if group.pay and scale
    ]
    return PayTable(
        rows=rows,
        without_pay=[group.name for group in groups if not group.pay],
        has_bars=True,
        shows_year=shows_year,
    )
