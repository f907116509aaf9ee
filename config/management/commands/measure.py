"""Prints a figure of ours and the one it is held against, measured side by side in one run."""

from django.core.management.base import BaseCommand, CommandParser

from config.measuring.imports import measure_import
from config.measuring.releases import measure_release


class Command(BaseCommand):
    help = "Measures in a database of its own, which is dropped at the end."

    def add_arguments(self, parser: CommandParser) -> None:
        subjects = parser.add_subparsers(dest="subject", required=True)
        for subject, explanation in (
            ("import", "csv rows to accepted samples, beside a raw COPY of them"),
            ("release", "accepted samples to a stored draft, on one core"),
        ):
            subjects.add_parser(subject, help=explanation).add_argument(
                "--rows", type=int, default=1_000_000
            )

    def handle(self, *args: object, subject: str, rows: int, **options: object) -> None:
        self.stdout.write(import_line(rows) if subject == "import" else release_line(rows))


def import_line(rows: int) -> str:
    found = measure_import(rows)
    return (
        f"import    {found.rows:>9,} rows {found.import_seconds:8.2f} s "
        f"{found.rows / found.import_seconds:>10,.0f} rows/s, peak {found.peak_mib:.0f} MiB, "
        f"{found.accepted:,} accepted\n"
        f"raw COPY  {found.accepted:>9,} rows {found.copy_seconds:8.2f} s "
        f"{found.accepted / found.copy_seconds:>10,.0f} rows/s\n"
        f"share of the raw rate: {found.share_of_raw_rate:.2f}"
    )


def release_line(rows: int) -> str:
    found = measure_release(rows)
    return (
        f"release   {found.rows:>9,} samples {found.seconds:8.2f} s, "
        f"peak {found.peak_mib:.0f} MiB, "
        f"{found.groups:,} groups"
    )
