"""“X has had this open since 14:05”: said when a form opens and, while it is open, every beat."""

from dataclasses import dataclass

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from articles.admin.standing import clock_time
from articles.admin.writers import editor_of, name_of
from articles.models import Article
from articles.writing.presence import BEAT, beat, leave, others_at
from articles.writing.saving import latest_version
from benchmarks.moments import Moment


@dataclass(frozen=True, slots=True)
class Others:
    """What is said of those who have the form open too, and how often to ask again."""

    sentences: list[str]
    every: int = int(BEAT.total_seconds())


class OpenForms(admin.ModelAdmin[Article]):
    """Part of the admin of articles that knows who has one open."""

    def presence_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(require_POST(self.presence_view))
        return [path("<int:pk>/presence/", view, name="articles_article_presence")]

    def others(self, request: HttpRequest, article: Article) -> Others:
        """Who else has the form open; whoever asks has it open themselves, if they may write."""
        user, at = editor_of(request), Moment.now().known_at
        if self.has_change_permission(request, article):
            beat(article, user, at=at)
        return Others(
            [
                _("%(name)s has had this open since %(time)s.")
                % {"name": name_of(one.user), "time": clock_time(one.opened_at)}
                for one in others_at(article, user, at=at)
            ]
        )

    def presence_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """A beat of an open form, or its end; answers who else is there and what they saved."""
        article = get_object_or_404(Article, pk=pk)
        if not self.has_change_permission(request, article):
            raise PermissionDenied
        if "gone" in request.POST:
            leave(article, editor_of(request))
            return HttpResponse(status=204)
        sentences = self.others(request, article).sentences
        latest = latest_version(article)
        if latest and str(latest.number) != request.POST.get("opened_on"):
            sentences.append(
                _("%(name)s saved version %(number)s: what you both write will be joined.")
                % {"name": name_of(latest.saved_by), "number": latest.number}
            )
        return JsonResponse({"sentences": sentences})
