"""Asks another site whether a page is there, and never anything within our own network.

The name is resolved once, every address of it has to be a public one, and the connection goes to
just that address: a name that changes its mind between the check and the call changes nothing.
Redirects are followed by the same rules. Time and number of hops are bounded, and no body is
read. No Django.
"""

import contextlib
import http.client
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, urljoin, urlsplit

SECONDS = 10.0  # for one answer
DEADLINE = 25.0  # for an address with all its redirects
MOST_HOPS = 5
PORTS = {"http": 80, "https": 443}
AGENT = "Laufbahn link check"
_TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")
_ASK_AGAIN = frozenset({400, 403, 404, 405, 406, 501, 503})
"""Some sites answer HEAD like this although the page is there."""
_BUSY = frozenset({401, 403, 407, 423, 425, 429, 451, 503, 999})
"""The page is there and doesn't want to be read by a program, or not now."""


class Unreachable(Exception):
    """Why an address has no page; `problem` is one of the words that `problems.py` explains."""

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Response:
    """What one request was answered with; `location` where it leads elsewhere."""

    status: int
    location: str = ""


type Resolve = Callable[[str, int], list[str]]
"""From a host's name and port to its addresses; raises OSError where it has none."""
type Ask = Callable[[str, SplitResult, str, float], Response]
"""From a method, an address, the number to connect to and a time limit to the answer."""


def look_up(host: str, port: int) -> list[str]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(one[4][0]) for one in found))


def ask(method: str, url: SplitResult, number: str, seconds: float) -> Response:
    """One request to the host's address `number`; raises OSError, ValueError, HTTPException."""
    port = url.port or PORTS[url.scheme]
    host = url.hostname or ""
    line: socket.socket = socket.create_connection((number, port), timeout=seconds)
    watch = threading.Timer(seconds, lambda: _cut(line))
    connection = http.client.HTTPConnection(host, port, timeout=seconds)
    try:
        watch.start()
        if url.scheme == "https":
            line = ssl.create_default_context().wrap_socket(line, server_hostname=host)
        connection.sock = line
        path = quote(url.path or "/", safe="/%:@!$&'()*+,;=~-._")
        query = f"?{quote(url.query, safe='/%:@!$&()*+,;=~-._?')}" if url.query else ""
        connection.request(method, path + query, headers=_headers())
        response = connection.getresponse()  # its body stays unread
        return Response(response.status, response.getheader("Location") or "")
    finally:
        watch.cancel()
        line.close()
        connection.close()


def _cut(line: socket.socket) -> None:
    """End a call whose other side sends a byte now and then, and never finishes."""
    with contextlib.suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)


def _headers() -> dict[str, str]:
    return {"User-Agent": AGENT, "Accept": "*/*", "Connection": "close"}


def check_address(address: str, *, resolve: Resolve = look_up, asked: Ask = ask) -> None:
    """Raises Unreachable where a reader would find no page."""
    ends_at = time.monotonic() + DEADLINE
    for _hop in range(MOST_HOPS + 1):
        url = _split(address)
        number = _public_address(url, resolve)
        response = _answer(url, number, ends_at, asked)
        if not (300 <= response.status < 400 and response.location):
            if response.status >= 400 and response.status not in _BUSY:
                raise Unreachable(str(response.status))
            return
        address = urljoin(address, response.location)
    raise Unreachable("redirects")


def _split(address: str) -> SplitResult:
    try:
        url = urlsplit(address)
        port = url.port
    except ValueError as error:
        raise Unreachable("address") from error
    if url.scheme not in PORTS or not url.hostname or url.username or url.password:
        raise Unreachable("address")
    if port is not None and port not in PORTS.values():
        raise Unreachable("address")
    return url


def _public_address(url: SplitResult, resolve: Resolve) -> str:
    """Raises Unreachable unless every address of the host is one of the open internet."""
    try:
        host = (url.hostname or "").encode("idna").decode()
        numbers = resolve(host, url.port or PORTS[url.scheme])
    except (OSError, UnicodeError) as error:
        raise Unreachable("host") from error
    if not numbers or not all(_is_public(one) for one in numbers):
        raise Unreachable("private")
    return numbers[0]


def _is_public(number: str) -> bool:
    found = ipaddress.ip_address(number.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address) and (inner := _inner(found)):
        return _is_public(str(inner))
    return found.is_global and not found.is_multicast


def _inner(number: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The address of the older kind that a gateway would connect to instead."""
    if number in _TRANSLATED:
        return ipaddress.IPv4Address(int(number) & 0xFFFFFFFF)
    return number.ipv4_mapped or number.sixtofour


def _answer(url: SplitResult, number: str, ends_at: float, asked: Ask) -> Response:
    """By HEAD, and by GET where that was refused."""
    try:
        response = asked("HEAD", url, number, _time_left(ends_at))
        if response.status in _ASK_AGAIN:
            response = asked("GET", url, number, _time_left(ends_at))
    except TimeoutError as error:
        raise Unreachable("timeout") from error
    except ssl.SSLError as error:
        raise Unreachable("certificate") from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise Unreachable("connection") from error
    return response


def _time_left(ends_at: float) -> float:
    left = min(SECONDS, ends_at - time.monotonic())
    if left <= 0:
        raise TimeoutError
    return left
