"""The page of a spreadsheet that is being read: how far it is, and where it leads in the end."""

import json
import time
from datetime import timedelta

from django.contrib import messages
from django.db.models.functions import Now
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from benchmarks.admin.jobs import progress_of, reload_while_living
from benchmarks.admin.upload_form import UploadForm, signed
from benchmarks.background_imports import KIND, WantedImport, ask_for_import
from benchmarks.importing import AlreadyImported
from benchmarks.jobs import AlreadyUnderWay
from benchmarks.models import ImportBatch, Job
from benchmarks.templatetags.imports import sentence

MOMENT = 1.0  # seconds; an idle worker reads a small file meanwhile, and no page of progress shows
LOOK_EVERY = 0.05  # seconds
WITHOUT_WORKER = timedelta(seconds=5)  # a worker that is idle looks twice a second


def read_in_background(request: HttpRequest, wanted: WantedImport) -> HttpResponse:
    """Ask for the import and lead to it, or to the one that the file is already."""
    if batch := wanted.already_there():
        messages.warning(request, sentence(AlreadyImported(batch).problem))
        return HttpResponseRedirect(address_of_import(batch.pk))
    try:
        job = ask_for_import(wanted, by_id=request.user.pk)
    except AlreadyUnderWay as under_way:
        job = under_way.job
        messages.warning(request, _("This file is being read already."))
    else:
        wait_a_moment(job)
    return HttpResponseRedirect(reverse("admin:benchmarks_importbatch_reading", args=[job.pk]))


def reading_page(request: HttpRequest, job: Job, context: dict[str, object]) -> HttpResponse:
    """How far the reading is; once it has ended, on to the preview or back to the filled form."""
    wanted = WantedImport.of(job)
    if job.state == Job.State.SUCCEEDED and job.row_id is not None:
        if wanted.undoing_id:
            said = _(
                "Read again as import #%(new)s. Import #%(old)s counts no longer: accept this one."
            )
            messages.success(request, said % {"new": job.row_id, "old": wanted.undoing_id})
        return HttpResponseRedirect(address_of_import(job.row_id))
    if not job.is_living:
        return _after_the_end(request, job, wanted)
    context |= {
        "title": wanted.file.name,
        "progress": progress_of(job, request),
        "is_without_worker": _is_without_worker(job),
        "is_still": "still" in request.GET,
    }
    response = TemplateResponse(request, "admin/benchmarks/importbatch/reading.html", context)
    reload_while_living(response, request, job)
    return response


def form_after(job_id: str) -> UploadForm | None:
    """The form as it was when the job was asked for, with the sentence that the job ended with."""
    job = Job.objects.filter(kind=KIND, pk=int(job_id)).first() if job_id.isdecimal() else None
    if job is None or job.is_living:
        return None
    wanted = WantedImport.of(job)
    form = UploadForm(
        {
            "kept": signed(wanted.file),
            "source": wanted.source_id,
            "mapping_text": json.dumps(wanted.mapping, ensure_ascii=False, indent=2),
        }
    )
    if form.is_valid() and job.problem:
        form.add_error(None, job.problem)
    return form


def address_of_import(batch_id: int) -> str:
    return reverse("admin:benchmarks_importbatch_change", args=[batch_id])


def _after_the_end(request: HttpRequest, job: Job, wanted: WantedImport) -> HttpResponse:
    if batch := wanted.already_there():
        messages.warning(request, sentence(AlreadyImported(batch).problem))
        return HttpResponseRedirect(address_of_import(batch.pk))
    if job.state == Job.State.CANCELLED:
        messages.info(request, _("Cancelled: nothing was imported."))
    if wanted.undone():  # nobody has filled a form, so there is none to go back to
        if job.problem:
            messages.error(request, job.problem)
        return HttpResponseRedirect(address_of_import(wanted.undoing_id or 0))
    form = reverse("admin:benchmarks_importbatch_add")
    if ImportBatch.objects.filter(pk=wanted.replacing_id or 0).exists():
        form = reverse("admin:benchmarks_importbatch_again", args=[wanted.replacing_id])
    return HttpResponseRedirect(f"{form}?job={job.pk}")


def wait_a_moment(job: Job) -> None:
    """Let an idle worker do a small job before the reader sees a page of progress."""
    until = time.monotonic() + MOMENT
    while job.is_living and time.monotonic() < until:
        time.sleep(LOOK_EVERY)
        job.refresh_from_db()


def _is_without_worker(job: Job) -> bool:
    """Whether the job waits although no worker is busy with another one."""
    return (
        job.state == Job.State.QUEUED
        and timezone.now() - job.requested_at > WITHOUT_WORKER
        and not Job.objects.filter(state=Job.State.RUNNING, lease_until__gt=Now()).exists()
    )
