"""Makes and publishes releases: all accepted samples in, one immutable set of figures out."""

from collections.abc import Iterable
from datetime import datetime
from operator import attrgetter

from django.db import connection, models, transaction
from psycopg import sql

from benchmarks.estimating import METHOD_VERSION
from benchmarks.estimating.consistency import Contradiction
from benchmarks.estimating.grades import SMALLEST_OWN
from benchmarks.estimating.no_cycles import without_cycle_search
from benchmarks.figures_of_release import Figures, figures_of
from benchmarks.models import (
    Contrast,
    Estimate,
    ImportBatch,
    Release,
    ReleaseChange,
    ReleasePublication,
)
from benchmarks.observed import read_observed
from benchmarks.queries.releases import stored_changes, successions_of
from benchmarks.queries.revisions import change_between

SMALLEST_PUBLISHED = SMALLEST_OWN
"""A group of fewer people is never described: its figures could be led back to one of them."""

RELEASE_LOCK = 4_801_001


class NothingToRelease(Exception):
    """No accepted samples, or none that the last release did not already hold."""

    def __init__(self, english: str, german: str) -> None:
        super().__init__(english)
        self.german = german


@transaction.atomic
@without_cycle_search
def prepare_release(*, by_id: int | None, note: str = "", at: datetime) -> Release:
    """A draft with the next number: every group with samples, described or suppressed.

    `at` is the day that ages are counted to. Raises NothingToRelease.
    """
    _one_at_a_time()
    observed = read_observed()
    if not len(observed):
        raise NothingToRelease(
            "There are no accepted samples.", "Es gibt keine angenommenen Angaben."
        )
    input_hash = observed.sha256()
    newest = Release.objects.order_by("-number").first()
    if newest and (newest.input_hash, newest.method_version) == (input_hash, METHOD_VERSION):
        raise NothingToRelease(
            f"Release {newest.number} already holds just these samples.",
            f"Ausgabe {newest.number} enthält genau diese Angaben bereits.",
        )
    figures = figures_of(observed, previous=Release.objects.known_at(at), at=at)
    release = Release.objects.create(
        number=newest.number + 1 if newest else 1,
        method_version=METHOD_VERSION,
        input_hash=input_hash,
        samples=len(observed),
        backtest=figures.backtest,
        contradictions=[contradiction_as_json(one) for one in figures.contradictions],
        created_by_id=by_id,
        note=note,
    )
    release.batches.set(ImportBatch.objects.accepted())
    _store(release, figures)
    return release


@transaction.atomic
def publish_release(
    release: Release, *, at: datetime, by_id: int | None, reason: str = ""
) -> ReleasePublication:
    """Put a release into effect from that instant on; its figures can't change any more.

    An instant in the future schedules it; an earlier release takes the place of a later one.
    """
    locked = Release.objects.select_for_update().get(pk=release.pk)
    if locked.released_at is None or at < locked.released_at:
        _be_released_at(locked, at)
    publication = ReleasePublication.objects.create(
        release=locked, effective_from=at, published_by_id=by_id, reason=reason
    )
    _count_changes()
    return publication


@transaction.atomic
def cancel_publication(publication: ReleasePublication, *, now: datetime) -> bool:
    """Take back a publication that has not come into effect; False where it has.

    A release without another publication is a draft again.
    """
    locked = Release.objects.select_for_update().get(pk=publication.release_id)
    deleted, _each = ReleasePublication.objects.filter(
        pk=publication.pk, effective_from__gt=now
    ).delete()
    first = locked.publications.aggregate(models.Min("effective_from"))["effective_from__min"]
    if deleted and first != locked.released_at:
        _be_released_at(locked, first)
    _count_changes()
    return bool(deleted)


def _count_changes() -> None:
    """Of every release against the one that it follows; what was counted before stays.

    Too slow for the page that shows it: thousands of markets are held against each other.
    """
    order = ReleasePublication.objects.order_by("-effective_from")
    successions = successions_of(list(order.values_list("release_id", flat=True)))
    known = stored_changes(successions)
    ReleaseChange.objects.bulk_create(
        (
            change_between(release=release, former=former)
            for release, former in dict.fromkeys(successions)
            if (release, former) not in known
        ),
        ignore_conflicts=True,  # somebody else may publish at the same time
    )


def _be_released_at(release: Release, instant: datetime | None) -> None:
    """When a release first comes into effect; None makes it a draft."""
    release.state = Release.State.PUBLISHED if instant else Release.State.DRAFT
    release.released_at = instant
    release.save(update_fields=["state", "released_at"])


def _store(release: Release, figures: Figures) -> None:
    _copy(Estimate, release, figures.estimates)
    _copy(Contrast, release, figures.contrasts)


def _copy(model: type[models.Model], release: Release, rows: Iterable[object]) -> None:
    """Insert by COPY: a release has as many rows as a large import."""
    columns = [
        field.attname
        for field in model._meta.concrete_fields
        if not field.primary_key and field.name != "release"
    ]
    copy_in = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(model._meta.db_table),
        sql.SQL(", ").join(map(sql.Identifier, ["release_id", *columns])),
    )
    release_id, values_of = release.pk, attrgetter(*columns)
    with (
        connection.wrap_database_errors,
        connection.cursor() as cursor,
        cursor.copy(copy_in) as copy,
    ):
        for row in rows:
            copy.write_row((release_id, *values_of(row)))


def contradiction_as_json(found: Contradiction) -> dict[str, object]:
    return found.key._asdict() | {
        "kind": found.kind.value,
        "year": found.year,
        "a": found.a,
        "b": found.b,
    }


def _one_at_a_time() -> None:
    """Two releases made at once would take the same number; the second waits for the first."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [RELEASE_LOCK])
