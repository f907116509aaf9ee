"""Prints a figure of ours and the one it is held against, measured side by side in one run."""

from django.core.management.base import BaseCommand, CommandParser

from config.measuring.imports import measure_import


class Command(BaseCommand):
    help = "Measures in a database of its own, which is dropped at the end."

    def add_arguments(self, parser: CommandParser) -> None:
        subjects = parser.add_subparsers(dest="subject", required=True)
        imports = subjects.add_parser("import", help="csv rows to accepted samples, and raw COPY")
        imports.add_argument("--rows", type=int, default=1_000_000)

    def handle(self, *args: object, subject: str, rows: int, **options: object) -> None:
        found = measure_import(rows)
        self.stdout.write(
            f"import    {found.rows:>9,} rows {found.import_seconds:8.2f} s "
            f"{found.rows / found.import_seconds:>10,.0f} rows/s, peak {found.peak_mib:.0f} MiB, "
            f"{found.accepted:,} accepted\n"
            f"raw COPY  {found.accepted:>9,} rows {found.copy_seconds:8.2f} s "
            f"{found.accepted / found.copy_seconds:>10,.0f} rows/s\n"
            f"share of the raw rate: {found.share_of_raw_rate:.2f}"
        )
