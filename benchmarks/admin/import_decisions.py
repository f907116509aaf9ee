"""Accept, discard, undo and redo by a button, and the log of who did so, when and why."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from benchmarks import importing
from benchmarks.admin.quarantine_page import LABELS
from benchmarks.audit import Entry, audit_of
from benchmarks.formats import number
from benchmarks.models import ImportBatch, ImportEvent
from benchmarks.reading.problems import ReadingError
from benchmarks.templatetags.imports import reader_language, sentence

type Decision = Callable[..., ImportBatch]
DECISIONS: dict[str, Decision] = {
    "accept": importing.accept,
    "discard": importing.discard,
    "undo": importing.undo,
    "redo": importing.redo,
}
NEEDS_A_REASON = ("undo", "redo")
"""What goes back on somebody's decision."""
LONGEST_WHY = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownEntry:
    """An entry of the audit in the reader's words."""

    at: datetime
    by: str
    label: str
    why: str


def decide(request: HttpRequest, batch: ImportBatch) -> ImportBatch | None:
    """Do what the button says and tell it; None where that could not be done."""
    wanted = request.POST.get("decision", "")
    if wanted not in DECISIONS:
        raise Http404
    why = " ".join(request.POST.get("why", "").replace("\0", "").split())[:LONGEST_WHY]
    if wanted in NEEDS_A_REASON and not why:
        messages.error(request, _("Please say why: it is kept beside the decision."))
        return None
    try:
        decided = DECISIONS[wanted](batch, by_id=request.user.pk, at=timezone.now(), why=why)
    except ReadingError as error:
        messages.error(request, sentence(error.problem))
        return None
    messages.success(request, _said(decided))
    return decided


def shown_audit(batch: ImportBatch) -> list[ShownEntry]:
    """What was done with an import, the newest first."""
    return [
        ShownEntry(at=entry.at, by=entry.by, label=_label(entry), why=entry.why)
        for entry in audit_of(batch)
    ]


def _label(entry: Entry) -> str:
    if entry.rows is None:
        return str(ImportEvent.What(entry.what).label)
    rows = ngettext("%(rows)s row", "%(rows)s rows", entry.rows) % {
        "rows": number(entry.rows, reader_language())
    }
    decision = f"{LABELS.get(entry.what, entry.what)}: {rows}"
    return _("undone: %(decision)s") % {"decision": decision} if entry.is_undone else decision


def _said(batch: ImportBatch) -> str:
    """What a decision means for the figures, in one sentence."""
    sentences = {
        ImportBatch.State.ACCEPTED: _("Accepted: the samples count from the next release on."),
        ImportBatch.State.DISCARDED: _("Discarded: the file may be uploaded again."),
        ImportBatch.State.UNDONE: _(
            "Undone: the samples count no longer from the next release on."
        ),
    }
    return sentences[ImportBatch.State(batch.state)]
