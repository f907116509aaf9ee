"""Errors in the shape that their reader understands: JSON below /api/, pages elsewhere."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from articles import views
from config.api_errors import error

API = "/api/"


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    if request.path_info.startswith(API):
        return error(400, "bad_request", _("This request can’t be read."))
    return views.bad_request(request, exception)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    if request.path_info.startswith(API):
        return error(403, "forbidden", _("This is not open to you."))
    return views.permission_denied(request, exception)


def server_error(request: HttpRequest) -> HttpResponse:
    if request.path_info.startswith(API):
        return error(500, "server_error", _("Something went wrong on our side."))
    return views.server_error(request)
