"""A back-test as lines of text, for a person at a terminal."""

from collections.abc import Iterator, Mapping, Sequence

from benchmarks.estimating.backtest import Report, Score
from benchmarks.estimating.rivals import Rival, Verdict

COLUMNS = (
    f"{'cells':>6} {'ours':>6} {'floor':>6} {'mean':>7} {'median':>7} {'+4 %':>7} "
    f"{'80 %':>6} {'as seen':>8} {'IS':>6} {'P10-90':>7}"
)
LEGEND = """\
Errors are mean absolute errors in per cent of the outcome. “ours” is on all cells; the simple rules
are the plain mean and median of the cell's samples of three years and the median of its last year,
each plus 4 %, on the cells where they say anything.
  *  ours is better on those cells beyond noise
  !  ours is worse on them beyond noise
“floor” is the error of a forecast that knew the truth: the median of a few people is noisy.
“80 %” is how often the 80 % interval of typical pay held, allowing for that noise; “as seen” is how
often it held the noisy median itself. “IS” is the interval score in per cent of pay, lower is
better. “P10-90” is the share of people inside the forecast range, which should be 80 %."""
SURE = """\
How far ours is better than each rule, in points of its error, with the 95 % interval. Cells of one
year go together, so a year counts as one observation: the standard error is robust to clusters of
target years and never below that of independent cells, and the interval is by Student's t with
years - 1 degrees of freedom. Of a few years only large differences can stand out from the noise."""
MARKS = {Verdict.BETTER: "*", Verdict.WORSE: "!"}
RULES = ("mean", "median", "+4 %")  # in the order of a score's rivals


def report_lines(report: Report, codes: Mapping[int, str]) -> Iterator[str]:
    """The report as a table under a sentence; `codes` names the countries."""
    if not report.years:
        yield "No year can be forecast: the samples hold no two years in a row with large cells."
        return
    yield (
        f"Method {report.method_version}: {report.pooled.cells:,} cells with at least "
        f"{report.needs} different pays, {min(report.years)} to {max(report.years)}, "
        "each forecast from the years before it alone."
    )
    yield f"A year's common shock has a standard deviation of {100 * report.shock_sd:.1f} %."
    yield from _block("", [report.pooled, report.with_own_samples, report.thin])
    yield from _block("own n", report.by_size)
    yield from _comparisons([report.pooled, report.thin, *report.by_size])
    yield from _block("year", report.by_year)
    countries = sorted(report.by_country, key=lambda score: -score.cells)
    yield from _block("country", countries, {str(key): code for key, code in codes.items()})
    yield from _block("grade", report.by_grade)
    yield ""
    yield LEGEND


def _block(
    title: str, scores: Sequence[Score], names: Mapping[str, str] | None = None
) -> Iterator[str]:
    filled = [score for score in scores if score.cells]
    if filled:
        yield ""
        yield f"{title:<8} {COLUMNS}"
        for score in filled:
            yield _line((names or {}).get(score.label, score.label), score)


def _line(label: str, score: Score) -> str:
    rivals = " ".join(f"{_rival(rival):>7}" for rival in score.rivals)
    return (
        f"{label:<8} {score.cells:>6,} {_number(score.error):>6} {_number(score.floor):>6} "
        f"{rivals} {_percent(score.coverage):>6} {_percent(score.coverage_of_measured):>8} "
        f"{_number(score.interval_score):>6} {_percent(score.people_coverage):>7}"
    )


def _rival(rival: Rival) -> str:
    return f"{_number(rival.error)}{_mark(rival)}"


def _mark(rival: Rival) -> str:
    return MARKS.get(rival.verdict, " ") if rival.verdict else " "


def _comparisons(scores: Sequence[Score]) -> Iterator[str]:
    """Against which rule ours is better or worse, by how much, and how sure that is."""
    said = [score for score in scores if any(rival.cells for rival in score.rivals)]
    if not said:
        return
    yield ""
    yield SURE
    for rule, name in enumerate(RULES):
        yield ""
        yield f"{name:<8} {'cells':>6} {'years':>6} {'gain':>7} {'95 %':>6}"
        for score in said:
            yield _comparison(score.label, score.rivals[rule])


def _comparison(label: str, rival: Rival) -> str:
    gain = "–" if rival.gain is None else f"{rival.gain:+.1f}"
    reach = "–" if rival.gain_reach is None else f"±{rival.gain_reach:.1f}"
    verdict = rival.verdict or "too few years to say"
    return f"{label:<8} {rival.cells:>6,} {rival.years:>6} {gain:>7} {reach:>6}  {verdict}"


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.1f}"


def _percent(value: float | None) -> str:
    return "–" if value is None else f"{100 * value:.0f} %"
