"""What an import would do, read from its staged rows: for the admin and the command line alike."""

import json
from dataclasses import dataclass

from django.db.models import Count, Min
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Lower, Trim

from benchmarks.findings import Findings, read_findings, stored_problem
from benchmarks.models import ImportBatch, SalarySample, SetAsideRow
from benchmarks.reading.problems import Problem

EXAMPLES = 5
SAMPLES = 10
WORDS = 15
ABOUT_A_WORD = (*("country-code", "country-not-covered", "not-full-time-employment", "not-wanted"),)


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One row that was set aside: its sentence, and its mapped cells by column."""

    row_number: int
    problem: Problem
    cells: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word that could not be placed, and in how many rows it stands."""

    text: str
    rows: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One reason for which rows were set aside; `words` where a word was the reason."""

    code: str
    is_quarantine: bool
    rows: int
    examples: list[Example]
    words: list[Word]


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """An import before it is decided; its quarantine comes before what is refused."""

    batch: ImportBatch
    findings: Findings
    reasons: list[Reason]
    samples: list[SalarySample]

    @property
    def mapping_text(self) -> str:
        return json.dumps(self.batch.mapping, ensure_ascii=False, indent=2)


def preview(batch: ImportBatch) -> Preview:
    """Counts by reason with examples, and the first rows as they will be stored."""
    by_reason = (
        SetAsideRow.objects.filter(batch=batch)
        .values_list("code", "decision")
        .annotate(rows=Count("pk"))
        .order_by("decision", "-rows", "code")
    )
    return Preview(
        batch=batch,
        findings=read_findings(batch.findings),
        reasons=[
            Reason(
                code=code,
                is_quarantine=decision == SetAsideRow.Decision.QUARANTINED,
                rows=rows,
                examples=_examples(batch, code),
                words=_words(batch, code),
            )
            for code, decision, rows in by_reason
        ],
        samples=list(
            SalarySample.objects.filter(batch=batch)
            .select_related("occupation", "country", "hub")
            .order_by("row_number")[:SAMPLES]
        ),
    )


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


def _words(batch: ImportBatch, code: str) -> list[Word]:
    """The most frequent words behind a reason, such as titles that we don't know."""
    if not (code.startswith("unknown-") or code in ABOUT_A_WORD):
        return []
    found = (
        SetAsideRow.objects.filter(batch=batch, code=code)
        .annotate(word=KeyTextTransform("value", "values"), spelling=Lower(Trim("word")))
        .values("spelling")
        .annotate(rows=Count("pk"), text=Min("word"))
        .order_by("-rows", "spelling")
        .values_list("text", "rows")[:WORDS]
    )
    return [Word(text=text.strip(), rows=rows) for text, rows in found]
