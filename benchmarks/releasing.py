"""Makes and publishes a release: all accepted samples in, one immutable set of estimates out."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

import numpy as np
from django.db import connection, transaction
from numpy.typing import NDArray

from benchmarks.cells import ALL_LEVELS, EVERYWHERE, SampleColumns, cells
from benchmarks.models import Estimate, ImportBatch, Release, ReleasePublication, Seniority
from benchmarks.statistics import PaySummary, summarise

METHOD_VERSION = "1"
SMALLEST_PUBLISHED = 5
"""A group of fewer people is never described: its figures could be led back to one of them."""

RELEASE_LOCK = 4_801_001
EPOCH = date(1970, 1, 1)

# An observation counts once: adverts repeat within and between files, and the next wave of a
# survey may hold the last one again. The newest reading of it counts.
SAMPLES_THAT_COUNT = """
    SELECT DISTINCT ON (batch.source_id, sample.fingerprint)
           sample.occupation_id, sample.country_id, coalesce(sample.hub_id, -1),
           sample.seniority, sample.observed_on - DATE '1970-01-01',
           batch.source_id, sample.source_kind, sample.yearly_pay
    FROM benchmarks_salarysample sample
    JOIN benchmarks_importbatch batch ON batch.id = sample.batch_id
    WHERE batch.state = 'accepted'
    ORDER BY batch.source_id, sample.fingerprint, sample.id DESC
"""


class NothingToRelease(Exception):
    """No accepted samples, or none that the last release did not already hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Which source a sample is from, and what kind of sample it is."""

    source_id: int
    kind: str


@transaction.atomic
def prepare_release(*, by_id: int | None, note: str = "") -> Release:
    """A draft with the next number: every group with samples, described or suppressed.

    Raises NothingToRelease.
    """
    _one_at_a_time()
    columns, provenances = read_samples()
    if not len(columns):
        raise NothingToRelease("There are no accepted samples.")
    input_hash = columns.sha256()
    newest = Release.objects.order_by("-number").first()
    if newest and (newest.input_hash, newest.method_version) == (input_hash, METHOD_VERSION):
        raise NothingToRelease(f"Release {newest.number} already holds just these samples.")
    release = Release.objects.create(
        number=newest.number + 1 if newest else 1,
        method_version=METHOD_VERSION,
        input_hash=input_hash,
        samples=len(columns),
        created_by_id=by_id,
        note=note,
    )
    release.batches.set(ImportBatch.objects.accepted())
    Estimate.objects.bulk_create(_estimates(release, columns, provenances), batch_size=2_000)
    return release


@transaction.atomic
def publish_release(
    release: Release, *, at: datetime, by_id: int | None, reason: str = ""
) -> ReleasePublication:
    """Put a release into effect from that instant on; its figures can't change any more.

    An instant in the future schedules it; an earlier release takes the place of a later one.
    """
    locked = Release.objects.select_for_update().get(pk=release.pk)
    if locked.state == Release.State.DRAFT:
        locked.state = Release.State.PUBLISHED
        locked.released_at = at
        locked.save(update_fields=["state", "released_at"])
    return ReleasePublication.objects.create(
        release=locked, effective_from=at, published_by_id=by_id, reason=reason
    )


def read_samples() -> tuple[SampleColumns, list[Provenance]]:
    """Every sample that counts, and what its `provenance` column points into."""
    levels = {level: code for code, level in enumerate(Seniority.values)} | {"": ALL_LEVELS}
    provenances: dict[tuple[int, str], int] = {}
    with connection.cursor() as cursor:
        cursor.execute(SAMPLES_THAT_COUNT)
        rows = cursor.fetchall()
    columns = list(zip(*rows, strict=True)) or [()] * 8
    days = np.array(columns[4], dtype=np.int64)
    return (
        SampleColumns(
            occupation=np.array(columns[0], dtype=np.int64),
            country=np.array(columns[1], dtype=np.int64),
            hub=np.array(columns[2], dtype=np.int64),
            seniority=np.array([levels[level] for level in columns[3]], dtype=np.int64),
            year=days.astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64) + 1970,
            observed_on=days,
            provenance=np.array(
                [
                    provenances.setdefault(pair, len(provenances))
                    for pair in zip(columns[5], columns[6], strict=True)
                ],
                dtype=np.int64,
            ),
            pay=np.array([float(pay) for pay in columns[7]], dtype=np.float64),
        ),
        [Provenance(source_id=source, kind=kind) for source, kind in provenances],
    )


def _estimates(
    release: Release, columns: SampleColumns, provenances: list[Provenance]
) -> Iterator[Estimate]:
    slugs = dict(release.batches.values_list("source_id", "source__slug"))
    for key, rows in cells(columns):
        estimate = Estimate(
            release=release,
            occupation_id=key.occupation,
            country_id=key.country,
            hub_id=None if key.hub == EVERYWHERE else key.hub,
            seniority="" if key.seniority == ALL_LEVELS else Seniority.values[key.seniority],
            year=key.year,
            is_suppressed=len(rows) < SMALLEST_PUBLISHED,
        )
        if not estimate.is_suppressed:
            _describe(estimate, summarise(columns.pay[rows]), columns.observed_on[rows])
            estimate.provenance = [
                {"source": slugs[provenances[code].source_id], "kind": provenances[code].kind}
                for code in np.unique(columns.provenance[rows]).tolist()
            ]
        yield estimate


def _describe(estimate: Estimate, pay: PaySummary, days: NDArray[np.int64]) -> None:
    estimate.n = pay.n
    for name in ("p10", "p25", "median", "p75", "p90", "typical_low", "typical_high"):
        setattr(estimate, name, _cents(getattr(pay, name)))
    estimate.observed_from = EPOCH + timedelta(days=int(days.min()))
    estimate.observed_to = EPOCH + timedelta(days=int(days.max()))


def _cents(amount: float | None) -> Decimal | None:
    return None if amount is None else Decimal(repr(amount)).quantize(Decimal("0.01"))


def _one_at_a_time() -> None:
    """Two releases made at once would take the same number; the second waits for the first."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [RELEASE_LOCK])
