"""Pages: find, ask, show; the clock is read here, once per request."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Concatenate

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation.trans_real import parse_accept_lang_header
from django.views.decorators.http import require_safe

from articles import listings, styleguide_examples, tables
from articles.addresses import LANGUAGES, Address, language_here, named_day
from articles.charts import strip
from articles.frames import Frame, Link
from articles.market import Market, read_market
from benchmarks.models import Country, Hub, Named, Occupation, Release
from benchmarks.moments import Moment, UnreadableDay
from benchmarks.queries import (
    IndexEntry,
    read_countries,
    read_index,
    read_rate_sources,
    read_sources,
)
from benchmarks.releasing import SMALLEST_PUBLISHED
from benchmarks.statistics import RANGE_OF_PEOPLE_NEEDS

DEFAULT_LANGUAGE = "de"
QUARTILES_NEED = 9
"""Below this, no order statistics enclose a quartile with 80 % confidence (a test proves it)."""


def at_moment[**P](
    view: Callable[Concatenate[HttpRequest, Moment, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Hand the view the moment that its page speaks of; a day that is none gets one sentence."""

    @require_safe
    @wraps(view)
    def wrapped(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            moment = Moment.asked_for(request.GET.get("as_of"))
        except UnreadableDay:
            sentence = _("as_of wants a day between 2000 and 2100, written as 2026-01-31.")
            return _error(request, 400, _("Unreadable day"), sentence)
        return view(request, moment, *args, **kwargs)

    return wrapped


@at_moment
def choose_language(request: HttpRequest, moment: Moment) -> HttpResponse:
    """To the home page in the first of the browser's languages that we speak, else in German."""
    wanted = parse_accept_lang_header(request.headers.get("Accept-Language", ""))
    languages = [word.split("-")[0] for word, priority in wanted if priority > 0]
    spoken = [language for language in languages if language in LANGUAGES]
    home = Address(view="home", as_of=named_day(moment))
    return HttpResponseRedirect(home.url_in(next(iter(spoken), DEFAULT_LANGUAGE)))


@at_moment
def home(request: HttpRequest, moment: Moment) -> HttpResponse:
    release, entries = _index(moment)
    frame = Frame(address=Address(view="home", as_of=named_day(moment)), title=_("Occupations"))
    context = {
        "release": release,
        "extent": listings.extent(entries),
        "families": listings.by_family(entries, frame.as_of),
    }
    return _page(request, "home/index.html", frame, context)


@at_moment
def salary_index(request: HttpRequest, moment: Moment) -> HttpResponse:
    _release, entries = _index(moment)
    frame = Frame(
        address=Address(view="salary_index", as_of=named_day(moment)), title=_("Countries")
    )
    context = {"countries": listings.by_country(entries, frame.as_of)}
    return _page(request, "salary/index.html", frame, context)


@at_moment
def occupation_detail(request: HttpRequest, moment: Moment, occupation: str) -> HttpResponse:
    found = _by_slug(Occupation, occupation)
    release = Release.objects.in_effect(moment)
    entries = read_countries(occupation=found, release=release) if release else []
    frame = Frame(
        address=Address(view="occupation_detail", occupation=found, as_of=named_day(moment)),
        title=found.name,
        has_content=bool(entries),
    )
    context = {
        "occupation": found,
        "release": release,
        "countries": tables.by_country(entries, frame.as_of),
    }
    return _page(request, "occupation/detail.html", frame, context)


@at_moment
def market_detail(
    request: HttpRequest, moment: Moment, occupation: str, country: str, hub: str | None = None
) -> HttpResponse:
    found = _by_slug(Country, country)
    market = read_market(
        occupation=_by_slug(Occupation, occupation),
        country=found,
        hub=_by_slug(Hub, hub, country=found) if hub else None,
        moment=moment,
    )
    latest = market.pay.latest if market.pay else None
    frame = Frame(
        address=market.address,
        title=market.place.name,
        above=_above(market),
        has_content=latest is not None,
    )
    context = {
        "market": market,
        "latest": latest,
        "strip": strip(latest) if latest else None,
        "seniorities": tables.by_seniority(market.pay) if market.pay else None,
        "hubs": tables.by_hub(market),
        "years": tables.by_year(market.pay) if market.pay else None,
        "countries": tables.by_country(market.elsewhere, market.as_of),
    }
    return _page(request, "market/detail.html", frame, context)


@at_moment
def method(request: HttpRequest, moment: Moment) -> HttpResponse:
    frame = Frame(address=Address(view="method", as_of=named_day(moment)), title=_("Method"))
    context = {
        "release": Release.objects.in_effect(moment),
        "smallest": SMALLEST_PUBLISHED,
        "quartiles_need": QUARTILES_NEED,
        "people_need": RANGE_OF_PEOPLE_NEEDS,
    }
    return _page(request, "method/index.html", frame, context)


@at_moment
def sources(request: HttpRequest, moment: Moment) -> HttpResponse:
    release = Release.objects.in_effect(moment)
    frame = Frame(address=Address(view="sources", as_of=named_day(moment)), title=_("Sources"))
    context = {
        "release": release,
        "samples": read_sources(release=release) if release else [],
        "rates": read_rate_sources(),
    }
    return _page(request, "sources/index.html", frame, context)


@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    """Every component in all its states, for those who build pages."""
    if not settings.DEBUG:
        raise Http404
    frame = Frame(address=Address(view="home"), title="Style guide", has_content=False)
    return _page(request, "styleguide/index.html", frame, styleguide_examples.context())


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _error(request, 400, _("Bad request"), _("This address can't be read."))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _error(request, 404, _("Page not found"), _("There is no page at this address."))


def server_error(request: HttpRequest) -> HttpResponse:
    """By a template that needs neither the database nor a frame, since either may be broken."""
    return render(request, "500.html", status=500)


def _by_slug[T: Named](model: type[T], slug: str, **within: object) -> T:
    """The row of that slug in the language of the page, or a 404."""
    return get_object_or_404(model, **{f"slug_{language_here()}": slug}, **within)


def _index(moment: Moment) -> tuple[Release | None, list[IndexEntry]]:
    release = Release.objects.in_effect(moment)
    return release, read_index(release=release) if release else []


def _above(market: Market) -> list[Link]:
    """The pages between home and the market: its occupation, and the country of a hub."""
    occupation = Address(view="occupation_detail", occupation=market.occupation, as_of=market.as_of)
    above = [Link(text=market.occupation.name, href=occupation.get_absolute_url())]
    if market.hub:
        country = market.country_address.get_absolute_url()
        above.append(Link(text=market.country.name, href=country))
    return above


def _page(
    request: HttpRequest, template: str, frame: Frame, context: Mapping[str, object]
) -> HttpResponse:
    return render(request, template, {"frame": frame, **context})


def _error(request: HttpRequest, status: int, title: str, sentence: str) -> HttpResponse:
    frame = Frame(address=Address(view="home"), title=title, has_content=False)
    context = {"frame": frame, "sentence": sentence}
    return render(request, "error.html", context, status=status)
