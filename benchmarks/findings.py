"""What reading a file brought to light beside its rows, as it is kept with the import."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any  # JSON as it was stored

from benchmarks.reading.problems import Problem, problem


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnFinding:
    """How one column was read for one field; `is_open`: ambiguous cells of it were refused."""

    field: str
    column: str
    is_open: bool
    evidence: Sequence[Problem]


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word that could not be placed, and in how many rows it stands."""

    text: str
    rows: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonFinding:
    """For how many rows something was the reason; `words` the most frequent ones behind it."""

    code: str
    is_quarantine: bool
    rows: int
    words: Sequence[Word] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Repetition:
    """The usable rows: new, equal to one that counts already, or to an earlier one of the file.

    `changed` are those with the id of a row that counts and other content, and of these
    `in_another_year` those that were observed in another year; both are None where the mapping
    names no row id, and nothing can tell. `against` are the imports that counted then.
    """

    new: int
    same: int
    repeated: int
    changed: int | None = None
    in_another_year: int | None = None
    without_id: int | None = None
    against: Sequence[int] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """The file as it was found; `unknown_cities` are the most frequent ones with their rows.

    `reasons` are those for which rows were set aside when the file was read, quarantine first.
    """

    kind: str
    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    header_row: int
    notes: Sequence[Problem] = ()
    columns: Sequence[ColumnFinding] = ()
    unused_columns: Sequence[str] = ()
    unknown_cities: Mapping[str, int] = field(default_factory=dict)
    rows_in_unknown_cities: int = 0
    reasons: Sequence[ReasonFinding] = ()
    repetition: Repetition | None = None  # None where an earlier version read the file

    def as_json(self) -> dict[str, object]:
        return asdict(self)


def read_findings(stored: Mapping[str, Any]) -> Findings:
    """The findings that `as_json` wrote."""
    return Findings(
        **{
            **stored,
            "notes": _problems(stored["notes"]),
            "columns": [
                ColumnFinding(**{**column, "evidence": _problems(column["evidence"])})
                for column in stored["columns"]
            ],
            "reasons": [
                ReasonFinding(**{**reason, "words": [Word(**word) for word in reason["words"]]})
                for reason in stored.get("reasons", [])
            ],
            "repetition": Repetition(**found) if (found := stored.get("repetition")) else None,
        }
    )


def stored_problem(code: str, values: Mapping[str, str]) -> Problem:
    """A problem that was stored, perhaps by an earlier version with other sentences."""
    try:
        found = Problem(code, values)
        found.sentence("de")
        found.sentence("en")
    except (KeyError, ValueError):
        return problem("outdated-reason", reason=code)
    return found


def _problems(stored: Sequence[Mapping[str, Any]]) -> list[Problem]:
    return [stored_problem(one["code"], one["values"]) for one in stored]
