"""What an import would do, read from its staged rows: for the admin and the command line alike."""

import json
from dataclasses import dataclass

from benchmarks.findings import Findings, ReasonFinding, read_findings, stored_problem
from benchmarks.models import ImportBatch, SalarySample, SetAsideRow
from benchmarks.reading.problems import Problem
from benchmarks.reading.reason_titles import TITLES
from benchmarks.review_queue import Subject

EXAMPLES = 5
SAMPLES = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One row that was set aside: its sentence, and its mapped cells by column."""

    row_number: int
    problem: Problem
    cells: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One reason for which rows were set aside, with its first rows."""

    found: ReasonFinding
    examples: list[Example]

    @property
    def heading_of(self) -> Problem:
        """What the heading is taken from; a discarded import has no rows left to ask."""
        if self.examples:
            return self.examples[0].problem
        code = self.found.code
        return Problem(code) if code in TITLES else stored_problem(code, {})

    @property
    def subject(self) -> Subject | None:
        """Of which kind the words behind it are, where they wait to be reviewed."""
        word = self.found.code.removeprefix("unknown-")
        return Subject(word) if word in Subject and word != self.found.code else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """An import before it is decided; its quarantine comes before what is refused."""

    batch: ImportBatch
    findings: Findings
    reasons: list[Reason]
    samples: list[SalarySample]

    @property
    def had_quarantine(self) -> bool:
        return any(found.is_quarantine for found in self.findings.reasons)

    @property
    def mapping_text(self) -> str:
        return json.dumps(self.batch.mapping, ensure_ascii=False, indent=2)


def preview(batch: ImportBatch) -> Preview:
    """Counts by reason with examples, and the first rows as they will be stored."""
    findings = read_findings(batch.findings)
    return Preview(
        batch=batch,
        findings=findings,
        reasons=[
            Reason(found=found, examples=_examples(batch, found.code)) for found in findings.reasons
        ],
        samples=_first_samples(batch),
    )


def _first_samples(batch: ImportBatch) -> list[SalarySample]:
    """Numbers first: of fresh rows the planner knows nothing, and would join a million of them."""
    rows = SalarySample.objects.filter(batch=batch).order_by("row_number")
    numbers = list(rows.values_list("row_number", flat=True)[:SAMPLES])
    shown = rows.filter(row_number__in=numbers)
    return list(shown.select_related("occupation", "country", "hub"))


def _examples(batch: ImportBatch, code: str) -> list[Example]:
    rows = SetAsideRow.objects.filter(batch=batch, code=code).order_by("row_number")[:EXAMPLES]
    return [
        Example(
            row_number=row.row_number,
            problem=stored_problem(row.code, row.values),
            cells=row.cells,
        )
        for row in rows
    ]
