"""What each kind of page costs when it is made, and how fast it goes out once it is kept."""

import gzip
import re
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path

from django.contrib.staticfiles import finders
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import Resolver404, resolve

from config.measuring.cores import CLIENT, SERVER, on_core
from config.measuring.load import Load, ask
from config.measuring.servers import serving
from config.pages.bodies import Body
from config.settling import settle

BARE = "config.measuring.bare:application"
START = ("/de/", "/en/")
MOST_OF_A_KIND = 25
MADE = 30  # times a page is made afresh
_LINK = re.compile(r'<a [^>]*href="(/(?:de|en)/[^"#]*)"')
_ASSET = re.compile(r'(?:href|src)="/static/([^"]+)"')


@dataclass(frozen=True, slots=True, kw_only=True)
class PageCost:
    """`milliseconds` and `p95` are of one page made afresh in this process, without a network.

    `transferred` is the page with its style sheets and pictures, all compressed.
    """

    kind: str
    path: str
    queries: int
    milliseconds: float
    p95: float
    bytes_compressed: int
    transferred: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRate:
    """Answers per second of a kept page and of the bare application with the same bytes."""

    path: str
    bare: float
    kept: float
    ratio: float
    ratios: list[float]
    client_share: float


def page_costs() -> list[PageCost]:
    """One page of each kind that visitors can reach by links, the largest of those looked at."""
    settle()  # as the server does
    return [page_cost(kind, path) for kind, path in sorted(_largest_by_kind().items())]


def page_rates(paths: list[str], *, rounds: int, seconds: float) -> Iterator[PageRate]:
    for path in paths:
        with tempfile.TemporaryDirectory() as folder, ExitStack() as servers:
            file = Path(folder) / "body"
            file.write_bytes(_answer(path).as_file())
            with on_core(SERVER):
                kept = servers.enter_context(serving())
                bare = servers.enter_context(serving(BARE, MEASURED_BODY=str(file)))
            with on_core(CLIENT):
                ask(kept.port, path, 0.2)
                pairs = [_pair(bare.port, kept.port, path, seconds) for _ in range(rounds)]
        ratios = sorted(ours.per_second / theirs.per_second for theirs, ours in pairs)
        yield PageRate(
            path=path,
            bare=statistics.median(theirs.per_second for theirs, _ours in pairs),
            kept=statistics.median(ours.per_second for _theirs, ours in pairs),
            ratio=statistics.median(ratios),
            ratios=ratios,
            client_share=max(load.client_share for pair in pairs for load in pair),
        )


def _pair(bare: int, kept: int, path: str, seconds: float) -> tuple[Load, Load]:
    return ask(bare, path, seconds), ask(kept, path, seconds)


def _largest_by_kind() -> dict[str, str]:
    """Follows links from the home pages, page by page."""
    client = Client(headers={"host": "127.0.0.1"})
    waiting, seen = list(START), Counter(map(_kind, START))
    known = set(waiting)
    largest: dict[str, tuple[int, str]] = {}
    while waiting:
        path = waiting.pop(0)
        response = client.get(path)
        if response.status_code != 200 or "html" not in response.headers["Content-Type"]:
            continue
        size = len(response.content)
        largest[_kind(path)] = max(largest.get(_kind(path), (0, "")), (size, path))
        for link in _LINK.findall(response.content.decode()):
            kind = _kind(link)
            if kind and link not in known and seen[kind] < MOST_OF_A_KIND:
                known.add(link)
                seen[kind] += 1
                waiting.append(link)
    return {kind: path for kind, (_size, path) in largest.items()}


def _kind(path: str) -> str:
    """The name of the view that answers; empty where none does, or where more is asked for."""
    with suppress(Resolver404):
        return resolve(path).view_name
    return ""


def page_cost(kind: str, path: str) -> PageCost:
    client = Client(headers={"host": "127.0.0.1"})
    with CaptureQueriesContext(connection) as queries:
        content = client.get(path).content
    count = len(queries)  # now: the next request empties the log
    times = []
    for _ in range(MADE):
        begun = time.perf_counter()
        client.get(path)
        times.append(1000 * (time.perf_counter() - begun))
    compressed = len(gzip.compress(content, 6))
    return PageCost(
        kind=kind,
        path=path,
        queries=count,
        milliseconds=statistics.median(times),
        p95=statistics.quantiles(times, n=20)[-1],
        bytes_compressed=compressed,
        transferred=compressed + sum(map(_asset_bytes, set(_ASSET.findall(content.decode())))),
    )


def _asset_bytes(name: str) -> int:
    found = finders.find(name)
    return len(gzip.compress(Path(found).read_bytes(), 6)) if isinstance(found, str) else 0


def _answer(path: str) -> Body:
    response = Client(headers={"host": "127.0.0.1"}).get(path)
    return Body.of("", response.headers.items(), response.content)
