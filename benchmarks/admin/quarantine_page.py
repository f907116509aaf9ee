"""The page on which a person decides the rows in quarantine of an import, one by one or at once."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from benchmarks.findings import stored_problem
from benchmarks.formats import number
from benchmarks.models import ImportBatch, QuarantineDecision, SetAsideRow
from benchmarks.preview import Example
from benchmarks.quarantine import (
    AS_IT_IS,
    AS_MEANT,
    DECIDABLE,
    REFUSE,
    Group,
    decide_rows,
    quarantine_groups,
    rows_of_group,
    undo_decision,
)
from benchmarks.reading.problems import ReadingError
from benchmarks.reading.reason_titles import TITLES
from benchmarks.templatetags.imports import reader_language, sentence

ROWS_SHOWN = 50  # of a group; the next ones follow when these are decided
DECISIONS_SHOWN = 100
LONGEST_WHY = 300

LABELS = {
    "as_month": gettext_lazy("Take as a month’s pay"),
    "as_thousands": gettext_lazy("Take as thousands"),
    "as_digit_lost": gettext_lazy("Take times ten: a digit was lost"),
    "as_year": gettext_lazy("Take as a year’s pay"),
    "as_digit_doubled": gettext_lazy("Take a tenth: a digit too many"),
    "as_cents": gettext_lazy("Take as cents"),
    "as_thousands_twice": gettext_lazy("Take a thousandth: three zeros too many"),
    AS_MEANT: gettext_lazy("Take as it was probably meant"),
    AS_IT_IS: gettext_lazy("Take as written"),
    REFUSE: gettext_lazy("Leave out"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One button of a group."""

    key: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownGroup:
    """A group with its buttons and first rows; `key` tells it from others of the page."""

    key: str
    title: str
    rows: int
    choices: Sequence[Choice]
    examples: Sequence[Example]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownDecision:
    """A decision as the log shows it."""

    decision: QuarantineDecision
    label: str


def quarantine_page(
    request: HttpRequest, batch: ImportBatch, context: dict[str, object]
) -> HttpResponse:
    """The groups that wait and the decisions so far; a press of a button decides or undoes."""
    if request.method == "POST":
        try:
            _act(request, batch)
        except ReadingError as error:
            messages.error(request, sentence(error.problem))
        return HttpResponseRedirect(request.path)
    decisions = batch.decisions.select_related("decided_by", "undone_by").order_by("-pk")
    context |= {
        "title": _("Quarantine of %(file)s") % {"file": batch.file_name},
        "batch": batch,
        "is_open": batch.state in DECIDABLE,
        "groups": [_shown(batch, group) for group in quarantine_groups(batch)],
        "decisions": [
            ShownDecision(decision=one, label=str(LABELS.get(one.take_as, one.take_as)))
            for one in decisions[:DECISIONS_SHOWN]
        ],
        "longest_why": LONGEST_WHY,
    }
    return TemplateResponse(request, "admin/benchmarks/importbatch/quarantine.html", context)


def _act(request: HttpRequest, batch: ImportBatch) -> None:
    by_id, now = request.user.pk, timezone.now()
    if (undone := request.POST.get("undo", "")).isdecimal():
        decision = get_object_or_404(QuarantineDecision, batch=batch, pk=int(undone))
        undo_decision(decision, by_id=by_id, at=now)
        messages.success(request, _("Undone: the rows are in quarantine again."))
        return
    why = " ".join(request.POST.get("why", "").replace("\0", "").split())[:LONGEST_WHY]
    rows = _chosen(request, batch)
    if not why:
        messages.error(request, _("Please say why: it is kept beside the decision."))
    elif rows is None:
        messages.error(request, _("Please tick the rows first, or choose all of the group."))
    else:
        take_as, asked = request.POST.get("take_as", ""), rows.count()
        decision = decide_rows(batch, rows, take_as, by_id=by_id, at=now, why=why)
        messages.success(request, _said(decision))
        if asked > decision.rows:
            messages.warning(request, _said_of_those_that_stay(asked - decision.rows))


def _chosen(request: HttpRequest, batch: ImportBatch) -> QuerySet[SetAsideRow] | None:
    """The rows of the group, or those that are ticked; None where none is."""
    groups = {_key(group): group for group in quarantine_groups(batch)}
    group = groups.get(request.POST.get("group", ""))
    if group is None:
        return SetAsideRow.objects.none()  # decided by somebody else meanwhile
    rows = rows_of_group(batch, group.code, group.readings)
    match request.POST.get("which"):
        case "all":
            return rows
        case "ticked":
            ticked = [int(row) for row in request.POST.getlist("row") if _is_row_number(row)]
            return rows.filter(row_number__in=ticked) if ticked else None
    raise Http404


def _is_row_number(text: str) -> bool:
    return text.isdecimal() and len(text) < 10


def _key(group: Group) -> str:
    return ":".join((group.code, *group.readings))


def _shown(batch: ImportBatch, group: Group) -> ShownGroup:
    rows = rows_of_group(batch, group.code, group.readings)[:ROWS_SHOWN]
    return ShownGroup(
        key=_key(group),
        title=TITLES.get(group.code, {}).get(reader_language(), group.code),
        rows=group.rows,
        choices=[Choice(key=key, label=str(LABELS[key])) for key in group.choices],
        examples=[
            Example(
                row_number=row.row_number,
                problem=stored_problem(row.code, row.values),
                cells=row.cells,
            )
            for row in rows
        ],
    )


def _said(decision: QuarantineDecision) -> str:
    if decision.take_as == REFUSE:
        text = ngettext("%(rows)s row left out.", "%(rows)s rows left out.", decision.rows)
    else:
        text = ngettext(
            "%(rows)s row taken: it counts with its import, from the next release on.",
            "%(rows)s rows taken: they count with their import, from the next release on.",
            decision.rows,
        )
    return text % {"rows": number(decision.rows, reader_language())}


def _said_of_those_that_stay(rows: int) -> str:
    text = ngettext(
        "%(rows)s row stays in quarantine: read so, it is no pay that can be.",
        "%(rows)s rows stay in quarantine: read so, they are no pay that can be.",
        rows,
    )
    return text % {"rows": number(rows, reader_language())}
