"""The root of the JSON API: one router per app, one shape for every error."""

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, URLResolver, path, re_path
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page
from ninja import NinjaAPI
from ninja.openapi.docs import Swagger
from ninja.operation import Operation
from ninja.parser import Parser

from articles.api import router as figures
from benchmarks.api import router as benchmarks
from config.api_errors import answer_errors, error
from visa.api import router as visa

View = Callable[..., HttpResponse]


class Docs(Swagger):
    """Swagger from local files, in a page of our own that our policy for scripts allows."""

    def render_page(self, request: HttpRequest, api: NinjaAPI, **kwargs: object) -> HttpResponse:
        settings = self.settings | {"url": self.get_openapi_url(api, kwargs)}
        return render(request, "api/docs.html", {"settings": settings})


class Reader(Parser):
    """JSON whose text can be written again: half a surrogate pair fits in no answer and no row.

    Numbers with decimals come as they are written, since `50700.50` as a float is another number.
    """

    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        body: dict[str, Any] = json.loads(request.body, parse_float=str)
        json.dumps(body, ensure_ascii=False).encode()
        return body


class Api(NinjaAPI):
    def get_openapi_operation_id(self, operation: Operation) -> str:
        """By app and view: callers' programs are named by it, whichever file the view stands in."""
        view = operation.view_func
        return f"{view.__module__.partition('.')[0]}_api_{view.__name__}"


api = Api(
    title="Laufbahn",
    version="1",
    urls_namespace="api-1",
    parser=Reader(),
    docs=Docs(settings={"defaultModelsExpandDepth": 0, "validatorUrl": None}),
    description=(
        "What occupations pay, by country, hub, seniority and year: gross per year in the "
        "country's currency, amounts as strings. `as_of=YYYY-MM-DD` answers as of that day. "
        "Groups of fewer than five samples are never described."
    ),
)
api.add_router("/benchmarks", benchmarks)
api.add_router("/visa", visa)
api.add_router("", figures)
answer_errors(api)


def no_such_address(request: HttpRequest) -> HttpResponse:
    return error(404, "unknown_address", _("There is nothing at this address."))


def _not_allowed(allowed: str) -> str:
    if "POST" in allowed:
        return _("This address can only be posted to.")
    return _("This address can only be read.")


def _preflight() -> HttpResponse:
    """What a browser asks before a page of another site may post an offer as JSON."""
    return HttpResponse(
        status=204,
        headers={
            "Access-Control-Allow-Origin": "*",
            "Access-Control-Allow-Methods": "GET, HEAD, POST",
            "Access-Control-Allow-Headers": "Accept-Language, Content-Type, If-None-Match",
            "Access-Control-Max-Age": "86400",
        },
    )


def open_to_all(view: View) -> View:
    """What every answer of the API has: ETag, HEAD, errors in one shape, pages of other sites."""
    answer = conditional_page(view)

    @wraps(view)
    def wrapped(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        method = request.method
        if method == "OPTIONS":
            return _preflight()
        if method == "HEAD":
            request.method = "GET"  # the server leaves the body out
        try:
            response = answer(request, *args, **kwargs)
        except Http404:  # the framework's own, at the root of a version
            response = no_such_address(request)
        request.method = method
        if response.status_code == 405:
            allowed = response.headers["Allow"]
            if allowed == "GET":
                allowed = "GET, HEAD"  # the framework knows of no HEAD: it is answered here
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
