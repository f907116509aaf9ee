"""What rows tell at a moment is told once for each stretch between two of their edges."""

from datetime import UTC, date, datetime, timedelta

import pytest

from visa.queries.stretches import MOST, Stretches, Times

YEAR = date(2026, 1, 1)
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
INSTANT = timedelta(microseconds=1)
DAY = timedelta(days=1)


def row(name: str, **times: object) -> tuple[Times, str]:
    fields = {"valid_from": YEAR, "known_from": NOON}
    return Times(**(fields | times)), name  # type: ignore[arg-type]  # by the names of the fields


class Told:
    """Tells names, and notes how often."""

    def __init__(self, *rows: tuple[Times, str]) -> None:
        self.times = 0
        self.stretches = Stretches(rows, self._tell)

    def _tell(self, rows: list[str]) -> list[str]:
        self.times += 1
        return rows


@pytest.mark.parametrize(
    ("at", "names"),
    [
        (NOON - INSTANT, []),
        (NOON, ["former"]),
        (NOON + DAY - INSTANT, ["former"]),
        (NOON + DAY, ["latter"]),
        (NOON + 365 * DAY, ["latter"]),
    ],
)
def test_a_row_is_known_from_its_approval_until_it_is_superseded(
    at: datetime, names: list[str]
) -> None:
    told = Told(
        row("former", superseded_at=NOON + DAY),
        row("latter", known_from=NOON + DAY),
    )

    for _ in range(2):  # the second time from what is kept
        assert told.stretches.at(at) == names


@pytest.mark.parametrize(
    ("on", "names"),
    [
        (YEAR - DAY, []),
        (YEAR, ["first"]),
        (YEAR + 9 * DAY, ["first"]),
        (YEAR + 10 * DAY, ["second"]),
        (YEAR + 999 * DAY, ["second"]),
    ],
)
def test_a_row_holds_from_its_first_day_to_the_one_before_its_end(
    on: date, names: list[str]
) -> None:
    edge = YEAR + 10 * DAY
    told = Told(row("first", valid_to=edge), row("second", valid_from=edge))

    for _ in range(2):
        assert told.stretches.at(NOON, on) == names


def test_one_stretch_is_told_once_whatever_instants_and_days_are_asked_for() -> None:
    told = Told(row("only"))

    for number in range(20):
        told.stretches.at(NOON + number * INSTANT, YEAR + number * DAY)

    assert told.times == 1


def test_days_asked_for_and_no_day_are_kept_apart() -> None:
    told = Told(row("ended", valid_to=YEAR + DAY))

    assert told.stretches.at(NOON) == ["ended"]
    assert told.stretches.at(NOON, YEAR + DAY) == []
    assert told.stretches.at(NOON) == ["ended"]


def test_so_many_stretches_are_kept_and_all_are_right() -> None:
    told = Told(
        *(
            row(str(n), valid_from=YEAR + n * DAY, valid_to=YEAR + (n + 1) * DAY)
            for n in range(2 * MOST)
        )
    )

    for _ in range(2):
        for n in range(2 * MOST):
            assert told.stretches.at(NOON, YEAR + n * DAY) == [str(n)]
