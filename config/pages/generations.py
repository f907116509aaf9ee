"""Which generation of pages counts now: a token for the state of all that they show.

The token ends at the next instant from which another publication counts, and at midnight, when
another law may be in force.
"""

import logging
import math
import threading
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from datetime import time as clock

from django.db import DatabaseError, InterfaceError, connection
from django.utils import timezone

from config.pages.state import read_state

LOOK_EVERY = 0.5  # seconds
LONGEST_TRUST = 1.5  # seconds since a look began; after a pause of the process it looks first
WAIT_AFTER_FAILURE = 0.4  # seconds; a look at a dead server takes longer than a visitor waits
WAIT_FOR_ANOTHER = 2.0  # seconds that a look waits for one that goes on; a hanging server is down

type NextChange = Callable[[datetime], datetime | None]
"""The first instant after the given one from which pages show something else by themselves."""

logger = logging.getLogger(__name__)


class Generations:
    """The token of what pages show now, looked up in the background.

    `token` counts until `trusted_until` on the monotonic clock; `now` looks it up afresh after
    that. While the database doesn't answer the last token stands: pages go on being served.
    """

    def __init__(self, next_changes: tuple[NextChange, ...], *, build: str = "") -> None:
        self._next_changes = next_changes
        self._build = build
        self._failed_at = -math.inf
        self._lock = threading.Lock()
        self._watching = False
        self._state = ""
        self._ends_at = 0.0
        self.trusted_until = -math.inf
        self.token = ""
        self.is_known = False

    def watch(self) -> None:
        """Begin to look, once per process: not at import, since servers fork after it."""
        if self._watching:
            return
        with self._lock:
            if not self._watching:
                self._watching = True
                threading.Thread(target=self._look_on, name="generations", daemon=True).start()

    def now(self) -> str:
        """The token as last looked up; looked up afresh where it can't be trusted any more."""
        if time.monotonic() < self.trusted_until or not self.is_known:
            return self.token
        return self.look()

    def look(self) -> str:
        """Ask the database; where it doesn't answer the last token stands."""
        if not self._lock.acquire(timeout=WAIT_FOR_ANOTHER):
            self.is_known = False
            return self.token
        try:
            begun = time.monotonic()
            if begun >= self._failed_at + WAIT_AFTER_FAILURE:
                self._try(begun)
            return self.token
        finally:
            self._lock.release()

    def _try(self, begun: float) -> None:
        try:
            self._look_up(begun)
            self.is_known = True
        except (DatabaseError, InterfaceError) as error:
            if self.is_known:
                logger.warning("Pages are served as they were last known: %s", error)
            self.is_known = False
            self._failed_at = time.monotonic()
        finally:
            connection.close()

    def _look_up(self, begun: float) -> None:
        instant = timezone.now()
        state = read_state()
        has_ended = instant.timestamp() >= self._ends_at
        if state != self._state or has_ended or not self.is_known:
            changes = [change(instant) for change in self._next_changes]
            ends = min([_midnight_after(instant), *filter(None, changes)])
            self._state, self._ends_at = state, ends.timestamp()
            self.token = f"{self._build} {state} until {ends.isoformat()}"
        left = self._ends_at - instant.timestamp()
        self.trusted_until = begun + min(left, LONGEST_TRUST)

    def _look_on(self) -> None:
        while True:
            time.sleep(LOOK_EVERY)
            try:
                self.look()
            except Exception:
                # The thread must live: without its looks each visitor would wait for one.
                logger.exception("The generation of pages could not be looked up")


def _midnight_after(instant: datetime) -> datetime:
    tomorrow = timezone.localdate(instant) + timedelta(days=1)
    return timezone.make_aware(datetime.combine(tomorrow, clock.min))
