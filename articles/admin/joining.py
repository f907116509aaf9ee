"""The page on which a version that was set aside is joined with what was saved meanwhile."""

from dataclasses import dataclass

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from articles.admin.joining_form import JoiningForm, Names
from articles.admin.joining_words import ShownChange, shown
from articles.admin.policy import may_style_inline
from articles.admin.standing import what_visitors_read
from articles.admin.writers import editor_of, name_of
from articles.models import Article, Version
from articles.writing.joining import CannotJoin, Joining, dismiss, join, joining_of
from benchmarks.moments import Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A conflict with the fields that decide it."""

    change: ShownChange
    fields: list[object]


class JoiningPages(admin.ModelAdmin[Article]):
    """Part of the admin of articles that lets nothing get lost when two people save."""

    def joining_urls(self) -> list[URLPattern]:
        site = self.admin_site
        page = site.admin_view(never_cache(may_style_inline(self.joining_view)))
        done_without = site.admin_view(require_POST(self.dismissing_view))
        at = "<int:pk>/join/<int:number>/"
        return [
            path(at, page, name="articles_article_join"),
            path(f"{at}dismiss/", done_without, name="articles_article_dismiss"),
        ]

    def joining_url(self, aside: Version) -> str:
        return reverse("admin:articles_article_join", args=[aside.article_id, aside.number])

    def joining_view(self, request: HttpRequest, pk: int, number: int) -> HttpResponse:
        aside = self._aside(request, pk, number)
        if aside.settled_at:
            messages.info(request, _("This version was joined or set aside for good already."))
            return HttpResponseRedirect(reverse("admin:articles_article_change", args=[pk]))
        joining, form = self._opened_joining(aside, request)
        if request.method == "POST" and form.is_valid():
            done = self._join(request, aside, form)
            if done:
                return done
            joining, form = self._opened_joining(aside, request)
        return self._page(request, joining, form)

    def dismissing_view(self, request: HttpRequest, pk: int, number: int) -> HttpResponse:
        aside = self._aside(request, pk, number)
        dismiss(aside, at=Moment.now().known_at)
        messages.success(
            request,
            _("Version %(number)s stays set aside; it can be read in the history.")
            % {"number": number},
        )
        return HttpResponseRedirect(reverse("admin:articles_article_change", args=[pk]))

    def _aside(self, request: HttpRequest, pk: int, number: int) -> Version:
        article = get_object_or_404(Article, pk=pk)
        if not self.has_change_permission(request, article):
            raise PermissionDenied
        aside = (
            article.versions.filter(number=number, is_aside=True)
            .select_related("article", "saved_by", "based_on")
            .first()
        )
        if aside is None:
            raise Http404
        return aside

    def _opened_joining(self, aside: Version, request: HttpRequest) -> tuple[Joining, JoiningForm]:
        joining = joining_of(aside)
        written = request.POST if request.method == "POST" else None
        return joining, JoiningForm(joining.merge.conflicts, _names(joining), written)

    def _join(self, request: HttpRequest, aside: Version, form: JoiningForm) -> HttpResponse | None:
        """Where it succeeds; else it is said why not, and the page shown anew."""
        at = Moment.now().known_at
        try:
            joined = join(
                aside,
                form.choices(),
                latest=int(request.POST.get("latest") or 0),
                by=editor_of(request),
                at=at,
            )
        except (CannotJoin, ValueError) as error:
            sentences = error.messages if isinstance(error, ValidationError) else [str(error)]
            for sentence in sentences:
                messages.error(request, sentence)
            return None
        said = _("Joined as version %(number)s.") % {"number": joined.number}
        messages.success(request, f"{said} {what_visitors_read(aside.article, at)}")
        return HttpResponseRedirect(
            reverse("admin:articles_article_change", args=[aside.article_id])
        )

    def _page(self, request: HttpRequest, joining: Joining, form: JoiningForm) -> HttpResponse:
        changes, names = joining.merge.changes, _names(joining)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Two people wrote on version %(number)s") % {"number": joining.base.number},
            "article": joining.aside.article,
            "joining": joining,
            "them": names.them,
            "you": names.you,
            "form": form,
            "media": form.media,
            "passages": [
                Passage(change=shown(one, names), fields=form.fields_of(one))
                for one in changes
                if one.is_conflict
            ],
            "joined": [shown(one, names) for one in changes if not one.is_conflict],
        }
        return TemplateResponse(request, "admin/articles/article/join.html", context)


def _names(joining: Joining) -> Names:
    return Names(name_of(joining.latest.saved_by), name_of(joining.aside.saved_by))
