"""What an occupation pays in a place, with those figures alone that the page shows."""

from collections.abc import Iterable

from articles.market import Market
from articles.structured_data.scripts import Json, described, number
from benchmarks.models import Country, Hub, Occupation
from benchmarks.queries import Compared, Pay

YEARLY = "P1Y"
OUTER = ("p10", "p90")
ALL = ("p10", "p25", "p75", "p90")


def of_market(market: Market) -> list[dict[str, Json]]:
    """Of the level that the page shows figures of; nothing where it shows none."""
    pay = market.pay
    if pay is None or pay.latest is None or pay.level is None:
        return []
    said = _occupation(market.occupation, market.country, pay.level.hub, pay.latest, ALL)
    page = described(
        "WebPage",
        url=market.address.permanent,
        dateModified=pay.released_at.date().isoformat(),
    )
    return [{**said, "mainEntityOfPage": page}]


def of_comparison(compared: Iterable[Compared]) -> list[dict[str, Json]]:
    """The groups with a figure, in the order of the table; it shows no quartiles."""
    known = [one for one in compared if one.pay and one.level]
    listed: list[Json] = [
        described("ListItem", position=at, item=_compared(one))
        for at, one in enumerate(known, start=1)
    ]
    return [described("ItemList", itemListElement=listed)] if listed else []


def _compared(one: Compared) -> Json:
    group, level, pay = one.group, one.level, one.pay
    if level is None or pay is None:
        return {}
    said = _occupation(group.occupation, group.country, level.hub, pay, OUTER)
    if level.seniority:
        said["experienceRequirements"] = str(level.seniority.label)
    return said


def _occupation(
    occupation: Occupation, country: Country, hub: Hub | None, pay: Pay, shown: tuple[str, ...]
) -> dict[str, Json]:
    return described(
        "Occupation",
        name=occupation.name,
        description=occupation.summary,
        occupationLocation=[_place(country, hub)],
        estimatedSalary=[_pay(pay, shown)],
    )


def _place(country: Country, hub: Hub | None) -> Json:
    whole = described("Country", name=country.name)
    return described("City", name=hub.name, containedInPlace=whole) if hub else whole


def _pay(pay: Pay, shown: tuple[str, ...]) -> Json:
    """The middle is our estimate of it; where there is a range alone, the page names none."""
    amounts = {f"percentile{name[1:]}": getattr(pay, name) for name in shown}
    amounts["median"] = pay.typical
    return described(
        "MonetaryAmountDistribution",
        name="base",
        currency=pay.currency,
        duration=YEARLY,
        **{name: number(amount) for name, amount in amounts.items() if amount is not None},
    )
