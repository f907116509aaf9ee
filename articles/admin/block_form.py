"""One kind of block as a form of plain fields; together they are the block's `data`."""

from typing import Any, ClassVar  # Any: what Django hands to forms

from django import forms
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django_prose_editor.fields import ProseEditorFormField
from django_prose_editor.widgets import AdminProseEditorWidget

from articles.admin.choices import Choices, Codes
from articles.admin.condition_fields import ConditionFields
from articles.models import Block
from articles.writing.content import Json
from articles.writing.kinds import Kind
from articles.writing.prose import PROSE, clean

CITES = {"data-figures": "text"}
"""Tells the script that figures can be cited here."""


class LineField(forms.CharField):
    """A line of plain text."""

    widget = forms.TextInput(attrs={"class": "vTextField", **CITES})


class ParagraphsField(forms.CharField):
    """Plain text of any length; a blank line begins a paragraph."""

    widget = forms.Textarea(attrs={"class": "vLargeTextField", "rows": 4, **CITES})


class ProseField(ProseEditorFormField):
    """Running text; nothing stays in it but what its editor can write."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            extensions=PROSE,
            sanitize=clean,
            widget=AdminProseEditorWidget(attrs={"data-figures": "prose"}),
            **kwargs,
        )

    def clean(self, value: Any) -> str:
        """The editor sends an empty paragraph where nothing was written."""
        written = str(super().clean(value))
        self.validate(written)
        return written


class CodeField(forms.ChoiceField):
    """A code chosen by name from one of the tables; empty where the page's own shall count."""

    def __init__(self, source: str, *, empty: str | Promise, **kwargs: Any) -> None:
        self.source, self.empty = source, empty
        super().__init__(**{"required": False, **kwargs})

    def offer(self, codes: Codes, chosen: object) -> None:
        """What there is to choose; a code chosen earlier stays, though it isn't kept any more."""
        offered: Choices = [("", str(self.empty)), *getattr(codes, self.source)]
        if chosen and str(chosen) not in dict(offered):
            offered.append((str(chosen), _("%(code)s (not kept any more)") % {"code": chosen}))
        self.choices = offered


class PictureSelect(forms.Select):
    """Tells the script where each picture offered can be seen."""

    previews: dict[str, str] = {}

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        if preview := self.previews.get(str(value)):
            option["attrs"]["data-preview"] = preview
        return option


class PictureField(CodeField):
    """A picture chosen by what it shows."""

    widget = PictureSelect

    def offer(self, codes: Codes, chosen: object) -> None:
        super().offer(codes, chosen)
        self.widget.previews = codes.previews


class BlockForm(ConditionFields, forms.ModelForm[Block]):
    """What an editor fills in for one kind of block.

    A field is kept in `data` under its own name; `pack` and `unpack` are for those that aren't.
    Blocks of market pages have conditions besides.
    """

    KIND: ClassVar[Kind]

    class Meta:
        model = Block
        fields = ["region", "ordering"]

    def __init__(
        self, *args: Any, codes: Codes | None = None, of_market: bool = False, **kwargs: Any
    ) -> None:
        self.codes = codes or Codes()
        block: Block | None = kwargs.get("instance")
        if block and block.data:
            kept = {name: value for name, value in block.data.items() if name in self.NAMES}
            given = kwargs.get("initial") or {}
            kwargs["initial"] = {**kept, **self.unpack(block.data), **given}
        super().__init__(*args, **kwargs)
        if not of_market:
            self.without_conditions()
        for name, field in self.fields.items():
            field.label = capfirst(str(field.label or ""))
            if isinstance(field, CodeField):
                field.offer(self.codes, self.initial.get(name))

    @classmethod
    def unpack(cls, data: dict[str, Json]) -> dict[str, Json]:
        return data

    def pack(self, written: dict[str, Json]) -> dict[str, Json]:
        return written

    def clean_region(self) -> str:
        return "main"

    def _post_clean(self) -> None:
        """Before the block is validated, so that it is what was written."""
        written = {
            name: self.cleaned_data[name]
            for name in self.declared_fields
            if name in self.cleaned_data and name not in self.NAMES
        }
        self.instance.kind = self.KIND
        self.instance.data = self.with_conditions({**self.instance.data, **self.pack(written)})
        super()._post_clean()  # type: ignore[misc]  # Django's own step between its others


class PlaceForm(BlockForm):
    """A block about an occupation in a place; what is left empty is the page's."""

    def clean(self) -> dict[str, Any]:
        written = super().clean() or self.cleaned_data
        hub, country = written.get("hub"), written.get("country")
        if hub and self.codes.country_of_hub.get(hub) != country:
            if country:
                self.add_error("hub", _("This city is in another country than the one chosen."))
            written["country"] = self.codes.country_of_hub.get(hub, country)
        return written
