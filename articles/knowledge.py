"""What was known at a moment, for many parts of one page: each read once, when asked for."""

from functools import cached_property

from benchmarks.models import Release
from benchmarks.moments import Moment
from visa.queries import read_values
from visa.values import ValueBook


class Knowledge:
    """Of one page at one moment; nobody keeps it longer than that."""

    def __init__(self, moment: Moment) -> None:
        self.moment = moment

    @cached_property
    def release(self) -> Release | None:
        """The release in effect."""
        return Release.objects.in_effect(self.moment)

    @cached_property
    def values(self) -> ValueBook:
        """Every dated figure of the law."""
        return read_values(self.moment.known_at)
