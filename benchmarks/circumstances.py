"""Reads all that a row says but its pay: a mapping and the reference tables, made one function."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum, auto
from functools import partial
from itertools import repeat

from benchmarks.caching import Cache
from benchmarks.mapping import WORDS, Rule, SampleMapping, Target, Unit, column_position
from benchmarks.matching import CountryFacts, HubFacts, Reference
from benchmarks.normalising import Circumstances, Conditions, Day, Observation, Place, Terms, Work
from benchmarks.reading.money_words import Period
from benchmarks.reading.numbers import shown
from benchmarks.reading.problems import Problem, ReadingError, problem, refusal
from benchmarks.spelling import plain
from benchmarks.words import Answer, Cell, Cells, CellsBySlot, Unplaced, Unread, Words

EARLIEST = date(1990, 1, 1)

# Smallest and largest value that can be, and the problem with others.
_BOUNDS = {
    Target.PAYMENTS_PER_YEAR: (Decimal(12), Decimal(18), "payments-implausible"),
    Target.HOURS_PER_WEEK: (Decimal(30), Decimal(60), "hours-implausible"),
    Target.FULL_TIME_SHARE: (Decimal("0.1"), Decimal(1), "share-implausible"),
}


ONLY = "only"  # where a field stands, for a column that says whether a row is wanted
_OF_OBSERVATION = (
    Target.EMPLOYMENT,
    Target.FULL_TIME_SHARE,
    Target.SENIORITY,
    Target.PERIOD,
    Target.SOURCE_KIND,
    Target.CURRENCY,
    Target.PAYMENTS_PER_YEAR,
    Target.HOURS_PER_WEEK,
)


class Kind(Enum):
    """As what the cells of a column are read before they come here."""

    TEXT = auto()
    DATE = auto()
    NUMBER = auto()


@dataclass(frozen=True, slots=True)
class Slot:
    """One column of the table read in one way; a row's cells come in the order of the slots."""

    target: str
    column: int
    kind: Kind
    format: str | None = None


@dataclass(frozen=True, slots=True)
class _InSlot:
    """A date or number that stands in a cell; a number divided by what its unit says."""

    slot: int
    divisor: int = 1


class _Part[Value]:
    """Fields of a row that are read together; the same cells are read once.

    `slots` are the places of their cells among all slots.
    """

    def __init__(self, slots: Sequence[int], read: Callable[[CellsBySlot], Value]) -> None:
        self._slots = slots
        self._read = read
        self._known: Cache[Cells, Value | Problem] = Cache(self._first_read)

    def of_rows(self, columns: Sequence[Sequence[Cell]], rows: int) -> Iterator[Value | Problem]:
        if not self._slots:
            return repeat(self._known[()], rows)
        cells = zip(*(columns[slot] for slot in self._slots), strict=True)
        return map(self._known.__getitem__, cells)

    def _first_read(self, cells: Cells) -> Value | Problem:
        try:
            return self._read(dict(zip(self._slots, cells, strict=True)))
        except ReadingError as error:
            return error.problem


