"""Where an offer stands in a market."""

from datetime import date
from decimal import Decimal
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from ninja import Field, Router, Schema

from benchmarks.api.asking import AsOf, Code, country_of, hub_of, occupation_of, release_of
from benchmarks.api.errors import ErrorOut, NoRange
from benchmarks.api.schemas import LevelOut, PayOut
from benchmarks.models import Seniority
from benchmarks.moments import Moment
from benchmarks.offers import Standing, plausible, stand
from benchmarks.queries import Level, read_pay
from benchmarks.queries.levels import choose

router = Router()


class OfferIn(Schema):
    """Stored nowhere."""

    amount: Annotated[Decimal, Field(max_digits=14, decimal_places=2)] = Field(
        description="Gross per year in the country's currency, as `80000` or `80000.50`."
    )
    hub: str | None = Field(None, description="Code or English slug.")
    seniority: Seniority | None = None


class PositionOut(Schema):
    """Where an offer stands among the people of `level`."""

    as_of: date
    level: LevelOut = Field(description="What was asked for, or the next broader level.")
    is_broader: bool
    standing: Standing = Field(description="To the range of eight in ten people.")
    share_low: int | None = Field(
        description="At least so many per cent earn less; 5 means 5 or fewer. Null at grade D."
    )
    share_high: int | None = Field(description="At most so many; 95 means 95 or more.")
    pay: PayOut


@router.post(
    "/{occupation}/{country}/position",
    response={200: PositionOut, 400: ErrorOut, 404: ErrorOut, 413: ErrorOut, 422: ErrorOut},
)
def position(
    request: HttpRequest,
    response: HttpResponse,
    occupation: Code,
    country: Code,
    offer: OfferIn,
    as_of: AsOf = None,
) -> PositionOut:
    """Where an offer stands; nothing is stored, and the answer is not to be either."""
    moment = Moment.asked_for(as_of)
    place = country_of(country)
    amount = plausible(offer.amount, place, get_language() or "en")
    hub = hub_of(place, offer.hub) if offer.hub else None
    pay = read_pay(
        occupation=occupation_of(occupation), country=place, hub=hub, release=release_of(moment)
    )
    wanted = Level(hub=hub, seniority=offer.seniority)
    ranges = {level: one for level, one in pay.current.items() if one.p10 is not None}
    level = choose(wanted, ranges)
    found = stand(amount, ranges[level]) if level else None
    if level is None or found is None:
        raise NoRange
    response.headers["Cache-Control"] = "no-store"
    return PositionOut(
        as_of=moment.on,
        level=LevelOut.from_orm(level),
        is_broader=level != wanted,
        standing=found.standing,
        share_low=found.share_low,
        share_high=found.share_high,
        pay=PayOut.from_orm(ranges[level]),
    )
