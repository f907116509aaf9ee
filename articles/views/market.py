"""The page of a market, its tables as files, and where an offer stands in it."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from articles import tables, wording
from articles.addresses import Address, language_here
from articles.charts import history, strip
from articles.comparison_form import code_of
from articles.frames import Frame, Link
from articles.market import Market, read_market
from articles.offer import OfferForm, offer_form
from articles.share_images import cards
from articles.sheets import Sheet, pay_sheet
from articles.structured_data.markets import of_market
from articles.table_names import table_names
from articles.tables import PayTable, Row
from articles.views.answering import at_any_method, at_moment, by_slug, page, table_of
from benchmarks.models import Country, Hub, Occupation
from benchmarks.moments import Moment


@at_moment
def market_detail(
    request: HttpRequest, moment: Moment, occupation: str, country: str, hub: str | None = None
) -> HttpResponse:
    market = _market(moment, occupation, country, hub)
    return _page(request, market, offer_form(market))


@csrf_exempt  # nothing is stored or changed and nobody is logged in: there is nothing to forge
@sensitive_post_parameters()
@sensitive_variables()
@require_http_methods(["GET", "HEAD", "POST"])
@at_any_method
def market_offer(
    request: HttpRequest, moment: Moment, occupation: str, country: str, hub: str | None = None
) -> HttpResponse:
    """The market page with the answer on it; whoever comes by the address alone gets the page."""
    market = _market(moment, occupation, country, hub)
    if request.method != "POST":
        return HttpResponseRedirect(f"{market.address.get_absolute_url()}#offer")
    response = _page(request, market, offer_form(market, request.POST.dict()))
    response.headers["Cache-Control"] = "no-store"
    return response


@at_moment
def market_table(
    request: HttpRequest,
    moment: Moment,
    occupation: str,
    country: str,
    table: str,
    form: str,
    hub: str | None = None,
) -> HttpResponse:
    market = _market(moment, occupation, country, hub, only_pay=True)
    return table_of(_sheets(market), table, form, moment)


def _market(
    moment: Moment, occupation: str, country: str, hub: str | None, *, only_pay: bool = False
) -> Market:
    where = f"slug_{language_here()}"
    found_hub = None
    if hub:  # with its country: one query instead of two
        hubs = Hub.objects.select_related("country")
        found_hub = get_object_or_404(hubs, **{where: hub, f"country__{where}": country})
    return read_market(
        occupation=by_slug(Occupation, occupation),
        country=found_hub.country if found_hub else by_slug(Country, country),
        hub=found_hub,
        moment=moment,
        only_pay=only_pay,
    )


def _page(request: HttpRequest, market: Market, offer: OfferForm | None) -> HttpResponse:
    pay = market.pay
    latest = pay.latest if pay else None
    frame = Frame(
        address=market.address,
        title=market.place.name,
        above=_above(market),
        has_content=latest is not None,
        card=cards.of_market(market),
        data=of_market(market),
    )
    names = table_names()
    answer = offer.answer if offer else None
    context = {
        "market": market,
        "latest": latest,
        "level_name": wording.level_name(pay.level, market.country) if pay and pay.level else "",
        "grade": wording.grade_words(latest, market.on) if latest else None,
        "withheld": wording.withheld_sentence(pay.withheld, market.place) if pay else "",
        "modelled_from": (
            wording.modelled_from(pay.level, market.country) if pay and pay.level else ""
        ),
        "strip": strip(latest) if latest else None,
        "history": history(pay.by_year, pay.projection) if pay else None,
        "seniorities": tables.by_seniority(pay) if pay else None,
        "hubs": tables.by_hub(market),
        "years": tables.by_year(pay) if pay else None,
        "countries": tables.by_country(market.elsewhere, market.as_of),
        "offer": offer,
        "answer": answer,
        "compare": Address(view="comparison", groups=(code_of(market.group),), as_of=market.as_of),
        "files": {
            "spread": market.address.files(names.spread),
            "levels": market.address.files(names.levels),
            "cities": market.address.files(names.cities),
            "years": market.address.files(names.years),
            "countries": market.address.files(names.countries),
        },
    }
    return page(request, "market/detail.html", frame, context)


def _sheets(market: Market) -> dict[str, Sheet]:
    pay = market.pay
    if not pay:
        return {}
    names = table_names()
    name = wording.level_name(pay.level, market.country) if pay.level else market.place.name
    spread = PayTable(
        rows=[Row(name=name, pay=pay.latest)] if pay.latest else [],
        without_pay=[] if pay.latest else [name],
    )
    found = {
        names.spread: spread,
        names.levels: tables.by_seniority(pay),
        names.cities: tables.by_hub(market),
        names.years: tables.by_year(pay),
        names.countries: tables.by_country(market.elsewhere, market.as_of),
    }
    return {name: pay_sheet(name, table) for name, table in found.items()}


def _above(market: Market) -> list[Link]:
    """The pages between home and the market: its occupation, and the country of a hub."""
    occupation = Address(view="occupation_detail", occupation=market.occupation, as_of=market.as_of)
    above = [Link(text=market.occupation.name, href=occupation.get_absolute_url())]
    if market.hub:
        country = market.country_address.get_absolute_url()
        above.append(Link(text=market.country.name, href=country))
    return above
