"""Pages of figures: one by its key, one that prose reckons from several, and all to be searched."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils import timezone

from articles.addresses import Address, language_here, named_day
from articles.figures.catalogue import find, search
from articles.figures.keys import MarketKey, read_key
from articles.figures.page import (
    FigurePage,
    input_of,
    read_figure_page,
    read_formula_page,
)
from articles.figures.page_words import LABELS, how_to_cite, labels
from articles.figures.quoting import market_address, pages_citing, permanent_address
from articles.figures.reading import read_figures
from articles.figures.references import read_reference
from articles.figures.sheets import history_sheet
from articles.frames import Frame, Link
from articles.knowledge import Knowledge
from articles.share_images import cards
from articles.sheets import answer
from articles.structured_data.datasets import of_figure
from articles.views.answering import at_moment, error, page
from articles.writing.content import Topic
from benchmarks import formats
from benchmarks.moments import Moment
from benchmarks.queries.sources import named_sources

PAGE_SIZE = 40
LONGEST = 200
"""Signs of a search; a formula may have more."""
LONGEST_FORMULA = 500
FILE = "history"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pager:
    """Where the pages before and after are; empty at the ends."""

    label: str
    previous: str
    next: str
    is_needed: bool


@at_moment
def figure_index(request: HttpRequest, moment: Moment) -> HttpResponse:
    """All figures, to be found by words of either language; those of the law first."""
    asked = request.GET.get("q", "").strip()[:LONGEST]
    known = Knowledge(moment)
    keys = Paginator(find(asked, topic=Topic(), known=known), PAGE_SIZE)
    shown = keys.get_page(request.GET.get("page", "1")[:6])
    book = read_figures(list(shown), topic=Topic(), moment=moment, knowledge=known)
    frame = Frame(
        address=Address(view="figure_index", as_of=named_day(moment)),
        title=_said("figures"),
        description=_said("lead"),
        for_search=not asked and shown.number == 1,
    )
    context = {
        "asked": asked,
        "found": _found(asked, keys.count),
        "figures": [input_of(one, moment) for key in shown if (one := book.of(key))],
        "pager": _pager(shown, frame.address, asked),
        "words": labels(language_here()),
    }
    return page(request, "figure/index.html", frame, context)


@at_moment
def figure_detail(request: HttpRequest, moment: Moment, key: str) -> HttpResponse:
    """A key that was changed leads on to what it became, for good."""
    shown = read_figure_page(key, moment)
    if shown is None:
        return _unknown(request, moment, key)
    if shown.figure.address != key:
        return HttpResponsePermanentRedirect(shown.address.get_absolute_url())
    return _page(request, moment, shown)


@at_moment
def figure_formula(request: HttpRequest, moment: Moment) -> HttpResponse:
    """What prose reckons, with each figure that it takes."""
    reference = read_reference(request.GET.get("f", "")[:LONGEST_FORMULA])
    shown = read_formula_page(reference, moment)
    if shown is None:
        return error(request, 404, _said("unknown"), _said("not_a_formula"))
    return _page(request, moment, shown)


@at_moment
def figure_table(
    request: HttpRequest, moment: Moment, key: str, table: str, form: str
) -> HttpResponse:
    shown = read_figure_page(key, moment)
    if shown is None or table != FILE:
        raise Http404
    return answer(history_sheet(shown, FILE), form, moment.on)


def _page(request: HttpRequest, moment: Moment, shown: FigurePage) -> HttpResponse:
    language = language_here()
    is_formula = shown.figure.is_formula
    sources = named_sources(one.code for one in shown.cited.sources) if shown.cited else []
    files = [] if is_formula else shown.address.files(FILE)
    frame = Frame(
        address=shown.address,
        title=shown.name,
        above=[_index_link(moment)],
        description=f"{shown.name}: {shown.value}. {shown.definition}",
        for_search=not is_formula,
        card=cards.of_figure(shown),
        data=[] if is_formula else [of_figure(shown, files, sources)],
    )
    permanent = permanent_address(shown, language)
    context = {
        "shown": shown,
        "words": labels(language),
        "cited_on": [] if is_formula else pages_citing(shown.figure.address, moment),
        "sources": sources,
        "market": market_address(shown, moment),
        "cite": how_to_cite(
            shown.name, shown.value, formats.day(shown.on, language), permanent, language
        ),
        "permanent": permanent,
        "is_settled": moment.on <= timezone.localdate(moment.known_at),
        "is_formula": is_formula,
        "files": files,
        "json_url": "" if is_formula else _json_url(shown, moment),
    }
    return page(request, "figure/detail.html", frame, context)


def _unknown(request: HttpRequest, moment: Moment, key: str) -> HttpResponse:
    """What may have been meant; the key is told back, escaped and cut."""
    parsed = read_key(key)
    is_relative = isinstance(parsed, MarketKey) and parsed.market is None
    sentence = _said("relative" if is_relative else "unknown_key").format(key[:80])
    like = search(key, topic=Topic(), moment=moment, limit=8)
    frame = Frame(
        address=Address(view="figure_index", as_of=named_day(moment)),
        title=_said("unknown"),
        above=[_index_link(moment)],
        has_content=False,
    )
    context = {
        "sentence": sentence,
        "asked": key[:80],
        "figures": [input_of(figure, moment) for figure in like],
        "index": Address(view="figure_index"),
        "words": labels(language_here()),
    }
    response = page(request, "figure/unknown.html", frame, context)
    response.status_code = 404
    return response


def _said(name: str) -> str:
    return LABELS[name].in_language(language_here())


def _found(asked: str, count: int) -> str:
    if not count:
        return _said("none").format(asked)
    return _said("found_one" if count == 1 else "found").format(
        formats.number(count, language_here())
    )


def _pager(shown: Page[str], address: Address, asked: str) -> Pager:
    def href(number: int) -> str:
        named = {"q": asked, "page": number, "as_of": address.as_of or ""}
        query = urlencode({name: value for name, value in named.items() if value})
        return f"{address.path}?{query}"

    return Pager(
        label=_said("pages").format(shown.number, shown.paginator.num_pages),
        previous=href(shown.number - 1) if shown.has_previous() else "",
        next=href(shown.number + 1) if shown.has_next() else "",
        is_needed=shown.has_other_pages(),
    )


def _index_link(moment: Moment) -> Link:
    address = Address(view="figure_index", as_of=named_day(moment))
    return Link(text=_said("figures"), href=address.get_absolute_url())


def _json_url(shown: FigurePage, moment: Moment) -> str:
    url = reverse("api-1:figure", args=[shown.figure.address])
    day = named_day(moment)
    return f"{url}?as_of={day.isoformat()}" if day else url
