"""The releases: what was published when, what it changed and withheld, how forecasts fared."""

from itertools import chain

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from articles.addresses import Address, named_day
from articles.contradictions import withheld_rows, withheld_sheet
from articles.frames import Frame, Link
from articles.revisions import (
    forecast_rows,
    forecast_sheet,
    publication_sheet,
    revision_rows,
    revision_sheet,
)
from articles.structured_data.datasets import of_tables
from articles.table_names import table_names
from articles.views.answering import at_moment, page, table_of
from benchmarks.models import Release
from benchmarks.moments import Moment
from benchmarks.queries import (
    read_contradictions,
    read_forecasts,
    read_largest,
    read_publications,
    read_revisions,
)

SHOWN_CHANGES = 30
"""So many rows of each table stand on the page; the files have them all."""


@at_moment
def releases(request: HttpRequest, moment: Moment) -> HttpResponse:
    release = Release.objects.in_effect(moment)
    publications = read_publications(moment=moment)
    forecasts = read_forecasts(release=release, most=SHOWN_CHANGES)
    names = table_names()
    address = Address(view="releases", as_of=named_day(moment))
    files = {
        "releases": address.files(names.releases),
        "revisions": address.files(names.revisions),
        "forecasts": address.files(names.forecasts),
        "withheld": address.files(names.withheld),
    }
    title = _("Releases and revisions")
    description = _("What was published when, what changed, and how last year’s projections fared.")
    tables = chain.from_iterable(files.values())
    changed_at = release.released_at if release else None
    frame = Frame(
        address=address,
        title=title,
        description=description,
        data=[of_tables(title, description, address, tables, changed_at=changed_at)],
        above=[
            Link(
                text=_("Method"),
                href=Address(view="method", as_of=named_day(moment)).get_absolute_url(),
            )
        ],
    )
    withheld = read_contradictions(release) if release else []
    newest = next(iter(publications), None)
    context = {
        "publications": publications,
        "revisions": revision_rows(read_largest(newest.largest) if newest else []),
        "revision_count": newest.moved if newest else 0,
        "forecasts": forecast_rows(forecasts.listed),
        "forecast_count": forecasts.count,
        "inside_count": forecasts.inside,
        "withheld": withheld_rows(withheld[:SHOWN_CHANGES]),
        "withheld_count": len(withheld),
        "files": files,
    }
    return page(request, "method/releases.html", frame, context)


@at_moment
def releases_table(request: HttpRequest, moment: Moment, table: str, form: str) -> HttpResponse:
    names = table_names()
    release = Release.objects.in_effect(moment)
    sheets = {
        names.releases: publication_sheet(names.releases, read_publications(moment=moment)),
        names.revisions: revision_sheet(names.revisions, read_revisions(moment=moment)),
        names.forecasts: forecast_sheet(names.forecasts, read_forecasts(release=release).listed),
        names.withheld: withheld_sheet(
            names.withheld, read_contradictions(release) if release else []
        ),
    }
    return table_of(sheets, table, form, moment)
