"""What was read is kept until anything that pages show has changed, and never longer."""

import threading

import pytest
from django.db import connection, transaction
from pytest_django import DjangoAssertNumQueries

from benchmarks.keeping import kept, one_look, state_of_data
from benchmarks.models import Country
from tests.factories import make_country


class Names:
    """The names of all countries, with how often they were read."""

    def __init__(self) -> None:
        self.reads = 0
        self.read = kept(self._read)

    def _read(self) -> list[str]:
        self.reads += 1
        return sorted(Country.objects.values_list("name_en", flat=True))


@pytest.fixture
def names() -> Names:
    return Names()


@pytest.mark.django_db
def test_what_has_not_changed_is_read_once(names: Names) -> None:
    make_country()

    assert names.read() is names.read()
    assert names.reads == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change",
    [
        "UPDATE benchmarks_country SET name_en = 'Elsewhere'",
        "DELETE FROM benchmarks_country",
        "TRUNCATE benchmarks_country CASCADE",
    ],
)
def test_raw_sql_is_noticed_by_the_next_call(names: Names, change: str) -> None:
    make_country()
    former = names.read()

    with connection.cursor() as cursor:
        cursor.execute(change)

    assert names.read() != former


@pytest.mark.django_db
def test_what_was_rolled_back_was_never_there(names: Names) -> None:
    make_country()
    with transaction.atomic():
        make_country(code="AT", name_de="Österreich", name_en="Austria")
        within = names.read()
        transaction.set_rollback(True)

    assert within == ["Austria", "Germany"]
    assert names.read() == ["Germany"]


@pytest.mark.django_db(transaction=True)
def test_two_open_transactions_do_not_take_each_others_rows_for_their_own(names: Names) -> None:
    """Each has written once: they see equally many changes, and not the same."""
    other_wrote, may_end = threading.Event(), threading.Event()
    states: list[str] = []

    def other() -> None:
        with transaction.atomic():
            make_country(code="AT", name_de="Österreich", name_en="Austria")
            states.append(state_of_data())
            names.read()
            other_wrote.set()
            may_end.wait(10)
            transaction.set_rollback(True)
        connection.close()

    thread = threading.Thread(target=other)
    thread.start()
    other_wrote.wait(10)
    with transaction.atomic():
        make_country()
        states.append(state_of_data())
        seen = names.read()
    may_end.set()
    thread.join()

    assert states[0] != states[1]
    assert seen == ["Germany"]


@pytest.mark.django_db
def test_a_write_while_it_is_read_makes_the_next_call_read_again() -> None:
    make_country()
    reads: list[int] = []

    @kept
    def count() -> int:
        reads.append(Country.objects.count())
        if len(reads) == 1:
            make_country(code="AT", name_de="Österreich", name_en="Austria")
        return reads[-1]

    assert (count(), count(), count()) == (1, 2, 2)
    assert reads == [1, 2]


@pytest.mark.django_db
def test_whoever_only_reads_asks_for_the_state_once(
    names: Names, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    names.read()

    with django_assert_num_queries(1), one_look():
        names.read()
        names.read()


@pytest.mark.django_db
def test_a_look_ends_with_its_block(names: Names) -> None:
    with one_look():
        names.read()
    make_country()

    with one_look():
        assert names.read() == ["Germany"]
