"""A dictionary that makes what it lacks, and forgets all when it has grown too large."""

from collections.abc import Callable

LIMIT = 50_000  # entries; a column of a million different texts must not fill the memory


class Cache[Key, Value](dict[Key, Value]):
    """`cache[key]` is `make(key)`, made once as long as there are few different keys."""

    def __init__(self, make: Callable[[Key], Value]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, key: Key) -> Value:
        if len(self) >= LIMIT:
            self.clear()
        value = self[key] = self._make(key)
        return value
