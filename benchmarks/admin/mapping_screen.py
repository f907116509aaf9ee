"""The mapping screen: the columns of a file with what each seems to hold, to be corrected."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from benchmarks.admin.file_columns import columns_of
from benchmarks.admin.import_progress import read_in_background
from benchmarks.admin.mapping_answers import has_unseen_words, missing_fields, posted_mapping
from benchmarks.admin.mapping_form import field_groups
from benchmarks.admin.mapping_labels import LABELS, Label
from benchmarks.admin.mapping_memory import wave_changes
from benchmarks.admin.upload_form import UploadForm, signed, unsigned
from benchmarks.background_imports import WantedImport
from benchmarks.column_profiles import ColumnProfile
from benchmarks.importing import LIMITS
from benchmarks.mapping import SampleMapping
from benchmarks.mapping_json import Json, mapping_as_json, read_mapping
from benchmarks.models import ImportBatch, Source
from benchmarks.reading.problems import ReadingError
from benchmarks.reference_facts import read_reference
from benchmarks.remembered_mappings import last_mapping_of
from benchmarks.suggesting import NOTHING, suggest_mapping
from benchmarks.templatetags.imports import reader_language, sentence
from benchmarks.uploads import KeptFile

MAY_IMPORT = "benchmarks.import_samples"


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What is mapped: a kept file of a source, perhaps that of an import to be replaced."""

    file: KeptFile
    source: Source
    replacing: ImportBatch | None

    @property
    def last_mapping(self) -> SampleMapping:
        """That of the import, else the last one of the source; nothing where it can't be read."""
        rules = self.replacing.mapping if self.replacing else last_mapping_of(self.source)
        try:
            return NOTHING if rules is None else read_mapping(rules)
        except ReadingError:
            return NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnRow:
    """One column with sample cells and the fields that it serves."""

    name: str
    samples: list[str]
    serves: list[Label]


def address_of_mapping(file: KeptFile, source: Source, replacing: ImportBatch | None) -> str:
    """Where the columns of a kept file are mapped."""
    query: dict[str, str | int] = {"kept": signed(file), "source": source.pk}
    if replacing:
        query["replacing"] = replacing.pk
    return f"{reverse('admin:benchmarks_importbatch_mapping')}?{urlencode(query)}"


def start_mapping(request: HttpRequest) -> HttpResponse:
    """Keep the file of the upload form, whatever mapping it names, and show its columns."""
    if not request.user.has_perm(MAY_IMPORT):
        raise PermissionDenied
    form = UploadForm(request.POST, request.FILES)
    form.is_valid()
    source = form.cleaned_data.get("source")
    if form.kept_file is None or not isinstance(source, Source):
        return _upload_again(request, form)
    again = request.GET.get("replacing", "")
    replacing = ImportBatch.objects.filter(
        pk=int(again) if again.isdecimal() else 0, source=source, sha256=form.kept_file.sha256
    ).first()
    return HttpResponseRedirect(address_of_mapping(form.kept_file, source, replacing))


def _upload_again(request: HttpRequest, form: UploadForm) -> HttpResponse:
    """The upload form with what it lacks; a file that has arrived stays kept."""
    for name in ("remembered", "mapping_file", "mapping_text"):
        form.errors.pop(name, None)  # no mapping was asked for
    context = {
        **admin.site.each_context(request),
        "opts": ImportBatch._meta,
        "title": _("Upload a spreadsheet"),
        "form": form,
        "limits": LIMITS.sentences(reader_language()),
        "replacing": None,
    }
    return TemplateResponse(request, "admin/benchmarks/importbatch/upload.html", context)


