"""Tables as spreadsheets in the admin: read by our safe readers, written without formulas."""

import logging
from typing import Any  # what import-export hands around is untyped

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy
from import_export.admin import ExportMixin, ImportMixin
from import_export.forms import ConfirmImportForm, ExportForm, ImportForm
from import_export.results import Result

from benchmarks.reading.limits import MIB
from benchmarks.reading.problems import ReadingError, problem
from benchmarks.reference_formats import (
    LIMITS,
    CsvFile,
    KeptUntilConfirmed,
    SpreadsheetFile,
    XlsxFile,
)
from benchmarks.templatetags.imports import reader_language, sentence
from benchmarks.uploads import clean_name, sweep_unused

SHOWN_ROWS = 200  # of what would change, and of what is wrong; the counts are of all
SHOWN_LIMITS = 5  # bytes, rows and columns

_logger = logging.getLogger(__name__)


class SpreadsheetForm(ImportForm):
    """A spreadsheet; of which kind, its content tells, so there is no format to choose."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["import_file"]
        field.label = gettext_lazy("Spreadsheet")
        field.help_text = ", ".join(LIMITS.sentences(reader_language())[:SHOWN_LIMITS])
        field.widget.attrs["accept"] = ".csv,.txt,.tsv,.xlsx,.xls,.ods"
        self.fields["format"].widget = forms.HiddenInput()

    @property
    def media(self) -> forms.Media:
        return forms.Media()  # the stock form brings a script that guesses the format by the name

    def clean_import_file(self) -> Any:
        file = self.cleaned_data["import_file"]
        if file.size > LIMITS.text_bytes:
            size, limit = f"{file.size / MIB:.1f}", LIMITS.text_bytes // MIB
            raise forms.ValidationError(sentence(problem("file-too-large", size=size, limit=limit)))
        file.name = clean_name(file.name)
        return file


class ConfirmationForm(ConfirmImportForm):
    """Names the file that was kept; there is one format and one resource to confirm."""

    format = forms.ChoiceField(choices=[("0", "")], widget=forms.HiddenInput)
    resource = forms.ChoiceField(choices=[("0", "")], required=False, widget=forms.HiddenInput)


class SpreadsheetExport(ExportMixin):
    """Rows leave as csv or xlsx, for those who may see them."""

    formats = [CsvFile, XlsxFile]
    export_form_class = ExportForm
    export_template_name = "admin/benchmarks/spreadsheet/export.html"

    def has_export_permission(self, request: HttpRequest) -> bool:
        allowed: bool = self.has_view_permission(request)
        return allowed

    def get_data_for_export(
        self, request: HttpRequest, queryset: QuerySet[Any], **kwargs: Any
    ) -> Any:
        kwargs["force_native_type"] = True  # our formats write numbers and dates as such
        return super().get_data_for_export(request, queryset, **kwargs)


class SpreadsheetImport(ImportMixin):
    """A file comes in whole after a preview, by those who may add and change rows."""

    import_formats = [SpreadsheetFile]
    import_form_class = SpreadsheetForm
    confirm_form_class = ConfirmationForm
    import_template_name = "admin/benchmarks/spreadsheet/import.html"
    tmp_storage_class = KeptUntilConfirmed

    def has_import_permission(self, request: HttpRequest) -> bool:
        return bool(self.has_add_permission(request) and self.has_change_permission(request))

    def get_import_data_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_import_data_kwargs(**kwargs) | {"rollback_on_validation_errors": True}

    def add_data_read_fail_error_to_form(self, form: forms.Form, e: Exception) -> None:
        if isinstance(e, ReadingError):
            form.add_error("import_file", sentence(e.problem))
        else:
            _logger.error("A spreadsheet of a reference table was not read.", exc_info=e)
            form.add_error("import_file", sentence(problem("reference-unreadable")))

    def import_action(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """The form, and after it what the file would change or what is wrong with it."""
        sweep_unused(timezone.now())
        response: HttpResponse = super().import_action(request, **kwargs)
        context = getattr(response, "context_data", {})
        if result := context.get("result"):
            context["changes"] = result.rows[:SHOWN_ROWS]
            context["faults"] = result.faults[:SHOWN_ROWS]
        return response

    def process_import(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """What was previewed is written, unless it is gone or no longer fits."""
        try:
            response: HttpResponse = super().process_import(request, **kwargs)
        except ReadingError as error:
            return self._told(request, error)
        return response

    def process_result(self, result: Result, request: HttpRequest) -> HttpResponse:
        if result.has_errors() or result.has_validation_errors():
            return self._told(request, ReadingError(problem("reference-not-written")))
        response: HttpResponse = super().process_result(result, request)
        return response

    def _told(self, request: HttpRequest, error: ReadingError) -> HttpResponse:
        messages.error(request, sentence(error.problem))
        app, model = self.get_model_info()
        return HttpResponseRedirect(reverse(f"admin:{app}_{model}_import"))


class SpreadsheetAdmin(SpreadsheetImport, SpreadsheetExport):
    """Both ways, for tables that people keep by hand."""

    import_export_change_list_template = "admin/import_export/change_list_import_export.html"
