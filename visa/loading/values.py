"""Loads dated values: those of one figure below its key, the oldest first."""

from visa.approving import CannotEnact
from visa.enacting import check_formula
from visa.law_files import Entry, read_entries
from visa.loading.enacted import ever_overlapping, goes_in, known_from
from visa.loading.rows import Load, check, look_up, look_up_if_named
from visa.models import Citation, Parameter, ParameterValue

SAME = (
    *("amount", "divisor", "percentage_id", "base_id", "published_amount", "status"),
    *("valid_from", "valid_to", "citation_id", "note_de", "note_en"),
)


def load_values(load: Load) -> None:
    """Amounts first, as formulas are checked against them."""
    rows = [
        (_value(load, look_up(load, Parameter, entry, "key"), below), below)
        for entry in read_entries(load.folder / "values.yaml")
        for below in entry.entries("values")
    ]
    for is_formula in (False, True):
        for row, entry in rows:
            if (row.amount is None) is is_formula:
                _enact(load, row, entry)


def _value(load: Load, parameter: Parameter, entry: Entry) -> ParameterValue:
    note = entry.both("note", optional=True)
    row = ParameterValue(
        parameter=parameter,
        amount=entry.number("amount"),
        divisor=entry.whole("divisor", 1),
        percentage=look_up_if_named(load, Parameter, entry, "percentage"),
        base=look_up_if_named(load, Parameter, entry, "base"),
        published_amount=entry.number("published"),
        valid_from=entry.day("from"),
        valid_to=entry.day_or_none("to"),
        status=entry.text("status", ParameterValue.Status.IN_FORCE),
        citation=look_up(load, Citation, entry, "citation"),
        verified_on=entry.day_or_none("verified_on"),
        note_de=note.de,
        note_en=note.en,
        loaded=True,
    )
    entry.finish()
    check(row, entry)
    return row


def _enact(load: Load, row: ParameterValue, entry: Entry) -> None:
    former = ever_overlapping(ParameterValue.objects.filter(parameter=row.parameter), row)
    standing = [one for one in former if one.is_standing]
    is_same = any(
        all(getattr(one, name) == getattr(row, name) for name in SAME) for one in standing
    )
    if not goes_in(load, row, standing, is_same=is_same):
        return
    try:
        check_formula(row)
    except CannotEnact as error:
        raise entry.error(" ".join(error.messages)) from error
    row.known_from = known_from(load, former)
    row.save(force_insert=True)
