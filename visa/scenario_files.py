"""Reads cases of residence law from files that a lawyer can write, or says what is wrong."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import yaml

from visa.answers import Sent
from visa.citations import Text
from visa.outcomes import Outcome

FOLDER = Path(__file__).parent / "scenarios"
_KEYS = {"name", "title", "route", "as_of", "facts", "expect", "source"}
_EXPECTED = {"verdict", "route", "decisive", "citation", "missing", "changes"}

NOT_YAML = Text(
    "{file}: Das ist kein lesbares YAML, Fehler in Zeile {line}.",
    "{file}: this is no readable YAML, error in line {line}.",
)
NOT_A_LIST = Text(
    "{file}: Die Datei muss eine Liste von Fällen sein.", "{file}: the file has to list cases."
)
LACKS = Text("{file}, {case}: Es fehlt „{key}“.", "{file}, {case}: “{key}” is missing.")
UNKNOWN_KEY = Text(
    "{file}, {case}: „{key}“ gibt es hier nicht. Möglich sind: {known}.",
    "{file}, {case}: there is no “{key}” here. Possible are: {known}.",
)
BAD_DAY = Text(
    "{file}, {case}: „{key}“ ist kein Tag wie 2026-11-23.",
    "{file}, {case}: “{key}” is no day such as 2026-11-23.",
)
BAD_VERDICT = Text(
    "{file}, {case}: „{key}“ ist kein Ergebnis. Möglich sind: {known}.",
    "{file}, {case}: “{key}” is no verdict. Possible are: {known}.",
)
BAD_SHAPE = Text(
    "{file}, {case}: Bei „{key}“ steht eine andere Form als vorgesehen.",
    "{file}, {case}: what stands at “{key}” has another form than it should.",
)
TWICE = Text("{file}: Zwei Fälle heißen „{case}“.", "{file}: two cases are called “{case}”.")


class UnreadableScenario(ValueError):
    """A file of scenarios that can't be used; `sentence` says where and why."""

    def __init__(self, pattern: Text, **slots: str) -> None:
        self.sentence = Text(pattern.de.format(**slots), pattern.en.format(**slots))
        super().__init__(self.sentence.en)


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation:
    """What must come out; what is None goes unchecked.

    `decisive` are the keys of the conditions that decide, `missing` those of the facts to ask
    next. Each of `changes` maps facts to new answers, `wait` to a day, `other` to a title;
    `then: authority` marks that the decision is the authority's then. They are the first
    suggestions, in order; an empty list means that there is none.
    """

    verdict: Outcome
    route: str | None = None
    decisive: tuple[str, ...] | None = None
    citation: tuple[str, ...] | None = None
    missing: tuple[str, ...] | None = None
    changes: tuple[Mapping[str, str], ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """One case. With `route` only that route is looked at, else all of the title."""

    name: str
    title: str
    route: str | None
    as_of: date
    facts: Mapping[str, Sent]
    expect: Expectation
    source: str


class _Loader(yaml.CBaseLoader):
    """Everything stays text: no float rounds an amount, and no key counts twice."""


def _mapping(loader: _Loader, node: yaml.MappingNode) -> dict[str, object]:
    found: dict[str, object] = {}
    for key_node, value_node in node.value:
        key = str(loader.construct_object(key_node))
        if key in found:
            raise yaml.MarkedYAMLError(problem=f"{key} twice", problem_mark=key_node.start_mark)
        found[key] = loader.construct_object(value_node, deep=True)
    return found


_Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


def read_folder(folder: Path = FOLDER) -> list[Scenario]:
    """All cases of all files, in the order of their names. Raises UnreadableScenario."""
    return [
        scenario
        for path in sorted(folder.glob("*.yaml"))
        for scenario in read_scenarios(path.read_text(encoding="utf-8"), path.name)
    ]


def read_scenarios(content: str, file: str) -> list[Scenario]:
    """Raises UnreadableScenario."""
    try:
        cases = yaml.load(content, _Loader)  # noqa: S506  a BaseLoader makes nothing but text
    except yaml.MarkedYAMLError as error:
        line = str(error.problem_mark.line + 1) if error.problem_mark else "?"
        raise UnreadableScenario(NOT_YAML, file=file, line=line) from error
    except yaml.YAMLError as error:
        raise UnreadableScenario(NOT_YAML, file=file, line="?") from error
    if not isinstance(cases, list):
        raise UnreadableScenario(NOT_A_LIST, file=file)
    found = [_Reader(file, f"{number}.").scenario(one) for number, one in enumerate(cases, 1)]
    names = [scenario.name for scenario in found]
    for name in names:
        if names.count(name) > 1:
            raise UnreadableScenario(TWICE, file=file, case=name)
    return found


@dataclass(slots=True)
class _Reader:
    """Reads one case; `case` tells in an error which."""

    file: str
    case: str

    def scenario(self, found: object) -> Scenario:
        one = self.mapping(found, "name", _KEYS)
        self.case = self.text(one, "name")
        expect = self.mapping(one.get("expect"), "expect", _EXPECTED)
        return Scenario(
            name=self.case,
            title=self.text(one, "title"),
            route=self.text(one, "route") if "route" in one else None,
            as_of=self.day(self.text(one, "as_of")),
            facts=self.facts(one.get("facts")),
            expect=Expectation(
                verdict=self.verdict(self.text(expect, "verdict")),
                route=self.text(expect, "route") if "route" in expect else None,
                decisive=self.texts(expect, "decisive"),
                citation=self.texts(expect, "citation"),
                missing=self.texts(expect, "missing"),
                changes=self.changes(expect),
            ),
            source=self.text(one, "source"),
        )

    def mapping(self, found: object, key: str, known: set[str] | None) -> dict[str, object]:
        if not isinstance(found, dict):
            raise self.refused(BAD_SHAPE, key)
        for one in found:
            if known is not None and one not in known:
                raise self.refused(UNKNOWN_KEY, str(one), ", ".join(sorted(known)))
        return found

    def text(self, found: Mapping[str, object], key: str) -> str:
        if not found.get(key):
            raise self.refused(LACKS, key)
        value = found[key]
        if not isinstance(value, str):
            raise self.refused(BAD_SHAPE, key)
        return value.strip()

    def texts(self, found: Mapping[str, object], key: str) -> tuple[str, ...] | None:
        """A list of texts; a single text is a list of one."""
        value = found.get(key)
        if value is None:
            return None
        several = [value] if isinstance(value, str) else value
        if not isinstance(several, list) or not all(isinstance(one, str) for one in several):
            raise self.refused(BAD_SHAPE, key)
        return tuple(one for one in several if one)

    def day(self, written: str) -> date:
        try:
            return date.fromisoformat(written)
        except ValueError as error:
            raise self.refused(BAD_DAY, written) from error

    def verdict(self, written: str) -> Outcome:
        try:
            return Outcome(written)
        except ValueError as error:
            raise self.refused(BAD_VERDICT, written, ", ".join(Outcome)) from error

    def facts(self, found: object) -> dict[str, Sent]:
        if found in (None, ""):
            return {}
        return {
            key: self.sent(value, key) for key, value in self.mapping(found, "facts", None).items()
        }

    def sent(self, value: object, key: str) -> Sent:
        if isinstance(value, str):
            return value
        if isinstance(value, list):
            return [self.sent(one, key) for one in value]
        if isinstance(value, dict):
            return {name: self.sent(one, key) for name, one in value.items()}
        raise self.refused(BAD_SHAPE, key)

    def changes(self, expect: Mapping[str, object]) -> tuple[Mapping[str, str], ...] | None:
        found = expect.get("changes")
        if found is None:
            return None
        if not isinstance(found, list):
            raise self.refused(BAD_SHAPE, "changes")
        return tuple(dict(self.written(one)) for one in found)

    def written(self, found: object) -> Iterator[tuple[str, str]]:
        for key, value in self.mapping(found, "changes", None).items():
            if not isinstance(value, str):
                raise self.refused(BAD_SHAPE, "changes")
            yield key, value

    def refused(self, pattern: Text, key: str, known: str = "") -> UnreadableScenario:
        return UnreadableScenario(pattern, file=self.file, case=self.case, key=key, known=known)
