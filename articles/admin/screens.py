"""What all screens around versions share: who may see them, how they show, how they refuse."""

from collections.abc import Callable, Mapping
from enum import Enum

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from articles.models import Article, Version
from articles.publishing.refusals import SeatTaken
from articles.writing.saving import latest_version
from benchmarks.moments import Moment

type View = Callable[..., HttpResponse]


class Right(Enum):
    """What a screen or a button takes; reading is part of every one."""

    READ = ""
    WRITE = "articles.change_article"
    REVIEW = "articles.review_article"
    PUBLISH = "articles.publish_article"
    TRANSLATE = "articles.add_article"


def told(error: ValidationError) -> list[str]:
    """The sentences of a refusal, with the way to the page that stands in the way."""
    if not isinstance(error, SeatTaken):
        return error.messages
    address = reverse("admin:articles_version_versions", args=[error.by.pk])
    link = format_html('<a href="{}">{}</a>', address, _("Go to that page"))
    return [format_html("{} {}", sentence, link) for sentence in error.messages]


class Screens(admin.ModelAdmin[Version]):
    """Small screens under a version or its article; each asks anew whether its reader may.

    Rights are those on the article, by the admin of articles itself: whatever that comes to allow
    or forbid for one article holds for its versions, comparisons and previews.
    """

    def may(self, request: HttpRequest, article: Article, right: Right) -> bool:
        articles = self.admin_site.get_model_admin(Article)
        if not articles.has_view_or_change_permission(request, article):
            return False
        if right is Right.WRITE:
            return articles.has_change_permission(request, article)
        return right is Right.READ or request.user.has_perm(right.value)

    def article(self, request: HttpRequest, pk: int, *rights: Right) -> Article:
        """The article, if the user has any of the rights on it; else 403, or 404 for none."""
        article = get_object_or_404(Article.objects.select_related("original", "follows"), pk=pk)
        self._demand(request, article, rights)
        return article

    def version(self, request: HttpRequest, pk: int, *rights: Right) -> Version:
        rows = Version.objects.select_related("article__original", "article__follows", "saved_by")
        version = get_object_or_404(rows, pk=pk)
        self._demand(request, version.article, rights)
        return version

    def _demand(self, request: HttpRequest, article: Article, rights: tuple[Right, ...]) -> None:
        if not any(self.may(request, article, right) for right in rights or (Right.READ,)):
            raise PermissionDenied

    def read(self, route: str, view: View, name: str) -> URLPattern:
        """A screen; nothing between server and reader keeps what it shows."""
        wrapped = self.admin_site.admin_view(never_cache(require_safe(view)))
        return path(route, wrapped, name=f"articles_version_{name}")

    def post(self, route: str, view: View, name: str) -> URLPattern:
        """A button."""
        wrapped = self.admin_site.admin_view(require_POST(view))
        return path(route, wrapped, name=f"articles_version_{name}")

    def show(
        self,
        request: HttpRequest,
        template: str,
        version: Version,
        tab: str,
        context: Mapping[str, object],
        *,
        status: int = 200,
    ) -> HttpResponse:
        """A screen with the tabs above it; `version` is what they lead to."""
        article = version.article
        rights = {f"may_{one.name.lower()}": self.may(request, article, one) for one in Right}
        whole = {
            **self.admin_site.each_context(request),
            "opts": Article._meta,
            "title": article.heading,
            "article": article,
            "version": version,
            "latest": latest_version(article) or version,
            "tab": tab,
            **rights,
            **context,
        }
        return TemplateResponse(
            request, f"admin/articles/version/{template}.html", whole, status=status
        )

    def latest(self, article: Article) -> Version:
        """What is being written; every article has a version from its first save on."""
        return latest_version(article) or get_object_or_404(Version, article=article)

    def refuse(self, request: HttpRequest, error: ValidationError) -> None:
        for sentence in told(error):
            messages.error(request, sentence)

    def to(self, name: str, pk: int, query: str = "") -> HttpResponseRedirect:
        return HttpResponseRedirect(reverse(f"admin:articles_version_{name}", args=[pk]) + query)

    def note(self, request: HttpRequest, article: Article, sentence: str) -> None:
        """Said to the user, and kept in the article's log."""
        self.admin_site.get_model_admin(Article).log_change(request, article, sentence)
        messages.success(request, sentence)

    @staticmethod
    def clock() -> Moment:
        return Moment.now()
