"""Reads the rows of one table by one mapping: each becomes a line for COPY, or a problem."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from itertools import repeat

from benchmarks.caching import Cache
from benchmarks.cell_reading import PayReader, column_reader, pay_cells
from benchmarks.circumstances import CircumstancesReader, Kind, Slot
from benchmarks.column_formats import decide_formats
from benchmarks.mapping import AMOUNTS, WITHIN, SampleMapping, Target, column_position
from benchmarks.matching import Reference
from benchmarks.normalising import (
    Circumstances,
    Conversion,
    Pay,
    Terms,
    conversion,
    fingerprint,
    yearly_pay,
)
from benchmarks.reading.money_words import Period
from benchmarks.reading.problems import Problem
from benchmarks.reading.table import Table
from benchmarks.words import Cells

SAMPLE_COLUMNS = (
    *("occupation_id", "country_id", "hub_id", "seniority", "source_kind", "observed_on"),
    *("amount", "currency", "period", "yearly_pay", "fingerprint"),
)
"""What a line holds, in PostgreSQL's text format for COPY."""

MOST_CITIES = 10_000  # different unknown cities that are counted apart

type Pays = Cache[Cells, Pay | Problem]


class SampleReader:
    """One table bound to one mapping. Raises ReadingError where they don't fit each other.

    Rows that share all but their pay are resolved once, and so is each text of pay: what is left
    to do per row are a few look-ups, a multiplication and a hash.
    """

    def __init__(
        self,
        table: Table,
        mapping: SampleMapping,
        reference: Reference,
        *,
        source: str,
        today: date,
    ) -> None:
        self._circumstances = CircumstancesReader(mapping, table.columns, reference, today)
        self._convert = partial(
            conversion, reference=reference, source=source, pay_decides=_read_in_pay(mapping)
        )
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
        self.slots = [*self._circumstances.slots, *pay_slots]
        self.formats = decide_formats(table, self.slots, today)
        self._readers = [
            column_reader(slot, form, today)
            for slot, form in zip(self._circumstances.slots, self.formats, strict=False)
        ]
        self._pay_slots = pay_slots
        self._pay = PayReader(
            rules=[rule for target, rule in mapping.rules() if target in AMOUNTS],
            formats=self.formats[len(self._readers) :],
        )
        self._pays: Cache[tuple[str | None, Period | None], Pays] = Cache(self._pay.on)
        self._settings: Cache[Cells, _Setting | Problem] = Cache(self._setting)
        self.unknown_cities: Counter[str] = Counter()

    def read(self, rows: Sequence[Sequence[object]]) -> Iterator[str | Problem]:
        """For each row of a chunk its line, or the reason why it can't be used."""
        slots = self._circumstances.slots
        read = [
            reader([row[slot.column] for row in rows])
            for reader, slot in zip(self._readers, slots, strict=True)
        ]
        pays = [pay_cells([row[slot.column] for row in rows]) for slot in self._pay_slots]
        settings: Iterator[Cells] = zip(*read, strict=True) if read else repeat((), len(rows))
        return map(self._line, settings, zip(*pays, strict=True))

    def _line(self, cells: Cells, pay_cells: Cells) -> str | Problem:
        setting = self._settings[cells]
        if isinstance(setting, Problem):
            return setting
        pay = setting.pays[pay_cells]
        if isinstance(pay, Problem):
            return pay
        terms = setting.conversions[pay.terms]
        if isinstance(terms, Problem):
            return terms
        yearly = yearly_pay(pay, terms, setting.row.country)
        if isinstance(yearly, Problem):
            return yearly
        if setting.unknown_city:
            self._count_city(setting.unknown_city)
        return (
            f"{setting.head}\t{pay.text}\t{terms.currency}\t{terms.period}\t{yearly}\t"
            f"{fingerprint(pay, terms)}"
        )

    def _setting(self, cells: Cells) -> "_Setting | Problem":
        row = self._circumstances.read(cells)
        if isinstance(row, Problem):
            return row
        return _Setting(row, self._pays[row.currency, row.period], partial(self._convert, row))

    def _count_city(self, city: str) -> None:
        if city in self.unknown_cities or len(self.unknown_cities) < MOST_CITIES:
            self.unknown_cities[city] += 1


class _Setting:
    """Rows of equal circumstances: all that their pay needs, prepared once."""

    __slots__ = ("conversions", "head", "pays", "row", "unknown_city")

    def __init__(
        self,
        row: Circumstances,
        pays: Pays,
        convert: Callable[[Terms], Conversion | Problem],
    ) -> None:
        hub = "\\N" if row.hub_id is None else row.hub_id
        self.row = row
        self.head = (
            f"{row.occupation_id}\t{row.country.id}\t{hub}\t{row.seniority or ''}\t"
            f"{row.source_kind}\t{row.observed_on}"
        )
        self.pays = pays
        self.conversions: Cache[Terms, Conversion | Problem] = Cache(convert)
        self.unknown_city = row.city if row.hub_id is None else ""


def _read_in_pay(mapping: SampleMapping) -> frozenset[Target]:
    """The fields for which the mapping believes the pay cell before anything else."""
    return frozenset(
        target
        for target, rules in mapping.fields.items()
        if WITHIN.get(target) == Target.PAY and rules[0].within
    )
