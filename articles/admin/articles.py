"""The form in which a page is written. Saving keeps a version; what visitors read doesn't move."""

from datetime import datetime
from typing import Any  # what Django's admin hands around is untyped

from content_editor.admin import ContentEditor
from django.contrib import admin, messages
from django.contrib.admin.options import ModelAdmin
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.db.models import QuerySet, prefetch_related_objects
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from articles.admin.article_form import ArticleForm
from articles.admin.article_list import ArticleList
from articles.admin.block_inlines import BLOCK_INLINES, INLINES_OF_GUIDES
from articles.admin.choices import Codes
from articles.admin.condition_fields import may_be_of_market
from articles.admin.figure_picker import figure_urls
from articles.admin.joining import JoiningPages
from articles.admin.open_forms import OpenForms
from articles.admin.policy import may_style_inline
from articles.admin.standing import what_visitors_read
from articles.admin.writers import editor_of
from articles.models import Article, Version
from articles.publishing.remarks import threads_of
from articles.publishing.translating import in_all_languages
from articles.writing.joining import catch_up, keep, rewind, version_opened, waiting
from articles.writing.saving import latest_version
from benchmarks.moments import Moment


@admin.register(Article)
@method_decorator(may_style_inline, name="add_view")
@method_decorator(may_style_inline, name="change_view")
class ArticleAdmin(ArticleList, OpenForms, JoiningPages, ContentEditor):
    form = ArticleForm
    inlines = BLOCK_INLINES
    change_form_template = "admin/articles/article/change_form.html"
    autocomplete_fields = ["occupation", "country", "hub", "title", "original", "successor"]
    prepopulated_fields = {"slug": ["heading"]}
    save_on_top = True
    actions = None
    fieldsets = [
        (None, {"fields": ["opened_on", "heading", "slug", "lead"]}),
        (
            gettext_lazy("What it is about"),
            {
                "fields": [("occupation", "title"), ("country", "hub")],
                "description": gettext_lazy(
                    "Figures and blocks that name no occupation or place are about these."
                ),
            },
        ),
        (
            gettext_lazy("Keeping the page"),
            {
                "fields": [
                    # One a line: else the fieldset stays shut over what is wrong in it.
                    *("kind", "language", "author", "description"),
                    *("owner", "next_review_on", "original", "successor"),
                ],
                "classes": ["collapse"],
            },
        ),
        (None, {"fields": ["note"]}),
    ]

    class Media:
        css = {"all": ["admin-articles.css"]}

    # --- What the form shows

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        rows = super().get_queryset(request)
        return rows.select_related("owner", "occupation", "country", "hub", "title")

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Article | None:
        article = super().get_object(request, object_id, from_field)
        if article:
            prefetch_related_objects([article], "blocks")  # once for all kinds
        return article

    def get_readonly_fields(self, request: HttpRequest, obj: Article | None = None) -> list[str]:
        """What the address hangs on is chosen once."""
        return ["kind", "language"] if obj else []

    def get_inlines(self, request: HttpRequest, obj: Article | None) -> list[Any]:
        may_write = self.has_change_permission(request, obj) if obj else True
        if not may_write:
            return []
        return self.inlines if may_be_of_market(obj) else INLINES_OF_GUIDES

    def get_formset_kwargs(
        self, request: HttpRequest, obj: Article, inline: Any, prefix: str
    ) -> dict[str, Any]:
        known: dict[str, Any] = super().get_formset_kwargs(request, obj, inline, prefix)
        of_market = may_be_of_market(obj)
        return {**known, "form_kwargs": {"codes": self._codes(request), "of_market": of_market}}

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        given = super().get_changeform_initial_data(request)
        language = (get_language() or "de")[:2]
        return {"owner": request.user.pk, "language": language, "kind": "guide", **given}

    def formfield_for_dbfield(self, *args: Any, **kwargs: Any) -> Any:
        """What a page is about is found here; it is kept elsewhere."""
        field = super().formfield_for_dbfield(*args, **kwargs)
        if field and isinstance(field.widget, RelatedFieldWidgetWrapper):
            for right in ("add", "change", "delete", "view"):
                setattr(field.widget, f"can_{right}_related", False)
        return field

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        obj: Article | None = kwargs.get("obj")
        context["show_save_and_add_another"] = False
        if obj:
            moment = Moment.now()
            context |= {
                "latest": latest_version(obj),
                "standing": what_visitors_read(obj, moment.known_at),
                "waiting": list(waiting(obj)),
                "others": self.others(request, obj),
                "open_remarks": sum(thread.is_open for thread in threads_of(obj)),
                "languages": in_all_languages(obj),
            }
        return super().render_change_form(request, context, *args, **kwargs)

    # --- What saving does

    def _changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None,
        form_url: str,
        extra_context: dict[str, Any] | None,
    ) -> HttpResponse:
        """One save at a time; a form opened on an older version is read against that one's rows."""
        article = self._locked(object_id) if request.method == "POST" else None
        opened = self._opened(request, article) if article else None
        if article is None or opened is None or opened == latest_version(article):
            return super()._changeform_view(request, object_id, form_url, extra_context)
        rewind(article, opened)
        response = super()._changeform_view(request, object_id, form_url, extra_context)
        if isinstance(response, TemplateResponse):  # there are errors: it is shown once more
            response.render()
            catch_up(article)
        return response

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """As the stock admin does: blocks aren't copied between regions, there is only one."""
        ModelAdmin.save_related(self, request, form, formsets, change)

    def response_add(
        self, request: HttpRequest, obj: Article, post_url_continue: str | None = None
    ) -> HttpResponse:
        return self._after_saving(request, obj, None)

    def response_change(self, request: HttpRequest, obj: Article) -> HttpResponse:
        return self._after_saving(request, obj, self._opened(request, obj))

    def _after_saving(
        self, request: HttpRequest, article: Article, opened: Version | None
    ) -> HttpResponse:
        at = Moment.now().known_at
        kept = keep(
            article,
            opened=opened,
            by=editor_of(request),
            at=at,
            note=request.POST.get("note", "").strip()[:300],
        )
        if kept.is_aside:
            return HttpResponseRedirect(self.joining_url(kept))
        is_new = kept.saved_at == at
        said = (
            _("Saved as version %(number)s.")
            if is_new
            else _("Nothing to save: version %(number)s says it already.")
        )
        messages.success(
            request, f"{said % {'number': kept.number}} {what_visitors_read(article, at)}"
        )
        if "_continue" in request.POST:
            return HttpResponseRedirect(reverse("admin:articles_article_change", args=[article.pk]))
        return self.response_post_save_change(request, article)

    def _locked(self, object_id: str | None) -> Article | None:
        if object_id is None or not object_id.isdecimal():
            return None
        return Article.objects.select_for_update().filter(pk=int(object_id)).first()

    def _opened(self, request: HttpRequest, article: Article) -> Version | None:
        number = request.POST.get("opened_on", "")
        return version_opened(article, int(number) if number.isdecimal() else None)

    def _codes(self, request: HttpRequest) -> Codes:
        """Read once for all forms of one request."""
        if not hasattr(request, "codes_of_blocks"):
            request.codes_of_blocks = Codes()  # type: ignore[attr-defined]
        return request.codes_of_blocks  # type: ignore[attr-defined]

    # --- What there is besides

    def get_urls(self) -> list[URLPattern]:
        return [
            *self.presence_urls(),
            *self.joining_urls(),
            *figure_urls(self),
            *super().get_urls(),
        ]

    def has_delete_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        """Pages are withdrawn, not deleted: their versions are kept."""
        return False


def _what_was_kept(kept: Version, at: datetime) -> str:
    is_new = kept.saved_at == at
    said = (
        _("Saved as version %(number)s.")
        if is_new
        else _("Nothing to save: version %(number)s says it already.")
    )
    return said % {"number": kept.number}
