"""Two to four groups beside each other, as rows of a table and lanes of one scale."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from articles import wording
from articles.addresses import Address
from articles.charts import Bar, Scale, Tick, typical_amounts
from articles.tables import PayTable, Row
from benchmarks.queries import Compared, Group, Level


@dataclass(frozen=True, slots=True, kw_only=True)
class CurrencySection:
    """The groups of one currency, which share a scale."""

    currency: str
    table: PayTable


def sections(compared: Sequence[Compared], address: Address) -> list[CurrencySection]:
    """One scale per currency: amounts in different currencies are not put side by side."""
    by_currency: dict[str, list[Compared]] = defaultdict(list)
    for one in compared:
        by_currency[one.group.country.currency].append(one)
    return [
        CurrencySection(currency=currency, table=table(found, address))
        for currency, found in by_currency.items()
    ]


def table(compared: Iterable[Compared], address: Address) -> PayTable:
    """The groups in the order in which they were asked for; in one currency they have bars."""
    found = list(compared)
    pays = [one.pay for one in found if one.pay]
    is_one_currency = len({pay.currency for pay in pays}) == 1
    amounts = [amount for pay in pays for amount in typical_amounts(pay)]
    scale = Scale.around(amounts) if is_one_currency else None
    ticks: list[Tick] = scale.ticks() if scale else []
    rows = []
    for one in found:
        if one.pay is None:
            continue
        bar: Bar | None = scale.bar(one.pay) if scale else None
        rows.append(
            Row(
                name=name_of(one.group),
                pay=one.pay,
                note=_note(one),
                bar=bar,
                address=Address(
                    view="market_detail",
                    occupation=one.group.occupation,
                    country=one.group.country,
                    hub=one.group.hub,
                    as_of=address.as_of,
                ),
            )
        )
    silent = [name_of(one.group) for one in found if one.pay is None]
    return PayTable(rows=rows, without_pay=silent, ticks=ticks, shows_year=True)


def name_of(group: Group) -> str:
    """`Data Scientist, Senior, Berlin, 2024`."""
    parts = [
        group.occupation.name,
        str(group.seniority.label) if group.seniority else "",
        group.hub.name if group.hub else group.country.name,
        str(group.year or ""),
    ]
    return ", ".join(part for part in parts if part)


def _note(one: Compared) -> str:
    """The level that is shown instead, by name."""
    if not one.is_broader or one.level is None:
        return ""
    level: Level = one.level
    return _("shown: %(level)s") % {"level": wording.level_name(level, one.group.country)}
