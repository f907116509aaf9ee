"""Pages of figures: one by its key, or one that prose reckons from several."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from articles.addresses import Address, language_here, named_day
from articles.figures.figure import Figure, FigureBook, State
from articles.figures.formulas import worked_out
from articles.figures.printing import printed
from articles.figures.reading import read_figures
from articles.figures.references import Reference, read_reference
from articles.frames import Frame
from articles.views.answering import at_moment, page
from articles.writing.content import Topic
from benchmarks.moments import Moment


@at_moment
def figure_detail(request: HttpRequest, moment: Moment, key: str) -> HttpResponse:
    book = read_figures([key], topic=Topic(), moment=moment)
    figure = book.of(key)
    if figure is None:
        raise Http404
    address = Address(view="figure_detail", key=figure.address, as_of=named_day(moment))
    return _page(request, figure, address, [])


@at_moment
def figure_formula(request: HttpRequest, moment: Moment) -> HttpResponse:
    reference = read_reference(request.GET.get("f", "")[:500])
    book = read_figures(reference.keys, topic=Topic(), moment=moment)
    figure = worked_out(reference, book)
    if figure.state is State.UNKNOWN:
        raise Http404
    address = Address(view="figure_formula", formula=figure.address, as_of=named_day(moment))
    return _page(request, figure, address, _inputs(reference, book))


def _inputs(reference: Reference, book: FigureBook) -> list[Figure]:
    return [figure for key in reference.keys if (figure := book.of(key))]


def _page(
    request: HttpRequest, figure: Figure, address: Address, inputs: list[Figure]
) -> HttpResponse:
    language = language_here()
    frame = Frame(address=address, title=figure.name.in_language(language))
    context = {
        "figure": figure,
        "value": printed(figure, ["per"], language),
        "inputs": inputs,
        "title": _("Figure"),
    }
    return page(request, "figure/detail.html", frame, context)
