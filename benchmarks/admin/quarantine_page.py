"""The page on which a person decides the rows in quarantine of an import, one by one or at once."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from benchmarks.admin.import_progress import wait_a_moment
from benchmarks.admin.jobs import progress_of, reload_while_living
from benchmarks.background_quarantine import AT_ONCE, KIND, WantedDecision, ask_for_decision
from benchmarks.findings import stored_problem
from benchmarks.formats import number
from benchmarks.jobs import AlreadyUnderWay
from benchmarks.models import ImportBatch, Job, QuarantineDecision
from benchmarks.preview import Example
from benchmarks.quarantine import (
    AS_IT_IS,
    AS_MEANT,
    DECIDABLE,
    REFUSE,
    Group,
    quarantine_groups,
    rows_of_group,
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
            job = _act(request, batch)
        except ReadingError as error:
            messages.error(request, sentence(error.problem))
            job = None
        return HttpResponseRedirect(f"{request.path}?job={job.pk}" if job else request.path)
    job = _job(batch, request.GET.get("job", ""))
    decisions = batch.decisions.select_related("decided_by", "undone_by").order_by("-pk")
    context |= {
        "title": _("Quarantine of %(file)s") % {"file": batch.file_name},
        "batch": batch,
        "progress": progress_of(job, request) if job else None,
        "is_open": batch.state in DECIDABLE and not (job and job.is_living),
        "groups": [_shown(batch, group) for group in quarantine_groups(batch)],
        "decisions": [
            ShownDecision(decision=one, label=str(LABELS.get(one.take_as, one.take_as)))
            for one in decisions[:DECISIONS_SHOWN]
        ],
        "longest_why": LONGEST_WHY,
    }
    response = TemplateResponse(request, "admin/benchmarks/importbatch/quarantine.html", context)
    if job:
        reload_while_living(response, request, job)
    return response


def _act(request: HttpRequest, batch: ImportBatch) -> Job | None:
    """Carry out what was asked for, or let a worker do it where the file is large."""
    by_id, now = request.user.pk, timezone.now()
    wanted = _wanted(request, batch)
    if wanted is None:
        return None
    if batch.rows_total > AT_ONCE:
        try:
            job = ask_for_decision(batch, wanted, by_id=by_id)
        except AlreadyUnderWay as under_way:
            messages.warning(request, _("Rows of this import are being decided already."))
            return under_way.job
        wait_a_moment(job)
        return job
    asked = wanted.rows(batch).count()
    decision = wanted.carry_out(batch, by_id=by_id, at=now)
    if wanted.undone_id:
        messages.success(request, _("Undone: the rows are in quarantine again."))
        return None
    messages.success(request, _said(decision))
    if asked > decision.rows:
        messages.warning(request, _said_of_those_that_stay(asked - decision.rows))
    return None


def _job(batch: ImportBatch, job_id: str) -> Job | None:
    """The decision that is being carried out, or the one whose end the reader waits for."""
    jobs = Job.objects.filter(kind=KIND, subject=str(batch.pk))
    asked_for = jobs.filter(pk=int(job_id)) if _is_row_number(job_id) else jobs.none()
    return jobs.living().first() or asked_for.first()


def _wanted(request: HttpRequest, batch: ImportBatch) -> WantedDecision | None:
    """What the form asks for; None where something is missing, which is told."""
    if (undone := request.POST.get("undo", "")).isdecimal():
        decision = get_object_or_404(QuarantineDecision, batch=batch, pk=int(undone))
        return WantedDecision(undone_id=decision.pk)
    why = " ".join(request.POST.get("why", "").replace("\0", "").split())[:LONGEST_WHY]
    if not why:
        messages.error(request, _("Please say why: it is kept beside the decision."))
        return None
    groups = {_key(group): group for group in quarantine_groups(batch)}
    group = groups.get(request.POST.get("group", ""))  # None: decided by somebody else meanwhile
    ticked = [int(row) for row in request.POST.getlist("row") if _is_row_number(row)]
    match request.POST.get("which"):
        case "ticked" if group and not ticked:
            messages.error(request, _("Please tick the rows first, or choose all of the group."))
            return None
        case "ticked" | "all" as which:
            return WantedDecision(
                code=group.code if group else "",
                readings=group.readings if group else (),
                row_numbers=ticked if which == "ticked" else None,
                take_as=request.POST.get("take_as", ""),
                why=why,
            )
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
