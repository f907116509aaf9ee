"""Which requests may be answered with a kept page, and under which key; pure."""

from collections.abc import Callable, Mapping
from urllib.parse import parse_qsl, urlencode

PAGES = ("/de/", "/en/", "/sitemap")
NARROWING = frozenset({"as_of", "origin", "g", "p"})
"""What a page may be asked for after the question mark; all else is answered afresh."""
LONGEST_QUERY = 300

type Environ = Mapping[str, object]


def raw_key(environ: Environ) -> tuple[object, ...] | None:
    """What a kept page is found by; None for a request that isn't a visitor's.

    Whoever sends a cookie or names themselves may see more than others.
    """
    if (
        environ["REQUEST_METHOD"] not in ("GET", "HEAD")
        or "HTTP_COOKIE" in environ
        or "HTTP_AUTHORIZATION" in environ
    ):
        return None
    return (
        environ["PATH_INFO"],
        environ["QUERY_STRING"],
        environ.get("HTTP_HOST"),
        environ.get("HTTP_X_FORWARDED_PROTO"),
    )


def page_key(environ: Environ, *, is_ours: Callable[[str], bool], only_https: bool) -> str | None:
    """The path with the parts of its query in order; None for what is no page of ours.

    `is_ours` says of a Host header whether the site answers to it.
    """
    path = str(environ["PATH_INFO"])
    if not path.startswith(PAGES):
        return None
    if only_https and environ.get("HTTP_X_FORWARDED_PROTO") != "https":
        return None
    if not is_ours(str(environ.get("HTTP_HOST", ""))):
        return None
    query = str(environ["QUERY_STRING"])
    if not query:
        return path
    asked = parse_qsl(query, keep_blank_values=True)
    if len(query) > LONGEST_QUERY or any(name not in NARROWING for name, _value in asked):
        return None
    # Groups of a comparison keep their order: the page shows them so.
    return f"{path}?{urlencode(sorted(asked, key=lambda pair: pair[0]))}"
