"""Whether anything that pages show has changed: a token that differs after every such commit.

Triggers add a row to `config_change` in the transaction of each write. A number would not do: of
two transactions the one that began first may commit last, and the highest number has been seen by
then. How many rows there are, together with their sum, changes with every commit.

The token also ends at the next instant from which another publication counts, and at midnight, when
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

LOOK_EVERY = 0.5  # seconds
WAIT_AFTER_FAILURE = 0.4  # seconds; a look at a dead server takes longer than a visitor waits

type NextChange = Callable[[datetime], datetime | None]
"""The first instant after the given one from which pages show something else by themselves."""

logger = logging.getLogger(__name__)


class Generations:
    """The token of what pages show now, looked up in the background.

    While the database doesn't answer the last token stands: pages go on being served.
    """

    def __init__(self, next_changes: tuple[NextChange, ...], *, build: str = "") -> None:
        self._next_changes = next_changes
        self._build = build
        self._failed_at = -math.inf
        self._lock = threading.Lock()
        self._watching = False
        self._counted = ""
        self._ends_at = 0.0
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
        """The token as last looked up; looked up afresh where its time has ended."""
        if time.time() < self._ends_at or not self.is_known:
            return self.token
        return self.look()

    def look(self) -> str:
        """Ask the database; where it doesn't answer the last token stands."""
        with self._lock:
            if time.monotonic() < self._failed_at + WAIT_AFTER_FAILURE:
                return self.token
            try:
                self._look_up()
                self.is_known = True
            except (DatabaseError, InterfaceError) as error:
                if self.is_known:
                    logger.warning("Pages are served as they were last known: %s", error)
                self.is_known = False
                self._failed_at = time.monotonic()
            finally:
                connection.close()
            return self.token

    def _look_up(self) -> None:
        instant = timezone.now()
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) || '.' || coalesce(sum(id), 0) FROM config_change")
            (counted,) = cursor.fetchone()
        has_ended = instant.timestamp() >= self._ends_at
        if counted != self._counted or has_ended or not self.is_known:
            changes = [change(instant) for change in self._next_changes]
            ends = min([_midnight_after(instant), *filter(None, changes)])
            self._counted, self._ends_at = counted, ends.timestamp()
            self.token = f"{self._build} {counted} until {ends.isoformat()}"

    def _look_on(self) -> None:
        while True:
            time.sleep(LOOK_EVERY)
            self.look()


def _midnight_after(instant: datetime) -> datetime:
    tomorrow = timezone.localdate(instant) + timedelta(days=1)
    return timezone.make_aware(datetime.combine(tomorrow, clock.min))
