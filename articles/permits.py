"""What pay and law say of each other: who clears a title's salary floor, and by how much."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from django.utils.translation import gettext as _

from articles.addresses import Address, language_here, named_day
from articles.figures.law_texts import without_value
from articles.knowledge import Knowledge
from benchmarks import formats
from benchmarks.models import Country, Occupation, Seniority
from benchmarks.moments import Moment
from benchmarks.offers import stand
from benchmarks.queries import Pay, PaySummary
from benchmarks.queries.levels import Level
from visa.queries.floors import SalaryTitle, read_salary_titles
from visa.values import ValueBook, cents_reaching

EDGE = 5
"""Per cent below which, and below the rest of a hundred above which, no number is told."""


class Clearing(StrEnum):
    """Whether a group's typical pay reaches a floor, given its 80 % interval."""

    CLEARS = "clears"
    MISSES = "misses"
    OPEN = "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Floor:
    """A salary floor on the day, gross per year.

    `amount` is None on a day without one, and `silence` what stands there then. `share` says how
    many people of the group earn at least that, empty where the group's range of people isn't known
    well enough. `levels` are the levels of experience with a figure. `under` is the title whose
    name stands above the floor.
    """

    name: str
    under: str
    address: Address
    amount: Decimal | None
    silence: str
    currency: str
    share: str
    levels: list[tuple[Seniority, Clearing]]

    @property
    def label(self) -> str:
        """The name without that of the title above it."""
        own = self.name.removeprefix(f"{self.under}: ")
        return own[:1].upper() + own[1:]

    @property
    def printed(self) -> str:
        if self.amount is None:
            return self.silence
        return formats.money(self.amount, self.currency, language_here())

    def levels_that(self, clearing: str) -> list[str]:
        return [str(level.label) for level, found in self.levels if found == clearing]

    @property
    def clearing(self) -> list[str]:
        return self.levels_that(Clearing.CLEARS)

    @property
    def missing(self) -> list[str]:
        return self.levels_that(Clearing.MISSES)

    @property
    def open(self) -> list[str]:
        return self.levels_that(Clearing.OPEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class PermitOutlook:
    """One residence title of the market's country with its salary floors."""

    name: str
    address: Address
    floors: list[Floor]


def permit_outlooks(
    *, occupation: Occupation, country: Country, pay: PaySummary | None, knowledge: Knowledge
) -> list[PermitOutlook]:
    """The titles of the country that ask for a salary, held against what the occupation pays.

    Three queries at most; none of raw samples. Floors in another currency than the pay's are
    shown without a share.
    """
    titles = read_salary_titles(country=country, occupation=occupation, moment=knowledge.moment)
    return [_outlook(title, occupation, pay, knowledge) for title in titles]


def _outlook(
    title: SalaryTitle, occupation: Occupation, pay: PaySummary | None, known: Knowledge
) -> PermitOutlook:
    name = title.name.in_language(language_here())
    return PermitOutlook(
        name=name,
        address=Address(
            view="visa_detail",
            title=title.slug,
            occupation=occupation if title.is_for_occupation else None,
            as_of=named_day(known.moment),
        ),
        floors=read_floors(
            title.floors,
            pay.current if pay else {},
            under=name,
            values=known.values,
            moment=known.moment,
        ),
    )


def read_floors(
    keys: Iterable[str],
    pays: Mapping[Level, Pay],
    *,
    under: str,
    values: ValueBook,
    moment: Moment,
) -> list[Floor]:
    """The floors of those keys on the day, held against the newest pay of each level."""
    return [_floor(key, pays, under, values, moment) for key in keys]


def _floor(
    key: str, pays: Mapping[Level, Pay], under: str, values: ValueBook, moment: Moment
) -> Floor:
    parameter = values.parameters[key]
    reading = values.read(key, moment.on)
    amount = cents_reaching(reading.value.per_year()) if reading.value else None
    current = {level: one for level, one in pays.items() if one.currency == parameter.currency}
    whole = current.get(Level())
    return Floor(
        name=parameter.name.in_language(language_here()),
        under=under,
        address=Address(view="figure_detail", key=f"visa.{key}", as_of=named_day(moment)),
        amount=amount,
        silence=without_value(reading),
        currency=parameter.currency,
        share=share_sentence(amount, whole) if amount and whole else "",
        levels=[
            (level, _clearing(amount, current[Level(seniority=level)]))
            for level in Seniority
            if amount and Level(seniority=level) in current
        ],
    )


def _clearing(amount: Decimal, pay: Pay) -> Clearing:
    if pay.typical_low >= amount:
        return Clearing.CLEARS
    return Clearing.MISSES if pay.typical_high < amount else Clearing.OPEN


def share_sentence(amount: Decimal, pay: Pay) -> str:
    """How many people of the group earn at least the amount, as a band; empty where unknown."""
    position = stand(amount, pay)
    if position is None or position.share_low is None or position.share_high is None:
        return ""
    low, high = 100 - position.share_high, 100 - position.share_low
    shares = {"low": _percent(low), "high": _percent(high)}
    if low <= EDGE and high >= 100 - EDGE:
        return ""
    if low >= 100 - EDGE:
        return _("%(low)s of people or more") % shares
    if high <= EDGE:
        return _("%(high)s of people at most") % shares
    if low <= EDGE:
        return _("at most %(high)s of people") % shares
    if high >= 100 - EDGE:
        return _("at least %(low)s of people") % shares
    if low == high:
        return _("about %(low)s of people") % shares
    return _("%(low)s to %(high)s of people") % shares


def offer_sentences(offer: Decimal, outlooks: Iterable[PermitOutlook]) -> list[str]:
    """Each floor that the offer clears or misses, with the distance in per cent of the floor."""
    sentences = []
    for outlook in outlooks:
        for floor in outlook.floors:
            if floor.amount is None:
                continue
            facts = {
                "floor": floor.name,
                "amount": floor.printed,
                "distance": _distance(offer, floor.amount),
            }
            if offer >= floor.amount:
                said = _("It clears “%(floor)s” (%(amount)s) by %(distance)s.")
            else:
                said = _("It misses “%(floor)s” (%(amount)s) by %(distance)s.")
            sentences.append(said % facts)
    return list(dict.fromkeys(sentences))


def _distance(offer: Decimal, floor: Decimal) -> str:
    return formats.percent(abs(offer / floor - 1), language_here(), digits=1)


def _percent(share: int) -> str:
    return formats.percent(Decimal(share) / 100, language_here())
