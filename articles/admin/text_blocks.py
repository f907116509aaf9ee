"""Forms of the blocks that hold words: running text, quotes, lists, tables, cards."""

from typing import Any  # what Django hands around is untyped

from django import forms
from django.conf import settings
from django.conf.locale import LANG_INFO
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.block_form import (
    CITES,
    BlockForm,
    LineField,
    ParagraphsField,
    PictureField,
    ProseField,
)
from articles.admin.item_fields import ItemsField, LinesField, Part, PartKind, TableField
from articles.writing.content import Json
from articles.writing.kinds import Kind

QUOTED = [*(code for code, _name in settings.LANGUAGES), "es", "fr", "it", "nl", "pl", "tr"]
"""Languages that people are quoted in."""

ONE_A_LINE = gettext_lazy("One entry a line.")
HEADING = gettext_lazy("heading")


class ProseForm(BlockForm):
    KIND = Kind.PROSE
    html = ProseField(
        label=gettext_lazy("text"),
        help_text=gettext_lazy(
            "Headings of sections are “heading 2”, those within them “heading 3”. "
            "Figures are cited, never typed: “Insert figure” finds them."
        ),
    )


class QuoteForm(BlockForm):
    KIND = Kind.QUOTE
    text = ParagraphsField(
        label=gettext_lazy("quote"),
        help_text=gettext_lazy("As it was said, without quotation marks."),
    )
    attribution = LineField(
        label=gettext_lazy("attribution"),
        help_text=gettext_lazy("Who said it, where and when."),
    )
    url = forms.URLField(
        label=gettext_lazy("where it can be read"),
        required=False,
        assume_scheme="https",
        widget=forms.URLInput(attrs={"class": "vURLField"}),
    )
    language = forms.ChoiceField(
        label=gettext_lazy("language of the quote"),
        required=False,
        choices=[
            ("", gettext_lazy("the page's")),
            *((code, LANG_INFO[code]["name_local"]) for code in QUOTED),
        ],
    )
    translation = ParagraphsField(
        label=gettext_lazy("translation"),
        required=False,
        help_text=gettext_lazy("Needed where the quote is in another language than the page."),
    )

    def clean(self) -> dict[str, Any]:
        written = super().clean() or self.cleaned_data
        article = self.instance.parent if self.instance.parent_id else None
        is_foreign = written.get("language") not in {"", article.language if article else ""}
        if is_foreign and not written.get("translation") and "translation" not in self.errors:
            self.add_error("translation", _("Please translate it for readers of this page."))
        return written


class TakeawaysForm(BlockForm):
    KIND = Kind.TAKEAWAYS
    heading = LineField(label=HEADING, required=False)
    items = LinesField(
        label=gettext_lazy("takeaways"),
        help_text=ONE_A_LINE,
        widget=forms.Textarea(attrs={"class": "vLargeTextField", "rows": 5, **CITES}),
    )


class FaqForm(BlockForm):
    KIND = Kind.FAQ
    heading = LineField(label=HEADING, required=False)
    items = ItemsField(
        label=gettext_lazy("questions"),
        item=gettext_lazy("question"),
        parts=[
            Part(name="question", label=gettext_lazy("question")),
            Part(name="answer", label=gettext_lazy("answer"), kind=PartKind.PARAGRAPHS),
        ],
        help_text=gettext_lazy("A blank line in an answer begins a paragraph."),
    )


class ChecklistForm(BlockForm):
    KIND = Kind.CHECKLIST
    heading = LineField(label=HEADING, required=False)
    items = LinesField(
        label=gettext_lazy("what to tick off"),
        help_text=ONE_A_LINE,
        widget=forms.Textarea(attrs={"class": "vLargeTextField", "rows": 6, **CITES}),
    )


class StepsForm(BlockForm):
    KIND = Kind.STEPS
    heading = LineField(label=HEADING, required=False)
    items = ItemsField(
        label=gettext_lazy("steps"),
        item=gettext_lazy("step"),
        parts=[
            Part(name="title", label=gettext_lazy("title")),
            Part(
                name="text",
                label=gettext_lazy("text"),
                kind=PartKind.PARAGRAPHS,
                is_required=False,
            ),
        ],
    )


class TableForm(BlockForm):
    KIND = Kind.TABLE
    caption = LineField(
        label=gettext_lazy("caption"), help_text=gettext_lazy("What the table shows.")
    )
    table = TableField(
        label=gettext_lazy("table"),
        help_text=gettext_lazy(
            "A line for each row, the headings first. Between cells stands a bar (|) or a tab, "
            "so that rows can be pasted from a spreadsheet."
        ),
        widget=forms.Textarea(attrs={"class": "vLargeTextField as-typed", "rows": 6, **CITES}),
    )

    @classmethod
    def unpack(cls, data: dict[str, Json]) -> dict[str, Json]:
        table: Json = {"columns": data.get("columns", []), "rows": data.get("rows", [])}
        return {"caption": data.get("caption", ""), "table": table}

    def pack(self, written: dict[str, Json]) -> dict[str, Json]:
        table = written.pop("table", {})
        return {**written, **(table if isinstance(table, dict) else {})}


class CardsForm(BlockForm):
    KIND = Kind.CARDS
    heading = LineField(label=HEADING, required=False)
    items = ItemsField(
        label=gettext_lazy("cards"),
        item=gettext_lazy("card"),
        parts=[
            Part(name="title", label=gettext_lazy("title")),
            Part(
                name="text",
                label=gettext_lazy("text"),
                kind=PartKind.PARAGRAPHS,
                is_required=False,
            ),
            Part(
                name="link",
                label=gettext_lazy("leads to"),
                kind=PartKind.LINK,
                is_required=False,
            ),
        ],
        help_text=gettext_lazy(
            "Each card is a heading of the page. A link begins with https:// or, within our own "
            "site, with a slash."
        ),
    )


class ImageForm(BlockForm):
    KIND = Kind.IMAGE
    picture = PictureField(
        "pictures",
        label=gettext_lazy("picture"),
        required=True,
        empty=gettext_lazy("Please choose"),
        help_text=gettext_lazy("Pictures are kept apart, with what they show and their licence."),
    )
    caption = LineField(label=gettext_lazy("caption"), required=False)

    @classmethod
    def unpack(cls, data: dict[str, Json]) -> dict[str, Json]:
        return {**data, "picture": str(data.get("picture") or "")}

    def pack(self, written: dict[str, Json]) -> dict[str, Json]:
        picture = written.get("picture")
        return {**written, **({"picture": int(str(picture))} if picture else {})}


class SourcesForm(BlockForm):
    KIND = Kind.SOURCES
    items = ItemsField(
        label=gettext_lazy("sources"),
        item=gettext_lazy("source"),
        parts=[
            Part(name="title", label=gettext_lazy("title")),
            Part(name="publisher", label=gettext_lazy("publisher")),
            Part(name="url", label=gettext_lazy("address"), kind=PartKind.LINK, is_required=False),
            Part(
                name="accessed_on",
                label=gettext_lazy("read on"),
                kind=PartKind.DAY,
                is_required=False,
            ),
            Part(
                name="is_opinion",
                label=gettext_lazy("an opinion"),
                kind=PartKind.YES,
                is_required=False,
            ),
        ],
        help_text=gettext_lazy("What the page's claims rest on."),
    )
