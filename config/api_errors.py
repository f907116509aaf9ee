"""Every error of the API in one shape: a code to rely on, and one sentence for a person."""

import re
from collections.abc import Callable, Mapping

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from articles.api import UnknownFigure, UnknownGuide
from benchmarks.api import ErrorDetail, ErrorOut, NoRange, NoRelease, Unknown
from benchmarks.formats import day
from benchmarks.moments import UnreadableDay
from benchmarks.offers import UnreadableOffer
from visa.api import UnknownTitle, UnreadableAnswers

QUOTED = re.compile(r"'([^']*)'")


def error(status: int, code: str, message: str, field: str | None = None) -> HttpResponse:
    body = ErrorOut(error=ErrorDetail(code=code, message=message, field=field))
    return HttpResponse(body.model_dump_json(), status=status, content_type="application/json")


def answer_errors(api: NinjaAPI) -> None:
    """Let the API answer with these whatever its views and parsers raise."""
    handlers: Mapping[type[Exception], Callable[..., HttpResponse]] = {
        Unknown: _unknown,
        NoRelease: _no_release,
        NoRange: _no_range,
        UnreadableDay: _unreadable_day,
        UnreadableOffer: _unreadable_offer,
        UnknownTitle: _unknown_key,
        UnknownFigure: _unknown_key,
        UnknownGuide: _unknown_key,
        UnreadableAnswers: _unreadable_answer,
        ValidationError: _invalid_parameter,
        HttpError: _unreadable_body,
        RequestDataTooBig: _too_much,
    }
    for exception, handler in handlers.items():
        api.add_exception_handler(exception, handler)


def _unknown(request: HttpRequest, exception: Unknown) -> HttpResponse:
    sentences = {
        "occupation": _("No occupation has the code or English slug “%(value)s”."),
        "country": _("No country has the code or English slug “%(value)s”."),
        "hub": _("No hub of this country has the code or English slug “%(value)s”."),
    }
    message = sentences[exception.noun] % {"value": exception.asked_for}
    return error(404, f"unknown_{exception.noun}", message, exception.noun)


def _no_release(request: HttpRequest, exception: NoRelease) -> HttpResponse:
    on = day(exception.on, get_language() or "en")
    if exception.number is None:
        return error(404, "no_release", _("Nothing had been released by %(day)s.") % {"day": on})
    named = {"number": exception.number, "day": on}
    message = _("No release %(number)s had been published by %(day)s.") % named
    return error(404, "no_release", message, "release")


def _no_range(request: HttpRequest, exception: NoRange) -> HttpResponse:
    return error(404, "no_range", _("There is no range of pay to compare with."))


def _unreadable_day(request: HttpRequest, exception: UnreadableDay) -> HttpResponse:
    message = _("as_of wants a day between 2000 and 2100, written as 2026-01-31.")
    return error(422, "unreadable_day", message, "as_of")


def _unreadable_offer(request: HttpRequest, exception: UnreadableOffer) -> HttpResponse:
    return error(422, "unreadable_offer", str(exception), "amount")


def _unknown_key(
    request: HttpRequest, exception: UnknownTitle | UnknownFigure | UnknownGuide
) -> HttpResponse:
    message = _("There is nothing with the key “%(key)s”.") % {"key": exception.key}
    return error(404, "unknown_key", message, "key")


def _unreadable_answer(request: HttpRequest, exception: UnreadableAnswers) -> HttpResponse:
    """The first answer that can't be used; its own words never stand in ours."""
    sentence = exception.first.sentence.in_language(get_language() or "en")
    return error(422, "unreadable_answer", sentence, exception.first.fact[:80])


def _unreadable_body(request: HttpRequest, exception: HttpError) -> HttpResponse:
    """The framework raises it for a body that isn't JSON, and for nothing else of ours."""
    return error(
        exception.status_code, "unreadable_body", _("The body of this request has to be JSON.")
    )


def _too_much(request: HttpRequest, exception: RequestDataTooBig) -> HttpResponse:
    return error(413, "too_much", _("The body of this request is too large."))


def _invalid_parameter(request: HttpRequest, exception: ValidationError) -> HttpResponse:
    """Name the first parameter that is wrong, and what it wants."""
    wrong = exception.errors[0]
    if wrong["type"] == "missing" and wrong["loc"][0] == "body" and len(wrong["loc"]) == 2:
        # The whole body is, which callers don't know by the name of our argument.
        return error(400, "unreadable_body", _("The body of this request has to be JSON."))
    field = str(wrong["loc"][-1])
    return error(422, "invalid_parameter", _sentence(field, wrong), field)


def _sentence(field: str, wrong: Mapping[str, object]) -> str:
    """In our words: those of pydantic are English and change."""
    kind, context = str(wrong["type"]), wrong.get("ctx")
    known = context if isinstance(context, Mapping) else {}
    values = {"field": field, **known}
    if kind == "missing":
        return _("%(field)s is missing.") % values
    if kind.startswith("int_"):
        return _("%(field)s wants a whole number.") % values
    if kind == "greater_than_equal":
        return _("%(field)s wants a number of at least %(ge)s.") % values
    if kind == "less_than_equal":
        return _("%(field)s wants a number of at most %(le)s.") % values
    if kind == "string_too_long":
        return _("%(field)s takes at most %(max_length)s characters.") % values
    if kind in {"enum", "literal_error"}:
        accepted = ", ".join(QUOTED.findall(str(known.get("expected", ""))))
        return _("%(field)s wants one of: %(accepted)s.") % {"field": field, "accepted": accepted}
    if kind.startswith(("decimal_", "finite_")):
        return _("%(field)s wants an amount such as 80000 or 80000.50.") % values
    return _("The value of %(field)s can't be used.") % values
