"""What can be done in the background: each kind of job with its name and its handler."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from benchmarks.leases import Lease
    from benchmarks.models import Job

type Handler = Callable[["Job", "Lease"], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A name for people, the handler's dotted path, and the model of the row it works on or makes.

    The handler runs inside one transaction, which the caller commits together with the success of
    the job. It calls `lease.beat(rows_done, rows_total)` often, sets `lease.row_id` to the row that
    it has made, changes nothing outside the database that can't be done twice, and raises
    `JobFailed`, or any error with a `problem`, to tell its person why it can't be done.
    """

    title: str | Promise
    handler: str
    row_model: str = ""

    def load(self) -> Handler:
        """The handler itself: a path, because handlers may put further jobs into the queue."""
        handler: Handler = import_string(self.handler)
        return handler


KINDS: dict[str, Kind] = {
    "read_effects": Kind(
        title=_("Effect on published figures"),
        handler="benchmarks.background.read_effects_job",
        row_model="benchmarks.ImportBatch",
    ),
    "prepare_release": Kind(
        title=_("Prepare a release"),
        handler="benchmarks.background.prepare_release_job",
        row_model="benchmarks.Release",
    ),
    "decide_quarantine": Kind(
        title=_("Decide rows in quarantine"),
        handler="benchmarks.background_quarantine.decide_quarantine_job",
        row_model="benchmarks.ImportBatch",
    ),
    "stage_import": Kind(
        title=_("Read a spreadsheet"),
        handler="benchmarks.background_imports.stage_import_job",
        row_model="benchmarks.ImportBatch",
    ),
}
