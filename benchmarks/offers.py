"""A visitor's offer: read with care, placed among the people of a group, and forgotten."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from django.utils.translation import gettext as _

from benchmarks import formats
from benchmarks.models import Country, Grade
from benchmarks.offer_position import Quantile, position_of
from benchmarks.queries import Pay
from benchmarks.reading.money import read_money
from benchmarks.reading.money_words import Period
from benchmarks.reading.numbers import DecimalSign
from benchmarks.reading.pay import PayColumn
from benchmarks.reading.problems import Problem
from benchmarks.statistics import round_interval

LONGEST = 40
"""Characters; no salary is longer."""
BELOW_PLAUSIBLE, ABOVE_PLAUSIBLE = Decimal("0.5"), Decimal(10)
"""How far beyond the country's plausible pay an offer is still taken for one of a year."""


class UnreadableOffer(ValueError):
    """The amount can't be used; its text is the sentence for the visitor."""


class Standing(StrEnum):
    """Where an offer stands to the range of people, P10 to P90."""

    BELOW = "below"
    WITHIN = "within"
    ABOVE = "above"


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """Where an offer stands in a group.

    `share_low` to `share_high` is the band of people who earn less, in per cent, as wide as the
    80 % interval of typical pay makes it; an end at 5 or 95 means that or beyond. Both are None
    where the group has a modelled range alone.
    """

    standing: Standing
    share_low: int | None
    share_high: int | None


def read_offer(text: str, country: Country, language: str) -> Decimal:
    """Gross per year in the country's currency, as the language writes it; raises UnreadableOffer.

    `120,684` on a German page and `120.684` on an English one are never taken for either amount.
    """
    text = text.strip()
    sign: DecimalSign = "," if language.startswith("de") else "."
    example = formats.money(Decimal(65_000), country.currency, language)
    if not text:
        raise UnreadableOffer(
            _("Please write an amount, such as %(example)s.") % {"example": example}
        )
    if len(text) > LONGEST:
        raise UnreadableOffer(_("That is too long for an amount."))
    found = read_money(text, PayColumn(decimal=sign, currency=country.currency, period=Period.YEAR))
    if isinstance(found, Problem) or found is None:
        raise UnreadableOffer(_sentence(found, text, example))
    if found.is_range:
        raise UnreadableOffer(_("Please write one amount, not a range."))
    if found.currency != country.currency:
        raise UnreadableOffer(
            _("Please write the amount in %(currency)s; nothing is converted here.")
            % {"currency": country.currency}
        )
    if found.period != Period.YEAR:
        raise UnreadableOffer(_("Please write gross pay per year."))
    return plausible(found.low, country, language)


def plausible(amount: Decimal, country: Country, language: str) -> Decimal:
    """The amount, where somebody could be offered it for a year; else raises UnreadableOffer."""
    low = country.plausible_from * BELOW_PLAUSIBLE
    high = country.plausible_to * ABOVE_PLAUSIBLE
    if not amount.is_finite() or not low <= amount <= high:
        raise UnreadableOffer(
            _("Gross pay per year between %(low)s and %(high)s is expected.")
            % {
                "low": formats.money(low, country.currency, language),
                "high": formats.money(high, country.currency, language),
            }
        )
    return amount


def stand(offer: Decimal, pay: Pay) -> Position | None:
    """None for a group without a range of people."""
    if pay.p10 is None or pay.p90 is None:
        return None
    standing = Standing.WITHIN
    if offer < pay.p10:
        standing = Standing.BELOW
    elif offer > pay.p90:
        standing = Standing.ABOVE
    if pay.grade == Grade.D or pay.typical is None:
        return Position(standing=standing, share_low=None, share_high=None)
    shares = ((0.1, pay.p10), (0.25, pay.p25), (0.5, pay.typical), (0.75, pay.p75), (0.9, pay.p90))
    band = position_of(
        offer,
        [Quantile(share=share, pay=amount) for share, amount in shares if amount is not None],
        typical_low=pay.typical_low,
        typical_high=pay.typical_high,
    )
    low, high = round_interval(band.low * 100, band.high * 100)
    return Position(standing=standing, share_low=max(int(low), 5), share_high=min(int(high), 95))


def _sentence(found: Problem | None, text: str, example: str) -> str:
    values = {"text": text, "example": example}
    code = found.code if found else ""
    if code in {"money-odd", "number-contradicts", "number-ambiguous"}:
        return (
            _(
                "“%(text)s” can be read in two ways on this page. Please write the amount without "
                "separators, or as %(example)s."
            )
            % values
        )
    if code in {"money-negative", "money-zero"}:
        return _("Pay is more than zero. Please write an amount, such as %(example)s.") % values
    if code == "money-currency-ambiguous":
        return _("The currency of “%(text)s” isn’t clear. Please write the number alone.") % values
    return _("“%(text)s” can’t be read as an amount. Please write it like %(example)s.") % values
