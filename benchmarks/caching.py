"""A dictionary that makes what it lacks, and forgets what nobody has asked for in a while."""

from collections.abc import Callable

GENERATION = 25_000  # entries; a column of a million different texts must not fill the memory


class Cache[Key, Value](dict[Key, Value]):
    """`cache[key]` is `make(key)`, made once as long as there are few different keys.

    When a generation is full the next begins, and takes over what is asked for again; what nobody
    asked for in a whole generation is gone. To empty a full cache instead would cost more than half
    of its hits where a column has a few more different texts than it holds.
    """

    def __init__(self, make: Callable[[Key], Value]) -> None:
        super().__init__()
        self._make = make
        self._former: dict[Key, Value] = {}

    def __missing__(self, key: Key) -> Value:
        if len(self) >= GENERATION:
            self._former = dict(self)
            self.clear()
        value = self[key] = self._former[key] if key in self._former else self._make(key)
        return value
