"""Brings the reference tables to the state of the files in benchmarks/reference."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import IntegrityError, models, transaction

import benchmarks
from benchmarks.models import (
    Country,
    CountryAlias,
    ExchangeRate,
    Hub,
    HubAlias,
    Occupation,
    OccupationAlias,
    OccupationSkill,
    Source,
)

FOLDER = Path(benchmarks.__file__).parent / "reference"


@dataclass(frozen=True, kw_only=True)
class Table:
    """A file and the model that it fills; a column is a field, unless `fields` names another.

    Fields in `kept` are not the file's: they stay with a row until the file changes it.
    """

    file: str
    model: type[models.Model]
    key: tuple[str, ...]
    fields: Mapping[str, str] = field(default_factory=dict)
    refers: Mapping[str, tuple[type[models.Model], str]] = field(default_factory=dict)
    kept: tuple[str, ...] = ()


def alias_table(file: str, model: type[models.Model], column: str, target: type) -> Table:
    """Spellings: what is compared is their plain form, which the model makes itself."""
    name = target.__name__.lower()
    return Table(
        file=file,
        model=model,
        key=("plain_text",),
        fields={column: "text"},
        refers={name: (target, "code")},
    )


# Each file after those that it refers to.
TABLES = [
    Table(file="sources.csv", model=Source, key=("slug",)),
    Table(
        file="exchange_rates.csv",
        model=ExchangeRate,
        key=("currency", "year"),
        refers={"source": (Source, "slug")},
    ),
    Table(file="countries.csv", model=Country, key=("code",)),
    alias_table("country_aliases.csv", CountryAlias, "alias", Country),
    Table(file="hubs.csv", model=Hub, key=("code",), refers={"country": (Country, "code")}),
    alias_table("hub_aliases.csv", HubAlias, "alias", Hub),
    Table(file="occupations.csv", model=Occupation, key=("code",)),
    alias_table("occupation_aliases.csv", OccupationAlias, "title", Occupation),
    Table(
        file="occupation_skills.csv",
        model=OccupationSkill,
        key=("occupation_id", "kind", "name_en"),
        refers={"occupation": (Occupation, "code")},
        kept=("reviewed_on",),
    ),
]


class Command(BaseCommand):
    help = (
        "Loads countries, hubs, occupations with aliases and skills, sources and exchange rates. "
        "Rows are matched by their natural keys: a second run changes nothing, and rows that an "
        "analyst added stay."
    )

    @transaction.atomic
    def handle(self, *args: object, **options: object) -> None:
        for table in TABLES:
            self.stdout.write(f"{table.file}: {load(table)}")


def load(table: Table) -> str:
    """Insert what is new, update what differs; CommandError names the first bad row."""
    wanted = _instances(table)
    written = [f for f in table.model._meta.concrete_fields if not f.primary_key]
    compared = [f for f in written if f.name not in table.kept]
    stored = {
        tuple(getattr(row, name) for name in table.key): [getattr(row, f.attname) for f in compared]
        for row in table.model._default_manager.all()
    }
    keys = [tuple(getattr(row, name) for name in table.key) for row in wanted]
    new = [row for row, key in zip(wanted, keys, strict=True) if key not in stored]
    changed = [
        row
        for row, key in zip(wanted, keys, strict=True)
        if key in stored and stored[key] != [getattr(row, f.attname) for f in compared]
    ]
    try:
        with transaction.atomic():
            table.model._default_manager.bulk_create(
                [*new, *changed],
                update_conflicts=True,
                unique_fields=table.key,
                update_fields=[f.name for f in written if f.attname not in table.key],
            )
    except IntegrityError as error:
        raise CommandError(f"{table.file}: {error}") from error
    return f"{len(new)} new, {len(changed)} changed, {len(wanted) - len(new) - len(changed)} same"


def _instances(table: Table) -> Sequence[models.Model]:
    """The rows of the file as unsaved instances, each checked field by field."""
    targets = {
        column: {getattr(row, key): row for row in model._default_manager.all()}
        for column, (model, key) in table.refers.items()
    }
    instances = []
    with (FOLDER / table.file).open(encoding="utf-8", newline="") as lines:
        for number, row in enumerate(csv.DictReader(lines, strict=True), start=2):
            try:
                values = {
                    table.fields.get(column, column): targets[column][text]
                    if column in targets
                    else text
                    for column, text in row.items()
                }
                instance = table.model(**values)
                instance.clean_fields()
                instance.clean()
            except (KeyError, TypeError, ValidationError) as error:
                raise CommandError(f"{table.file}, line {number}: {error}") from error
            instances.append(instance)
    return instances
