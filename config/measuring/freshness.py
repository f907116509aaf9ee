"""How long several servers go on showing what a commit has made untrue, while visitors ask."""

import threading
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException

VISITORS = 3  # at each server
LONGEST_WAIT = 60  # seconds for a change to be seen
AFTERWARDS = 1.0  # seconds of asking on once it was seen everywhere
FOUND_OR_GONE = (200, 404, 410)


@dataclass(frozen=True, slots=True)
class Answer:
    """What one visitor got; times are of the monotonic clock."""

    begun: float
    ended: float
    is_new: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One server after one change.

    `seconds` after the commit somebody still asked and got the former page. `is_steady`: whoever
    asked after a new page was sent got no former one any more.
    """

    port: int
    answers: int
    seconds: float
    is_steady: bool


class Visitors:
    """Ask all servers for one address, over and over, as long as the block lasts.

    Each waits `pause` seconds after an answer: none finds what is shown for the shortest time, some
    leaves the machine to others.
    """

    def __init__(
        self,
        ports: Sequence[int],
        path: str,
        is_new: Callable[[str], bool],
        *,
        pause: float = 0.0,
    ) -> None:
        self._path, self._is_new, self._pause = path, is_new, pause
        self._answers: dict[int, list[Answer]] = defaultdict(list)
        self._ended = threading.Event()
        self._threads = [
            threading.Thread(target=self._ask_on, args=[port], daemon=True)
            for port in ports
            for _visitor in range(VISITORS)
        ]

    def __enter__(self) -> "Visitors":
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        for thread in self._threads:
            thread.join()

    def wait_until_seen(self, port: int, *, is_new: bool = True) -> None:
        """Until somebody got a new page from the server, or a former one."""
        until = time.monotonic() + LONGEST_WAIT
        while not any(answer.is_new is is_new for answer in list(self._answers[port])):
            if time.monotonic() > until:
                raise TimeoutError(f"{self._path} is not shown on port {port} after a minute")
            time.sleep(0.01)

    def seen(self, port: int, *, committed: float) -> Seen:
        answers = self._answers[port]
        former = [answer.begun for answer in answers if not answer.is_new]
        first = min((answer.ended for answer in answers if answer.is_new), default=None)
        return Seen(
            port=port,
            answers=len(answers),
            seconds=max(0.0, max(former, default=committed) - committed),
            is_steady=first is not None and all(begun <= first for begun in former),
        )

    def _ask_on(self, port: int) -> None:
        while not self._ended.is_set():
            with suppress(OSError, HTTPException):  # a server that was killed
                begun = time.monotonic()
                text = ask(port, self._path)
                answer = Answer(begun, time.monotonic(), self._is_new(text))
                self._answers[port].append(answer)
            if self._pause:
                self._ended.wait(self._pause)


def ask(port: int, path: str) -> str:
    """The page as a visitor gets it; raises HTTPException for any other answer."""
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", path)
        response = connection.getresponse()
        text = response.read().decode()
        if response.status not in FOUND_OR_GONE:
            raise HTTPException(f"{response.status} at {path}")
        return text
    finally:
        connection.close()


def watch(
    ports: Sequence[int],
    path: str,
    *,
    is_new: Callable[[str], bool],
    change: Callable[[], object],
    pause: float = 0.0,
) -> list[Seen]:
    """Commit a change while visitors ask; how each server came to show it."""
    with Visitors(ports, path, is_new, pause=pause) as visitors:
        for port in ports:
            visitors.wait_until_seen(port, is_new=False)
        change()
        committed = time.monotonic()
        for port in ports:
            visitors.wait_until_seen(port)
        time.sleep(AFTERWARDS)
    return [visitors.seen(port, committed=committed) for port in ports]
