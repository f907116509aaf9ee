"""The method, proved by the back-test of the release in effect."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from articles.addresses import Address, named_day
from articles.frames import Frame
from articles.method import Backtest, read_backtest, score_sheet
from articles.sheets import Sheet
from articles.table_names import table_names
from articles.views.answering import at_moment, page, table_of
from benchmarks.estimating.settings import CONFIDENCE
from benchmarks.models import Country, Release
from benchmarks.moments import Moment
from benchmarks.releasing import SMALLEST_PUBLISHED
from benchmarks.statistics import RANGE_OF_PEOPLE_NEEDS


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
        "backtest": _backtest(release),
        "releases": Address(view="releases", as_of=frame.as_of),
        "files": {
            "sizes": frame.address.files(names.sizes),
            "forecast_years": frame.address.files(names.forecast_years),
            "countries": frame.address.files(names.countries),
            "grades": frame.address.files(names.grades),
        },
    }
    return page(request, "method/index.html", frame, context)


@at_moment
def method_table(request: HttpRequest, moment: Moment, table: str, form: str) -> HttpResponse:
    release = Release.objects.in_effect(moment)
    backtest = _backtest(release)
    sheets: dict[str, Sheet] = {}
    if backtest:
        names = table_names()
        found = {
            names.sizes: [backtest.pooled, *backtest.by_size],
            names.forecast_years: backtest.by_year,
            names.countries: backtest.by_country,
            names.grades: backtest.by_grade,
        }
        sheets = {name: score_sheet(name, scores) for name, scores in found.items()}
    return table_of(sheets, table, form, moment)


def _backtest(release: Release | None) -> Backtest | None:
    if release is None:
        return None
    return read_backtest(release.backtest, {one.pk: one.name for one in Country.objects.all()})
