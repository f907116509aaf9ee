"""What the tables of pages are called in the addresses of their files, in either language."""

from dataclasses import dataclass

from articles.addresses import language_here


@dataclass(frozen=True, slots=True, kw_only=True)
class TableNames:
    spread: str
    levels: str
    cities: str
    years: str
    countries: str
    comparison: str
    sizes: str
    forecast_years: str
    grades: str
    releases: str
    revisions: str
    forecasts: str
    withheld: str


NAMES = {
    "de": TableNames(
        spread="spanne",
        levels="erfahrung",
        cities="staedte",
        years="jahre",
        countries="laender",
        comparison="vergleich",
        sizes="gruppengroessen",
        forecast_years="prognosejahre",
        grades="guete",
        releases="ausgaben",
        revisions="aenderungen",
        forecasts="prognosen",
        withheld="widersprueche",
    ),
    "en": TableNames(
        spread="spread",
        levels="experience",
        cities="cities",
        years="years",
        countries="countries",
        comparison="comparison",
        sizes="group-sizes",
        forecast_years="forecast-years",
        grades="grades",
        releases="releases",
        revisions="revisions",
        forecasts="forecasts",
        withheld="contradictions",
    ),
}


def table_names() -> TableNames:
    """In the language of the page."""
    return NAMES[language_here()]
