"""What was read from the database, kept until anything that pages show has changed."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, wraps

from django.conf import settings
from django.utils.module_loading import import_string

_look: ContextVar[list[str] | None] = ContextVar("look", default=None)


@contextmanager
def one_look() -> Iterator[None]:
    """For whoever only reads: within the block the state is asked for once, when first needed."""
    token = _look.set([])
    try:
        yield
    finally:
        _look.reset(token)


def state_of_data() -> str:
    """A word for all that pages show, another one after every commit; one query.

    Within a transaction it tells what the transaction itself has written, too. Who notices writes
    is named in the settings, since the apps don't know what stands above them.
    """
    look = _look.get()
    if look is None:
        return _state_reader()()
    if not look:
        look.append(_state_reader()())
    return look[0]


@cache
def _state_reader() -> Callable[[], str]:
    found: Callable[[], str] = import_string(settings.STATE_OF_DATA)
    return found


def kept[Read](read: Callable[[], Read]) -> Callable[[], Read]:
    """The read is done anew only where the state of the data is another than at the last one.

    Every call asks for the state, so nothing is ever older than the call. A state never comes
    back: what was written while the read went on is told apart by the next call. Whoever gets the
    answer must not change it.
    """
    last: tuple[str, Read] | None = None

    @wraps(read)
    def read_once() -> Read:
        nonlocal last
        state = state_of_data()
        known = last  # another thread may replace it at any time
        if known is None or known[0] != state:
            known = last = (state, read())
        return known[1]

    return read_once
