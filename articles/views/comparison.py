"""Occupations, places, levels or years side by side, at an address that can be kept."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from articles import comparison as comparing
from articles import comparison_form
from articles.addresses import Address, named_day
from articles.comparison_form import FEWEST, Catalogue, Question
from articles.frames import Frame, Link
from articles.sheets import pay_sheet
from articles.structured_data.markets import of_comparison
from articles.table_names import table_names
from articles.views.answering import at_moment, error, page, table_of
from benchmarks.models import Release
from benchmarks.moments import Moment
from benchmarks.queries import Compared, read_groups, read_index, read_places, read_years


@at_moment
def comparison(
    request: HttpRequest, moment: Moment, table: str = "", form: str = ""
) -> HttpResponse:
    """The page, or its table as a file; a filled-in form is led on to the address of its codes."""
    release = Release.objects.in_effect(moment)
    catalogue = _catalogue(release)
    question = comparison_form.read_question(request.GET, catalogue)
    address = Address(
        view="comparison",
        groups=tuple(map(comparison_form.code_of, question.groups)),
        as_of=named_day(moment),
    )
    if "occupation" in request.GET and question.is_clear:
        return HttpResponseRedirect(address.get_absolute_url())
    compared = read_groups(question.groups, release=release) if release else []
    if table:
        return _file(request, moment, question, comparing.table(compared, address), table, form)
    return _page(request, catalogue, question, compared, address, release)


def _file(
    request: HttpRequest,
    moment: Moment,
    question: Question,
    found: comparing.PayTable,
    table: str,
    form: str,
) -> HttpResponse:
    """A program that asks for something unknown is told, not given a shorter table."""
    wrong = [question.problem, *(line.problem for line in question.lines)]
    for sentence in filter(None, wrong):
        return error(request, 400, _("Bad request"), sentence)
    name = table_names().comparison
    return table_of({name: pay_sheet(name, found)}, table, form, moment)


def _page(
    request: HttpRequest,
    catalogue: Catalogue,
    question: Question,
    compared: list[Compared],
    address: Address,
    release: Release | None,
) -> HttpResponse:
    sections = comparing.sections(compared, address)
    context = {
        "slots": comparison_form.slots(question.lines),
        "problem": question.problem,
        "choices": comparison_form.choices(catalogue, question.lines),
        "sections": sections,
        "has_currencies": len(sections) > 1,
        "is_enough": len(compared) >= FEWEST or not question.is_clear,
        "release": release,
        "files": address.files(table_names().comparison),
    }
    return page(request, "comparison/index.html", _frame(address, compared), context)


def _catalogue(release: Release | None) -> Catalogue:
    entries = read_index(release=release) if release else []
    hubs = read_places(release=release) if release else []
    countries = {entry.country.code: entry.country for entry in entries}
    return Catalogue(
        occupations={entry.occupation.code: entry.occupation for entry in entries},
        countries=countries,
        hubs={hub.code: hub for hub in hubs if hub.country.code in countries},
        years=read_years(release=release) if release else [],
    )


def _frame(address: Address, compared: list[Compared]) -> Frame:
    """An address of groups is for those who keep it, not for search engines: they are too many."""
    return Frame(
        address=address,
        title=_("Comparison"),
        description=_(
            "Two to four occupations, places, levels of experience or years side by side."
            " The address of the answer can be kept and passed on."
        ),
        above=[
            Link(
                text=_("Countries"),
                href=Address(view="salary_index", as_of=address.as_of).get_absolute_url(),
            )
        ],
        for_search=not compared,
        data=of_comparison(compared),
    )
