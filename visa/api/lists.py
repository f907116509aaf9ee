"""What there is: titles, figures, questions and groups of occupations, as of a day."""

from datetime import date

from django.http import HttpRequest
from ninja import Router, Schema
from ninja.pagination import paginate

from benchmarks.api.asking import AsOf
from benchmarks.api.errors import ErrorOut
from benchmarks.api.lists import Slice
from benchmarks.moments import Moment
from visa.api.asking import UnknownTitle, title_of
from visa.api.schemas import FactOut, ReadingOut, TextOut, TitleOut, ValueOut, text
from visa.queries import read_law, read_titles, read_values

router = Router()


class FigureOut(ReadingOut):
    """A figure on the day, with everything that it was and is announced to be."""

    history: list[ValueOut]


class PrefixOut(Schema):
    prefix: str
    valid_from: date
    valid_to: date | None


class GroupOut(Schema):
    """All ISCO-08 codes that begin with one of the prefixes."""

    key: str
    name: TextOut
    prefixes: list[PrefixOut]


@router.get("/titles", response={200: list[TitleOut], 422: ErrorOut})
@paginate(Slice)
def titles(request: HttpRequest, as_of: AsOf = None) -> list[TitleOut]:
    """Every residence title with the rules of the day."""
    return [TitleOut.of(title) for title in read_titles(Moment.asked_for(as_of))]


@router.get("/titles/{key}", response={200: TitleOut, 404: ErrorOut, 422: ErrorOut})
def title(request: HttpRequest, key: str, as_of: AsOf = None) -> TitleOut:
    return TitleOut.of(title_of(read_titles(Moment.asked_for(as_of)), key))


@router.get("/parameters", response={200: list[ReadingOut], 422: ErrorOut})
@paginate(Slice)
def parameters(request: HttpRequest, as_of: AsOf = None) -> list[ReadingOut]:
    """Every legal figure on the day."""
    moment = Moment.asked_for(as_of)
    book = read_values(moment.known_at)
    return [ReadingOut.of(book.read(key, moment.on)) for key in sorted(book.parameters)]


@router.get("/parameters/{key}", response={200: FigureOut, 404: ErrorOut, 422: ErrorOut})
def parameter(request: HttpRequest, key: str, as_of: AsOf = None) -> FigureOut:
    """One legal figure with its history and what is announced."""
    moment = Moment.asked_for(as_of)
    book = read_values(moment.known_at)
    if key not in book.parameters:
        raise UnknownTitle(key)
    reading = ReadingOut.of(book.read(key, moment.on))
    history = [ValueOut.of(value) for value in book.values.get(key, ())]
    return FigureOut(**dict(reading), history=history)


@router.get("/facts", response={200: list[FactOut], 422: ErrorOut})
@paginate(Slice)
def facts(request: HttpRequest, as_of: AsOf = None) -> list[FactOut]:
    """The questions that rules ask."""
    law = read_law(Moment.asked_for(as_of))
    return [FactOut.of(fact) for fact in law.facts.values()]


@router.get("/groups", response={200: list[GroupOut], 422: ErrorOut})
@paginate(Slice)
def groups(request: HttpRequest, as_of: AsOf = None) -> list[GroupOut]:
    """The groups of occupations that rules name."""
    law = read_law(Moment.asked_for(as_of))
    return [
        GroupOut(
            key=key,
            name=text(group.name),
            prefixes=[
                PrefixOut(prefix=one.prefix, valid_from=one.valid_from, valid_to=one.valid_to)
                for one in group.prefixes
            ],
        )
        for key, group in sorted(law.groups.items())
    ]
