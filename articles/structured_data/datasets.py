"""Figures and tables as data sets: what they count, what they rest on, where the files are."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.conf import settings

from articles.addresses import Address, TableFile, language_here
from articles.figures.figure import Figure, Unit
from articles.figures.page import FigurePage
from articles.structured_data.scripts import Json, described, number, site
from benchmarks.models import Source

MEDIA_TYPES = {"CSV": "text/csv", "JSON": "application/json"}
PLAIN = (Unit.MONEY, Unit.COUNT)
"""Units whose numbers stand on the page as they are; of all others the printed words are given."""


def of_tables(
    name: str,
    description: str,
    address: Address,
    files: Iterable[TableFile],
    *,
    changed_at: datetime | None = None,
    sources: Iterable[Source] = (),
) -> dict[str, Json]:
    return described(
        "Dataset",
        name=name,
        description=description,
        url=address.permanent,
        inLanguage=language_here(),
        isAccessibleForFree=True,
        creator=site(),
        dateModified=changed_at.date().isoformat() if changed_at else "",
        distribution=_files(files),
        isBasedOn=[_source(one) for one in sources],
    )


def of_figure(
    shown: FigurePage, files: Iterable[TableFile], sources: Iterable[Source]
) -> dict[str, Json]:
    """One figure with its history as files."""
    language, figure = language_here(), shown.figure
    said = of_tables(shown.name, shown.definition, shown.address, files, sources=sources)
    origins = [
        described("CreativeWork", name=one.name.in_language(language), url=one.url)
        for one in figure.origins
    ]
    based_on = said.get("isBasedOn") or origins
    return {
        **said,
        **({"isBasedOn": based_on} if based_on else {}),
        **_period(figure),
        "variableMeasured": _measured(shown),
    }


def _period(figure: Figure) -> dict[str, Json]:
    """The year of an estimate; else from the first day to the last one, if there is one."""
    if figure.year:
        return {"temporalCoverage": str(figure.year)}
    if figure.valid_from is None:
        return {}
    end = (figure.valid_to - timedelta(days=1)).isoformat() if figure.valid_to else ".."
    return {"temporalCoverage": f"{figure.valid_from.isoformat()}/{end}"}


def _measured(shown: FigurePage) -> Json:
    figure = shown.figure
    said = described("PropertyValue", name=shown.name, propertyID=figure.address)
    if figure.value is None:
        return {**said, "description": shown.value}
    said["value"] = _value(figure, shown.value)
    if figure.unit is Unit.MONEY:
        said["unitText"] = f"{figure.currency} {figure.per}".strip()
    if figure.unit in PLAIN and figure.low is not None and figure.high is not None:
        said |= {"minValue": number(figure.low), "maxValue": number(figure.high)}
    return said


def _value(figure: Figure, printed: str) -> Json:
    if isinstance(figure.value, date) or figure.value is None or figure.unit not in PLAIN:
        return printed
    return number(figure.value)


def _files(files: Iterable[TableFile]) -> list[Json]:
    return [
        described(
            "DataDownload",
            encodingFormat=MEDIA_TYPES[one.form],
            contentUrl=f"{settings.SITE_URL}{one.href}",
        )
        for one in files
    ]


def _source(source: Source) -> Json:
    return described(
        "Dataset",
        name=source.title,
        creator=described("Organization", name=source.publisher),
        url=source.url,
        license=source.licence_url or source.licence,
    )
