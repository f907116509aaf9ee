"""The form that takes a spreadsheet and the mapping to read it by."""

import json
from dataclasses import asdict

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from benchmarks.importing import LIMITS
from benchmarks.mapping_json import Json, load_json
from benchmarks.models import ImportBatch, Source
from benchmarks.reading.limits import MIB
from benchmarks.reading.problems import Problem, ReadingError, problem
from benchmarks.remembered_mappings import last_mapping_of, remembered_mappings
from benchmarks.templatetags.imports import reader_language
from benchmarks.uploads import UNUSED_FOR, KeptFile, is_kept, keep

SALT = "benchmarks.admin.upload_form"
FIXED_IN_MAPPING = ("mapping-", "number-format-", "date-order-", "unknown-", "header-row-")
"""How the codes of problems begin that another mapping can solve."""


class UploadForm(forms.Form):
    """A file, its source, and a mapping: remembered, as a file or typed.

    A file that has arrived is kept and named in `kept`, signed, so that no mistake in the other
    fields costs a second upload. Valid, the form has `kept_file` and `rules`.
    """

    file = forms.FileField(label=gettext_lazy("Spreadsheet"), required=False)
    kept = forms.CharField(required=False, widget=forms.HiddenInput)
    source = forms.ModelChoiceField(
        Source.objects.order_by("publisher", "title"), label=gettext_lazy("Source")
    )
    remembered = forms.ChoiceField(label=gettext_lazy("Mapping"), required=False)
    mapping_file = forms.FileField(label=gettext_lazy("Mapping from a file"), required=False)
    mapping_text = forms.CharField(
        label=gettext_lazy("Mapping typed here"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 16, "spellcheck": "false"}),
    )

    kept_file: KeptFile | None = None
    rules: Json = None

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed through untouched
        choices = [(one.key, one.name) for one in remembered_mappings()]
        self.fields["remembered"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
            ("", _("The last one of the source")),
            *choices,
        ]
        self.fields["file"].widget.attrs["accept"] = ".csv,.txt,.tsv,.gz,.xlsx,.xls,.ods"
        self.fields["mapping_file"].widget.attrs["accept"] = ".json"

    @property
    def kept_name(self) -> str:
        """What the kept file is called; empty where there is none."""
        return self.kept_file.name if self.kept_file else ""

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or {}
        self.kept_file = self._file(cleaned)
        if self.kept_file:
            self._show_again("kept", signed(self.kept_file))
        elif "file" not in self.errors:
            self.add_error("file", _("Please choose a spreadsheet."))
        try:
            self.rules = self._rules(cleaned)
        except ReadingError as error:
            self.tell(error.problem)
        return cleaned

    def tell(self, what: Problem) -> None:
        """Show the problem beside the field where it can be solved."""
        field = "mapping_text" if what.code.startswith(FIXED_IN_MAPPING) else "file"
        self.add_error(field, what.sentence(reader_language()))

    def _file(self, cleaned: dict[str, object]) -> KeptFile | None:
        upload = self.files.get("file")
        if upload and "file" in cleaned:
            size, limit = (upload.size or 0) / MIB, LIMITS.text_bytes // MIB
            if size > limit:
                self.tell(problem("file-too-large", size=f"{size:.1f}", limit=limit))
                return None
            return keep(upload, upload.name or "")
        return unsigned(str(cleaned.get("kept") or ""))

    def _rules(self, cleaned: dict[str, object]) -> Json:
        """The mapping that was given, else the one that was chosen, else the source's last one."""
        upload, text = self.files.get("mapping_file"), str(cleaned.get("mapping_text") or "")
        if upload:
            try:
                text = upload.read().decode("utf-8-sig")
            except UnicodeDecodeError as error:
                raise ReadingError(problem("mapping-not-text")) from error
        if text.strip():
            self._show_again("mapping_text", text)
            return load_json(text)
        for one in remembered_mappings():
            if one.key == cleaned.get("remembered"):
                return one.rules
        source = cleaned.get("source")
        rules = last_mapping_of(source) if isinstance(source, Source) else None
        if rules is None and isinstance(source, Source):
            raise ValidationError({"remembered": _("This source has no mapping yet: give one.")})
        return rules

    def show_rules(self) -> None:
        """Let the mapping that was used be seen and corrected."""
        self._show_again("mapping_text", json.dumps(self.rules, ensure_ascii=False, indent=2))

    def _show_again(self, name: str, value: str) -> None:
        self.data = {**self.data, name: value}


def signed(file: KeptFile) -> str:
    return signing.dumps(asdict(file), salt=SALT)


def unsigned(text: str) -> KeptFile | None:
    """The kept file that a form carried; None where the text is no such thing, or too old."""
    try:
        file = KeptFile(**signing.loads(text, salt=SALT, max_age=UNUSED_FOR))
    except signing.BadSignature:
        return None
    return file if is_kept(file) else None


def form_for_another_reading(batch: ImportBatch) -> UploadForm:
    """The form with the file, the source and the mapping of an import, to change the last."""
    file = KeptFile(stored_as=str(batch.file.name), name=batch.file_name, sha256=batch.sha256)
    form = UploadForm(
        initial={
            "kept": signed(file),
            "source": batch.source,
            "mapping_text": json.dumps(batch.mapping, ensure_ascii=False, indent=2),
        }
    )
    form.kept_file = file
    return form
