"""Occupations, places or years side by side, at an address that can be kept."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from articles import comparison as comparing
from articles.addresses import Address, named_day
from articles.comparison import FEWEST, MOST, Catalogue, UnknownGroup
from articles.frames import Frame, Link
from articles.sheets import pay_sheet
from articles.table_names import table_names
from articles.views.answering import at_moment, page, table_of
from benchmarks.models import Release
from benchmarks.moments import Moment
from benchmarks.queries import Compared, Group, read_groups, read_index, read_places


@at_moment
def comparison(
    request: HttpRequest, moment: Moment, table: str = "", form: str = ""
) -> HttpResponse:
    """The page, or its table as a file; a filled-in form is led on to the address of its codes."""
    release = Release.objects.in_effect(moment)
    catalogue = _catalogue(release)
    groups, problem = _groups(request, catalogue)
    address = Address(
        view="comparison",
        groups=tuple(comparing.code_of(group) for group in groups),
        as_of=named_day(moment),
    )
    if "occupation" in request.GET and not problem:
        return HttpResponseRedirect(address.get_absolute_url())
    compared = read_groups(groups, release=release) if release and groups else []
    names = table_names()
    if table:
        found = comparing.table(compared, address)
        return table_of({names.comparison: pay_sheet(names.comparison, found)}, table, form, moment)
    sections = comparing.sections(compared, address)
    return page(
        request,
        "comparison/index.html",
        _frame(address, compared),
        {
            "slots": comparing.slots(groups),
            "problem": problem,
            "occupations": comparing.occupation_options(catalogue),
            "places": comparing.place_options(catalogue),
            "sections": sections,
            "has_currencies": len(sections) > 1,
            "is_enough": len(compared) >= FEWEST,
            "release": release,
            "files": address.files(names.comparison),
        },
    )


def _catalogue(release: Release | None) -> Catalogue:
    entries = read_index(release=release) if release else []
    hubs = read_places(release=release) if release else []
    countries = {entry.country.code: entry.country for entry in entries}
    return Catalogue(
        occupations={entry.occupation.code: entry.occupation for entry in entries},
        countries=countries,
        hubs={hub.code: hub for hub in hubs if hub.country.code in countries},
    )


def _groups(request: HttpRequest, catalogue: Catalogue) -> tuple[list[Group], str]:
    """What the address or the form names, at most four, each once; and the first problem."""
    asked = request.GET
    columns = [asked.getlist(name) for name in ("occupation", "place", "year")]
    lines = [line for line in zip(*columns, strict=False) if line[0] or line[1]]
    groups: list[Group] = []
    problem = ""
    makers = [
        *(lambda code=code: catalogue.group(code) for code in asked.getlist("g")),
        *(lambda line=line: catalogue.named(*line) for line in lines),
    ]
    for make in makers:
        try:
            group = make()
        except UnknownGroup as unknown:
            problem = problem or str(unknown)
        else:
            if group not in groups:
                groups.append(group)
    if len(groups) > MOST:
        problem = problem or _("Four groups at most can be compared.")
    return groups[:MOST], problem


def _frame(address: Address, compared: list[Compared]) -> Frame:
    """An address of groups is for those who keep it, not for search engines: they are too many."""
    return Frame(
        address=address,
        title=_("Comparison"),
        above=[
            Link(
                text=_("Countries"),
                href=Address(view="salary_index", as_of=address.as_of).get_absolute_url(),
            )
        ],
        for_search=not compared,
    )
