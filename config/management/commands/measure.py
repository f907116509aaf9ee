"""Prints a figure of ours and the one it is held against, measured side by side in one run."""

from collections.abc import Iterable, Iterator

from django.core.management.base import BaseCommand, CommandError, CommandParser

from config.measuring.eligibility import measure_eligibility
from config.measuring.freshness_report import freshness_lines
from config.measuring.import_report import import_lines
from config.measuring.pages import PageCost, page_costs, page_rates
from config.measuring.releases import measure_release
from config.measuring.site import growing_pages, invented_site, searches, sitemaps

RATED = ("de:home", "de:market_detail", "de:guide_detail")
"""The kinds of page whose rate is taken: the first, the usual and the longest."""


class Command(BaseCommand):
    help = "Measures in a database of its own, which is dropped at the end; pages as they are."

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

        pages = subjects.add_parser(
            "pages", help="queries, milliseconds and bytes; kept pages beside a bare application"
        )
        pages.add_argument("--rounds", type=int, default=5, help="pairs; the median counts")
        pages.add_argument("--seconds", type=float, default=2.0, help="of each half of a pair")

        subjects.add_parser(
            "site", help="sitemaps, search and pages of a site of thousands of invented markets"
        ).add_argument("--rows", type=int, default=5_000, help="market pages")

        subjects.add_parser(
            "freshness", help="how long two servers show what a commit or the clock made untrue"
        ).add_argument("--rounds", type=int, default=3, help="of all changes; the worst counts")

    def handle(
        self,
        *args: object,
        subject: str,
        rows: int = 1,
        rounds: int = 1,
        xlsx: int = 0,
        seconds: float = 1.0,
        **options: object,
    ) -> None:
        if rows < 1 or rounds < 1 or xlsx < 0:
            raise CommandError("--rows and --rounds are 1 or more, --xlsx is 0 or more.")
        for line in _lines(subject, rows=rows, rounds=rounds, xlsx=xlsx, seconds=seconds):
            self.stdout.write(line)
            self.stdout.flush()


def _lines(subject: str, *, rows: int, rounds: int, xlsx: int, seconds: float) -> Iterable[str]:
    match subject:
        case "pages":
            return page_lines(rounds, seconds)
        case "site":
            return site_lines(rows)
        case "freshness":
            return freshness_lines(rounds)
        case "release":
            return [release_line(rows)]
        case "eligibility":
            return [eligibility_line(rows)]
        case _:
            return import_lines(rows=rows, rounds=rounds, xlsx_rows=xlsx)


def page_lines(rounds: int, seconds: float) -> Iterator[str]:
    """Of the database that the site runs on; the costs first, then the rates."""
    costs = page_costs()
    yield from _cost_lines(costs)
    wanted = [cost.path for cost in costs if cost.kind in RATED]
    yield "kept: answers per second beside a bare application with the same bytes (bar: 0.85)"
    for rate in page_rates(wanted, rounds=rounds, seconds=seconds):
        ratios = ", ".join(f"{ratio:.2f}" for ratio in rate.ratios)
        yield (
            f"  {rate.kept:8,.0f} of {rate.bare:8,.0f} = {rate.ratio:.2f} ({ratios}; the client "
            f"was at work {rate.client_share:.0%} of the time)  {rate.path}"
        )


def _cost_lines(costs: Iterable[PageCost]) -> Iterator[str]:
    yield "made afresh: queries, median ms, p95 ms, KB compressed, KB with all it loads"
    for cost in costs:
        yield (
            f"  {cost.kind:24}{cost.queries:3}{cost.milliseconds:8.1f}{cost.p95:8.1f}"
            f"{cost.bytes_compressed / 1000:8.1f}{cost.transferred / 1000:8.1f}  {cost.path}"
        )


def site_lines(markets: int) -> Iterator[str]:
    with invented_site(markets) as made:
        yield f"a site of {markets:,} invented markets, made in {made.filled_in:.1f} s"
        yield "sitemaps: seconds, URLs (bar: 50,000), KB"
        for part in sitemaps():
            yield f"  {part.seconds:6.2f}{part.urls:8,}{part.size / 1000:10,.0f}  {part.path}"
        yield f"search: index of {made.entries:,} pages made in {made.indexed_in:.1f} s"
        yield "  language, words, p50 ms, p95 ms (bar: 50), found at least"
        for one in searches():
            yield f"  {one.language}  {one.kind:8}{one.p50:8.1f}{one.p95:8.1f}{one.found:8,}"
        yield from _cost_lines(growing_pages())


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
