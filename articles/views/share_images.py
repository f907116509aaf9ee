"""The image of a page, at the page's address: asked of the view that shows the page."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Concatenate
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from articles.share_images.drawing import draw
from articles.views.answering import Page

type View[**P] = Callable[Concatenate[HttpRequest, P], HttpResponse]


def drawn[**P](view: View[P], name: str) -> View[P]:
    """So an image says what its page says at that moment: no more, no earlier, no later.

    Where the page leads elsewhere, its image leads to the image there, which is called `name`.
    """

    @require_safe
    @wraps(view)
    def wrapped(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if isinstance(response, Page) and response.status_code == HTTPStatus.OK:
            return _image(response)
        if place := response.headers.get("Location"):
            response.headers["Location"] = _image_at(place, name)
        return response

    return wrapped


def _image(page: Page) -> HttpResponse:
    response = HttpResponse(draw(page.frame.shown_card), content_type="image/png")
    if not page.frame.is_indexed:
        response.headers["X-Robots-Tag"] = "noindex"
    return response


def _image_at(place: str, name: str) -> str:
    parts = urlsplit(place)
    return parts._replace(path=f"{parts.path}{name}", fragment="").geturl()
