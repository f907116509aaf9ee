"""Brings one row of a file into its table, and counts what became of it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import models

from visa.law_files import Entry

# What came with the first load was law before we knew of it: it is shown on days of the past too.
ALWAYS = datetime(2000, 1, 1, tzinfo=UTC)

type Key = tuple[object, ...]


@dataclass
class Load:
    """One run: its instant, whether rows that differ from the files follow them, and its tally."""

    folder: Path
    at: datetime
    update: bool
    tally: dict[str, Counter[str]] = field(default_factory=dict)
    _stored: dict[type[models.Model], dict[Key, models.Model]] = field(default_factory=dict)

    def stored[Row: models.Model](self, model: type[Row], key: Iterable[str]) -> dict[Key, Row]:
        """All rows of a table by their natural key, read once; a table has one such key."""
        names = tuple(key)
        if model not in self._stored:
            self._stored[model] = {
                tuple(getattr(row, name) for name in names): row
                for row in model._default_manager.all()
            }
        # A dictionary of many tables can't tell the type of each one's rows.
        return self._stored[model]  # type: ignore[return-value]

    def count(self, table: str, what: str) -> None:
        self.tally.setdefault(table, Counter())[what] += 1


def bring_in[Row: models.Model](
    load: Load, row: Row, entry: Entry, *, key: Iterable[str] = ("key",)
) -> Row:
    """Insert a row, or update the one with its key where it differs and the load says so.

    Returns the stored row. Raises LawFileError where the model refuses it.
    """
    entry.finish()
    check(row, entry)
    rows = load.stored(type(row), key)
    value = tuple(getattr(row, name) for name in key)
    stored = rows.get(value)
    table = type(row)._meta.model_name or ""
    if stored is None:
        row.save(force_insert=True)
        rows[value] = row
        load.count(table, "new")
        return row
    changed = {
        column.attname: getattr(row, column.attname)
        for column in row._meta.concrete_fields
        if not column.primary_key
        and getattr(stored, column.attname) != getattr(row, column.attname)
    }
    load.count(table, "same" if not changed else "changed" if load.update else "kept")
    if changed and load.update:
        for name, value in changed.items():
            setattr(stored, name, value)
        stored.save(update_fields=[*changed])
    return stored


def check(row: models.Model, entry: Entry) -> None:
    """Raises LawFileError where a field doesn't take what the file says."""
    try:
        row.clean_fields()
        row.clean()
    except ValidationError as error:
        said = "; ".join(
            f"{name}: {' '.join(problems)}" for name, problems in error.message_dict.items()
        )
        raise entry.error(said) from error


def look_up[Row: models.Model](
    load: Load, model: type[Row], entry: Entry, name: str, *, by: str = "key"
) -> Row:
    """The row that an entry names. Raises LawFileError where there is none."""
    key = entry.text(name)
    row = load.stored(model, [by]).get((key,))
    if row is None:
        raise entry.error(f"there is no {model._meta.model_name} {key!r} for {name}")
    return row


def look_up_if_named[Row: models.Model](
    load: Load, model: type[Row], entry: Entry, name: str, *, by: str = "key"
) -> Row | None:
    return look_up(load, model, entry, name, by=by) if name in entry.data else None
