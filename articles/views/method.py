"""The method, proved by the back-test of the release in effect."""

from collections.abc import Mapping
from itertools import chain

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from articles.addresses import Address, TableFile, named_day
from articles.frames import Frame
from articles.method import Backtest, read_backtest, score_sheet
from articles.sheets import Sheet
from articles.structured_data.datasets import of_tables
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
    names = table_names()
    address = Address(view="method", as_of=named_day(moment))
    files = {
        "sizes": address.files(names.sizes),
        "forecast_years": address.files(names.forecast_years),
        "countries": address.files(names.countries),
        "grades": address.files(names.grades),
    }
    backtest = _backtest(release)
    context = {
        "release": release,
        "smallest": SMALLEST_PUBLISHED,
        "people_need": RANGE_OF_PEOPLE_NEEDS,
        "confidence": int(CONFIDENCE * 100),
        "backtest": backtest,
        "releases": Address(view="releases", as_of=address.as_of),
        "files": files,
    }
    return page(request, "method/index.html", _frame(address, backtest, files), context)


def _frame(
    address: Address, backtest: Backtest | None, files: Mapping[str, list[TableFile]]
) -> Frame:
    description = _("How figures are made, graded and withheld, and how well forecasts came true.")
    tables = chain.from_iterable(files.values())
    data = [of_tables(_("Back-test of the method"), description, address, tables)]
    return Frame(
        address=address,
        title=_("Method"),
        description=description,
        data=data if backtest else [],
    )


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
