"""The method, proved by the release's own back-test; and the releases, with what they changed."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from articles.addresses import Address, named_day
from articles.frames import Frame, Link
from articles.method import read_backtest, score_sheet
from articles.revisions import (
    forecast_rows,
    forecast_sheet,
    publication_sheet,
    revision_rows,
    revision_sheet,
)
from articles.sheets import Sheet
from articles.table_names import table_names
from articles.views.answering import at_moment, page, table_of
from benchmarks.estimating.settings import CONFIDENCE
from benchmarks.models import Release
from benchmarks.moments import Moment
from benchmarks.queries import read_forecasts, read_publications, read_revisions
from benchmarks.releasing import SMALLEST_PUBLISHED
from benchmarks.statistics import RANGE_OF_PEOPLE_NEEDS

SHOWN_CHANGES = 30
"""So many revisions and forecasts stand on the page; the files have them all."""


@at_moment
def method(request: HttpRequest, moment: Moment) -> HttpResponse:
    release = Release.objects.in_effect(moment)
    frame = Frame(address=Address(view="method", as_of=named_day(moment)), title=_("Method"))
    names = table_names()
    context = {
        "release": release,
        "smallest": SMALLEST_PUBLISHED,
        "people_need": RANGE_OF_PEOPLE_NEEDS,
        "confidence": int(CONFIDENCE * 100),
        "backtest": read_backtest(release.backtest) if release else None,
        "releases": Address(view="releases", as_of=frame.as_of),
        "files": {
            "sizes": frame.address.files(names.sizes),
            "forecast_years": frame.address.files(names.forecast_years),
            "grades": frame.address.files(names.grades),
        },
    }
    return page(request, "method/index.html", frame, context)


@at_moment
def method_table(request: HttpRequest, moment: Moment, table: str, form: str) -> HttpResponse:
    release = Release.objects.in_effect(moment)
    backtest = read_backtest(release.backtest) if release else None
    sheets: dict[str, Sheet] = {}
    if backtest:
        names = table_names()
        found = {
            names.sizes: [backtest.pooled, *backtest.by_size],
            names.forecast_years: backtest.by_year,
            names.grades: backtest.by_grade,
        }
        sheets = {name: score_sheet(name, scores) for name, scores in found.items()}
    return table_of(sheets, table, form, moment)


@at_moment
def releases(request: HttpRequest, moment: Moment) -> HttpResponse:
    release = Release.objects.in_effect(moment)
    forecasts = read_forecasts(release=release) if release else []
    revisions = read_revisions(moment=moment)
    frame = Frame(
        address=Address(view="releases", as_of=named_day(moment)),
        title=_("Releases and revisions"),
        above=[
            Link(
                text=_("Method"),
                href=Address(view="method", as_of=named_day(moment)).get_absolute_url(),
            )
        ],
    )
    names = table_names()
    context = {
        "publications": read_publications(moment=moment),
        "revisions": revision_rows(revisions[:SHOWN_CHANGES]),
        "revision_count": len(revisions),
        "forecasts": forecast_rows(forecasts[:SHOWN_CHANGES]),
        "forecast_count": len(forecasts),
        "inside_count": sum(one.is_inside for one in forecasts),
        "files": {
            "releases": frame.address.files(names.releases),
            "revisions": frame.address.files(names.revisions),
            "forecasts": frame.address.files(names.forecasts),
        },
    }
    return page(request, "method/releases.html", frame, context)


@at_moment
def releases_table(request: HttpRequest, moment: Moment, table: str, form: str) -> HttpResponse:
    names = table_names()
    release = Release.objects.in_effect(moment)
    sheets = {
        names.releases: publication_sheet(names.releases, read_publications(moment=moment)),
        names.revisions: revision_sheet(names.revisions, read_revisions(moment=moment)),
        names.forecasts: forecast_sheet(
            names.forecasts, read_forecasts(release=release) if release else []
        ),
    }
    return table_of(sheets, table, form, moment)
