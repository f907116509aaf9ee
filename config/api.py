"""The root of the JSON API: one router per app, one shape for every error."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, URLResolver, path, re_path
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page
from ninja import NinjaAPI
from ninja.errors import ValidationError
from ninja.openapi.docs import Swagger
from ninja.operation import Operation

from benchmarks.api import ErrorDetail, ErrorOut, NoRange, NoRelease, Unknown
from benchmarks.api import router as benchmarks
from benchmarks.formats import day
from benchmarks.moments import UnreadableDay
from benchmarks.offers import UnreadableOffer

View = Callable[..., HttpResponse]


class Docs(Swagger):
    """Swagger from local files, in a page of our own that our policy for scripts allows."""

    def render_page(self, request: HttpRequest, api: NinjaAPI, **kwargs: object) -> HttpResponse:
        settings = self.settings | {"url": self.get_openapi_url(api, kwargs)}
        return render(request, "api/docs.html", {"settings": settings})


class Api(NinjaAPI):
    def get_openapi_operation_id(self, operation: Operation) -> str:
        """By app and view: callers' programs are named by it, whichever file the view stands in."""
        view = operation.view_func
        return f"{view.__module__.partition('.')[0]}_api_{view.__name__}"


api = Api(
    title="Laufbahn",
    version="1",
    urls_namespace="api-1",
    docs=Docs(settings={"defaultModelsExpandDepth": 0, "validatorUrl": None}),
    description=(
        "What occupations pay, by country, hub, seniority and year: gross per year in the "
        "country's currency, amounts as strings. `as_of=YYYY-MM-DD` answers as of that day. "
        "Groups of fewer than five samples are never described."
    ),
)
api.add_router("/benchmarks", benchmarks)


def error(status: int, code: str, message: str, field: str | None = None) -> HttpResponse:
    body = ErrorOut(error=ErrorDetail(code=code, message=message, field=field))
    return HttpResponse(body.model_dump_json(), status=status, content_type="application/json")


@api.exception_handler(Unknown)
def unknown(request: HttpRequest, exception: Unknown) -> HttpResponse:
    sentences = {
        "occupation": _("No occupation has the code or English slug “%(value)s”."),
        "country": _("No country has the code or English slug “%(value)s”."),
        "hub": _("No hub of this country has the code or English slug “%(value)s”."),
    }
    message = sentences[exception.noun] % {"value": exception.asked_for}
    return error(404, f"unknown_{exception.noun}", message, exception.noun)


@api.exception_handler(NoRelease)
def no_release(request: HttpRequest, exception: NoRelease) -> HttpResponse:
    on = day(exception.on, get_language() or "en")
    return error(404, "no_release", _("Nothing had been released by %(day)s.") % {"day": on})


@api.exception_handler(UnreadableDay)
def unreadable_day(request: HttpRequest, exception: UnreadableDay) -> HttpResponse:
    message = _("as_of wants a day between 2000 and 2100, written as 2026-01-31.")
    return error(422, "unreadable_day", message, "as_of")


@api.exception_handler(NoRange)
def no_range(request: HttpRequest, exception: NoRange) -> HttpResponse:
    return error(404, "no_range", _("There is no range of pay to compare with."))


@api.exception_handler(UnreadableOffer)
def unreadable_offer(request: HttpRequest, exception: UnreadableOffer) -> HttpResponse:
    return error(422, "unreadable_offer", str(exception), "amount")


@api.exception_handler(ValidationError)
def invalid_parameter(request: HttpRequest, exception: ValidationError) -> HttpResponse:
    """Name the first parameter that is wrong; pydantic's own words are English and change."""
    field = str(exception.errors[0]["loc"][-1])
    message = _("The value of %(field)s can't be used.") % {"field": field}
    return error(422, "invalid_parameter", message, field)


def no_such_address(request: HttpRequest) -> HttpResponse:
    return error(404, "unknown_address", _("There is nothing at this address."))


def _not_allowed(allowed: str) -> str:
    if "POST" in allowed:
        return _("This address can only be posted to.")
    return _("This address can only be read.")


def open_to_all(view: View) -> View:
    """What every answer of the API has: ETag, HEAD, errors in one shape, pages of other sites."""
    answer = conditional_page(view)

    @wraps(view)
    def wrapped(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        method = request.method
        if method == "HEAD":
            request.method = "GET"  # the server leaves the body out
        response = answer(request, *args, **kwargs)
        request.method = method
        if response.status_code == 405:
            allowed = response.headers["Allow"]
            response = error(405, "method_not_allowed", _not_allowed(allowed))
            response.headers["Allow"] = allowed
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        return response

    return wrapped


def _urls() -> list[URLPattern | URLResolver]:
    patterns, app_name, namespace = api.urls
    for pattern in patterns:
        if isinstance(pattern, URLPattern):  # all are: ninja nests nothing
            pattern.callback = open_to_all(pattern.callback)
    return [
        path("v1/", (patterns, app_name, namespace)),
        re_path(r"", open_to_all(no_such_address)),
    ]


urlpatterns = _urls()
