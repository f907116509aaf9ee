"""Places: the countries and cities that have figures, and what is paid in each country."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from articles import tables
from articles.addresses import Address, named_day
from articles.frames import Frame, Link
from articles.places import by_place, cities_of, titles_of
from articles.views.answering import at_moment, by_slug, page
from benchmarks.models import Country, Release
from benchmarks.moments import Moment
from benchmarks.queries.places import read_extents, read_place
from visa.queries.names import read_title_names


@at_moment
def places(request: HttpRequest, moment: Moment) -> HttpResponse:
    release = Release.objects.in_effect(moment)
    extents = read_extents(release=release) if release else []
    frame = Frame(address=_index(moment), title=_("Places"))
    return page(request, "place/index.html", frame, {"countries": by_place(extents, frame.as_of)})


@at_moment
def place_detail(request: HttpRequest, moment: Moment, country: str) -> HttpResponse:
    found = by_slug(Country, country)
    release = Release.objects.in_effect(moment)
    entries = read_place(country=found, release=release) if release else []
    frame = Frame(
        address=Address(view="place_detail", country=found, as_of=named_day(moment)),
        title=found.name,
        above=[Link(text=_("Places"), href=_index(moment).get_absolute_url())],
        has_content=bool(entries),
    )
    whole = [one for one in entries if one.hub is None]
    context = {
        "country": found,
        "occupations": tables.by_occupation(whole, found, frame.as_of),
        "cities": cities_of(entries, found, frame.as_of),
        "titles": titles_of(read_title_names(country=found, moment=moment), frame.as_of),
    }
    return page(request, "place/detail.html", frame, context)


def _index(moment: Moment) -> Address:
    return Address(view="places", as_of=named_day(moment))
