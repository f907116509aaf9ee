"""Figures as JSON: all of them to be searched, and each with its history."""

from datetime import date
from decimal import Decimal
from typing import Annotated

from django.http import HttpRequest
from ninja import Field, Path, Query, Router, Schema

from articles.figures.catalogue import find
from articles.figures.figure import Figure, State, Unit
from articles.figures.histories import Row
from articles.figures.page import read_figure_page
from articles.figures.quoting import permanent_address
from articles.figures.reading import read_figures
from articles.knowledge import Knowledge
from articles.writing.content import Topic
from benchmarks.api.asking import AsOf
from benchmarks.api.errors import ErrorOut
from benchmarks.moments import Moment
from visa.api.schemas import TextOut, text

router = Router()

Words = Annotated[str, Query(max_length=200, description="Words of German or English names.")]
Limit = Annotated[int, Query(ge=1, le=100)]
Offset = Annotated[int, Query(ge=0, le=1_000_000_000)]
Key = Annotated[
    str,
    Path(
        description="Such as `visa.de.blue-card.salary.shortage` or "
        "`salary.data-scientist.de.typical`."
    ),
]


class UnknownFigure(LookupError):
    """No figure has the key that was asked for."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


class OriginOut(Schema):
    name: TextOut
    url: str


class FigureOut(Schema):
    """A figure on the day: what it is, and where it comes from."""

    key: str
    name: TextOut
    state: State = Field(description="`unpublished` and `suppressed` have no value.")
    unit: Unit = Field(description="A share of 0.073 is 7.3 per cent, a percentage of 7.3 too.")
    value: Decimal | date | None
    currency: str
    per: str = Field(description="Money for a year, for a month, or once.")
    instalments: int = Field(description="Payments a year of an amount per month.")
    low: Decimal | None = Field(description="Low end of the 80 % interval of an estimate.")
    high: Decimal | None
    rounded_to: Decimal | None
    is_estimate: bool
    n: int | None = Field(description="Samples of three years.")
    year: int | None
    grade: str
    valid_from: date | None
    valid_to: date | None = Field(description="The first day on which it doesn't hold any more.")
    is_announced: bool
    last: Decimal | None = Field(description="What ended before, where no value holds now.")
    last_day: date | None
    formula: str
    inputs: list[str]
    origins: list[OriginOut]

    @classmethod
    def of(cls, figure: Figure) -> "FigureOut":
        return cls(
            **{name: getattr(figure, name) for name in _SAME},
            key=figure.address,
            name=text(figure.name),
            inputs=list(figure.inputs),
            origins=[OriginOut(name=text(one.name), url=one.url) for one in figure.origins],
        )


_SAME = set(FigureOut.model_fields) - {"key", "name", "inputs", "origins"}


class PeriodOut(Schema):
    """What the figure was, is or is announced to be in one period, its last day included."""

    first_day: date
    last_day: date | None
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    n: int | None
    grade: str
    is_announced: bool
    formula: str
    source: OriginOut | None

    @classmethod
    def of(cls, row: Row) -> "PeriodOut":
        origin = row.origin
        return cls(
            first_day=row.first_day,
            last_day=row.last_day,
            value=row.number,
            low=row.low,
            high=row.high,
            n=row.n,
            grade=row.grade,
            is_announced=row.is_announced,
            formula=row.formula,
            source=OriginOut(name=text(origin.name), url=origin.url) if origin else None,
        )


class FigureDetailOut(FigureOut):
    """With its history, the newest period first."""

    as_of: date
    definition: str = Field(description="In the language that was asked for.")
    url: str = Field(description="Its page, as it stays.")
    history: list[PeriodOut]


class FiguresOut(Schema):
    as_of: date
    count: int
    items: list[FigureOut]


@router.get("/figures", response={200: FiguresOut, 422: ErrorOut})
def figures(
    request: HttpRequest,
    q: Words = "",
    limit: Limit = 100,
    offset: Offset = 0,
    as_of: AsOf = None,
) -> FiguresOut:
    """All figures that the words fit, those of the law first."""
    moment = Moment.asked_for(as_of)
    known = Knowledge(moment)
    keys = find(q, topic=Topic(), known=known)
    shown = keys[offset : offset + limit]
    book = read_figures(shown, topic=Topic(), moment=moment, knowledge=known)
    return FiguresOut(
        as_of=moment.on,
        count=len(keys),
        items=[FigureOut.of(figure) for key in shown if (figure := book.of(key))],
    )


@router.get("/figures/{key}", response={200: FigureDetailOut, 404: ErrorOut, 422: ErrorOut})
def figure(request: HttpRequest, key: Key, as_of: AsOf = None) -> FigureDetailOut:
    """One figure with its history."""
    moment = Moment.asked_for(as_of)
    page = read_figure_page(key, moment)
    if page is None:
        raise UnknownFigure(key)
    return FigureDetailOut(
        **dict(FigureOut.of(page.figure)),
        as_of=moment.on,
        definition=page.definition,
        url=permanent_address(page, "en"),
        history=[PeriodOut.of(row) for row in page.rows],
    )
