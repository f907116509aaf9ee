"""Everything that the page of a figure says, as its files and its JSON say it too."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from articles.addresses import Address, language_here, named_day
from articles.charts import History
from articles.charts import history as pay_history
from articles.figures.courses import Course, course
from articles.figures.definitions import DEFINITIONS, OF_FORMULA, OF_LAW
from articles.figures.estimates import of_market, of_release
from articles.figures.figure import Figure, FigureBook, State
from articles.figures.former import renamed_keys
from articles.figures.formulas import worked_out
from articles.figures.histories import Row, rows_of_law, rows_of_market, stretches
from articles.figures.keys import Key, LawKey, MarketKey, read_key
from articles.figures.legal import figure_of, law_figure
from articles.figures.page_words import next_of_law, next_of_market, standing
from articles.figures.printing import printed
from articles.figures.reading import cell_of, read_figures
from articles.figures.references import Reference
from articles.figures.rendering import address_of
from articles.writing.content import Topic
from benchmarks.models import Release
from benchmarks.moments import Moment
from benchmarks.queries.cited import Cited, read_cited
from visa.citations import Citation
from visa.queries import read_values
from visa.queries.counted import read_counted
from visa.values import ValueBook

OF_TYPICAL_PAY = ("typical", "low", "high", "median", "projection")
"""Stats that the chart of a market page shows together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """A figure that another one is worked out from, or that is worked out from it."""

    name: str
    value: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FigurePage:
    """`history` is drawn for pay with its intervals, `steps` for anything else that changed.

    `upcoming` says what is known to come; `inputs` are what a formula takes, `dependents` the
    figures of the law that are worked out from this one.
    """

    figure: Figure
    address: Address
    on: date
    name: str
    value: str
    interval: str
    since: str
    until: str
    standing: str
    definition: str
    upcoming: str = ""
    inputs: tuple[Input, ...] = ()
    dependents: tuple[Input, ...] = ()
    rows: tuple[Row, ...] = ()
    history: History | None = None
    steps: Course | None = None
    citation: Citation | None = None
    cited: Cited | None = None
    release: Release | None = None

    @property
    def has_intervals(self) -> bool:
        return any(row.interval for row in self.rows)


def read_figure_page(key: str, moment: Moment) -> FigurePage | None:
    """None where the key names nothing, or only something that depends on a page's topic.

    A key that was changed gives the page of what it became.
    """
    parsed = read_key(key)
    if parsed is None:
        return None
    found = _of(parsed, moment)
    became = {} if found else renamed_keys([parsed])
    return _of(became[parsed], moment) if parsed in became else found


def _of(key: Key, moment: Moment) -> FigurePage | None:
    if isinstance(key, LawKey):
        return _of_law(key, moment)
    return _of_market(key, moment) if key.market else _of_release(key, moment)


def read_formula_page(reference: Reference, moment: Moment) -> FigurePage | None:
    """None where the formula gives nothing that could be explained."""
    book = read_figures(reference.keys, topic=Topic(), moment=moment)
    figure = worked_out(reference, book)
    if figure.state is State.UNKNOWN or not figure.inputs:
        return None
    page = _page(figure, moment, OF_FORMULA.in_language(language_here()))
    inputs = (input_of(one, moment) for key in figure.inputs if (one := book.of(key)))
    options = reference.options
    return replace(
        page,
        inputs=tuple(inputs),
        value=printed(figure, options, language_here()) if options else page.value,
    )


def _of_law(key: LawKey, moment: Moment) -> FigurePage | None:
    values, language = read_values(moment.known_at), language_here()
    if key.parameter not in values.parameters:
        return None
    reading = values.read(key.parameter, moment.on)
    figure = figure_of(reading)
    rows = rows_of_law(values.values.get(key.parameter, ()), moment.on, language)
    counted = read_counted(key.parameter).in_language(language)
    told = reading.value or reading.last
    factors = (law_figure(one, values, moment.on) for one in figure.inputs)
    return replace(
        _page(figure, moment, f"{counted}." if counted else OF_LAW.in_language(language)),
        upcoming=next_of_law(reading, language),
        inputs=tuple(input_of(one, moment) for one in factors),
        dependents=tuple(input_of(one, moment) for one in _dependents(str(key), values, moment.on)),
        rows=tuple(rows),
        steps=course(stretches(rows), moment.on, _labels_of(figure)),
        citation=told.citation if told else None,
    )


def _dependents(key: str, values: ValueBook, on: date) -> list[Figure]:
    """The legal figures that are worked out from this one on the day."""
    figures = (figure_of(values.read(one, on)) for one in sorted(values.values))
    return [figure for figure in figures if key in figure.inputs]


def _of_market(key: MarketKey, moment: Moment) -> FigurePage | None:
    release, language = Release.objects.in_effect(moment), language_here()
    cell = cell_of(key)
    cited = read_cited({cell}, release=release, has_years=True).get(cell) if cell else None
    if cited is None:
        return None
    figure = of_market(str(key), key, cited, release)
    rows = rows_of_market(key, cited, figure, language)
    is_of_pay = key.kind == "salary" and key.stat in OF_TYPICAL_PAY
    reason = cited.withheld.label if cited.withheld else ""
    page = _page(figure, moment, DEFINITIONS[key.stat].in_language(language), str(reason))
    return replace(
        page,
        upcoming=next_of_market(language),
        rows=tuple(rows),
        history=pay_history(cited.by_year, cited.projection) if is_of_pay else None,
        steps=None if is_of_pay else course(stretches(rows), moment.on, _labels_of(figure)),
        cited=cited,
        release=release,
    )


def _of_release(key: MarketKey, moment: Moment) -> FigurePage | None:
    explicit = key.about(Topic())
    if explicit is None:
        return None
    release, language = Release.objects.in_effect(moment), language_here()
    figure = of_release(str(key), explicit, release)
    page = _page(figure, moment, DEFINITIONS[key.stat].in_language(language))
    return replace(page, upcoming=next_of_market(language), release=release)


def _labels_of(figure: Figure) -> Callable[[Decimal], str]:
    """Writes amounts beside a chart as the figure itself is written."""
    plain = replace(figure, state=State.KNOWN, is_announced=False)
    return lambda amount: printed(replace(plain, value=amount), (), language_here())


def _page(figure: Figure, moment: Moment, definition: str, reason: str = "") -> FigurePage:
    language = language_here()
    has_interval = figure.value is not None and figure.low is not None
    return FigurePage(
        figure=figure,
        address=address_of(figure, FigureBook({}, named_day(moment))),
        on=moment.on,
        name=figure.name.in_language(language),
        value=printed(figure, ("per",), language),
        interval=printed(figure, ("range",), language) if has_interval else "",
        since=printed(figure, ("from",), language) if figure.valid_from else "",
        until=printed(figure, ("until",), language) if figure.valid_from else "",
        standing=standing(figure, reason, language),
        definition=definition,
    )


def input_of(figure: Figure, moment: Moment) -> Input:
    language = language_here()
    return Input(
        name=figure.name.in_language(language),
        value=printed(figure, ("per",), language),
        href=address_of(figure, FigureBook({}, named_day(moment))).url_in(language),
    )
