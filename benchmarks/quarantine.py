"""Rows in quarantine: taken by a likely reading, as they are, or refused; and that undone."""

import hashlib
import uuid
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from itertools import batched, chain

from django.db import connection, transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from benchmarks.error_report import open_again
from benchmarks.importing import Progress, state_in_both_languages
from benchmarks.mapping_json import read_mapping
from benchmarks.matching import CountryFacts, Reference
from benchmarks.models import (
    ImportBatch,
    QuarantineDecision,
    SalarySample,
    SetAsideRow,
    SourceKind,
)
from benchmarks.normalising import AS_GIVEN, CENT, SLIPS
from benchmarks.reading.pay import Doubt
from benchmarks.reading.problems import refusal
from benchmarks.reference_facts import read_reference
from benchmarks.sample_reading import SampleReader

AS_IT_IS = "as_it_is"
AS_MEANT = "as_meant"
REFUSE = "refuse"
BLOCK = 1_000  # rows that are written in one statement
IMPLAUSIBLE = "implausible-pay"
AGAINST_APPEARANCE = "money-odd"
_READ_AS = {AS_IT_IS: Doubt.AS_WRITTEN, AS_MEANT: Doubt.AS_MEANT}

DECIDABLE = (ImportBatch.State.STAGED, ImportBatch.State.ACCEPTED)
_PERIODS = {"as_month": "month", "as_year": "year"}
_MOST = Decimal(10) ** 11 - CENT  # what the column `yearly_pay` holds


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Rows in quarantine for one reason that have the same likely readings."""

    code: str
    readings: Sequence[str]
    rows: int

    @property
    def choices(self) -> Sequence[str]:
        """What a person can decide of all of them."""
        meant = [AS_MEANT] if self.code == AGAINST_APPEARANCE else self.readings
        return [*meant, AS_IT_IS, REFUSE]


def quarantine_groups(batch: ImportBatch) -> list[Group]:
    """What waits for a decision, the largest group first."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT code, ARRAY(SELECT slip FROM unnest(%s::text[]) AS slip WHERE values ? slip)
                   AS readings, count(*)
            FROM benchmarks_setasiderow WHERE batch_id = %s AND decision = 'quarantined'
            GROUP BY code, readings ORDER BY count(*) DESC, code, readings
            """,
            [list(SLIPS), batch.pk],
        )
        found = cursor.fetchall()
    return [Group(code=code, readings=readings, rows=rows) for code, readings, rows in found]


def rows_of_group(batch: ImportBatch, code: str, readings: Sequence[str]) -> QuerySet[SetAsideRow]:
    """The waiting rows of a group, in the order of the file."""
    waiting = SetAsideRow.objects.filter(
        batch=batch, code=code, decision=SetAsideRow.Decision.QUARANTINED
    )
    others = [slip for slip in SLIPS if slip not in readings]
    if readings:
        waiting = waiting.filter(values__has_keys=list(readings))
    return waiting.exclude(values__has_any_keys=others).order_by("row_number")


@transaction.atomic
def decide_rows(
    batch: ImportBatch,
    rows: QuerySet[SetAsideRow],
    take_as: str,
    *,
    by_id: int | None,
    at: datetime,
    why: str,
    progress: Progress | None = None,
) -> QuarantineDecision:
    """Decide all of these rows that still wait, in one step that can be undone as one.

    A row that is taken counts as every sample of its import does; one that can't be read so stays.
    Raises ReadingError where none of the rows waits any more or can be taken so, or the import is
    no longer open to decisions.
    """
    locked = _open_batch(batch)
    waiting = rows.filter(batch=locked, decision=SetAsideRow.Decision.QUARANTINED)
    if take_as in SLIPS:
        waiting = waiting.filter(code=IMPLAUSIBLE, values__has_key=take_as)
    elif take_as == AS_MEANT:
        waiting = waiting.filter(code=AGAINST_APPEARANCE)
    elif take_as not in (AS_IT_IS, REFUSE):
        raise refusal("quarantine-nothing-to-decide")
    decided = set(waiting.values_list("row_number", flat=True))
    if take_as != REFUSE:
        codes = sorted(set(waiting.values_list("code", flat=True)))
        taken = (_samples(locked, code, decided, take_as, progress) for code in codes)
        decided = _write(chain.from_iterable(taken))
    if not decided:
        raise refusal("quarantine-nothing-to-decide")
    decision = QuarantineDecision.objects.create(
        batch=locked,
        take_as=take_as,
        rows=len(decided),
        why=why,
        decided_by_id=by_id,
        decided_at=at,
    )
    for numbers in batched(sorted(decided), BLOCK):
        SetAsideRow.objects.filter(batch=locked, row_number__in=numbers).update(
            decision="refused" if take_as == REFUSE else "taken", decided_in=decision
        )
    _count(locked, decision, 1)
    return decision


@transaction.atomic
def undo_decision(
    decision: QuarantineDecision, *, by_id: int | None, at: datetime
) -> QuarantineDecision:
    """Put the rows of a decision back into quarantine. Doing it twice changes nothing."""
    batch = _open_batch(decision.batch)
    locked = QuarantineDecision.objects.select_for_update(of=("self",)).get(pk=decision.pk)
    if locked.undone_at:
        return locked
    rows = SetAsideRow.objects.filter(batch=batch, decided_in=locked)
    if locked.take_as != REFUSE:
        SalarySample.objects.filter(batch=batch, row_number__in=rows.values("row_number")).delete()
    rows.update(decision="quarantined", decided_in=None)
    _count(batch, locked, -1)
    locked.undone_by_id, locked.undone_at = by_id, at
    locked.save(update_fields=["undone_by", "undone_at"])
    return locked


def _open_batch(batch: ImportBatch) -> ImportBatch:
    locked = (
        ImportBatch.objects.select_for_update(of=("self",), no_key=True)
        .select_related("source")
        .get(pk=batch.pk)
    )
    if locked.state not in DECIDABLE:
        raise refusal("import-changed-meanwhile", **state_in_both_languages(locked))
    return locked


def _count(batch: ImportBatch, decision: QuarantineDecision, sign: int) -> None:
    gains = "rows_refused" if decision.take_as == REFUSE else "rows_accepted"
    ImportBatch.objects.filter(pk=batch.pk).update(
        rows_quarantined=F("rows_quarantined") - sign * decision.rows,
        **{gains: F(gains) + sign * decision.rows},
    )


def _write(samples: Iterable[SalarySample]) -> set[int]:
    """Store samples, of which there may be too many for the memory; their row numbers."""
    written: set[int] = set()
    for block in batched(samples, BLOCK):
        SalarySample.objects.bulk_create(block)
        written.update(sample.row_number for sample in block)
    return written


def _samples(
    batch: ImportBatch, code: str, rows: set[int], take_as: str, progress: Progress | None
) -> Iterator[SalarySample]:
    """The rows of one reason as the import would have written them, had nobody to be asked.

    Equal answers are numbered among all rows of the reason, so that the order of decisions does
    not matter.
    """
    of_reason = SetAsideRow.objects.filter(batch=batch, code=code)
    numbers = set(of_reason.values_list("row_number", flat=True))
    seen: Counter[uuid.UUID] = Counter()
    for sample in _read_again(batch, code, numbers, take_as, progress):
        seen[sample.fingerprint] += 1
        if sample.row_number in rows:
            yield _taken(sample, seen[sample.fingerprint], take_as, code)


def _read_again(
    batch: ImportBatch, code: str, rows: set[int], take_as: str, progress: Progress | None
) -> Iterator[SalarySample]:
    """These rows of the kept file, read by the mapping of their import and as of its day.

    What was doubted is believed: the size of an amount, or the words around it; not both.
    """
    is_size = code == IMPLAUSIBLE
    with open_again(batch) as table:
        reader = SampleReader(
            table,
            read_mapping(batch.mapping),
            _without_bounds(read_reference()) if is_size else read_reference(),
            source=batch.source.slug,
            today=timezone.localdate(batch.uploaded_at),
            doubt=Doubt.WAITS if is_size else _READ_AS[take_as],
        )
        for chunk in table.chunks():
            wanted = [
                (number, row)
                for number, row in zip(chunk.numbers, chunk.rows, strict=True)
                if number in rows
            ]
            lines = reader.read([row for _number, row in wanted])
            for (number, _row), line in zip(wanted, lines, strict=True):
                if isinstance(line, str):
                    yield _sample(batch, number, line, reader.columns)
            if progress and chunk.numbers:
                progress(min(chunk.numbers[-1], table.expected_rows), table.expected_rows)


def _without_bounds(reference: Reference) -> Reference:
    """The same reference, for which no pay is implausible."""
    known: dict[int, CountryFacts] = {}

    def freed(country: CountryFacts) -> CountryFacts:
        if country.id not in known:
            known[country.id] = replace(country, plausible_from=CENT, plausible_to=_MOST)
        return known[country.id]

    return replace(
        reference,
        countries={name: freed(country) for name, country in reference.countries.items()},
        country_codes={code: freed(country) for code, country in reference.country_codes.items()},
        hubs={
            name: tuple(replace(hub, country=freed(hub.country)) for hub in hubs)
            for name, hubs in reference.hubs.items()
        },
    )


def _sample(batch: ImportBatch, number: int, line: str, columns: Sequence[str]) -> SalarySample:
    """A sample from its line for COPY."""
    cells = dict(zip(columns, line.split("\t"), strict=True))
    fields = {name: None if cell == r"\N" else cell for name, cell in cells.items()}
    sample = SalarySample(batch=batch, row_number=number, **fields)
    sample.amount, sample.yearly_pay = Decimal(cells["amount"]), Decimal(cells["yearly_pay"])
    sample.fingerprint = uuid.UUID(cells["fingerprint"])
    return sample


def _taken(sample: SalarySample, place: int, take_as: str, code: str) -> SalarySample:
    """The sample by the reading; its fingerprint stays that of what the row says.

    Beside a person who says 60,000 one who says "about 60,000" is another.
    """
    if take_as in SLIPS:
        times, over = SLIPS[take_as]
        sample.yearly_pay = (sample.yearly_pay * times / over).quantize(CENT)
        if take_as in _PERIODS:
            sample.period = _PERIODS[take_as]
        else:
            sample.amount = (sample.amount * times / over).quantize(AS_GIVEN)
    if sample.content is not None:
        return sample
    if code != IMPLAUSIBLE:
        sample.fingerprint = _hashed(f"{sample.fingerprint}/{code}")
    if place > 1 and sample.source_kind != SourceKind.ADVERT:
        sample.fingerprint = _hashed(f"{sample.fingerprint}/{place}")
    return sample


def _hashed(said: str) -> uuid.UUID:
    return uuid.UUID(bytes=hashlib.sha256(said.encode()).digest()[:16])
