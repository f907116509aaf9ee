"""Pictures and the sizes made of them; nothing else that was uploaded is ever served."""

import re

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from django.views.static import serve

KINDS = ("jpg", "jpeg", "png", "webp", "avif")
PICTURE = re.compile(
    rf"(?:pictures/\d{{4}}|__processed__/[0-9a-f]{{3}}/[0-9a-f]{{3}})/[\w.-]+\.(?:{'|'.join(KINDS)})",
    re.IGNORECASE,
)
A_YEAR = 31_536_000


@require_safe
def picture(request: HttpRequest, name: str) -> HttpResponse | FileResponse:
    """A file of that name never changes: another picture gets another name."""
    if not PICTURE.fullmatch(name):
        raise Http404
    response = serve(request, name, document_root=str(settings.MEDIA_ROOT))
    response.headers["Cache-Control"] = f"public, max-age={A_YEAR}, immutable"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
