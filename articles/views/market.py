"""The page of a market, its tables as files, and where an offer stands in it."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from articles import tables, wording
from articles.addresses import Address, language_here
from articles.example_market import example_market
from articles.frames import Frame, Link
from articles.knowledge import Knowledge
from articles.market import Market, read_market
from articles.market_page import Draft, MarketPage, read_market_page
from articles.models import Version
from articles.offer import OfferForm, offer_form
from articles.share_images import cards
from articles.sheets import Sheet, pay_sheet
from articles.structured_data.markets import of_market
from articles.table_names import table_names
from articles.tables import PayTable, Row
from articles.views.answering import at_any_method, at_moment, by_slug, error, page, table_of
from benchmarks.models import Country, Hub, Occupation
from benchmarks.moments import Moment


@at_moment
def market_detail(
    request: HttpRequest, moment: Moment, occupation: str, country: str, hub: str | None = None
) -> HttpResponse:
    knowledge = Knowledge(moment)
    market = _market(knowledge, occupation, country, hub)
    return _page(request, market, offer_form(market), knowledge)


@csrf_exempt  # nothing is stored or changed and nobody is logged in: there is nothing to forge
@sensitive_post_parameters()
@sensitive_variables()
@require_http_methods(["GET", "HEAD", "POST"])
@at_any_method
def market_offer(
    request: HttpRequest, moment: Moment, occupation: str, country: str, hub: str | None = None
) -> HttpResponse:
    """The market page with the answer on it; whoever comes by the address alone gets the page."""
    knowledge = Knowledge(moment)
    market = _market(knowledge, occupation, country, hub)
    if request.method != "POST":
        return HttpResponseRedirect(f"{market.address.get_absolute_url()}#offer")
    response = _page(request, market, offer_form(market, request.POST.dict()), knowledge)
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
    market = _market(Knowledge(moment), occupation, country, hub, only_pay=True)
    return table_of(_sheets(market), table, form, moment)


@at_moment
def market_card(
    request: HttpRequest, moment: Moment, occupation: str, country: str, hub: str | None = None
) -> HttpResponse:
    """The market page for its image, which needs the pay alone; nobody is sent its words."""
    market = _market(Knowledge(moment), occupation, country, hub, only_pay=True)
    return page(request, "market/detail.html", _frame(market), {})


def _market(
    knowledge: Knowledge, occupation: str, country: str, hub: str | None, *, only_pay: bool = False
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
        knowledge=knowledge,
        only_pay=only_pay,
    )


def _page(
    request: HttpRequest,
    market: Market,
    offer: OfferForm | None,
    knowledge: Knowledge,
) -> HttpResponse:
    shown = read_market_page(market, knowledge=knowledge, offer=offer)
    return page(request, "market/detail.html", _frame(market), _context(shown))


def _frame(market: Market) -> Frame:
    return Frame(
        address=market.address,
        title=market.place.name,
        above=_above(market),
        has_content=_has_figure(market),
        card=cards.of_market(market),
        data=of_market(market),
    )


def show_example(
    request: HttpRequest, version: Version, moment: Moment, notice: str
) -> HttpResponse:
    """A version of words for market pages, on one that they would stand on."""
    content = version.as_content()
    example = example_market(content.topic, moment)
    if example is None:
        sentence = _("There is no occupation or no country yet to show this page with.")
        return error(request, 404, _("No such preview"), sentence)
    knowledge = Knowledge(moment)
    market = read_market(
        occupation=example.occupation,
        country=example.country,
        hub=example.hub,
        knowledge=knowledge,
    )
    shown = read_market_page(
        market,
        knowledge=knowledge,
        offer=offer_form(market),
        draft=Draft(article=version.article, content=content),
    )
    frame = Frame(
        address=market.address, title=market.place.name, above=_above(market), has_content=False
    )
    return page(request, "market/detail.html", frame, _context(shown, notice))


def _context(shown: MarketPage, notice: str = "") -> dict[str, object]:
    market, pay = shown.market, shown.market.pay
    level = pay.level if pay else None
    return {
        "notice": notice,
        "market": market,
        "latest": pay.latest if pay else None,
        "level_name": wording.level_name(level, market.country) if level else "",
        "shown": shown,
    }


def _has_figure(market: Market) -> bool:
    return market.pay is not None and market.pay.latest is not None


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
