"""Brings the reference tables to the state of the files in benchmarks/reference."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from tablib import Dataset

from benchmarks import resources

FOLDER = Path(resources.__file__).parent / "reference"

# Each file after those that it refers to.
FILES: list[tuple[str, type[resources.ReferenceResource]]] = [
    ("sources.csv", resources.SourceResource),
    ("exchange_rates.csv", resources.ExchangeRateResource),
    ("countries.csv", resources.CountryResource),
    ("country_aliases.csv", resources.CountryAliasResource),
    ("hubs.csv", resources.HubResource),
    ("hub_aliases.csv", resources.HubAliasResource),
    ("occupations.csv", resources.OccupationResource),
    ("occupation_aliases.csv", resources.OccupationAliasResource),
]


class Command(BaseCommand):
    help = (
        "Loads countries, hubs, occupations, aliases, sources and exchange rates. "
        "Rows are matched by their natural keys: a second run changes nothing, and rows that an "
        "analyst added stay."
    )

    @transaction.atomic
    def handle(self, *args: object, **options: object) -> None:
        for name, resource in FILES:
            self.stdout.write(f"{name}: {load(FOLDER / name, resource())}")


def load(path: Path, resource: resources.ReferenceResource) -> str:
    """Import one file whole or raise CommandError naming its first bad row."""
    dataset = Dataset().load(path.read_text(encoding="utf-8"), format="csv")
    result = resource.import_data(dataset, rollback_on_validation_errors=True)
    for base_error in result.base_errors:
        raise CommandError(f"{path.name}: {base_error.error}")
    for number, row in result.row_errors():
        raise CommandError(f"{path.name}, row {number}: {row[0].error}")
    for invalid in result.invalid_rows:
        raise CommandError(f"{path.name}, row {invalid.number}: {invalid.error}")
    return ", ".join(f"{count} {word}" for word, count in result.totals.items() if count)
