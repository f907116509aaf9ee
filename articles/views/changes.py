"""The log of what changed for readers."""

from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from articles.addresses import Address, named_day
from articles.changelog import MOST_PAGES, read_change_log
from articles.frames import Frame
from articles.views.answering import at_moment, page
from benchmarks.moments import Moment


@at_moment
def changes(request: HttpRequest, moment: Moment) -> HttpResponse:
    number = _number(request.GET.get("p", "1"))
    log = read_change_log(moment, number=number)
    if number > 1 and not log.days:
        raise Http404
    frame = Frame(
        address=Address(view="changes", as_of=named_day(moment)),
        title=_("Changes"),
        for_search=number == 1,
    )
    context = {
        "log": log,
        "feed": Address(view="feed", as_of=frame.as_of),
        "newer": _url(frame, number - 1) if number > 1 else "",
        "older": _url(frame, number + 1) if log.has_more else "",
    }
    return page(request, "changes/index.html", frame, context)


def _number(text: str) -> int:
    """A page of the log; what is none leads to nothing, as an address that isn't there."""
    if text.isascii() and text.isdigit() and len(text) < 3 and 0 < int(text) <= MOST_PAGES:
        return int(text)
    raise Http404


def _url(frame: Frame, number: int) -> str:
    """A page of the log, on the day that the reader named."""
    asked = {"p": str(number)} if number > 1 else {}
    if frame.as_of:
        asked["as_of"] = frame.as_of.isoformat()
    return f"{frame.address.path}?{urlencode(asked)}" if asked else frame.address.path
