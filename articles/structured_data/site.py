"""What is said of the site: its search, and where a page stands in it."""

from collections.abc import Iterable

from django.conf import settings

from articles.addresses import Address, language_here
from articles.structured_data.scripts import SITE, Json, described


def web_site() -> dict[str, Json]:
    """The site in the language of the page, and how to search it."""
    language = language_here()
    found = Address(view="search").permanent_in(language)
    return described(
        "WebSite",
        name=SITE,
        url=Address(view="home").permanent_in(language),
        inLanguage=language,
        potentialAction={
            **described(
                "SearchAction",
                target=described("EntryPoint", urlTemplate=f"{found}?q={{words}}"),
            ),
            "query-input": "required name=words",
        },
    )


def breadcrumbs(steps: Iterable[tuple[str, str]]) -> dict[str, Json]:
    """The names of the steps to a page, the page itself last, with their paths."""
    listed = [
        described("ListItem", position=number, name=name, item=f"{settings.SITE_URL}{path}")
        for number, (name, path) in enumerate(steps, start=1)
    ]
    return described("BreadcrumbList", itemListElement=listed)
