"""Who did what with an import, when and why: its steps as a whole, and decisions on its rows."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from benchmarks.models import ImportBatch


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing that somebody did; `what` is a step of an import, or a decision on `rows` of it.

    `by` is empty where nobody was signed in, as on the command line.
    """

    at: datetime
    by: str
    what: str
    why: str
    rows: int | None = None
    is_undone: bool = False


def audit_of(batch: ImportBatch) -> list[Entry]:
    """Everything that was done, the newest first."""
    entries = [*_steps(batch), *_decisions(batch)]
    return sorted(entries, key=lambda entry: entry.at, reverse=True)


def _steps(batch: ImportBatch) -> Iterator[Entry]:
    for event in batch.events.select_related("by").order_by("-pk"):
        yield Entry(at=event.at, by=_name(event.by), what=event.what, why=event.why)


def _decisions(batch: ImportBatch) -> Iterator[Entry]:
    for one in batch.decisions.select_related("decided_by", "undone_by").order_by("-pk"):
        if one.undone_at:
            yield Entry(
                at=one.undone_at,
                by=_name(one.undone_by),
                what=one.take_as,
                why="",
                rows=one.rows,
                is_undone=True,
            )
        yield Entry(
            at=one.decided_at,
            by=_name(one.decided_by),
            what=one.take_as,
            why=one.why,
            rows=one.rows,
        )


def _name(user: object) -> str:
    return str(user) if user else ""
