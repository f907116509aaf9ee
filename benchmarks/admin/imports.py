"""Imports: upload a spreadsheet, look at what it would do, accept, discard, undo, redo."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from benchmarks.admin.error_reports import error_report
from benchmarks.admin.import_decisions import LONGEST_WHY, decide, shown_audit
from benchmarks.admin.import_progress import (
    address_of_import,
    form_after,
    read_in_background,
    reading_page,
)
from benchmarks.admin.mapping_labels import read_columns
from benchmarks.admin.mapping_screen import mapping_of_import, mapping_screen, start_mapping
from benchmarks.admin.quarantine_page import quarantine_page
from benchmarks.admin.releases import ReadOnlyAdmin
from benchmarks.admin.rows_page import changed_lines, row_choices, rows_page
from benchmarks.admin.upload_form import UploadForm, form_for_another_reading
from benchmarks.background_imports import KIND, WantedImport
from benchmarks.differences import compare_again, is_outdated
from benchmarks.importing import LIMITS
from benchmarks.jobs import AlreadyUnderWay, enqueue
from benchmarks.mapping_json import read_mapping
from benchmarks.models import ImportBatch, Job
from benchmarks.preview import preview
from benchmarks.queries.effects import read_effects
from benchmarks.reading.problems import ReadingError
from benchmarks.templatetags.imports import reader_language
from benchmarks.uploads import sweep_unused

MAY_IMPORT = "benchmarks.import_samples"


@admin.register(ImportBatch)
class ImportBatchAdmin(ReadOnlyAdmin):
    list_display = [
        *("file_name", "state", "rows_total", "rows_accepted", "rows_quarantined"),
        *("rows_refused", "source", "uploaded_by", "uploaded_at"),
    ]
    list_filter = ["state", ("source", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["source", "uploaded_by"]
    search_fields = ["file_name", "source__publisher", "source__title"]
    ordering = ["-pk"]
    change_list_template = "admin/benchmarks/importbatch/change_list.html"

    def has_add_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(MAY_IMPORT)

    def has_view_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return request.user.has_perm(MAY_IMPORT) or super().has_view_permission(request, obj)

    def get_urls(self) -> list[URLPattern]:
        site = self.admin_site.admin_view
        decide = self.admin_site.admin_view(require_POST(self.decide))
        again = self.admin_site.admin_view(self.read_again)
        reading = self.admin_site.admin_view(self.reading)
        effects = self.admin_site.admin_view(require_POST(self.effects))
        quarantine = self.admin_site.admin_view(self.quarantine)
        report = self.admin_site.admin_view(error_report)
        return [
            path("<int:pk>/decide/", decide, name="benchmarks_importbatch_decide"),
            path("<int:pk>/rows/", site(self.rows), name="benchmarks_importbatch_rows"),
            path(
                "<int:pk>/compare/",
                site(require_POST(self.compare)),
                name="benchmarks_importbatch_compare",
            ),
            path("<int:pk>/again/", again, name="benchmarks_importbatch_again"),
            path("<int:pk>/effects/", effects, name="benchmarks_importbatch_effects"),
            path("<int:pk>/report.<str:kind>", report, name="benchmarks_importbatch_report"),
            path("<int:pk>/quarantine/", quarantine, name="benchmarks_importbatch_quarantine"),
            path("mapping/", site(mapping_screen), name="benchmarks_importbatch_mapping"),
            path(
                "mapping/start/",
                site(require_POST(start_mapping)),
                name="benchmarks_importbatch_map",
            ),
            path("<int:pk>/mapping/", site(mapping_of_import), name="benchmarks_importbatch_edit"),
            path("reading/<int:job_id>/", reading, name="benchmarks_importbatch_reading"),
            *super().get_urls(),
        ]

    def add_view(
        self,
        request: HttpRequest,
        form_url: str = "",
        extra_context: dict[str, object] | None = None,
    ) -> HttpResponse:
        """Upload a spreadsheet."""
        return self._upload(request, UploadForm(), replacing=None)

    def read_again(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Read the file of a staged import with another mapping, which takes its place."""
        batch = get_object_or_404(ImportBatch, pk=pk)
        return self._upload(request, form_for_another_reading(batch), replacing=batch)

    def reading(self, request: HttpRequest, job_id: int) -> HttpResponse:
        """A file that is being read, or was."""
        if not request.user.has_perm(MAY_IMPORT):
            raise PermissionDenied
        job = get_object_or_404(Job, kind=KIND, pk=job_id)
        context = {**self.admin_site.each_context(request), "opts": self.opts}
        return reading_page(request, job, context)

    def quarantine(self, request: HttpRequest, pk: int) -> HttpResponse:
        """What waits in quarantine, and what was decided of it."""
        if not request.user.has_perm(MAY_IMPORT):
            raise PermissionDenied
        batch = get_object_or_404(ImportBatch.objects.select_related("source"), pk=pk)
        context = {**self.admin_site.each_context(request), "opts": self.opts}
        return quarantine_page(request, batch, context)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, object] | None = None,
    ) -> HttpResponse:
        """What an import would do, or has done."""
        batch = self.get_object(request, object_id)
        if not self.has_view_permission(request, batch):
            raise PermissionDenied
        if batch is None:
            raise Http404
        shown = preview(batch)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": batch.file_name,
            "preview": shown,
            "groups": row_choices(batch, shown.findings.repetition),
            "changed": changed_lines(batch, shown.findings.repetition),
            "is_outdated": shown.findings.repetition is not None
            and is_outdated(batch, shown.findings.repetition),
            "columns": read_columns(shown.findings),
            "audit": shown_audit(batch),
            "longest_why": LONGEST_WHY,
            "effects": read_effects(batch),
            "may_import": request.user.has_perm(MAY_IMPORT),
            "may_review": request.user.has_perm(MAY_IMPORT)
            and batch.state in ImportBatch.LIVING_STATES,
        }
        return TemplateResponse(request, "admin/benchmarks/importbatch/preview.html", context)

    def decide(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Accept, discard, undo or redo, as the button says."""
        if not request.user.has_perm(MAY_IMPORT):
            raise PermissionDenied
        batch = get_object_or_404(ImportBatch, pk=pk)
        if decided := decide(request, batch):
            self.log_change(request, decided, decided.get_state_display())
        return HttpResponseRedirect(address_of_import(batch.pk))

    def compare(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Hold a staged import against what counts by now."""
        if not request.user.has_perm(MAY_IMPORT):
            raise PermissionDenied
        compare_again(get_object_or_404(ImportBatch, pk=pk, state=ImportBatch.State.STAGED))
        return HttpResponseRedirect(address_of_import(pk))

    def rows(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The rows of an import, a page at a time."""
        batch = get_object_or_404(ImportBatch, pk=pk)
        if not self.has_view_permission(request, batch):
            raise PermissionDenied
        context = {**self.admin_site.each_context(request), "opts": self.opts}
        return rows_page(request, batch, context)

    def effects(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Let a worker find out what accepting would do to the published figures."""
        if not request.user.has_perm(MAY_IMPORT):
            raise PermissionDenied
        batch = get_object_or_404(ImportBatch, pk=pk, state=ImportBatch.State.STAGED)
        try:
            job = enqueue("read_effects", by_id=request.user.pk, subject=str(batch.pk))
        except AlreadyUnderWay as known:
            job = known.job
        return HttpResponseRedirect(reverse("admin:benchmarks_job_change", args=[job.pk]))

    def _upload(
        self, request: HttpRequest, form: UploadForm, replacing: ImportBatch | None
    ) -> HttpResponse:
        if not request.user.has_perm(MAY_IMPORT):
            raise PermissionDenied
        if request.method == "POST":
            form = UploadForm(request.POST, request.FILES)
            if form.is_valid() and (wanted := _wanted(form, replacing)):
                response = read_in_background(request, wanted)
                sweep_unused(timezone.now())
                return response
        else:
            form = form_after(request.GET.get("job", "")) or form
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Upload a spreadsheet"),
            "form": form,
            "limits": LIMITS.sentences(reader_language()),
            "replacing": replacing,
        }
        return TemplateResponse(request, "admin/benchmarks/importbatch/upload.html", context)


def _wanted(form: UploadForm, replacing: ImportBatch | None) -> WantedImport | None:
    """What a valid form asks for; None where its mapping can't be read, which the form then tells.

    A form with another file or source than the import that it came from replaces nothing.
    """
    file, source = form.kept_file, form.cleaned_data["source"]
    if file is None:
        return None
    try:
        read_mapping(form.rules)
    except ReadingError as error:
        form.show_rules()
        form.tell(error.problem)
        return None
    is_same = replacing and (replacing.source_id, replacing.sha256) == (source.pk, file.sha256)
    return WantedImport(
        file=file,
        source_id=source.pk,
        mapping=form.rules,
        replacing_id=replacing.pk if replacing and is_same else None,
    )
