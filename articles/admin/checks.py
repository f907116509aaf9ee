"""What checks propose, taken over by a click; and hints on a text while it is written."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from articles.admin.screens import Right, Screens
from articles.admin.writers import editor_of
from articles.checking.drafts import check_text
from articles.models import Article
from articles.writing.mending import mend_version

LONGEST_TEXT = 100_000
"""Letters of one field; longer ones are checked when they are saved."""


class Checks(Screens):
    def check_urls(self) -> list[URLPattern]:
        hints = self.admin_site.admin_view(require_POST(self.hints))
        return [
            self.post("<int:pk>/mend/", self.mend, "mend"),
            path("hints/", hints, name="articles_version_hints"),
        ]

    def mend(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Take over one proposal, or all that were sent."""
        version = self.version(request, pk, Right.WRITE)
        try:
            newer = mend_version(
                version,
                request.POST.getlist("handle"),
                by=editor_of(request),
                moment=self.clock(),
            )
        except ValidationError as error:
            self.refuse(request, error)
            return self.to("change", self.latest(version.article).pk)
        self.note(
            request,
            version.article,
            _("Saved as version %(number)s: %(note)s.")
            % {"number": newer.number, "note": newer.note},
        )
        return self.to("change", newer.pk, "#checks")

    def hints(self, request: HttpRequest) -> HttpResponse:
        """What to change in one text, before it is saved: typed figures first of all."""
        number = request.POST.get("article", "")
        article = get_object_or_404(Article, pk=int(number)) if number.isdecimal() else None
        articles = self.admin_site.get_model_admin(Article)
        if not articles.has_view_or_change_permission(request, article):
            raise PermissionDenied
        text = request.POST.get("text", "")[:LONGEST_TEXT]
        language = article.language if article else request.POST.get("language", "de")
        found = check_text(
            text,
            is_html=request.POST.get("is_html") == "1",
            language="en" if language == "en" else "de",
            article=article,
            moment=self.clock(),
        )
        return JsonResponse(
            {
                "findings": [
                    {
                        "sentence": one.sentence,
                        "quote": one.quote,
                        "replacement": one.replacement,
                        "level": one.level.value,
                    }
                    for one in found
                ]
            },
            headers={"Cache-Control": "no-store"},
        )
