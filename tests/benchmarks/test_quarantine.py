"""Decisions on rows in quarantine: what is taken, what it counts as, and each undone exactly."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction

from benchmarks import importing
from benchmarks.mapping_json import Json
from benchmarks.models import (
    Country,
    ImportBatch,
    QuarantineDecision,
    SalarySample,
    SetAsideRow,
    Source,
)
from benchmarks.quarantine import Group, decide_rows, quarantine_groups, rows_of_group
from benchmarks.quarantine import undo_decision as undo
from benchmarks.reading.problems import ReadingError
from benchmarks.uploads import keep
from tests.benchmarks.import_files import csv_of, mapping_of

pytestmark = pytest.mark.django_db

NOW = datetime(2025, 6, 30, 12, tzinfo=UTC)
# Plausible are 14,000 to 400,000: 5,000 may be a month's pay or have lost a digit, 70 are
# thousands. Of pay "about" something nothing sure is known.
ROWS = (
    "Data Scientist;65000;Berlin;f",
    "Data Scientist;5000;Berlin;m",
    "Data Scientist;70;Berlin;m",
    "Data Scientist;5000;Berlin;f",
    "Data Scientist;ca. 60000;Berlin;f",
    "Baker;40000;Berlin;f",
)


def staged(source: Source, *rows: str, mapping: Json = None) -> ImportBatch:
    file = keep(ContentFile(csv_of(*(rows or ROWS))), "answers.csv")
    return importing.stage(file, source=source, mapping=mapping or mapping_of(), by_id=None, at=NOW)


def decide(batch: ImportBatch, take_as: str, *numbers: int) -> QuarantineDecision:
    rows = SetAsideRow.objects.filter(row_number__in=numbers)
    return decide_rows(batch, rows, take_as, by_id=None, at=NOW, why="the publisher said so")


def counts(batch: ImportBatch) -> tuple[int, int, int]:
    batch.refresh_from_db()
    return batch.rows_accepted, batch.rows_quarantined, batch.rows_refused


def everything(batch: ImportBatch) -> list[object]:
    batch.refresh_from_db()
    state = {name: value for name, value in vars(batch).items() if name != "_state"}
    samples = SalarySample.objects.filter(batch=batch).order_by("row_number")
    return [
        state,
        [{**row, "id": 0} for row in samples.values()],
        list(SetAsideRow.objects.filter(batch=batch).order_by("row_number").values()),
    ]


def test_waiting_rows_are_grouped_by_reason_and_likely_readings(source: Source) -> None:
    batch = staged(source)

    assert quarantine_groups(batch) == [
        Group(code="implausible-pay", readings=["as_month", "as_digit_lost"], rows=2),
        Group(code="implausible-pay", readings=["as_thousands"], rows=1),
        Group(code="money-about", readings=[], rows=1),
    ]
    assert [
        [row.row_number for row in rows_of_group(batch, group.code, group.readings)]
        for group in quarantine_groups(batch)
    ] == [[3, 5], [4], [6]]


@pytest.mark.parametrize(
    ("take_as", "row", "amount", "period", "yearly"),
    [
        ("as_month", 3, 5_000, "month", 60_000),
        ("as_digit_lost", 3, 50_000, "year", 50_000),
        ("as_thousands", 4, 70_000, "year", 70_000),
        ("as_it_is", 4, 70, "year", 70),
    ],
)
def test_a_row_is_taken_as_a_person_says(
    source: Source, take_as: str, row: int, amount: int, period: str, yearly: int
) -> None:
    batch = staged(source)

    decision = decide(batch, take_as, row)

    sample = batch.samples.get(row_number=row)
    assert (sample.amount, sample.period, sample.yearly_pay) == (amount, period, yearly)
    assert (sample.occupation.name_en, sample.currency) == ("Data Scientist", "EUR")
    assert counts(batch) == (2, 3, 1)
    assert (decision.rows, decision.why, decision.decided_at) == (1, "the publisher said so", NOW)
    assert batch.set_aside.get(row_number=row).decided_in == decision


@pytest.mark.parametrize("kind", ["survey", "advert"])
@pytest.mark.parametrize("order", [(3, 5), (5, 3)])
def test_a_row_taken_as_it_is_is_what_the_import_had_written_within_wider_bounds(
    source: Source, kind: str, order: tuple[int, int]
) -> None:
    mapping = mapping_of(source_kind={"constant": kind})
    batch = staged(source, mapping=mapping)
    for number in (*order, 4):
        decide(batch, "as_it_is", number)
    taken = everything(batch)[1]
    importing.discard(batch, by_id=None, at=NOW)
    Country.objects.update(plausible_from=Decimal(1))

    wider = staged(source, mapping=mapping)

    assert [{**row, "batch_id": wider.pk} for row in taken] == everything(wider)[1]
    assert len(taken) == 4


@pytest.mark.parametrize(
    ("take_as", "rows"), [("as_month", (3, 5)), ("as_it_is", (3, 4, 5)), ("refuse", (3, 6))]
)
def test_an_undone_decision_leaves_everything_as_it_was(
    source: Source, take_as: str, rows: tuple[int, ...]
) -> None:
    batch = staged(source)
    before = everything(batch)

    decision = decide(batch, take_as, *rows)
    between = everything(batch)
    undo(decision, by_id=None, at=NOW)
    undone = undo(decision, by_id=None, at=NOW)  # a second press

    assert between != before
    assert everything(batch) == before
    assert undone.undone_at == NOW
    assert QuarantineDecision.objects.get() == decision


def test_a_refused_row_counts_as_refused(source: Source) -> None:
    batch = staged(source)

    decide(batch, "refuse", 3, 6)

    assert counts(batch) == (1, 2, 3)
    assert quarantine_groups(batch)[0].rows == 1


def test_rows_of_an_accepted_import_are_decided_too(source: Source) -> None:
    batch = importing.accept(staged(source), by_id=None, at=NOW)

    decide(batch, "as_month", 3, 5)

    assert counts(batch) == (3, 2, 1)


@pytest.mark.parametrize(
    ("take_as", "rows"),
    [
        ("as_month", (4,)),  # 70 a month is none of its readings
        ("as_meant", (6,)),  # "about" has no second reading
        ("as_month", (2,)),  # usable already
        ("as_month", (7,)),  # refused: nobody knows the title
        ("as_hour", (3,)),
        ("refuse", ()),
    ],
)
def test_what_can_not_be_decided_so_is_told_and_changes_nothing(
    source: Source, take_as: str, rows: tuple[int, ...]
) -> None:
    batch = staged(source)
    before = everything(batch)

    with pytest.raises(ReadingError) as caught:
        decide(batch, take_as, *rows)

    assert caught.value.problem.code == "quarantine-nothing-to-decide"
    assert everything(batch) == before
    assert not QuarantineDecision.objects.exists()


def test_a_row_is_decided_once(source: Source) -> None:
    batch = staged(source)
    decide(batch, "as_month", 3)

    with pytest.raises(ReadingError):
        decide(batch, "as_it_is", 3)

    assert batch.samples.get(row_number=3).yearly_pay == 60_000


@pytest.mark.parametrize("end", ["discard", "undo"])
def test_an_import_that_counts_no_longer_takes_no_decision(source: Source, end: str) -> None:
    batch = staged(source)
    decision = decide(batch, "as_month", 3)
    if end == "undo":
        importing.accept(batch, by_id=None, at=NOW)
    getattr(importing, end)(batch, by_id=None, at=NOW)

    for act in (lambda: decide(batch, "as_month", 5), lambda: undo(decision, by_id=None, at=NOW)):
        with pytest.raises(ReadingError) as caught:
            act()
        assert caught.value.problem.code == "import-changed-meanwhile"
    assert QuarantineDecision.objects.get().undone_at is None


def test_no_row_is_taken_without_a_decision(source: Source) -> None:
    batch = staged(source)

    with pytest.raises(IntegrityError, match="is_taken_by_a_decision"), transaction.atomic():
        batch.set_aside.filter(row_number=3).update(decision="taken")


DOUBTS = (
    ("ca. 60000", "money-about", "as_it_is", 60_000),
    ("60k+", "money-at-least", "as_it_is", 60_000),
    ("bis 60k", "money-at-most", "as_it_is", 60_000),
    ("60k + Bonus", "money-extras", "as_it_is", 60_000),
    ("60k all-in", "money-total", "as_it_is", 60_000),
    ("5000 € / Monat + Bonus", "money-extras", "as_it_is", 60_000),
)


@pytest.mark.parametrize(("cell", "code", "take_as", "yearly"), DOUBTS)
def test_doubtful_pay_is_taken_as_it_was_read_and_put_back_exactly(
    source: Source, cell: str, code: str, take_as: str, yearly: int
) -> None:
    said = mapping_of(period=[{"from": "pay"}, {"constant": "year"}])
    batch = staged(
        source, "Data Scientist;70000;Berlin;f", f"Data Scientist;{cell};Berlin;f", mapping=said
    )
    before = everything(batch)

    group = quarantine_groups(batch)[0]
    decision = decide(batch, take_as, 3)

    assert (group.code, group.choices[0]) == (code, "as_it_is")
    assert batch.samples.get(row_number=3).yearly_pay == yearly
    assert counts(batch) == (2, 0, 0)
    undo(decision, by_id=None, at=NOW)
    assert everything(batch) == before


@pytest.mark.parametrize(("take_as", "yearly"), [("as_meant", 65_500), ("as_it_is", 65_500_000)])
def test_a_number_against_appearance_is_taken_either_way(
    source: Source, take_as: str, yearly: int
) -> None:
    Country.objects.update(plausible_to=Decimal(10) ** 9)
    pay: Json = {"column": "Pay", "format": "de"}
    batch = staged(source, "Data Scientist;65.500k;Berlin;f", mapping=mapping_of(pay=pay))

    assert quarantine_groups(batch)[0].choices == ["as_meant", "as_it_is", "refuse"]
    decide(batch, take_as, 2)

    assert batch.samples.get().yearly_pay == yearly


def test_the_upper_end_of_a_range_alone_waits_like_up_to(source: Source) -> None:
    ends = mapping_of(pay={"column": "Pay", "range": "middle"}, pay_to={"column": "Gender"})
    rows = ("Data Scientist;60000;Berlin;70000", "Data Scientist;;Berlin;70000")
    batch = staged(source, *rows, mapping=ends)

    assert [group.code for group in quarantine_groups(batch)] == ["money-at-most"]
    assert batch.samples.get().yearly_pay == 65_000

    decide(batch, "as_it_is", 3)

    assert batch.samples.get(row_number=3).yearly_pay == 70_000


def test_doubtful_pay_that_is_implausible_too_stays(source: Source) -> None:
    batch = staged(source, "Data Scientist;ca. 60000;Berlin;f", "Data Scientist;ca. 600;Berlin;f")

    decision = decide(batch, "as_it_is", 2, 3)

    assert (decision.rows, counts(batch)) == (1, (1, 1, 0))
    with pytest.raises(ReadingError):
        decide(batch, "as_it_is", 3)


def test_about_60000_and_60000_are_two_people(source: Source) -> None:
    rows = ["Data Scientist;60000;Berlin;f", *["Data Scientist;ca. 60000;Berlin;f"] * 2]
    batch = staged(source, *rows)

    decide(batch, "as_it_is", 4)
    decide(batch, "as_it_is", 3)

    assert len(set(batch.samples.values_list("fingerprint", flat=True))) == 3
