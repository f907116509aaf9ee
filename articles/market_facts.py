"""What a market's page has: the facts that the conditions of blocks ask for."""

from articles.market import Market
from articles.writing.conditions import MarketFacts, Need
from benchmarks.models import Grade
from benchmarks.queries import Pay, PaySummary

SINGLE = {Grade.A, Grade.B}
"""Grades whose headline is one figure; below them it is a range."""


def facts_of(market: Market) -> MarketFacts:
    pay = market.pay
    latest = pay.latest if pay else None
    has = {
        Need.TITLES: any(permit.floors for permit in market.permits),
        Need.SKILLS: market.skills is not None,
        **(_of_pay(pay, latest) if pay and latest else {}),
    }
    return MarketFacts(
        occupation=market.occupation.code,
        country=market.country.code,
        has=frozenset(need for need, is_there in has.items() if is_there),
        recent_n=latest.recent_n if latest else None,
        grade=latest.grade.value if latest else "",
    )


def _of_pay(pay: PaySummary, latest: Pay) -> dict[Need, bool]:
    return {
        Need.FIGURE: True,
        Need.OWN_FIGURE: not pay.is_broader,
        Need.SINGLE_FIGURE: latest.grade in SINGLE,
        Need.PROJECTION: pay.projection is not None,
        Need.LEVELS: any(one.pay for one in pay.by_seniority),
        Need.CITIES: any(one.pay for one in pay.by_hub),
        Need.HISTORY: sum(one.pay is not None for one in pay.by_year) > 1,
    }
