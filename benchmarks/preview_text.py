"""A preview as plain text in English, for the command line."""

from collections.abc import Iterator

from benchmarks.findings import Findings
from benchmarks.formats import money, number
from benchmarks.models import SalarySample
from benchmarks.preview import Preview, Reason
from benchmarks.reading.likely_readings import likely_readings
from benchmarks.reading.reason_titles import reason_title


def preview_lines(preview: Preview) -> Iterator[str]:
    """What was found in the file, the counts, the reasons with examples, the first samples."""
    batch = preview.batch
    yield f"Import {batch.pk}: {batch.file_name} of source {batch.source.slug}"
    yield from _findings(preview.findings)
    yield ""
    yield (
        f"{number(batch.rows_total, 'en')} rows = {number(batch.rows_accepted, 'en')} usable"
        f" + {number(batch.rows_quarantined, 'en')} in quarantine"
        f" + {number(batch.rows_refused, 'en')} refused"
    )
    if found := preview.findings.repetition:
        yield (
            f"  of the usable ones {number(found.new, 'en')} new,"
            f" {number(found.same, 'en')} the same as in accepted imports of the source,"
            f" {number(found.repeated, 'en')} repeated within the file"
        )
    for reason in preview.reasons:
        yield from _reason(reason)
    if preview.samples:
        yield "\nFirst usable rows as they will be stored:"
        yield from map(_sample, preview.samples)


def _findings(findings: Findings) -> Iterator[str]:
    place = [findings.kind]
    if findings.encoding:
        place.append(findings.encoding)
    if findings.delimiter:
        place.append(f"delimiter {findings.delimiter!r}")
    if findings.sheet:
        place.append(f"sheet “{findings.sheet}”")
    place.append(f"header in row {findings.header_row}")
    yield "  " + ", ".join(place)
    for column in findings.columns:
        for evidence in column.evidence:
            yield f"  {column.field} from “{column.column}”: {evidence.sentence('en')}"
    for note in findings.notes:
        yield f"  Note: {note.sentence('en')}"
    if findings.unused_columns:
        yield "  Not used: " + ", ".join(f"“{name}”" for name in findings.unused_columns)
    if findings.rows_in_unknown_cities:
        cities = ", ".join(f"{city} ({rows})" for city, rows in findings.unknown_cities.items())
        yield (
            f"  Usable without a hub: {number(findings.rows_in_unknown_cities, 'en')} rows in"
            f" {cities}"
        )


def _reason(reason: Reason) -> Iterator[str]:
    found = reason.found
    kind = "quarantine" if found.is_quarantine else "refused"
    yield f"\n{number(found.rows, 'en')} {kind}: {reason_title(reason.heading_of, 'en')}"
    if found.words:
        yield "  " + ", ".join(f"“{word.text}” {word.rows}" for word in found.words)
    for example in reason.examples:
        yield f"  row {example.row_number}: {example.problem.sentence('en')}"
        if readings := likely_readings(example.problem, "en"):
            yield "    Likely meant as " + " or ".join(readings)


def _sample(sample: SalarySample) -> str:
    place = sample.hub.name_en if sample.hub else sample.country.name_en
    said = [
        sample.occupation.name_en,
        place,
        sample.seniority or "level unknown",
        f"{sample.observed_on}",
        sample.source_kind,
        f"{money(sample.yearly_pay, sample.country.currency, 'en')} per year",
    ]
    return f"  row {sample.row_number}: " + ", ".join(said)
