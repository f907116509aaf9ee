"""What `manage.py measure freshness` prints: how long a former page is shown, beside the bar."""

import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta

from django.utils import timezone

from config.measuring.freshness import LONGEST_WAIT, VISITORS, Seen, ask, watch
from config.measuring.servers import SITE, serving, url_of_database
from config.measuring.site import invented_site
from config.measuring.site_changes import Change, changes, next_midnight, offer_ends

SERVERS = 2
MARKETS = 4
AHEAD = "config.measuring.ahead:application"
TO_START = 20  # seconds before midnight that servers ahead of time begin at
BAR = 2  # seconds


def freshness_lines(rounds: int) -> Iterator[str]:
    yield (
        f"{SERVERS} servers with stores of their own, {VISITORS} visitors at each who ask without "
        f"a pause; {rounds} rounds"
    )
    yield f"seconds after a change that somebody got the former page (bar: {BAR}); steady or not"
    found: dict[str, list[Seen]] = defaultdict(list)
    with invented_site(MARKETS):
        with hosts() as ports:
            for number in range(1, rounds + 1):
                for change in changes(number):
                    found[change.name] += _watched(ports, change)
        for _round in range(rounds):
            name, seen = _at_midnight()
            found[name] += seen
    for name, each in found.items():
        yield line_of(name, each)


@contextmanager
def hosts(application: str = SITE, **environment: str) -> Iterator[list[int]]:
    """The ports of servers that share the database alone."""
    with ExitStack() as stack:
        yield [stack.enter_context(_host(application, environment)) for _ in range(SERVERS)]


@contextmanager
def _host(application: str, environment: dict[str, str]) -> Iterator[int]:
    with tempfile.TemporaryDirectory() as folder:
        known = {"DATABASE_URL": url_of_database(), "DATA_DIR": folder, "LOG_LEVEL": "ERROR"}
        with serving(application, **known, **environment) as server:
            yield server.port


def _at_midnight() -> tuple[str, list[Seen]]:
    """Servers whose clock says that it's soon midnight, so that nobody waits for it."""
    midnight = next_midnight()
    ahead = midnight - timezone.now() - timedelta(seconds=TO_START)
    with hosts(AHEAD, MEASURED_AHEAD=str(ahead.total_seconds())) as ports:
        change = offer_ends(midnight=midnight, ahead=ahead)
        return change.name, _watched(ports, change)


def _watched(ports: list[int], change: Change) -> list[Seen]:
    for port in ports:
        _wait_for_former(port, change)
    return watch(ports, change.path, is_new=change.is_new, change=change.happen)


def _wait_for_former(port: int, change: Change) -> None:
    """What the last change left may still be shown."""
    until = time.monotonic() + LONGEST_WAIT
    while change.is_new(ask(port, change.path)):
        if time.monotonic() > until:
            raise TimeoutError(f"{change.path} shows {change.name} before it happened")
        time.sleep(0.1)


def line_of(name: str, each: list[Seen]) -> str:
    worst = max(seen.seconds for seen in each)
    steady = "steady" if all(seen.is_steady for seen in each) else "NOT STEADY"
    by_server = ", ".join(f"{seen.seconds:.2f}" for seen in each)
    answers = sum(seen.answers for seen in each)
    return f"  {name:36}{worst:5.2f}  {steady}  ({by_server}; of {answers:,} answers)"
