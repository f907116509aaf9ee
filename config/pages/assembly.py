"""Finished pages as the settings want them."""

from django.conf import settings
from django.http.request import split_domain_port, validate_host

from config.pages.application import Application, FinishedPages
from config.pages.changes import build, next_publication, next_release
from config.pages.generations import Generations
from config.pages.store import Disk, Memory

MEBIBYTE = 2**20


def with_finished_pages(application: Application) -> Application:
    """The application behind kept pages; alone where none are kept."""
    if settings.DEBUG or not settings.PAGES_MEMORY_MIB:
        return application
    room = settings.PAGES_MEMORY_MIB * MEBIBYTE
    return FinishedPages(
        application,
        generations=Generations((next_publication, next_release), build=build()),
        memory=Memory(room),
        disk=Disk(settings.PAGES_DIR, 4 * room),
        is_ours=_is_ours,
        only_https=settings.IS_HTTPS,
    )


def _is_ours(host: str) -> bool:
    return validate_host(split_domain_port(host)[0], settings.ALLOWED_HOSTS)
