"""The WSGI application that answers visitors from finished pages, and asks Django for the rest."""

import threading
from collections.abc import Callable, Iterable
from typing import Any

from config.pages.bodies import Body, Headers
from config.pages.generations import Generations
from config.pages.keys import page_key, raw_key
from config.pages.store import Disk, Memory

type StartResponse = Callable[..., object]
type Application = Callable[[dict[str, Any], StartResponse], Iterable[bytes]]

KEPT_TYPES = (
    *("text/html", "text/csv", "application/json", "application/xml", "application/atom"),
    "image/png",
)


class FinishedPages:
    """Answers from memory, else from disk, else from the application within.

    A page is kept only where the database was the same before and after it was made.
    """

    def __init__(
        self,
        application: Application,
        *,
        generations: Generations,
        memory: Memory,
        disk: Disk | None,
        is_ours: Callable[[str], bool],
        only_https: bool,
    ) -> None:
        self._application = application
        self._generations = generations
        self._memory = memory
        self._disk = disk
        self._is_ours = is_ours
        self._only_https = only_https
        self._making: dict[str, threading.Lock] = {}
        self._making_lock = threading.Lock()

    def __call__(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        raw = raw_key(environ)
        if raw is None:
            return self._application(environ, start_response)
        body = self._memory.get(raw)
        if body is not None and body.token == self._generations.now():
            return _send(body, environ, start_response)
        key = page_key(environ, is_ours=self._is_ours, only_https=self._only_https)
        if key is None:
            return self._application(environ, start_response)
        self._generations.watch()
        return self._made(raw, key, environ, start_response)

    def _made(
        self,
        raw: tuple[object, ...],
        key: str,
        environ: dict[str, Any],
        start_response: StartResponse,
    ) -> Iterable[bytes]:
        """Made once, however many wait for it; where that fails, what was known last."""
        with self._lock_of(key):
            token = self._generations.look()
            former = self._memory.get(raw) or self._memory.get(key) or self._from_disk(key)
            is_down = not self._generations.is_known
            if former and (former.token == token or is_down):
                self._memory.put(raw, former)
                former.token = token
                return _send(former, environ, start_response)
            answer = _Answer(self._application, environ)
            if answer.is_kept:
                body = Body.of(token, answer.headers, answer.content)
                if self._generations.look() == token and self._generations.is_known:
                    self._memory.put(raw, body)
                    if self._disk:
                        self._disk.put(key, body)
                return _send(body, environ, start_response)
            if answer.is_failure and former:
                return _send(former, environ, start_response)
        return answer.passed_on(start_response, is_head=environ["REQUEST_METHOD"] == "HEAD")

    def _from_disk(self, key: str) -> Body | None:
        return self._disk.get(key) if self._disk else None

    def _lock_of(self, key: str) -> threading.Lock:
        with self._making_lock:
            if len(self._making) > 10_000:
                self._making = {k: lock for k, lock in self._making.items() if lock.locked()}
            return self._making.setdefault(key, threading.Lock())


class _Answer:
    """What the application within answers to the plain request for a page."""

    def __init__(self, application: Application, environ: dict[str, Any]) -> None:
        asked = {**environ, "REQUEST_METHOD": "GET"}
        for condition in ("HTTP_ACCEPT_ENCODING", "HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE"):
            asked.pop(condition, None)
        self.status = "500 Internal Server Error"
        self.headers: Headers = []
        answered = application(asked, self._started)
        try:
            self.content = b"".join(answered)
        finally:
            close = getattr(answered, "close", None)
            if close:
                close()

    def _started(self, status: str, headers: Headers, *_: object) -> None:
        self.status, self.headers = status, headers

    @property
    def is_kept(self) -> bool:
        named = {name.lower(): value for name, value in self.headers}
        told = named.get("cache-control", "")
        return (
            self.status.startswith("200")
            and "set-cookie" not in named
            and "no-store" not in told
            and "private" not in told
            and named.get("content-type", "").startswith(KEPT_TYPES)
        )

    @property
    def is_failure(self) -> bool:
        return self.status.startswith("5")

    def passed_on(self, start_response: StartResponse, *, is_head: bool) -> list[bytes]:
        start_response(self.status, self.headers)
        return [] if is_head else [self.content]


def _send(body: Body, environ: dict[str, Any], start_response: StartResponse) -> list[bytes]:
    body.was_used = True
    zips = bool(body.zipped) and "gzip" in environ.get("HTTP_ACCEPT_ENCODING", "")
    asked = environ.get("HTTP_IF_NONE_MATCH")
    etag = body.etag_zipped if zips else body.etag
    if asked and etag in asked:
        start_response("304 Not Modified", [*body.unchanged, ("ETag", etag)])
        return []
    start_response("200 OK", body.headers_zipped if zips else body.headers)
    if environ["REQUEST_METHOD"] == "HEAD":
        return []
    return [body.zipped if zips else body.plain]
