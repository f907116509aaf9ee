"""Pages of what went wrong: one sentence on it, and a way on from there."""

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.utils.translation import gettext as _

from articles.addresses import LANGUAGES, language_here
from articles.search import Hit, nearest
from articles.views.answering import error
from benchmarks.moments import Moment

DESK = "/admin/"
SERVER_ERROR = {
    language: (settings.BASE_DIR / "templates" / f"500.{language}.html").read_text("utf-8")
    for language in LANGUAGES
}
"""Read when the process starts: whatever is broken later, these pages are not."""


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return error(request, 400, _("Bad request"), _("This address can’t be read."))


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return error(request, 403, _("Not allowed"), _("This page is not open to your account."))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Of forms behind the login alone: those of visitors change nothing and need no cookie."""
    sentence = _(
        "The form could not be told from a forged one. Please allow cookies for this site, load "
        "the page again and send the form once more."
    )
    return error(request, 403, _("Not accepted"), sentence)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    sentence = _("There is no page at this address.")
    return error(request, 404, _("Page not found"), sentence, suggestions=_near(request.path_info))


def server_error(request: HttpRequest) -> HttpResponse:
    """In the language of the address or of the browser; no template, database or frame is asked."""
    path = request.path_info
    language = next((code for code in LANGUAGES if path.startswith(f"/{code}/")), "")
    if not language:
        language = "de" if request.headers.get("Accept-Language", "").startswith("de") else "en"
    back = DESK if path.startswith(DESK) else f"/{language}/"
    return HttpResponseServerError(SERVER_ERROR[language].replace("{back}", back))


def _near(path: str) -> list[Hit]:
    """Pages whose names come near the words of an address of ours; none while they can't be read.

    The first part after the language names a room, such as `gehalt`; as the only one it counts.
    """
    language, *words = path.strip("/").split("/")
    if language not in LANGUAGES or not words:
        return []
    named = " ".join(words[1:] or words).replace("-", " ")
    try:
        return nearest(named, language=language_here(), moment=Moment.now())
    except DatabaseError:
        return []
