"""How many cases per second one core holds against all routes to the EU Blue Card."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import cycle, islice

from django.utils import timezone

from benchmarks.moments import Moment
from config.measuring.scratch import scratch_database
from visa.explaining import explain
from visa.facts import Answer, Case, Salary, Span
from visa.loading import load_law
from visa.queries import read_law, read_titles
from visa.title_changes import title_changes
from visa.titles import evaluate_title

DAY = date(2026, 11, 23)  # figures of that year ship with the product
TITLE = "de.blue-card"
COMMON: dict[str, Answer] = {"offer": "open-ended", "job-fits": True, "refusal-grounds": False}
EXPERIENCE = (Span(date(2019, 3, 1), date(2022, 9, 1)), Span(date(2023, 1, 1)))
CASES = [
    Case({**COMMON, "degree": True, "salary": Salary(Decimal(60_000)), "occupation": "2512"}),
    Case({**COMMON, "degree": True, "salary": Salary(Decimal(45_000)), "occupation": "2120"}),
    Case(
        {
            **COMMON,
            "degree": False,
            "tertiary": False,
            "salary": Salary(Decimal(48_000)),
            "occupation": "2519",
            "experience": EXPERIENCE,
            "graduate-level": False,
        }
    ),
    Case({}),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class EligibilityMeasurement:
    """Per second of this process's CPU time; an evaluation is of every route to the title."""

    evaluations: int
    per_second: float
    explained_per_second: float
    changes_per_second: float


def measure_eligibility(evaluations: int) -> EligibilityMeasurement:
    with scratch_database():
        now = timezone.now()
        load_law(at=now)
        moment = Moment(on=DAY, known_at=now, is_now=False)
        law = read_law(moment)
        (title,) = read_titles(moment, [TITLE])

    def evaluated(case: Case) -> None:
        evaluate_title(title, case, law, DAY)

    def explained(case: Case) -> None:
        for route in evaluate_title(title, case, law, DAY).routes:
            explain(route.result, law)

    def changed(case: Case) -> None:
        title_changes(evaluate_title(title, case, law, DAY), case, law)

    some = max(1, evaluations // 20)
    return EligibilityMeasurement(
        evaluations=evaluations,
        per_second=_per_second(evaluated, evaluations),
        explained_per_second=_per_second(explained, some),
        changes_per_second=_per_second(changed, some),
    )


def _per_second(work: Callable[[Case], None], times: int) -> float:
    started = time.process_time()
    for case in islice(cycle(CASES), times):
        work(case)
    return times / (time.process_time() - started)
