"""Plain tables of the law: sources, citations, groups, questions, titles and guidance."""

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.forms import ModelForm
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from visa.admin.tables import Kept, LooksUp
from visa.models import (
    Citation,
    CodeGroup,
    CodePrefix,
    Condition,
    Fact,
    FactChoice,
    Guidance,
    OccupationCode,
    ResidenceTitle,
    Route,
    Source,
)


class KeyStays[Row: Model](Kept[Row]):
    """A table whose keys others write down: once there, a key isn't changed."""

    def get_readonly_fields(self, request: HttpRequest, obj: Row | None = None) -> tuple[str, ...]:
        return ("key",) if obj else ()


@admin.register(Source)
class SourceAdmin(KeyStays[Source]):
    list_display = ["title", "checked_on", "grade", "publisher", "key"]
    list_filter = ["grade", "checked_on"]
    search_fields = ["key", "publisher", "title_de", "title_en", "url"]
    ordering = ["checked_on", "key"]
    date_hierarchy = "checked_on"


@admin.register(Citation)
class CitationAdmin(KeyStays[Citation]):
    list_display = ["__str__", "source", "checked_on", "key"]
    list_filter = ["act", "source__grade"]
    list_select_related = ["source"]
    search_fields = ["key", "act", "pinpoint", "source__title_de", "source__title_en"]
    autocomplete_fields = ["source"]
    ordering = ["act", "pinpoint", "key"]

    @admin.display(description=gettext_lazy("checked on"), ordering="source__checked_on")
    def checked_on(self, row: Citation) -> object:
        return row.source.checked_on


class PrefixInline(LooksUp, admin.TabularInline[CodePrefix, CodeGroup]):
    model = CodePrefix
    fields = ["prefix", "valid_from", "valid_to", "citation", "name_de", "name_en"]
    autocomplete_fields = ["citation"]
    ordering = ["prefix", "valid_from"]
    extra = 0


@admin.register(CodeGroup)
class CodeGroupAdmin(KeyStays[CodeGroup]):
    list_display = ["name", "key", "prefixes_in_words"]
    search_fields = ["key", "name_de", "name_en", "prefixes__prefix"]
    ordering = ["key"]
    inlines = [PrefixInline]

    @admin.display(description=gettext_lazy("codes begin with"))
    def prefixes_in_words(self, group: CodeGroup) -> str:
        return ", ".join(sorted({one.prefix for one in group.prefixes.all()}))

    def get_queryset(self, request: HttpRequest) -> QuerySet[CodeGroup]:
        return super().get_queryset(request).prefetch_related("prefixes")


class ChoiceFormSet(BaseInlineFormSet[FactChoice, Fact, ModelForm[FactChoice]]):
    """Rules name answers by their keys, which no foreign key protects."""

    def clean(self) -> None:
        super().clean()
        if not self.instance.pk:
            return  # no rule can know a fact that is only being added
        rows = Condition.objects.filter(fact=self.instance).values_list("choices", flat=True)
        used = {key for keys in rows for key in keys}
        for form in self.initial_forms:
            key = form.initial.get("key")
            is_gone = form in self.deleted_forms or form.cleaned_data.get("key") != key
            if key in used and is_gone:
                raise ValidationError(
                    _("Rules count the answer “%(key)s”: it stays, and so does its key.")
                    % {"key": key}
                )


class ChoiceInline(LooksUp, admin.TabularInline[FactChoice, Fact]):
    model = FactChoice
    formset = ChoiceFormSet
    ordering = ["position"]
    extra = 0


@admin.register(Fact)
class FactAdmin(KeyStays[Fact]):
    list_display = ["question", "key", "kind", "position"]
    list_filter = ["kind"]
    search_fields = ["key", "question_de", "question_en", "name_de", "name_en"]
    ordering = ["position", "key"]
    inlines = [ChoiceInline]

    def get_readonly_fields(self, request: HttpRequest, obj: Fact | None = None) -> tuple[str, ...]:
        """Rules compare the kind of answer that they were written for."""
        fields = super().get_readonly_fields(request, obj)
        is_used = obj is not None and Condition.objects.filter(fact=obj).exists()
        return (*fields, "kind") if is_used else fields


class RouteInline(LooksUp, admin.TabularInline[Route, ResidenceTitle]):
    """What there is; a route is added and described on a page of its own."""

    model = Route
    fields = ["key", "name_de", "name_en", "position"]
    readonly_fields = ["key"]
    ordering = ["position"]
    show_change_link = True
    can_delete = False
    extra = 0

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


@admin.register(ResidenceTitle)
class ResidenceTitleAdmin(KeyStays[ResidenceTitle]):
    list_display = ["name", "country", "entitlement", "key", "position"]
    list_filter = [("country", admin.RelatedOnlyFieldListFilter), "entitlement"]
    list_select_related = ["country"]
    search_fields = ["key", "name_de", "name_en"]
    autocomplete_fields = ["country", "predecessors"]
    ordering = ["position", "key"]
    inlines = [RouteInline]


@admin.register(Route)
class RouteAdmin(KeyStays[Route]):
    list_display = ["name", "title", "key", "position"]
    list_filter = ["title"]
    list_select_related = ["title"]
    search_fields = ["key", "name_de", "name_en", "title__name_de", "title__name_en"]
    autocomplete_fields = ["title"]
    ordering = ["title__position", "position", "key"]


@admin.register(Guidance)
class GuidanceAdmin(KeyStays[Guidance]):
    list_display = ["text", "kind", "title", "route", "origin", "valid_from", "valid_to"]
    list_filter = ["kind", "title", ("origin", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["title", "route", "origin"]
    search_fields = ["key", "text_de", "text_en"]
    autocomplete_fields = ["title", "route", "origin", "parameter", "citation"]
    ordering = ["title__position", "kind", "position", "key"]


@admin.register(OccupationCode)
class OccupationCodeAdmin(Kept[OccupationCode]):
    list_display = ["occupation", "code", "name", "citation"]
    list_filter = ["code"]
    list_select_related = ["occupation", "citation__source"]
    search_fields = ["code", "occupation__name_de", "occupation__name_en", "name_de", "name_en"]
    autocomplete_fields = ["occupation", "citation"]
    ordering = ["occupation__name_en", "position"]
