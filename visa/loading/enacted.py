"""What loading does alike for values and rules: they are superseded, never edited."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import QuerySet

from visa.loading.rows import ALWAYS, Load
from visa.models import Enacted


def ever_overlapping[Row: Enacted](rows: QuerySet[Row], new: Enacted) -> list[Row]:
    """Those of the rows that were approved at any time for a day of the new one's period."""
    return [
        row
        for row in rows.exclude(known_from=None)
        if (row.valid_to is None or new.valid_from < row.valid_to)
        and (new.valid_to is None or row.valid_from < new.valid_to)
    ]


def goes_in[Row: Enacted](load: Load, new: Row, standing: list[Row], *, is_same: bool) -> bool:
    """Whether a row of the product is to be inserted; what it replaces is superseded then.

    What our editors enacted stays, and so does what came with the product unless the load updates.
    """
    table = type(new)._meta.model_name or ""
    if not standing:
        load.count(table, "new")
        return True
    if is_same or not load.update or not all(row.loaded for row in standing):
        load.count(table, "same" if is_same else "kept")
        return False
    for row in standing:
        type(row)._default_manager.filter(pk=row.pk).update(superseded_at=load.at)
    load.count(table, "changed")
    return True


def known_from(load: Load, former: Sequence[Enacted]) -> datetime:
    """From the beginning on, unless something else was held for true then."""
    return load.at if former else ALWAYS
