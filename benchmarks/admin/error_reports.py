"""The download of the rows that an import set aside."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404

from benchmarks.admin.import_progress import address_of_import
from benchmarks.error_report import ReportKind, error_report_response
from benchmarks.models import ImportBatch
from benchmarks.reading.problems import ReadingError
from benchmarks.templatetags.imports import reader_language, sentence


def error_report(request: HttpRequest, pk: int, kind: str) -> HttpResponseBase:
    """The report of an import, for those who may import: it has columns that nobody mapped."""
    if not request.user.has_perm("benchmarks.import_samples"):
        raise PermissionDenied
    if kind not in ReportKind:
        raise Http404
    batch = get_object_or_404(ImportBatch, pk=pk)
    try:
        return error_report_response(batch, ReportKind(kind), reader_language())
    except ReadingError as error:
        messages.error(request, sentence(error.problem))
        return HttpResponseRedirect(address_of_import(batch.pk))
