"""A client and a server on a core each, so that neither waits for the other's.

Left to itself the kernel puts two processes that talk all the time on one core now, on two a
moment later: the same server answered 45,000 or 78,000 times a second.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager

CLIENT, SERVER = 0, -1
"""Of the cores that this process may use, in order."""


@contextmanager
def on_core(which: int) -> Iterator[None]:
    """This thread, and the processes that it starts, on one core; then the thread as before.

    Nothing happens where the system doesn't let a process choose.
    """
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    allowed = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {sorted(allowed)[which]})
    try:
        yield
    finally:
        os.sched_setaffinity(0, allowed)
