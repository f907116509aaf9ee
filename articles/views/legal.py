"""Who runs the site, what it stores of its visitors, and how accessible it is."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from articles.addresses import Address, language_here, named_day
from articles.frames import Frame
from articles.operator import read_operator
from articles.views.answering import at_moment, page
from benchmarks.moments import Moment

ACCESSIBILITY_CHECKED_ON = date(2026, 11, 23)
"""When somebody last held the statement against the site: to be moved on with each review."""


@at_moment
def imprint(request: HttpRequest, moment: Moment) -> HttpResponse:
    frame = _frame("imprint", _("Imprint"), moment)
    context = {
        "operator": read_operator(),
        "method": Address(view="method", as_of=frame.as_of),
        "sources": Address(view="sources", as_of=frame.as_of),
    }
    return page(request, "legal/imprint.html", frame, context)


@at_moment
def privacy(request: HttpRequest, moment: Moment) -> HttpResponse:
    frame = _frame("privacy", _("Privacy"), moment)
    sources = Address(view="sources", as_of=frame.as_of)
    context = {"operator": read_operator(), "text": _text("privacy"), "sources": sources}
    return page(request, "legal/privacy.html", frame, context)


@at_moment
def accessibility(request: HttpRequest, moment: Moment) -> HttpResponse:
    context = {
        "operator": read_operator(),
        "text": _text("accessibility"),
        "checked_on": ACCESSIBILITY_CHECKED_ON,
    }
    frame = _frame("accessibility", _("Accessibility"), moment)
    return page(request, "legal/accessibility.html", frame, context)


def _frame(view: str, title: str, moment: Moment) -> Frame:
    return Frame(address=Address(view=view, as_of=named_day(moment)), title=title)


def _text(name: str) -> str:
    """The template with the whole text in the language of the page: law is written, not
    translated sentence by sentence.
    """
    return f"legal/{name}_{language_here()}.html"
