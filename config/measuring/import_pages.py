"""How long the pages of a large import let an analyst wait."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from benchmarks.admin.rows_page import address_of_rows
from benchmarks.models import ImportBatch
from benchmarks.preview_rows import ON_A_PAGE, Filter, Kind

TIMES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRun:
    """Seconds of the first answer of a page, and the median of those that follow."""

    name: str
    first_seconds: float
    usual_seconds: float


def measure_pages(batch_id: int) -> list[PageRun]:
    """What the analyst opens of an import: its preview, its quarantine, its rows, page by page."""
    analyst = Client(SERVER_NAME="127.0.0.1")
    analyst.force_login(User.objects.create_superuser("measured"))
    batch = ImportBatch.objects.get(pk=batch_id)
    return [_run(analyst, name, address) for name, address in _pages(batch)]


def _pages(batch: ImportBatch) -> Iterator[tuple[str, str]]:
    yield "preview", reverse("admin:benchmarks_importbatch_change", args=[batch.pk])
    yield "quarantine", reverse("admin:benchmarks_importbatch_quarantine", args=[batch.pk])
    rows = reverse("admin:benchmarks_importbatch_rows", args=[batch.pk])
    refused = Filter(kind=Kind.REFUSED, rows=batch.rows_refused)
    yield "refused rows", rows + address_of_rows(refused)
    usable = Filter(kind=Kind.USABLE, rows=batch.rows_accepted)
    yield "last usable rows", rows + address_of_rows(usable, usable.rows // ON_A_PAGE + 1)


def _run(analyst: Client, name: str, address: str) -> PageRun:
    first, *others = (_seconds(analyst, address) for _time in range(TIMES))
    return PageRun(name=name, first_seconds=first, usual_seconds=median(others))


def _seconds(analyst: Client, address: str) -> float:
    started = time.perf_counter()
    response = analyst.get(address, secure=settings.SECURE_SSL_REDIRECT)
    seconds = time.perf_counter() - started
    if response.status_code != 200:
        raise RuntimeError(f"{address} answered {response.status_code}")
    return seconds
