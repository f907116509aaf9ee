"""Versions in the admin: looked at, compared, reviewed, published; never edited."""

from typing import Any  # what Django's admin hands around is untyped

from django.contrib import admin
from django.db.models import Prefetch, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy

from articles.admin.checks import Checks
from articles.admin.comparisons import Comparisons
from articles.admin.history import History
from articles.admin.previews import Previews
from articles.admin.publications import Publications
from articles.admin.publishing_words import STAGES
from articles.admin.remarks import Remarks
from articles.admin.reviews import Reviews
from articles.admin.translations import Translations
from articles.models import Article, Publication, Review, Version
from articles.publishing.history import Stage, past_of
from benchmarks.moments import Moment


class StageFilter(admin.SimpleListFilter):
    title = gettext_lazy("state")
    parameter_name = "state"

    def lookups(
        self, request: HttpRequest, model_admin: admin.ModelAdmin[Any]
    ) -> list[tuple[str, str]]:
        offered = (Stage.IN_REVIEW, Stage.LIVE, Stage.SCHEDULED, Stage.ASIDE)
        return [(stage.value, str(STAGES[stage])) for stage in offered]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Version]) -> QuerySet[Version]:
        now, publications = Moment.now().known_at, Publication.objects.all()
        stages: dict[str, Q] = {
            Stage.IN_REVIEW: Q(reviews__verdict=""),
            Stage.LIVE: Q(pk__in=publications.live(now).values("version")),
            Stage.SCHEDULED: Q(pk__in=publications.coming(now).values("version")),
            Stage.ASIDE: Q(is_aside=True),
        }
        return queryset.filter(stages.get(self.value() or "", Q()))


@admin.register(Version)
class VersionAdmin(
    History, Reviews, Publications, Comparisons, Previews, Remarks, Translations, Checks
):
    list_display = ["__str__", "state", "saved_at", "saved_by", "note"]
    list_filter = [StageFilter, "article__kind", "article__language"]
    show_facets = admin.ShowFacets.NEVER
    list_select_related = ["article", "saved_by"]
    search_fields = ["article__heading", "note"]
    ordering = ["-saved_at", "-pk"]
    list_per_page = 50
    actions = None

    class Media:
        css = {"all": ["admin-publishing.css"]}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Version]:
        """The list needs no contents, and the states of all its rows at once."""
        return (
            super()
            .get_queryset(request)
            .defer("content", "keys")
            .prefetch_related(
                Prefetch("publications", Publication.objects.order_by("-live_from")),
                Prefetch("reviews", Review.objects.order_by("-requested_at", "-pk")),
            )
        )

    @admin.display(description=gettext_lazy("state"))
    def state(self, version: Version) -> SafeString:
        publications, reviews = [*version.publications.all()], [*version.reviews.all()]
        stages = past_of(version, publications, reviews, self.clock().known_at).stages
        return format_html_join(
            "",
            '<span class="state" data-state="{}">{}</span>',
            ((stage.value, STAGES[stage]) for stage in stages),
        )

    def get_urls(self) -> list[URLPattern]:
        return [
            *self.history_urls(),
            *self.review_urls(),
            *self.publication_urls(),
            *self.comparison_urls(),
            *self.preview_urls(),
            *self.remark_urls(),
            *self.translation_urls(),
            *self.check_urls(),
            *super().get_urls(),
        ]

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, object] | None = None,
    ) -> HttpResponse:
        if not object_id.isdigit():
            raise Http404
        return self.page(request, self.version(request, int(object_id)))

    def history_view(
        self,
        request: HttpRequest,
        object_id: str,
        extra_context: dict[str, object] | None = None,
    ) -> HttpResponse:
        """What stock pages link to as “history” is ours."""
        if not object_id.isdigit():
            raise Http404
        return self.to("versions", self.version(request, int(object_id)).article_id)

    # Rights are those on articles; nobody types a version.

    def has_view_permission(self, request: HttpRequest, obj: Version | None = None) -> bool:
        articles = self.admin_site.get_model_admin(Article)
        return articles.has_view_or_change_permission(request, obj.article if obj else None)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Version | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Version | None = None) -> bool:
        return False
