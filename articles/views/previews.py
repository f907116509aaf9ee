"""Versions that aren't live, for those who may read them: staff in a frame, outsiders by a link.

Nothing keeps such a page, no search engine lists it, and no page that it links to learns of it.
"""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate

from django.conf import settings
from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.csp import CSP
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.csp import csp_override

from articles.addresses import language_here
from articles.models import Article, Version
from articles.publishing.preview_links import LinkEnded, opened
from articles.views.answering import at_moment, error
from articles.views.guides import show
from articles.views.market import show_example
from benchmarks import formats
from benchmarks.moments import Moment

IN_OUR_FRAME: dict[str, list[str]] = {**settings.SECURE_CSP, "frame-ancestors": [CSP.SELF]}


def unlisted[**P](
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Errors too: that there is such a link is nobody's business either."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "private, no-store"
        response["X-Robots-Tag"] = "noindex, nofollow"
        response["Referrer-Policy"] = "no-referrer"
        return response

    return wrapped


@unlisted
@at_moment
def preview_link(request: HttpRequest, moment: Moment, token: str) -> HttpResponse:
    """The version that a signed link is bound to, until the link ends or is revoked."""
    try:
        # The link ends by the real clock, whatever day the page is asked to speak of.
        link = opened(token, at=timezone.now())
    except LinkEnded:
        sentence = _("This link has ended. Please ask who sent it for a new one.")
        return error(request, 410, _("This preview is over"), sentence)
    if link is None or link.version.article.language != language_here():
        return error(
            request, 404, _("No such preview"), _("Nobody made this link. Is it complete?")
        )
    ends = timezone.localtime(link.expires_at)
    notice = _("Preview of version %(number)s. This link ends on %(day)s at %(time)s.") % {
        "number": link.version.number,
        "day": formats.day(ends.date(), language_here()),
        "time": f"{ends:%H:%M}",
    }
    return _shown(request, link.version, moment, notice)


@unlisted
@csp_override(IN_OUR_FRAME)
@xframe_options_sameorigin
@at_moment
def preview_framed(request: HttpRequest, moment: Moment, pk: int) -> HttpResponse:
    """A version inside the admin's preview; who may not read its article learns nothing."""
    version = get_object_or_404(Version.objects.select_related("article"), pk=pk)
    articles = admin.site.get_model_admin(Article)
    if not (
        admin.site.has_permission(request)
        and articles.has_view_or_change_permission(request, version.article)
        and version.article.language == language_here()
    ):
        raise Http404
    notice = _("Preview of version %(number)s") % {"number": version.number}
    return _shown(request, version, moment, notice)


def _shown(request: HttpRequest, version: Version, moment: Moment, notice: str) -> HttpResponse:
    if version.article.kind == Article.Kind.MARKET:
        return show_example(request, version, moment, notice)
    return show(
        request,
        article=version.article,
        content=version.as_content(),
        moment=moment,
        notice=notice,
    )
