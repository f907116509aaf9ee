"""Pages of lists: home, countries, one occupation, sources."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation.trans_real import parse_accept_lang_header
from django.views.decorators.http import require_safe

from articles import listings, styleguide_examples, tables
from articles.addresses import DEFAULT_LANGUAGE, LANGUAGES, Address, language_here, named_day
from articles.frames import Frame
from articles.guide_cards import guide_cards
from articles.highlights import highlights
from articles.models import Article
from articles.queries import Live, newest_articles
from articles.share_images import cards
from articles.sheets import pay_sheet
from articles.structured_data.datasets import of_tables
from articles.structured_data.site import web_site
from articles.table_names import table_names
from articles.views.answering import at_moment, by_slug, page, table_of
from benchmarks.models import Occupation, Release
from benchmarks.moments import Moment
from benchmarks.queries import (
    IndexEntry,
    read_countries,
    read_index,
    read_rate_sources,
    read_sources,
)

GUIDES_AT_HOME = 3


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
    frame = Frame(
        address=Address(view="home", as_of=named_day(moment)),
        title=_("Occupations"),
        description=_("What occupations pay, with year, spread, sample size and sources."),
        card=cards.of_home(),
        data=[web_site()],
    )
    context = {
        "release": release,
        "extent": listings.extent(entries),
        "highlights": highlights(entries, moment),
        "families": listings.by_family(entries, frame.as_of),
        "guides": guide_cards(_newest_guides(moment), moment),
        "ways": listings.ways(frame.as_of),
    }
    return page(request, "home/index.html", frame, context)


@at_moment
def salary_index(request: HttpRequest, moment: Moment) -> HttpResponse:
    _release, entries = _index(moment)
    frame = Frame(
        address=Address(view="salary_index", as_of=named_day(moment)),
        title=_("Countries"),
        description=_("Every country with figures, and the occupations whose pay is known there."),
    )
    context = {"countries": listings.by_country(entries, frame.as_of)}
    return page(request, "salary/index.html", frame, context)


@at_moment
def occupation_detail(request: HttpRequest, moment: Moment, occupation: str) -> HttpResponse:
    found = by_slug(Occupation, occupation)
    release = Release.objects.in_effect(moment)
    entries = read_countries(occupation=found, release=release) if release else []
    frame = Frame(
        address=Address(view="occupation_detail", occupation=found, as_of=named_day(moment)),
        title=found.name,
        description=_("%(name)s: typical pay by country, with interval, samples and grade.")
        % {"name": found.name},
        card=cards.of_occupation(found) if entries else None,
        has_content=bool(entries),
    )
    context = {
        "occupation": found,
        "release": release,
        "countries": tables.by_country(entries, frame.as_of),
        "files": frame.address.files(table_names().countries),
    }
    return page(request, "occupation/detail.html", frame, context)


@at_moment
def occupation_table(
    request: HttpRequest, moment: Moment, occupation: str, table: str, form: str
) -> HttpResponse:
    found = by_slug(Occupation, occupation)
    release = Release.objects.in_effect(moment)
    entries = read_countries(occupation=found, release=release) if release else []
    name = table_names().countries
    sheet = pay_sheet(name, tables.by_country(entries, named_day(moment)))
    return table_of({name: sheet}, table, form, moment)


@at_moment
def sources(request: HttpRequest, moment: Moment) -> HttpResponse:
    release = Release.objects.in_effect(moment)
    samples = read_sources(release=release) if release else []
    address = Address(view="sources", as_of=named_day(moment))
    description = _("Who the salaries and exchange rates are from, and the licence of each source.")
    frame = Frame(
        address=address,
        title=_("Sources"),
        description=description,
        data=[of_tables(_("Salary benchmarks"), description, address, [], sources=samples)],
    )
    context = {
        "release": release,
        "samples": samples,
        "rates": read_rate_sources(),
    }
    return page(request, "sources/index.html", frame, context)


@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    """Every component in all its states, for those who build pages."""
    if not settings.DEBUG:
        raise Http404
    frame = Frame(address=Address(view="home"), title="Style guide", has_content=False)
    return page(request, "styleguide/index.html", frame, styleguide_examples.context())


def _newest_guides(moment: Moment) -> list[Live]:
    return newest_articles(
        moment, kind=Article.Kind.GUIDE, language=language_here(), limit=GUIDES_AT_HOME
    )


def _index(moment: Moment) -> tuple[Release | None, list[IndexEntry]]:
    release = Release.objects.in_effect(moment)
    return release, read_index(release=release) if release else []
