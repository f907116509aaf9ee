"""What pages count as while the database hangs, fails or the process sleeps; nobody waits here."""

import threading
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.db import DatabaseError, InterfaceError
from django.utils import timezone

from config.pages import generations as module
from config.pages.generations import LONGEST_TRUST, LOOK_EVERY, WAIT_AFTER_FAILURE, Generations

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


class Enough(BaseException):
    """Ends the endless looking of a test; no exception that the code would catch."""


@dataclass
class World:
    """A database that says what a test wants, and a clock that goes on when it is told to."""

    state: str = "first"
    failure: Exception | None = None
    asked: int = 0
    seconds: float = 1_000.0
    meanwhile: list[object] = field(default_factory=list)

    def read_state(self) -> str:
        self.asked += 1
        for happening in self.meanwhile:
            happening()  # type: ignore[operator]
        if self.failure:
            raise self.failure
        return self.state

    def now(self) -> datetime:
        return NOON + timedelta(seconds=self.seconds - 1_000)

    def pass_by(self, seconds: float) -> None:
        self.seconds += seconds


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> World:
    made = World()
    clock = SimpleNamespace(monotonic=lambda: made.seconds, sleep=made.pass_by)
    monkeypatch.setattr(module, "time", clock)
    monkeypatch.setattr(module, "read_state", made.read_state)
    monkeypatch.setattr(timezone, "now", made.now)
    return made


def test_while_a_token_is_trusted_nobody_asks_the_database(world: World) -> None:
    looked = Generations(())
    token = looked.look()

    world.pass_by(LONGEST_TRUST - 0.01)

    assert looked.now() == token
    assert world.asked == 1


def test_a_process_that_slept_looks_before_it_shows_anything(world: World) -> None:
    looked = Generations(())
    before = looked.look()

    world.state = "another"
    world.pass_by(LONGEST_TRUST)

    assert looked.now() != before
    assert world.asked == 2


def test_trust_counts_from_the_beginning_of_a_look(world: World) -> None:
    """What a slow answer says was true when it was asked for."""
    looked = Generations(())
    world.meanwhile = [lambda: world.pass_by(LONGEST_TRUST)]

    looked.look()
    looked.now()

    assert world.asked == 2


@pytest.mark.parametrize("failure", [DatabaseError("down"), InterfaceError("gone")])
def test_after_a_failure_the_token_stands_and_nobody_asks_for_a_while(
    world: World, failure: Exception
) -> None:
    looked = Generations(())
    token = looked.look()
    world.failure = failure
    looked.look()
    world.failure, world.state = None, "another"

    world.pass_by(WAIT_AFTER_FAILURE - 0.01)

    assert looked.look() == looked.now() == token
    assert not looked.is_known
    assert world.asked == 2


def test_once_the_wait_is_over_the_database_is_asked_again(world: World) -> None:
    looked = Generations(())
    before = looked.look()
    world.failure = DatabaseError("down")
    looked.look()
    world.failure, world.state = None, "another"

    world.pass_by(WAIT_AFTER_FAILURE)

    assert looked.look() != before
    assert looked.is_known


def test_the_wait_counts_from_the_end_of_a_failed_look(world: World) -> None:
    """A look at a dead server takes long itself; to begin the next one at once helps nobody."""
    looked = Generations(())
    world.meanwhile = [lambda: world.pass_by(30)]
    world.failure = DatabaseError("down")
    looked.look()

    looked.look()

    assert world.asked == 1


def test_a_database_that_comes_back_unchanged_has_the_token_of_before(world: World) -> None:
    """Or every page would be made anew after each short failure."""
    looked = Generations(())
    before = looked.look()
    world.failure = DatabaseError("down")
    looked.look()
    world.failure = None

    world.pass_by(WAIT_AFTER_FAILURE)

    assert looked.look() == before


def test_while_a_look_hangs_others_get_the_last_token_and_know_that_it_is_old(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "WAIT_FOR_ANOTHER", 0.001)
    looked = Generations(())
    before = looked.look()
    hangs, may_go_on = threading.Event(), threading.Event()
    world.state = "another"
    world.meanwhile = [hangs.set, lambda: may_go_on.wait(60)]
    thread = threading.Thread(target=looked.look)
    thread.start()
    hangs.wait(60)

    meanwhile = looked.look()
    was_known = looked.is_known
    may_go_on.set()
    thread.join()

    assert meanwhile == before
    assert not was_known
    assert looked.is_known
    assert looked.token != before


def test_an_end_by_the_clock_is_another_token_of_the_same_state(world: World) -> None:
    end = NOON + timedelta(seconds=1)
    looked = Generations((lambda after: end if after < end else None,))
    before = looked.look()

    world.pass_by(1)

    assert looked.now() != before
    assert looked.look() == looked.now(), "the one after the end stands in its turn"


def test_the_earliest_of_all_ends_counts(world: World) -> None:
    soon = NOON + timedelta(seconds=0.5)
    ends = (soon + timedelta(days=9), None, soon)
    looked = Generations(tuple(lambda _after, end=end: end for end in ends))

    looked.look()

    assert looked.trusted_until == world.seconds + 0.5


def test_another_build_is_another_token(world: World) -> None:
    assert Generations((), build="1").look() != Generations((), build="2").look()


def test_the_background_looks_on_after_a_failure_that_nobody_expected(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    looked = Generations(())

    def happen() -> None:
        if world.asked == 1:
            raise ValueError("nobody expected this")
        if world.asked == 3:
            raise Enough

    world.meanwhile = [happen]
    with pytest.raises(Enough):
        looked._look_on()

    assert world.asked == 3
    assert world.seconds == 1_000 + 3 * LOOK_EVERY
    assert "nobody expected this" in caplog.text
    assert looked.token != ""


def test_a_process_looks_with_one_thread_however_often_it_is_told_to(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    started = []
    monkeypatch.setattr(threading.Thread, "start", lambda thread: started.append(thread.name))
    looked = Generations(())

    looked.watch()
    looked.watch()

    assert started == ["generations"]
