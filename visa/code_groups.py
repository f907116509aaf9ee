"""Groups of occupations in a classification, by the prefixes of their codes, as of a day."""

from dataclasses import dataclass
from datetime import date

from visa.citations import Text


@dataclass(frozen=True, slots=True)
class CodePrefix:
    """All codes that begin so belong to the group while `valid_from <= day < valid_to`."""

    prefix: str
    valid_from: date
    valid_to: date | None = None

    def covers(self, code: str, on: date) -> bool:
        return (
            code.startswith(self.prefix)
            and self.valid_from <= on
            and (self.valid_to is None or on < self.valid_to)
        )


@dataclass(frozen=True, slots=True)
class CodeGroup:
    key: str
    name: Text
    prefixes: tuple[CodePrefix, ...]

    def has(self, code: str, on: date) -> bool:
        """Whether a code of any length is in the group: 2512 and 251 are in 25, 2 is not."""
        return any(one.covers(code, on) for one in self.prefixes)

    def may_have(self, code: str, on: date) -> bool:
        """Whether a longer code that begins like this one could be in the group."""
        return any(
            one.prefix.startswith(code) and one.covers(one.prefix, on) for one in self.prefixes
        )
