"""The blocks of an article in its form: every kind an inline of its own, read in one query."""

from typing import Any  # what Django hands to formsets

from content_editor.admin import ContentEditorInline
from django import forms
from django.db.models import Model
from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from articles.admin import data_blocks, text_blocks
from articles.admin.block_form import BlockForm
from articles.admin.condition_fields import ConditionFields, may_be_of_market
from articles.models import Article, Block
from articles.models import kinds_of_block as kinds


class BlocksOfKind(forms.models.BaseInlineFormSet[Block, Article, BlockForm]):
    """The blocks of one kind out of those that the article was read with."""

    form: type[BlockForm]

    def get_queryset(self) -> Any:
        if not hasattr(self, "_blocks"):
            self._blocks = [self._as_its_kind(block) for block in self._of_article()]
        return self._blocks

    def _of_article(self) -> list[Block]:
        if self.instance._state.adding:
            return []
        return [block for block in self.instance.blocks.all() if block.kind == self.form.KIND]

    def _as_its_kind(self, block: Block) -> Block:
        block.__class__ = self.model  # type: ignore[assignment]  # a proxy of it
        return block


class BlockInline(ContentEditorInline):
    """One kind of block; who may change the article may change its blocks."""

    formset = BlocksOfKind
    form: type[BlockForm]

    def get_fieldsets(self, request: HttpRequest, obj: Model | None = None) -> Any:
        """What a block of a market page hangs on stands apart, shut; other pages have no such."""
        own = [name for name in self.get_fields(request, obj) if name not in ConditionFields.NAMES]
        if not may_be_of_market(obj):
            return [(None, {"fields": own})]
        return [
            (None, {"fields": own}),
            (
                gettext_lazy("Only on some market pages"),
                {
                    "fields": ConditionFields.NAMES,
                    "classes": ["collapse"],
                    "description": gettext_lazy(
                        "All of it must hold; what is left empty always does."
                    ),
                },
            ),
        ]

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self._may_write(request)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self._may_write(request)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self._may_write(request)

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self._may_write(request) or request.user.has_perm("articles.view_article")

    @staticmethod
    def _may_write(request: HttpRequest) -> bool:
        return request.user.has_perm("articles.change_article") or request.user.has_perm(
            "articles.add_article"
        )


OFFERED: list[tuple[type[Block], type[BlockForm], str]] = [
    (kinds.ProseBlock, text_blocks.ProseForm, "notes"),
    (kinds.QuoteBlock, text_blocks.QuoteForm, "format_quote"),
    (kinds.TakeawaysBlock, text_blocks.TakeawaysForm, "lightbulb"),
    (kinds.TableBlock, text_blocks.TableForm, "table_chart"),
    (kinds.ImageBlock, text_blocks.ImageForm, "image"),
    (kinds.FaqBlock, text_blocks.FaqForm, "question_answer"),
    (kinds.ChecklistBlock, text_blocks.ChecklistForm, "checklist"),
    (kinds.StepsBlock, text_blocks.StepsForm, "format_list_numbered"),
    (kinds.CardsBlock, text_blocks.CardsForm, "view_module"),
    (kinds.FigurePanelBlock, data_blocks.FigureForm, "looks_one"),
    (kinds.PayBlock, data_blocks.PayForm, "payments"),
    (kinds.RoadmapBlock, data_blocks.RoadmapForm, "trending_up"),
    (kinds.HubsBlock, data_blocks.HubsForm, "location_city"),
    (kinds.ThresholdsBlock, data_blocks.ThresholdsForm, "gavel"),
    (kinds.EligibilityBlock, data_blocks.EligibilityForm, "how_to_reg"),
    (kinds.DocumentsBlock, data_blocks.DocumentsForm, "folder_open"),
    (kinds.JobsBlock, data_blocks.JobsForm, "work"),
    (kinds.OffersBlock, data_blocks.OffersForm, "local_offer"),
    (kinds.SourcesBlock, text_blocks.SourcesForm, "menu_book"),
    (kinds.PartBlock, data_blocks.PartForm, "dashboard"),
]
"""Kinds of block in the order in which they are offered, with their signs."""

BLOCK_INLINES = [
    type(
        f"{model.__name__}Inline",
        (BlockInline,),
        {"model": model, "form": form, "icon": icon, "__module__": __name__},
    )
    for model, form, icon in OFFERED
]

INLINES_OF_GUIDES = [
    inline
    for inline, (model, _form, _icon) in zip(BLOCK_INLINES, OFFERED, strict=True)
    if model is not kinds.PartBlock
]
"""Without what stands on market pages alone."""
