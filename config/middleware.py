"""What every response carries, and in which language a request is answered."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers

Handler = Callable[[HttpRequest], HttpResponse]

PAGE_LANGUAGES = {f"/{code}/": code for code, _name in settings.LANGUAGES}


def page_language(get_response: Handler) -> Handler:
    """A page speaks the language of its path; the admin and the API follow the browser."""

    def middleware(request: HttpRequest) -> HttpResponse:
        from_path = PAGE_LANGUAGES.get(request.path_info[:4])
        language = from_path or translation.get_language_from_request(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = get_response(request)
        response.headers.setdefault("Content-Language", language)
        if not from_path:
            patch_vary_headers(response, ["Accept-Language"])
        return response

    return middleware


def response_headers(get_response: Handler) -> Handler:
    """Headers that Django's own security middleware does not know."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), geolocation=(), microphone=(), browsing-topics=()"
        )
        return response

    return middleware
