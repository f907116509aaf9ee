"""Whether this process lives, and whether it can answer pages: for load balancers."""

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

PLAIN = "text/plain; charset=utf-8"


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers; nothing else is asked."""
    return HttpResponse("ok\n", content_type=PLAIN)


@never_cache
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """The database answers and has every migration that this code knows."""
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return HttpResponse("the database does not answer\n", content_type=PLAIN, status=503)
    if waiting:
        names = ", ".join(f"{one.app_label}.{one.name}" for one, _backwards in waiting)
        return HttpResponse(f"waits for {names}\n", content_type=PLAIN, status=503)
    return HttpResponse("ready\n", content_type=PLAIN)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Everything may be read but the admin and what is asked for anew each time."""
    rules = ["User-agent: *", "Disallow: /admin/", "Disallow: /de/suche/", "Disallow: /en/search/"]
    return HttpResponse(
        "\n".join([*rules, f"Sitemap: {settings.SITE_URL}/sitemap.xml", ""]), content_type=PLAIN
    )
