"""Prints a figure of ours and the one it is held against, measured side by side in one run."""

from django.core.management.base import BaseCommand, CommandError, CommandParser

from config.measuring.eligibility import measure_eligibility
from config.measuring.import_report import import_lines
from config.measuring.releases import measure_release


class Command(BaseCommand):
    help = "Measures in a database of its own, which is dropped at the end."

    def add_arguments(self, parser: CommandParser) -> None:
        subjects = parser.add_subparsers(dest="subject", required=True)
        importing = subjects.add_parser(
            "import",
            help="upload to accepted samples beside a raw COPY of them, memory, pages, xlsx",
        )
        importing.add_argument("--rows", type=int, default=1_000_000, help="of the csv file")
        importing.add_argument("--rounds", type=int, default=3, help="pairs; the median counts")
        importing.add_argument(
            "--xlsx", type=int, default=200_000, help="rows of the xlsx file; 0: none"
        )
        subjects.add_parser(
            "release", help="accepted samples to a stored draft, on one core"
        ).add_argument("--rows", type=int, default=1_000_000)
        subjects.add_parser(
            "eligibility", help="cases held against all routes to the EU Blue Card, on one core"
        ).add_argument("--rows", type=int, default=20_000, help="cases")

    def handle(
        self,
        *args: object,
        subject: str,
        rows: int,
        rounds: int = 1,
        xlsx: int = 0,
        **options: object,
    ) -> None:
        if rows < 1 or rounds < 1 or xlsx < 0:
            raise CommandError("--rows and --rounds are 1 or more, --xlsx is 0 or more.")
        if subject == "release":
            self.stdout.write(release_line(rows))
            return
        if subject == "eligibility":
            self.stdout.write(eligibility_line(rows))
            return
        for line in import_lines(rows=rows, rounds=rounds, xlsx_rows=xlsx):
            self.stdout.write(line)
            self.stdout.flush()


def release_line(rows: int) -> str:
    found = measure_release(rows)
    return (
        f"release   {found.rows:>9,} samples {found.seconds:8.2f} s "
        f"({found.own_cpu_seconds:.2f} s of CPU, {found.cpu_seconds:.2f} s with the database's), "
        f"peak {found.peak_mib:.0f} MiB\n"
        f"          {found.cells:>9,} cells, {found.estimates:,} estimates of them by year, "
        f"{found.described:,} with figures, {found.contrasts:,} contrasts"
    )


def eligibility_line(rows: int) -> str:
    found = measure_eligibility(rows)
    return (
        f"eligibility {found.evaluations:>7,} cases, {found.per_second:,.0f} evaluations of the "
        "Blue Card per second (bar: 1,000)\n"
        f"            explained in two languages: {found.explained_per_second:,.0f} per second; "
        f"with the smallest changes: {found.changes_per_second:,.0f} per second"
    )
