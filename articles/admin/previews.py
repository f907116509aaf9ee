"""A version as its readers would see it, at three widths and as of any day; links for outsiders."""

from datetime import datetime

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, reverse
from django.utils import timezone
from django.utils.csp import CSP
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csp import csp_override

from articles.admin.screens import Right, Screens
from articles.admin.writers import editor_of
from articles.models import PreviewLink, Version
from articles.publishing.preview_links import (
    LONGEST_DAYS,
    create_link,
    links_of,
    path_of,
    revoke,
)

WIDTHS = (360, 768, 1280)
WITH_FRAMES: dict[str, list[str]] = {**settings.SECURE_CSP, "frame-src": [CSP.SELF]}


class DayForm(forms.Form):
    as_of = forms.DateField(
        label=gettext_lazy("As of"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("Law, figures and offers of that day. Blank: today."),
    )


class LinkForm(forms.Form):
    days = forms.IntegerField(
        label=gettext_lazy("Ends after, in days"), min_value=1, max_value=LONGEST_DAYS, initial=7
    )


class Previews(Screens):
    def preview_urls(self) -> list[URLPattern]:
        return [
            self.read("<int:pk>/preview/", self.preview_screen, "preview"),
            self.post("<int:pk>/preview-link/", self.make_link, "preview_link"),
            self.post("preview-links/<int:pk>/revoke/", self.revoke_link, "revoke_link"),
        ]

    def preview_screen(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self._preview(request, self.version(request, pk))

    @method_decorator(csp_override(WITH_FRAMES))
    def _preview(
        self, request: HttpRequest, version: Version, link_form: LinkForm | None = None
    ) -> HttpResponse:
        day_form = DayForm(request.GET or None)
        day = day_form.cleaned_data["as_of"] if day_form.is_valid() else None
        framed = reverse(f"{version.article.language}:preview_framed", args=[version.pk])
        now = timezone.now()
        context = {
            "widths": WIDTHS,
            "address": f"{framed}?as_of={day.isoformat()}" if day else framed,
            "day_form": day_form if request.GET else DayForm(),
            "link_form": link_form or LinkForm(),
            "links": [
                (one, request.build_absolute_uri(path_of(one)), _is_open(one, now))
                for one in links_of(version.article)
            ],
            "may_share": self._may_share(request, version),
        }
        status = 400 if link_form else 200
        return self.show(request, "preview", version, "preview", context, status=status)

    def make_link(self, request: HttpRequest, pk: int) -> HttpResponse:
        version = self.version(request, pk, Right.WRITE, Right.REVIEW)
        form = LinkForm(request.POST)
        if not form.is_valid():
            return self._preview(request, version, form)
        by, at = editor_of(request), self.clock().known_at
        create_link(version, by=by, at=at, days=form.cleaned_data["days"])
        self.note(
            request,
            version.article,
            _("Version %(number)s can be read under a link.") % {"number": version.number},
        )
        return self.to("preview", pk, "#links")

    def revoke_link(self, request: HttpRequest, pk: int) -> HttpResponse:
        link = get_object_or_404(PreviewLink, pk=pk)
        version = self.version(request, link.version_id, Right.WRITE, Right.REVIEW)
        revoke(link, at=self.clock().known_at)
        self.note(request, version.article, _("The link was revoked."))
        return self.to("preview", version.pk, "#links")

    def _may_share(self, request: HttpRequest, version: Version) -> bool:
        rights = (Right.WRITE, Right.REVIEW)
        return any(self.may(request, version.article, right) for right in rights)


def _is_open(link: PreviewLink, now: datetime) -> bool:
    return link.revoked_at is None and link.expires_at > now
