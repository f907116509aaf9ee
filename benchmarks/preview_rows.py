"""The rows of an import, a page at a time: by what each would do, and by why it was set aside."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Count, Model, QuerySet

from benchmarks.findings import Repetition, stored_problem
from benchmarks.models import ComparedRows, ImportBatch, SalarySample, SetAsideRow
from benchmarks.preview import Example

ON_A_PAGE = 50  # divides ComparedRows.AT_A_TIME, so that a page never reaches over two lists


class Kind(StrEnum):
    """What a row is: usable and how it compares, or set aside and what became of it."""

    USABLE = "usable"
    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    REPEATED = "repeated"
    QUARANTINED = "quarantined"
    REFUSED = "refused"
    TAKEN = "taken"


SET_ASIDE = (Kind.QUARANTINED, Kind.REFUSED, Kind.TAKEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Rows to choose: all of a kind, or those set aside for one reason."""

    kind: Kind
    reason: str = ""
    rows: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """A usable row, and the sample that it changes, equals or repeats, if there is one."""

    sample: SalarySample
    former: SalarySample | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RowPage:
    """One page of the rows of a filter; `number` counts from 1 and is within `pages`."""

    chosen: Filter
    number: int
    samples: Sequence[Compared] = ()
    set_aside: Sequence[Example] = ()

    @property
    def pages(self) -> int:
        return _pages(self.chosen)

    @property
    def first(self) -> int:
        return (self.number - 1) * ON_A_PAGE + 1 if self.chosen.rows else 0

    @property
    def last(self) -> int:
        return min(self.number * ON_A_PAGE, self.chosen.rows)


def filters_of(batch: ImportBatch, repetition: Repetition | None) -> list[Filter]:
    """What can be chosen, with how many rows each has; reasons follow their kind."""
    found = [Filter(kind=Kind.USABLE, rows=batch.rows_accepted)]
    if repetition:
        has_lists = ComparedRows.objects.filter(batch=batch).exists()
        new = repetition.new if has_lists else batch.rows_accepted
        found.append(Filter(kind=Kind.NEW, rows=new))
        if repetition.changed is not None:
            found.append(Filter(kind=Kind.CHANGED, rows=repetition.changed))
        found.append(Filter(kind=Kind.SAME, rows=repetition.same))
        found.append(Filter(kind=Kind.REPEATED, rows=repetition.repeated))
    reasons = list(
        SetAsideRow.objects.filter(batch=batch)
        .values_list("decision", "code")
        .annotate(rows=Count("pk"))
        .order_by("-rows", "code")
    )
    for kind in SET_ASIDE:
        of_kind = [(code, rows) for decision, code, rows in reasons if decision == kind]
        if of_kind or kind != Kind.TAKEN:
            found.append(Filter(kind=kind, rows=sum(rows for _code, rows in of_kind)))
        found += [Filter(kind=kind, reason=code, rows=rows) for code, rows in of_kind]
    return found


def page_of(batch: ImportBatch, chosen: Filter, number: int) -> RowPage:
    """The page of that number, or the nearest that there is, its rows in the order of the file."""
    number = min(max(number, 1), _pages(chosen))
    start = (number - 1) * ON_A_PAGE
    if chosen.kind in SET_ASIDE:
        rows = SetAsideRow.objects.filter(batch=batch, decision=chosen.kind.value)
        if chosen.reason:
            rows = rows.filter(code=chosen.reason)
        shown = [_example(row) for row in _slice(rows, start)]
        return RowPage(chosen=chosen, number=number, set_aside=shown)
    return RowPage(chosen=chosen, number=number, samples=_compared(batch, chosen.kind, start))


def _compared(batch: ImportBatch, kind: Kind, start: int) -> list[Compared]:
    samples = SalarySample.objects.filter(batch=batch)
    place, offset = divmod(start, ComparedRows.AT_A_TIME)
    listed = None
    if kind != Kind.USABLE:
        listed = ComparedRows.objects.filter(batch=batch, verdict=kind.value, place=place).first()
        if listed is None and ComparedRows.objects.filter(batch=batch).exists():
            return []
        if listed is None and kind != Kind.NEW:
            return []
    if listed is None:  # all usable rows, or a file of new ones alone
        found = _with_words(_slice(samples, start))
        return [Compared(sample=sample, former=None) for sample in found]
    numbers = listed.row_numbers[offset : offset + ON_A_PAGE]
    former = listed.former[offset : offset + ON_A_PAGE]
    by_number = {one.row_number: one for one in _with_words(samples.filter(row_number__in=numbers))}
    known = {
        one.pk: one for one in _with_words(SalarySample.objects.filter(pk__in=filter(None, former)))
    }
    return [
        Compared(sample=by_number[number], former=known.get(former_id or 0))
        for number, former_id in zip(numbers, former, strict=True)
        if number in by_number
    ]


def _with_words(samples: QuerySet[SalarySample]) -> QuerySet[SalarySample]:
    related = samples.select_related("occupation", "country", "hub", "batch")
    return related.defer("batch__mapping", "batch__findings", "batch__effects")


def _slice[Row: Model](rows: QuerySet[Row], start: int) -> QuerySet[Row]:
    """The rows of a page; those before it are stepped over in the index of row numbers."""
    numbers = rows.order_by("row_number").values_list("row_number", flat=True)
    wanted = list(numbers[start : start + ON_A_PAGE])
    return rows.filter(row_number__in=wanted).order_by("row_number")


def _example(row: SetAsideRow) -> Example:
    return Example(
        row_number=row.row_number, problem=stored_problem(row.code, row.values), cells=row.cells
    )


def _pages(chosen: Filter) -> int:
    return max(-(-chosen.rows // ON_A_PAGE), 1)