class CircumstancesReader:
    """A mapping bound to the columns of one table and to the reference tables.

    `slots` says which columns it wants, and read as what. Raises ReadingError where the mapping
    names a column or a reference that is not there.
    """

    def __init__(
        self, mapping: SampleMapping, names: Sequence[str], reference: Reference, today: date
    ) -> None:
        self._rules = mapping.fields
        self._names = names
        self._today = today
        self.slots: list[Slot] = []
        self._wanted = {
            self._slot(ONLY, column, Kind.TEXT): frozenset(map(plain, words))
            for column, words in mapping.only.items()
        }
        self._title = self._words(Target.TITLE, reference.title)
        self._country = Words(
            Target.COUNTRY,
            self._rules[Target.COUNTRY],
            recognise=reference.country,
            by_code=reference.country_by_code,
            stated=reference.country_stated,
            slot_of=lambda column: self._slot(Target.COUNTRY, column, Kind.TEXT),
        )
        self._city = self._words(Target.CITY, reference.cities)
        self._currency = self._words(Target.CURRENCY, reference.currency)
        self._employment = self._words(Target.EMPLOYMENT, partial(_word, Target.EMPLOYMENT))
        self._pay_kind = self._words(Target.PAY_KIND, partial(_word, Target.PAY_KIND))
        self._seniority = self._words(Target.SENIORITY, partial(_word, Target.SENIORITY))
        self._source_kind = self._words(Target.SOURCE_KIND, partial(_word, Target.SOURCE_KIND))
        self._period = self._words(Target.PERIOD, partial(_word, Target.PERIOD))
        self._days = [self._day_step(rule) for rule in self._rules[Target.OBSERVED_ON]]
        self._numbers = {target: self._number_steps(target) for target in _BOUNDS}
        self._level_from_title = any(rule.within for rule in self._rules.get(Target.SENIORITY, ()))
        self._conditions = Cache(_conditions)
        self._parts = (
            self._part(self._is_wanted, ONLY, Target.EMPLOYMENT, Target.PAY_KIND),
            self._part(self._work, Target.TITLE),
            self._part(self._place, Target.COUNTRY, Target.CITY),
            self._part(self._observation, *_OF_OBSERVATION),
            self._part(self._day, Target.OBSERVED_ON),
        )

    def read(
        self, columns: Sequence[Sequence[Cell]], rows: int
    ) -> Iterator[Circumstances | Problem]:
        """What rows say, or for each the first reason why it can't be used.

        There is a column of `rows` cells for each slot.
        """
        return map(_combined, *(part.of_rows(columns, rows) for part in self._parts))

    def _is_wanted(self, cells: CellsBySlot) -> bool:
        """True, or the reason why nobody wants the row."""
        for slot, words in self._wanted.items():
            text = _typed(str, cells[slot]) or ""
            if plain(text) not in words:
                raise refusal("not-wanted", value=text.strip())
        employment = _needed(self._employment.read(cells), "employment-missing")
        if employment.value == "other":
            raise refusal("not-full-time-employment", value=employment.text)
        if _said(self._pay_kind.read(cells)) == "total":
            raise refusal("pay-is-total")
        return True

    def _work(self, cells: CellsBySlot) -> Work:
        title = _needed(self._title.read(cells), "title-missing")
        return Work(
            occupation_id=title.value.occupation_id,
            title=plain(title.text),
            level=title.value.level if self._level_from_title else None,
        )

    def _place(self, cells: CellsBySlot) -> Place:
        country = _needed(self._country.read(cells), "country-missing")
        city = self._city.read(cells)
        hub = self._hub(city, country)
        text = city.text.strip() if isinstance(city, Answer | Unplaced) else ""
        return Place(
            country=country.value,
            hub_id=hub.id if hub else None,
            city=plain(text),
            city_as_written=text,
        )

    def _observation(self, cells: CellsBySlot) -> Observation:
        share = self._number(Target.FULL_TIME_SHARE, cells)
        employment = _said(self._employment.read(cells))
        if employment == "part_time" and share is None:
            raise refusal("part-time-without-share")
        seniority = _said(self._seniority.read(cells))
        period = _said(self._period.read(cells))
        source_kind = _needed(self._source_kind.read(cells), "source-kind-missing").value
        currency = _said(self._currency.read(cells))
        salaries = self._number(Target.PAYMENTS_PER_YEAR, cells)
        hours = self._number(Target.HOURS_PER_WEEK, cells)
        terms = Terms(currency, Period(period) if period else None, salaries)
        return Observation(
            seniority=seniority,
            source_kind=source_kind,
            conditions=self._conditions[terms, hours, share],
        )

    def _hub(
        self,
        city: Answer[tuple[HubFacts, ...]] | Unplaced | Problem | None,
        country: Answer[CountryFacts],
    ) -> HubFacts | None:
        """The hub of a city within the row's country.

        London is a city of Canada too, so a country that the row names is believed; one that the
        mapping states for all rows is not, where the city is clearly elsewhere.
        """
        hubs = _said(city) or ()
        for hub in hubs:
            if hub.country.id == country.value.id:
                return hub
        if country.is_constant and len(hubs) == 1 and isinstance(city, Answer):
            raise refusal(
                "city-in-another-country",
                value=city.text,
                country=hubs[0].country.name_en,
                country_de=hubs[0].country.name_de,
                stated=country.value.name_en,
                stated_de=country.value.name_de,
            )
        return None

    def _day(self, cells: CellsBySlot) -> Day:
        for step in self._days:
            if isinstance(step, Words):
                day = _said(step.read(cells))
            elif isinstance(step, _InSlot):
                day = _typed(date, cells[step.slot])
            else:
                day = step
            if day is not None and not EARLIEST <= day <= self._today:
                raise refusal("observed-on-unlikely", value=day.isoformat())
            if day is not None:
                return Day(day.year, day.isoformat())
        raise refusal("observed-on-missing")

    def _number(self, target: Target, cells: CellsBySlot) -> Decimal | None:
        lowest, highest, code = _BOUNDS[target]
        for step in self._numbers[target]:
            number = step if isinstance(step, Decimal) else _typed(Decimal, cells[step.slot])
            if number is None:
                continue
            if isinstance(step, _InSlot):
                number /= step.divisor
            if not lowest <= number <= highest:
                raise refusal(code, **shown("value", number))
            return number
        return None

    # --- Binding the rules to the columns

    def _words[Value](
        self,
        target: Target,
        recognise: Callable[[str], Value | Problem | None],
        rules: Sequence[Rule] | None = None,
    ) -> Words[Value]:
        return Words(
            target,
            self._rules.get(target, ()) if rules is None else rules,
            recognise=recognise,
            slot_of=lambda column: self._slot(target, column, Kind.TEXT),
        )

    def _part[Value](self, read: Callable[[CellsBySlot], Value], *targets: str) -> _Part[Value]:
        slots = [place for place, slot in enumerate(self.slots) if slot.target in targets]
        return _Part(slots, read)

    def _slot(self, target: str, column: str, kind: Kind, form: str | None = None) -> int:
        self.slots.append(Slot(target, column_position(target, column, self._names), kind, form))
        return len(self.slots) - 1

    def _day_step(self, rule: Rule) -> date | _InSlot | Words[date]:
        if rule.column is None:
            day = first_day(rule.constant or "")
            if day is None:
                raise refusal(
                    "mapping-reference-unknown", field="observed_on", value=rule.constant or ""
                )
            return day
        if rule.values:
            return self._words(Target.OBSERVED_ON, first_day, [rule])
        return _InSlot(self._slot(Target.OBSERVED_ON, rule.column, Kind.DATE, rule.format))

    def _number_steps(self, target: Target) -> list[Decimal | _InSlot]:
        return [
            Decimal(rule.constant or 0)
            if rule.column is None
            else _InSlot(
                self._slot(target, rule.column, Kind.NUMBER, rule.format),
                divisor=100 if rule.unit == Unit.PERCENT else 1,
            )
            for rule in self._rules.get(target, ())
            if rule.within is None
        ]


