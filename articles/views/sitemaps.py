"""The list of all sitemaps, by the public address of the site whatever name it was asked by."""

from django.conf import settings
from django.contrib.sitemaps.views import SitemapIndexItem, x_robots_tag
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from articles.sitemaps import SITEMAPS


@require_safe
@x_robots_tag
def sitemap_index(request: HttpRequest) -> TemplateResponse:
    items = []
    for section, pages in SITEMAPS.items():
        site_map = pages()
        url = settings.SITE_URL + reverse("sitemap", args=[section])
        changed_at = site_map.get_latest_lastmod()
        items += [
            SitemapIndexItem(
                f"{url}?p={number}" if number > 1 else url,
                changed_at,  # type: ignore[arg-type]  # the stubs say bool, Django takes a time
            )
            for number in site_map.paginator.page_range
        ]
    return TemplateResponse(
        request, "sitemap_index.xml", {"sitemaps": items}, content_type="application/xml"
    )
