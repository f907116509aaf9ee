"""When pages next show something else by themselves, and what else a kept page depends on."""

import hashlib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db.models import Min

from articles.models import Publication
from articles.operator import read_operator
from benchmarks.models import ReleasePublication

SHOWN = ("*.py", "*.html", "*.css", "*.mo", "*.yaml")
ROOMS = ("articles", "benchmarks", "config", "visa", "templates", "static", "locale")


def next_publication(after: datetime) -> datetime | None:
    """The next instant at which an article goes live or ends."""
    begins = Publication.objects.filter(live_from__gt=after).aggregate(at=Min("live_from"))["at"]
    ends = Publication.objects.filter(live_until__gt=after).aggregate(at=Min("live_until"))["at"]
    return min(filter(None, (begins, ends)), default=None)


def next_release(after: datetime) -> datetime | None:
    """The next instant at which another release takes effect."""
    coming = ReleasePublication.objects.filter(effective_from__gt=after)
    found: datetime | None = coming.aggregate(at=Min("effective_from"))["at"]
    return found


def build() -> str:
    """A name for this code on this database: pages that other code made are made anew."""
    database = settings.DATABASES["default"]
    named = [f"{database['NAME']} {database.get('HOST', '')} {settings.SITE_URL}"]
    named += [f"{read_operator()}"]
    named += [
        f"{file} {facts.st_mtime_ns} {facts.st_size}"
        for file in sorted(_shown_files())
        for facts in [file.stat()]
    ]
    return hashlib.blake2b("\n".join(named).encode(), digest_size=8).hexdigest()


def _shown_files() -> Iterator[Path]:
    for room in ROOMS:
        for pattern in SHOWN:
            yield from (Path(settings.BASE_DIR) / room).rglob(pattern)
