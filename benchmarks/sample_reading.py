"""Reads the rows of one table by one mapping: each becomes a line for COPY, or a problem."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from operator import itemgetter

from benchmarks.caching import Cache
from benchmarks.cell_reading import PayReader, column_reader, pay_cells
from benchmarks.circumstances import CircumstancesReader, Kind, Slot
from benchmarks.column_formats import decide_formats
from benchmarks.mapping import AMOUNTS, WITHIN, SampleMapping, Target, column_position
from benchmarks.matching import CountryFacts, Reference
from benchmarks.normalising import (
    Circumstances,
    Conditions,
    Conversion,
    Terms,
    conversion,
    fingerprint,
    yearly_pay,
)
from benchmarks.reading.pay import Doubt
from benchmarks.reading.problems import Problem
from benchmarks.reading.table import Table
from benchmarks.row_ids import CONTENT, RowIds, row_id_column
from benchmarks.shown_currencies import refuse_other_currencies
from benchmarks.words import Cells

SAMPLE_COLUMNS = (
    *("occupation_id", "country_id", "hub_id", "seniority", "source_kind", "observed_on"),
    *("amount", "currency", "period", "yearly_pay", "fingerprint"),
)
"""What a line holds, in PostgreSQL's text format for COPY; CONTENT follows where rows have ids."""

MOST_CITIES = 10_000  # different unknown cities that are counted apart


class SampleReader:
    """One table bound to one mapping. Raises ReadingError where they don't fit each other.

    What recurs is resolved once: each part of a row's circumstances, each text of pay, each way to
    yearly pay. What is left to do per row are a few look-ups, a multiplication and a hash.
    """

    def __init__(
        self,
        table: Table,
        mapping: SampleMapping,
        reference: Reference,
        *,
        source: str,
        today: date,
        doubt: Doubt = Doubt.WAITS,
    ) -> None:
        self._circumstances = CircumstancesReader(mapping, table.columns, reference, today)
        self._source = source
        self._reference = reference
        self._pay_decides = _read_in_pay(mapping)
        refuse_other_currencies(table, mapping)
        pay_slots = [
            Slot(
                target,
                column_position(target, rule.column, table.columns),
                Kind.NUMBER,
                rule.format,
            )
            for target, rule in mapping.rules()
            if target in AMOUNTS and rule.column is not None
        ]
        id_slots = [
            Slot(Target.ROW_ID, column_position(Target.ROW_ID, column, table.columns), Kind.TEXT)
            for column in [row_id_column(mapping)]
            if column is not None
        ]
        self._row_ids = RowIds(source) if id_slots else None
        self.columns = (*SAMPLE_COLUMNS, CONTENT) if id_slots else SAMPLE_COLUMNS
        self.slots = [*self._circumstances.slots, *pay_slots, *id_slots]
        self.formats = decide_formats(table, self.slots, today)
        self._readers = [
            column_reader(slot, form, today)
            for slot, form in zip(self._circumstances.slots, self.formats, strict=False)
        ]
        self._readers += [pay_cells] * len(pay_slots)
        self._readers += [column_reader(slot, self.formats[-1], today) for slot in id_slots]
        self._pay = PayReader(
            rules=[rule for target, rule in mapping.rules() if target in AMOUNTS],
            formats=self.formats[len(self._circumstances.slots) :][: len(pay_slots)],
            doubt=doubt,
        )
        self._conversions = Cache(self._conversion)
        self.unknown_cities: Counter[str] = Counter()

    def read(self, rows: Sequence[Sequence[object]]) -> Iterator[str | Problem]:
        """For each row of a chunk its line, or the reason why it can't be used."""
        columns = [
            read(map(itemgetter(slot.column), rows))
            for read, slot in zip(self._readers, self.slots, strict=True)
        ]
        first_of_pay = len(self._circumstances.slots)
        circumstances = self._circumstances.read(columns[:first_of_pay], len(rows))
        if self._row_ids is None:
            return map(self._line, circumstances, zip(*columns[first_of_pay:], strict=True))
        lines = map(self._line, circumstances, zip(*columns[first_of_pay:-1], strict=True))
        return map(self._row_ids.line, lines, columns[-1])

    def _line(self, row: Circumstances | Problem, pay_cells: Cells) -> str | Problem:
        if isinstance(row, Problem):
            return row
        work, place, observation, day = row
        given = observation.conditions
        pay = self._pay.read(pay_cells, given.terms)
        if isinstance(pay, Problem):
            return pay
        terms = self._conversions[given, place.country, day.year, pay.terms]
        if isinstance(terms, Problem):
            return terms
        yearly = yearly_pay(pay, terms, place.country)
        if isinstance(yearly, Problem):
            return yearly
        hub = place.hub_id
        if hub is None and place.city:
            self._count_city(place.city_as_written)
        return (
            f"{work.occupation_id}\t{place.country.id}\t{'\\N' if hub is None else hub}\t"
            f"{row.seniority or ''}\t{observation.source_kind}\t{day.text}\t"
            f"{pay.text}\t{terms.currency}\t{terms.period}\t{yearly!s}\t"
            f"{fingerprint(row, pay, terms, source=self._source)}"
        )

    def _conversion(self, key: tuple[Conditions, CountryFacts, int, Terms]) -> Conversion | Problem:
        return conversion(*key, self._reference, pay_decides=self._pay_decides)

    def _count_city(self, city: str) -> None:
        if city in self.unknown_cities or len(self.unknown_cities) < MOST_CITIES:
            self.unknown_cities[city] += 1


def _read_in_pay(mapping: SampleMapping) -> frozenset[Target]:
    """The fields for which the mapping believes the pay cell before anything else."""
    return frozenset(
        target
        for target, rules in mapping.fields.items()
        if WITHIN.get(target) == Target.PAY and rules[0].within
    )
