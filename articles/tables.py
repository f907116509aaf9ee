"""Rows of the tables that compare groups: who, what they earn, where their bar stands."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from articles import wording
from articles.addresses import Address
from articles.charts import Bar, Scale, Tick, typical_amounts
from articles.market import Market
from benchmarks.models import Country, Named, SourceKind
from benchmarks.queries import CountryPay, Pay, PaySummary, SeniorityPay, Step
from benchmarks.queries.places import OccupationPay
from benchmarks.spelling import ascii_fold


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A group with a figure; `bar` is None where there is no common scale.

    `step` says how much more it pays than another group, `amount` its typical pay or range,
    `share` how many of the samples of all groups together are its own.
    """

    name: str
    pay: Pay
    note: str = ""
    step: str = ""
    share: str = ""
    bar: Bar | None = None
    address: Address | None = None
    is_current: bool = False

    @property
    def amount(self) -> str:
        return wording.amount(self.pay)

    @property
    def interval(self) -> str:
        return wording.interval(self.pay)

    @property
    def people(self) -> str:
        return wording.span(self.pay.p10, self.pay.p90, self.pay.currency)

    @property
    def median(self) -> str:
        """The raw median of the year's own samples."""
        return "" if self.pay.median is None else wording.money(self.pay.median, self.pay.currency)


@dataclass(frozen=True, slots=True, kw_only=True)
class PayTable:
    """Groups with a figure as rows, the others by name.

    Groups of one currency share a scale: then there are `ticks`, and each row has a bar.
    `step_label` heads the column of steps, empty where there are none.
    """

    rows: list[Row]
    without_pay: list[str]
    ticks: list[Tick] = field(default_factory=list)
    shows_year: bool = False
    shows_medians: bool = False
    step_label: str = ""

    @property
    def currency(self) -> str:
        return self.rows[0].pay.currency if self.rows else ""

    @property
    def is_drawn(self) -> bool:
        return len(self.rows) > 1 and bool(self.ticks)


def by_seniority(pay: PaySummary) -> PayTable:
    """From entry to executive; where a hub is silent, its country speaks and says so."""
    names = {one.seniority: str(one.seniority.label) for one in pay.by_seniority}
    return _one_currency(
        [
            _Group(
                name=names[one.seniority],
                pay=one.pay,
                note=wording.whole(pay.country) if one.is_of_country else "",
                step=_step_from(one),
                share=_share_of(one, pay),
            )
            for one in pay.by_seniority
        ],
        step_label=_("Step"),
    )


def by_year(pay: PaySummary) -> PayTable:
    """Next year's projection, then every year; where the kind of samples changes, each names it."""
    kinds = {one.pay.kinds for one in pay.by_year if one.pay}
    projection = pay.projection
    ahead = (
        [_Group(name=str(projection.year), pay=projection, note=_("projection"))]
        if projection
        else []
    )
    return _one_currency(
        [
            *ahead,
            *(
                _Group(
                    name=str(one.year),
                    pay=one.pay,
                    note=_words(one.pay.kinds) if one.pay and len(kinds) > 1 else "",
                )
                for one in pay.by_year
            ),
        ],
        shows_medians=True,
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
            step=wording.step_text(one.step) if one.step else "",
            address=market.at_hub(one.hub),
            is_current=one.hub == market.hub,
        )
        for one in pay.by_hub
    ]
    hubs.sort(key=lambda group: (-_middle(group.pay) if group.pay else 0, ascii_fold(group.name)))
    whole = _Group(
        name=wording.whole(market.country),
        pay=pay.whole_country,
        address=market.country_address,
        is_current=market.hub is None,
    )
    if not any(hub.pay for hub in hubs):
        return _one_currency(hubs)
    years = {group.pay.year for group in [whole, *hubs] if group.pay}
    return _one_currency(
        [whole, *hubs],
        shows_year=len(years) > 1,
        step_label=_("Against the whole country"),
    )


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
    return PayTable(rows=rows, without_pay=[], shows_year=True)


def by_occupation(
    entries: Iterable[OccupationPay], country: Country, as_of: date | None
) -> PayTable:
    """Occupations of one country by name, each in its newest year with a figure."""
    entries = sorted(entries, key=lambda entry: sort_key(entry.occupation))
    groups = [
        _Group(
            name=entry.occupation.name,
            pay=entry.pay,
            address=Address(
                view="market_detail", occupation=entry.occupation, country=country, as_of=as_of
            ),
        )
        for entry in entries
    ]
    return _one_currency(groups, shows_year=len({entry.pay.year for entry in entries}) > 1)


def sort_key(thing: Named) -> tuple[str, int]:
    """By the name in the language of the page, umlauts where readers look for them."""
    return ascii_fold(thing.name), thing.pk


@dataclass(frozen=True, slots=True, kw_only=True)
class _Group:
    name: str
    pay: Pay | None
    note: str = ""
    step: str = ""
    share: str = ""
    address: Address | None = None
    is_current: bool = False


def _middle(pay: Pay) -> float:
    """Where a group is ranked: by its point, or the middle of its range."""
    return float(pay.typical or (pay.typical_low + pay.typical_high) / 2)


def _step_from(one: SeniorityPay) -> str:
    step: Step | None = one.step
    if step is None or one.step_from is None:
        return ""
    return _("%(step)s from “%(level)s”") % {
        "step": wording.step_text(step),
        "level": one.step_from.label,
    }


def _share_of(one: SeniorityPay, pay: PaySummary) -> str:
    """Of the samples of three years where all levels together are of the same place and year."""
    level, whole = one.pay, pay.latest
    if level is None or whole is None or one.is_of_country or pay.is_broader:
        return ""
    if level.year != whole.year or not whole.recent_n:
        return ""
    return wording.share_of_all(Decimal(level.recent_n) / whole.recent_n)


def _words(kinds: Iterable[SourceKind]) -> str:
    return ", ".join(str(kind.label) for kind in kinds)


def _one_currency(
    groups: Sequence[_Group],
    *,
    shows_year: bool = False,
    shows_medians: bool = False,
    step_label: str = "",
) -> PayTable:
    pays = [group.pay for group in groups if group.pay]
    if not pays:
        return PayTable(rows=[], without_pay=[group.name for group in groups])
    scale = Scale.around(amount for pay in pays for amount in typical_amounts(pay))
    rows = [
        Row(
            name=group.name,
            pay=group.pay,
            note=group.note,
            step=group.step,
            share=group.share,
            bar=scale.bar(group.pay),
            address=group.address,
            is_current=group.is_current,
        )
        for group in groups
        if group.pay
    ]
    return PayTable(
        rows=rows,
        without_pay=[group.name for group in groups if not group.pay],
        ticks=scale.ticks(),
        shows_year=shows_year,
        shows_medians=shows_medians,
        step_label=step_label if any(row.step for row in rows) else "",
    )
