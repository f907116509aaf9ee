"""What every view does alike: read the moment, find by slug, show a page or one sentence."""

from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from typing import Concatenate

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.addresses import Address, language_here
from articles.frames import Frame
from articles.search import Hit
from articles.sheets import Sheet, answer
from benchmarks.keeping import one_look
from benchmarks.models import Named
from benchmarks.moments import Moment, UnreadableDay

type View[**P] = Callable[Concatenate[HttpRequest, P], HttpResponse]


def at_any_method[**P](
    view: Callable[Concatenate[HttpRequest, Moment, P], HttpResponse],
) -> View[P]:
    """Hand the view the moment that its page speaks of; a day that is none gets one sentence."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            moment = Moment.asked_for(request.GET.get("as_of"))
        except UnreadableDay:
            sentence = _("as_of wants a day between 2000 and 2100, written as 2026-01-31.")
            return error(request, 400, _("Unreadable day"), sentence)
        with one_look():
            return view(request, moment, *args, **kwargs)

    return wrapped


def at_moment[**P](
    view: Callable[Concatenate[HttpRequest, Moment, P], HttpResponse],
) -> View[P]:
    """The same for a page that is only read."""
    return require_safe(at_any_method(view))


def by_slug[T: Named](model: type[T], slug: str, **within: object) -> T:
    """The row of that slug in the language of the page, or a 404."""
    return get_object_or_404(model, **{f"slug_{language_here()}": slug}, **within)


class Page(TemplateResponse):
    """A page that is written out when it is sent: its image needs no more than its frame."""

    def __init__(
        self, request: HttpRequest, template: str, frame: Frame, context: Mapping[str, object]
    ) -> None:
        super().__init__(request, template, {"frame": frame, **context})
        self.frame = frame


def page(
    request: HttpRequest, template: str, frame: Frame, context: Mapping[str, object]
) -> HttpResponse:
    return Page(request, template, frame, context)


def table_of(sheets: Mapping[str, Sheet], name: str, form: str, moment: Moment) -> HttpResponse:
    """One of the page's tables as a file; a name or form that the page doesn't have is a 404."""
    if name not in sheets:
        raise Http404
    return answer(sheets[name], form, moment.on)


def error(
    request: HttpRequest,
    status: int,
    title: str,
    sentence: str,
    *,
    suggestions: Sequence[Hit] = (),
) -> HttpResponse:
    """What is wrong in one sentence, and where to go on from there."""
    frame = Frame(address=Address(view="home"), title=title, has_content=False)
    context = {
        "frame": frame,
        "sentence": sentence,
        "suggestions": suggestions,
        "is_desk": request.path_info.startswith(reverse("admin:index")),
    }
    return render(request, "error.html", context, status=status)