def mapping_of_import(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the columns of an import's file, to read it another way."""
    batch = get_object_or_404(ImportBatch.objects.select_related("source"), pk=pk)
    file = KeptFile(stored_as=str(batch.file.name), name=batch.file_name, sha256=batch.sha256)
    return HttpResponseRedirect(address_of_mapping(file, batch.source, replacing=batch))


def mapping_screen(request: HttpRequest) -> HttpResponse:
    """Show what each column seems to hold; by POST look again, take the mapping or import."""
    if not request.user.has_perm(MAY_IMPORT):
        raise PermissionDenied
    subject = _subject(request)
    if subject is None:
        messages.error(request, _("The file is no longer kept. Please upload it again."))
        return HttpResponseRedirect(reverse("admin:benchmarks_importbatch_add"))
    last = subject.last_mapping
    try:
        table, profiles = columns_of(subject.file, last.table)
    except ReadingError as error:
        messages.error(request, sentence(error.problem))
        return HttpResponseRedirect(reverse("admin:benchmarks_importbatch_add"))
    today = timezone.localdate()
    reference = read_reference()
    base = suggest_mapping(
        profiles,
        reference,
        file_name=subject.file.name,
        today=today,
        remembered=replace(last, table=table),
    )
    mapping = base
    if request.method == "POST":
        mapping = posted_mapping(request.POST.dict(), base, profiles)
        if (answer := _done(request, subject, mapping)) is not None:
            return answer
    context = {
        **admin.site.each_context(request),
        "opts": ImportBatch._meta,
        "title": _("Map the columns"),
        "subject": subject,
        "kept": signed(subject.file),
        "columns": _column_rows(profiles, mapping),
        "fields": field_groups(mapping, base, profiles, reference, today),
        "changes": wave_changes(last, base),
        "only": base.only,
        "keeps_only": bool(mapping.only),
        "mapping_text": json.dumps(mapping_as_json(mapping), ensure_ascii=False, indent=2),
    }
    return TemplateResponse(request, "admin/benchmarks/mapping/screen.html", context)


def _done(request: HttpRequest, subject: Subject, mapping: SampleMapping) -> HttpResponse | None:
    """What follows on the button; None where the form has to be looked at once more."""
    wanted = request.POST.get("do", "")
    if wanted not in {"import", "download"}:
        return None
    if has_unseen_words(request.POST.dict(), mapping):
        messages.warning(
            request, _("Another column was chosen: please look at what its words mean.")
        )
        return None
    if missing := missing_fields(mapping):
        names = ", ".join(str(LABELS[target]) for target in missing)
        messages.error(request, _("Please answer: %(fields)s.") % {"fields": names})
        return None
    rules: dict[str, Json] = mapping_as_json(mapping)
    try:
        read_mapping(rules)
    except ReadingError as error:
        messages.error(request, sentence(error.problem))
        return None
    if wanted == "download":
        text = json.dumps(rules, ensure_ascii=False, indent=2)
        return HttpResponse(
            text,
            content_type="application/json; charset=utf-8",
            headers={"Content-Disposition": 'attachment; filename="mapping.json"'},
        )
    return read_in_background(
        request,
        WantedImport(
            file=subject.file,
            source_id=subject.source.pk,
            mapping=rules,
            replacing_id=subject.replacing.pk if subject.replacing else None,
        ),
    )


def _subject(request: HttpRequest) -> Subject | None:
    given = request.POST if request.method == "POST" else request.GET
    file = unsigned(given.get("kept", ""))
    source, replacing = given.get("source", ""), given.get("replacing", "")
    if file is None or not source.isdecimal():
        return None
    return Subject(
        file=file,
        source=get_object_or_404(Source, pk=int(source)),
        replacing=get_object_or_404(ImportBatch, pk=int(replacing))
        if replacing.isdecimal()
        else None,
    )


def _column_rows(profiles: Sequence[ColumnProfile], mapping: SampleMapping) -> list[ColumnRow]:
    return [
        ColumnRow(
            name=profile.name,
            samples=profile.samples,
            serves=list(
                dict.fromkeys(
                    LABELS[target]
                    for target, rule in mapping.rules()
                    if rule.column == profile.name
                )
            ),
        )
        for profile in profiles
    ]
