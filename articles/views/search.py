"""Search over everything that visitors may read."""

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from articles.addresses import Address, language_here, named_day
from articles.frames import Frame
from articles.search import index_state, make_index, search
from articles.share_images.card import Card
from articles.tasks import refresh_search
from articles.views.answering import at_moment, page
from benchmarks.moments import Moment

PAUSE = 10  # seconds between two requests of one process to make the index anew
ASKED = "search-index-asked-for"


@at_moment
def search_pages(request: HttpRequest, moment: Moment) -> HttpResponse:
    """What is found for `?q=`; with nothing to look for, the form alone."""
    _keep_index(moment if moment.is_now else Moment.now())  # the index is of today
    found = search(
        request.GET.get("q", ""),
        language=language_here(),
        moment=moment,
        number=_number(request.GET.get("page", "")),
    )
    return page(request, "search/index.html", _frame(found.typed, moment), {"found": found})


@at_moment
def search_card(request: HttpRequest, moment: Moment) -> HttpResponse:
    """The page for its image, which shows nothing of what is found or was typed."""
    return page(request, "search/index.html", _frame("", moment), {})


def _frame(typed: str, moment: Moment) -> Frame:
    description = _("Every page of the site by words, however umlauts are typed.")
    return Frame(
        address=Address(view="search", words=typed, as_of=named_day(moment)),
        title=_("Search: %(words)s") % {"words": typed} if typed else _("Search"),
        description=description,
        card=Card(title=_("Search"), words=description),
        for_search=False,
    )


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 1


def _keep_index(moment: Moment) -> None:
    """Make it where there is none; where it is old, have it made in the background."""
    state = index_state(moment)
    if state == "none":
        make_index(moment)
    elif state == "old" and cache.add(ASKED, 1, PAUSE):
        refresh_search.enqueue()
