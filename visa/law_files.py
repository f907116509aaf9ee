"""Reads the law's YAML files strictly: exact decimals, no key twice, no unknown key.

Every complaint names the file and the entry.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path

import yaml

from visa.citations import NO_TEXT, Text


class LawFileError(ValueError):
    """What is wrong in which entry of which file."""


class _Loader(yaml.CSafeLoader):
    """Safe, and exact: 45.3 is forty-five and three tenths, not the nearest binary fraction.

    Parsed in C; in Python that took as long as everything else that loading the law does.
    """


def _decimal(loader: _Loader, node: yaml.ScalarNode) -> Decimal:
    return Decimal(node.value)


def _mapping(loader: _Loader, node: yaml.MappingNode) -> dict[object, object]:
    keys = [loader.construct_object(key, deep=True) for key, _value in node.value]
    twice = next((key for key in keys if keys.count(key) > 1), None)
    if twice is not None:
        raise yaml.constructor.ConstructorError(
            problem=f"the key {twice!r} is there twice", problem_mark=node.start_mark
        )
    return loader.construct_mapping(node, deep=True)


_Loader.add_constructor("tag:yaml.org,2002:float", _decimal)
_Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


@dataclass(slots=True)
class Entry:
    """One mapping of a file, whose keys are taken one by one; none may be left over."""

    where: str
    data: Mapping[object, object]
    taken: set[str] = field(default_factory=set)

    def text(self, name: str, default: str | None = None) -> str:
        value = self._take(name, default)
        if value is None:
            raise self.error(f"{name} is missing")
        if not isinstance(value, str):
            raise self.error(f"{name} should be text, not {value!r}")
        return value.strip()

    def both(self, name: str, *, optional: bool = False) -> Text:
        """Words in both languages."""
        if optional and name not in self.data:
            return NO_TEXT
        words = self.below(name)
        text = Text(words.text("de"), words.text("en"))
        words.finish()
        if not text:
            raise self.error(f"{name} is empty in a language")
        return text

    def day(self, name: str) -> date:
        day = self.day_or_none(name)
        if day is None:
            raise self.error(f"{name} is missing")
        return day

    def day_or_none(self, name: str) -> date | None:
        value = self._take(name, None)
        if value is None or type(value) is date:
            return value
        raise self.error(f"{name} should be a day such as 2026-01-31, not {value!r}")

    def number(self, name: str) -> Decimal | None:
        value = self._take(name, None)
        if value is None or isinstance(value, Decimal):
            return value
        if type(value) is not int:
            raise self.error(f"{name} should be a number, not {value!r}")
        return Decimal(value)

    def whole(self, name: str, default: int | None = None) -> int:
        number = self.whole_or_none(name)
        if number is None:
            number = default
        if number is None:
            raise self.error(f"{name} is missing")
        return number

    def whole_or_none(self, name: str) -> int | None:
        value = self._take(name, None)
        if value is None or type(value) is int:
            return value
        raise self.error(f"{name} should be a whole number, not {value!r}")

    def words(self, name: str) -> list[str]:
        values = self._take(name, [])
        if not isinstance(values, list) or not all(isinstance(one, str) for one in values):
            raise self.error(f"{name} should be a list of texts")
        return values

    def below(self, name: str) -> "Entry":
        value = self._take(name, ...)
        if not isinstance(value, Mapping):
            raise self.error(f"{name} should hold named values, not {value!r}")
        return Entry(f"{self.where}, {name}", value)

    def entries(self, name: str) -> Iterator["Entry"]:
        """The list under a name, empty where it is missing, each entry called by its key."""
        values = self._take(name, [])
        if not isinstance(values, list):
            raise self.error(f"{name} should be a list")
        return _entries(f"{self.where}, {name}", values)

    def finish(self) -> None:
        for name in self.data:
            if name not in self.taken:
                raise self.error(f"nothing is called {name!r} here")

    def error(self, problem: str) -> LawFileError:
        return LawFileError(f"{self.where}: {problem}")

    def _take(self, name: str, default: object) -> object:
        self.taken.add(name)
        value = self.data.get(name, default)
        if value is ...:
            raise self.error(f"{name} is missing")
        return value


def _entries(where: str, values: list[object]) -> Iterator[Entry]:
    for number, value in enumerate(values, start=1):
        if not isinstance(value, Mapping):
            raise LawFileError(f"{where}, entry {number}: it should hold named values")
        name = value.get("key") or value.get("from") or f"entry {number}"
        yield Entry(f"{where}, {name}", value)


def read_entries(path: Path) -> Iterator[Entry]:
    """The entries of a file that is a list. Raises LawFileError where it can't be read."""
    content = _content(path)
    if not isinstance(content, list):
        raise LawFileError(f"{path.name}: it should be a list")
    return _entries(path.name, content)


def read_entry(path: Path) -> Entry:
    """A file that is one entry. Raises LawFileError where it can't be read."""
    content = _content(path)
    if not isinstance(content, Mapping):
        raise LawFileError(f"{path.name}: it should hold named values")
    return Entry(path.name, content)


def _content(path: Path) -> object:
    try:
        # The loader is a SafeLoader: it makes plain values only.
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        # The parser spreads its complaint over lines, with the faulty one as a drawing.
        raise LawFileError(f"{path.name}: {' '.join(str(error).split())}") from error
