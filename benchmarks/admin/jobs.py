"""Background jobs: how far they are, how they ended, and a button that ends them."""

from dataclasses import dataclass

from babel.dates import format_timedelta
from django.apps import apps
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import NoReverseMatch, URLPattern, path, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from benchmarks.admin.releases import ReadOnlyAdmin
from benchmarks.formats import locale_of, number
from benchmarks.job_kinds import KINDS
from benchmarks.jobs import cancel
from benchmarks.models import Job

SECONDS_BETWEEN_RELOADS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """What `_progress.html` shows of a job, worded in the language of the reader.

    An empty string is nothing to say.
    """

    job: Job
    title: str
    rows: str
    rate: str
    time_left: str
    may_cancel: bool
    come_back_to: str


def progress_of(job: Job, request: HttpRequest) -> Progress:
    """For `{% include "admin/benchmarks/job/_progress.html" with progress=… only %}`."""
    language = get_language() or "en"
    rate, left = job.rows_per_second, job.time_left
    return Progress(
        job=job,
        title=title_of(job),
        rows=_rows(job, language),
        rate=_("%(rows)s rows per second") % {"rows": number(round(rate), language)}
        if rate
        else "",
        time_left=_("about %(time)s left")
        % {"time": format_timedelta(left, locale=locale_of(language))}
        if left is not None
        else "",
        may_cancel=request.user.has_perm("benchmarks.cancel_job"),
        come_back_to=request.get_full_path(),
    )


def reload_while_living(response: HttpResponse, request: HttpRequest, job: Job) -> None:
    """Let the browser ask again by itself, without a script, until the reader has had enough."""
    if job.is_living and "still" not in request.GET:
        response.headers["Refresh"] = str(SECONDS_BETWEEN_RELOADS)


def title_of(job: Job) -> str:
    return str(KINDS[job.kind].title) if job.kind in KINDS else job.kind


def address_of_row(job: Job) -> str:
    """The admin page of the row that the job works on or has made; empty while there is none."""
    model = KINDS[job.kind].row_model if job.kind in KINDS else ""
    if not model or job.row_id is None:
        return ""
    options = apps.get_model(model)._meta
    try:
        name = f"admin:{options.app_label}_{options.model_name}_change"
        return reverse(name, args=[job.row_id])
    except NoReverseMatch:
        return ""


@admin.register(Job)
class JobAdmin(ReadOnlyAdmin):
    list_display = ["name", "state", "rows", "requested_by", "requested_at", "finished_at"]
    list_filter = ["state", "kind"]
    list_select_related = ["requested_by"]
    ordering = ["-pk"]
    show_full_result_count = False

    @admin.display(description=gettext_lazy("job"), ordering="pk")
    def name(self, job: Job) -> str:
        return f"#{job.pk} {title_of(job)}"

    @admin.display(description=gettext_lazy("rows"))
    def rows(self, job: Job) -> str:
        return _rows(job, get_language() or "en")

    def get_urls(self) -> list[URLPattern]:
        stop = self.admin_site.admin_view(require_POST(self.cancel_view))
        address = path("<int:job_id>/cancel/", stop, name="benchmarks_job_cancel")
        return [address, *super().get_urls()]

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, object] | None = None,
    ) -> HttpResponse:
        """The progress of one job."""
        job = self.get_object(request, unquote(object_id))
        if not self.has_view_permission(request, job):
            raise PermissionDenied
        if job is None:
            raise Http404
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": f"#{job.pk} {title_of(job)}",
            "progress": progress_of(job, request),
            "row_url": address_of_row(job),
            "is_still": "still" in request.GET,
        }
        response = TemplateResponse(request, "admin/benchmarks/job/progress.html", context)
        reload_while_living(response, request, job)
        return response

    def cancel_view(self, request: HttpRequest, job_id: int) -> HttpResponse:
        if not request.user.has_perm("benchmarks.cancel_job"):
            return HttpResponse(_("You may not cancel jobs."), status=403)
        get_object_or_404(Job, pk=job_id)
        job = cancel(job_id, by_id=request.user.pk)
        if job.cancel_requested:
            messages.success(request, _("The job is being cancelled; nothing will be changed."))
        else:
            messages.warning(request, _("The job had already ended."))
        return HttpResponseRedirect(_where_from(request, job))


def _rows(job: Job, language: str) -> str:
    done = number(job.rows_done, language)
    if job.rows_total:
        return _("%(done)s of %(total)s rows") % {
            "done": done,
            "total": number(job.rows_total, language),
        }
    return _("%(done)s rows") % {"done": done} if job.rows_done else ""


def _where_from(request: HttpRequest, job: Job) -> str:
    """The page with the button, if it is one of ours."""
    wanted = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        return wanted
    return reverse("admin:benchmarks_job_change", args=[job.pk])
