"""An answer that a survey's file holds twice is one person; two people may answer alike."""

from datetime import UTC, datetime

import pytest
from django.core.files.base import ContentFile

from benchmarks import importing
from benchmarks.models import ImportBatch, SetAsideRow, Source
from benchmarks.reading.problems import Problem, problem
from benchmarks.repeated_answers import Answers
from benchmarks.uploads import keep
from tests.benchmarks.import_files import mapping_of
from tests.benchmarks.test_importing import NOW

LINE = "1\t1\t\\N\tsenior\tsurvey\t2024-05-03\t65000\tEUR\tyear\t65000.00\tabc"
NOON = "03.05.2024 12:00:01"


def judged(rows, line=LINE):
    answers = Answers()
    answers.begin(rows)
    return [not isinstance(answers.once(line, row), Problem) for row in rows]


def test_an_equal_row_of_the_same_second_is_the_same_answer():
    row = (NOON, "Data Scientist", "65000", "no")

    assert judged([row, row, row]) == [True, False, False]


def test_a_row_that_differs_in_any_cell_is_another_answer():
    assert judged([(NOON, "65000", "yes"), (NOON, "65000", "no")]) == [True, True]


def test_the_same_words_in_another_second_are_another_answer():
    assert judged([(NOON, "65000"), ("03.05.2024 12:00:02", "65000")]) == [True, True]


@pytest.mark.parametrize(
    "moment",
    [
        "2024",
        "03.05.2024",
        "03.05.2024 12:00",
        "2024-05-03 00:00:00",
        datetime(2024, 5, 3, tzinfo=UTC),
        None,
    ],
)
def test_without_a_second_two_people_may_answer_alike(moment):
    assert judged([(moment, "65000"), (moment, "65000")]) == [True, True]


@pytest.mark.parametrize(
    "moment",
    ["2024-05-03T12:00:01Z", "5/3/2024 1:05:09 PM", datetime(2024, 5, 3, 12, 0, 1, tzinfo=UTC)],
)
def test_a_second_is_known_in_text_and_in_cells_of_a_workbook(moment):
    assert judged([("x", moment), ("x", moment)]) == [True, False]


def test_a_file_is_one_of_seconds_if_most_of_its_rows_name_one():
    seldom = [("x", "65000"), ("x", "65000"), (NOON, "65000"), (NOON, "65000"), ("y", "65000")]

    assert judged(seldom) == [True] * 5


def test_equal_adverts_are_told_as_repeated_and_not_refused():
    assert judged([(NOON, "65000")] * 2, LINE.replace("survey", "advert")) == [True, True]


@pytest.mark.django_db
def test_an_import_sets_the_second_copy_aside_with_its_reason(source: Source):
    rows = [
        "When;Title;Pay;City",
        f"{NOON};Data Scientist;65000;Berlin",
        "03.05.2024 12:00:02;Data Scientist;65000;Berlin",
        f"{NOON};Data Scientist;65000;Berlin",
    ]
    batch = importing.stage(
        keep(ContentFile("\n".join([*rows, ""]).encode()), "answers.csv"),
        source=source,
        mapping=mapping_of(observed_on={"column": "When"}),
        by_id=None,
        at=NOW,
    )

    assert batch.state == ImportBatch.State.STAGED
    assert (batch.rows_total, batch.rows_accepted, batch.rows_refused) == (3, 2, 1)
    aside = SetAsideRow.objects.get(batch=batch)
    assert (aside.row_number, aside.code) == (4, "answer-repeated")
    sentences = [problem(aside.code, **aside.values).sentence(way) for way in ("de", "en")]
    assert all(NOON in sentence for sentence in sentences)
