"""What was published when, and what each publication changed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from django.db.models import QuerySet

from benchmarks.models import Release, ReleaseChange, ReleasePublication
from benchmarks.moments import Moment
from benchmarks.queries.revisions import Revision, change_between, read_all

LAST_PUBLICATIONS = 20

type Succession = tuple[int, int | None]
"""A release and the one it follows, by their primary keys; None where it is the first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """A release taking effect, and what it changed in the newest figures of whole countries.

    `came`, `went` and `moved` count markets against the release before: with a figure for the first
    time, without one again, and with another figure, as printed, for the same year. They are None
    for the first publication. `largest` names the two estimates of those that moved most.
    """

    number: int
    effective_from: datetime
    samples: int
    method_version: str
    note: str
    reason: str
    markets: int
    came: int | None
    went: int | None
    moved: int | None
    largest: Sequence[tuple[int, int]]


def releases_by(instant: datetime) -> QuerySet[Release]:
    """Every release that had taken effect by then, be it in effect still or not."""
    known = ReleasePublication.objects.filter(effective_from__lte=instant)
    return Release.objects.filter(pk__in=known.values("release"))


def read_publications(*, moment: Moment) -> list[Publication]:
    """The last publications by that moment, the newest first."""
    rows = list(
        ReleasePublication.objects.filter(effective_from__lte=moment.known_at)
        .select_related("release")
        .defer("release__backtest", "release__contradictions")
        .order_by("-effective_from")[: LAST_PUBLICATIONS + 1]
    )
    successions = successions_of([row.release_id for row in rows])[:LAST_PUBLICATIONS]
    known = stored_changes(successions)
    return [
        _publication(row, known.get(one) or change_between(release=one[0], former=one[1]))
        for row, one in zip(rows, successions, strict=False)
    ]


def read_revisions(*, moment: Moment) -> Sequence[Revision]:
    """Markets that the last publication changed, by the codes of occupation and country."""
    rows = ReleasePublication.objects.filter(effective_from__lte=moment.known_at)
    newest = list(rows.order_by("-effective_from").values_list("release_id", flat=True)[:2])
    return read_all(release=newest[0], former=newest[1]) if len(newest) == 2 else []


def successions_of(releases: Sequence[int]) -> list[Succession]:
    """From the releases in the order of their publications, the newest first."""
    if not releases:
        return []
    return [*pairwise(releases), (releases[-1], None)]


def stored_changes(successions: Iterable[Succession]) -> dict[Succession, ReleaseChange]:
    """Those of them that have been counted."""
    releases = {release for release, _former in successions}
    rows = ReleaseChange.objects.filter(release__in=releases)
    return {(row.release_id, row.former_id): row for row in rows}


def _publication(row: ReleasePublication, change: ReleaseChange) -> Publication:
    release, is_first = row.release, change.former_id is None
    return Publication(
        number=release.number,
        effective_from=row.effective_from,
        samples=release.samples,
        method_version=release.method_version,
        note=release.note,
        reason=row.reason,
        markets=change.markets,
        came=None if is_first else change.came,
        went=None if is_first else change.went,
        moved=None if is_first else change.moved,
        largest=[(was, becomes) for was, becomes in change.largest],
    )