def _combined(
    is_wanted: bool | Problem,
    work: Work | Problem,
    place: Place | Problem,
    observation: Observation | Problem,
    day: Day | Problem,
) -> Circumstances | Problem:
    if isinstance(is_wanted, Problem):
        return is_wanted
    if isinstance(work, Problem):
        return work
    if isinstance(place, Problem):
        return place
    if isinstance(observation, Problem):
        return observation
    if isinstance(day, Problem):
        return day
    return Circumstances(work, place, observation, day)


def _conditions(said: tuple[Terms, Decimal | None, Decimal | None]) -> Conditions:
    terms, hours, share = said
    return Conditions(terms=terms, hours=hours, share=share)


def first_day(text: str) -> date | None:
    """The first day of a year, month or day in ISO form: `2024` is 2024-01-01."""
    rest = {4: "-01-01", 7: "-01", 10: ""}.get(len(text.strip()))
    try:
        return None if rest is None else date.fromisoformat(text.strip() + rest)
    except ValueError:
        return None


def _word(target: Target, text: str) -> str | None:
    """One of our own words, however it is spelled."""
    spelling = plain(text)
    return next((word for word in WORDS[target] if plain(word) == spelling), None)


def _needed[Value](found: Answer[Value] | Unplaced | Problem | None, missing: str) -> Answer[Value]:
    if isinstance(found, Problem):
        raise ReadingError(found)
    if isinstance(found, Answer):
        return found
    raise ReadingError(problem(missing))


def _said[Value](found: Answer[Value] | Unplaced | Problem | None) -> Value | None:
    if isinstance(found, Problem):
        raise ReadingError(found)
    return found.value if isinstance(found, Answer) else None


def _typed[Value](kind: type[Value], cell: Cell) -> Value | None:
    if isinstance(cell, Unread):
        raise ReadingError(cell.problem)
    return cell if isinstance(cell, kind) else None
