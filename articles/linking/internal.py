"""Addresses of our own site: our own views are asked, so that every kind of page is known."""

from collections.abc import Iterable
from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils import translation

from articles.checking.findings import Level
from articles.checking.page import LinkFault
from articles.models import Article

_HARMLESS = frozenset({"mailto", "tel"})
NOWHERE = LinkFault(code="link-nowhere", level=Level.BLOCKS)
NOT_LIVE = LinkFault(code="link-not-live", level=Level.WARNING)
NOT_SAFE = LinkFault(code="link-not-safe", level=Level.BLOCKS)


def is_elsewhere(address: str) -> bool:
    """Whether another site has to be asked."""
    parts = _split(address)
    return bool(
        parts
        and parts.scheme in {"http", "https"}
        and parts.netloc != urlsplit(settings.SITE_URL).netloc
    )


def read_internal_faults(addresses: Iterable[str]) -> dict[str, LinkFault]:
    """What is wrong with addresses of our own site, and with those that are none at all."""
    faults: dict[str, LinkFault] = {}
    answered: dict[str, LinkFault | None] = {}
    for address in addresses:
        if is_elsewhere(address):
            continue
        path = _path(address)
        if path is None:
            fault: LinkFault | None = None if _is_harmless(address) else NOT_SAFE
        else:
            if path not in answered:
                answered[path] = _fault_of(path)
            fault = answered[path]
        if fault:
            faults[address] = fault
    return faults


def _split(address: str) -> SplitResult | None:
    try:
        parts = urlsplit(address)
        parts.port  # noqa: B018 (raises for a port that is no number)
    except ValueError:
        return None
    return parts


def _is_harmless(address: str) -> bool:
    parts = _split(address)
    return address.startswith("#") or bool(parts and parts.scheme in _HARMLESS)


def _path(address: str) -> str | None:
    """Path and query on our own site; None where the address has none."""
    parts = _split(address)
    if parts is None or parts.scheme not in {"", "http", "https"}:
        return None
    if not parts.path.startswith("/") or address.startswith("//"):
        return None
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def _fault_of(path: str) -> LinkFault | None:
    try:
        match = resolve(urlsplit(path).path)
    except Resolver404:
        return NOWHERE
    try:
        response = _ask(match, path)
    except Http404:
        return NOT_LIVE if _is_being_written(match) else NOWHERE
    except (BadRequest, PermissionDenied, SuspiciousOperation):
        return NOWHERE
    if response.status_code in {301, 302, 307, 308}:
        return LinkFault(
            code="link-former", level=Level.WARNING, better=response.headers["Location"]
        )
    if response.status_code >= 400:
        return NOT_LIVE if response.status_code == 410 else NOWHERE
    return None


def _ask(match: ResolverMatch, path: str) -> HttpResponse:
    """The view's answer to a visitor; raises what the view raises."""
    parts = urlsplit(path)
    site = urlsplit(settings.SITE_URL)
    request = HttpRequest()
    request.method = "GET"
    request.path = request.path_info = parts.path
    request.GET = QueryDict(parts.query)
    request.META = {"SERVER_NAME": site.hostname or "", "SERVER_PORT": str(site.port or 80)}
    request.resolver_match = match
    with translation.override(parts.path[1:3]):
        response: HttpResponse = match.func(request, *match.args, **match.kwargs)
    return response


def _is_being_written(match: ResolverMatch) -> bool:
    """Whether an article with that slug waits to go live: then the link will be right."""
    slug = match.kwargs.get("slug")
    return bool(slug) and Article.objects.filter(slug=slug).exists()
