"""The addresses of all pages, once per language."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.contrib.sitemaps import views as sitemaps
from django.http import HttpResponse
from django.urls import URLPattern, include, path

from articles import views
from articles.sitemaps import SITEMAPS
from articles.views.share_images import drawn

TABLE = "<slug:table>.<slug:form>"
FOR_IMAGES: dict[str, Callable[..., HttpResponse]] = {
    "market_detail": views.market_card,
    "search": views.search_card,
}
"""Views that read no more of a page than its image shows, where that is much less."""
IMAGELESS = ("feed", "figure_detail_file")
"""What stands among the pages and is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words in the addresses of one language."""

    salary: str
    method: str
    releases: str
    sources: str
    compare: str
    offer: str
    visa: str
    check: str
    rules: str
    career: str
    figures: str
    formula: str
    preview: str
    version: str
    search: str
    places: str
    changes: str
    imprint: str
    privacy: str
    accessibility: str
    image: str


WORDS = {
    "de": Words(
        salary="gehalt",
        method="methode",
        releases="ausgaben",
        sources="quellen",
        compare="vergleich",
        offer="angebot",
        visa="visum",
        check="check",
        rules="regeln",
        career="karriere",
        figures="zahlen",
        formula="rechnung",
        preview="vorschau",
        version="fassung",
        search="suche",
        places="orte",
        changes="aenderungen",
        imprint="impressum",
        privacy="datenschutz",
        accessibility="barrierefreiheit",
        image="bild.png",
    ),
    "en": Words(
        salary="salary",
        method="method",
        releases="releases",
        sources="sources",
        compare="compare",
        offer="offer",
        visa="visa",
        check="check",
        rules="rules",
        career="career",
        figures="figures",
        formula="formula",
        preview="preview",
        version="version",
        search="search",
        places="places",
        changes="changes",
        imprint="imprint",
        privacy="privacy",
        accessibility="accessibility",
        image="image.png",
    ),
}


def pages(words: Words) -> list[URLPattern]:
    return [
        path("", views.home, name="home"),
        path(f"{words.method}/", views.method, name="method"),
        path(f"{words.method}/{words.releases}/", views.releases, name="releases"),
        path(f"{words.sources}/", views.sources, name="sources"),
        path(f"{words.changes}/", views.changes, name="changes"),
        path(f"{words.imprint}/", views.imprint, name="imprint"),
        path(f"{words.privacy}/", views.privacy, name="privacy"),
        path(f"{words.accessibility}/", views.accessibility, name="accessibility"),
        path(f"{words.places}/", views.places, name="places"),
        path(f"{words.places}/<slug:country>/", views.place_detail, name="place_detail"),
        path(f"{words.salary}/", views.salary_index, name="salary_index"),
        path(f"{words.salary}/{words.compare}/", views.comparison, name="comparison"),
        path(
            f"{words.salary}/<slug:occupation>/", views.occupation_detail, name="occupation_detail"
        ),
        path(
            f"{words.salary}/<slug:occupation>/<slug:country>/",
            views.market_detail,
            name="market_detail",
        ),
        path(
            f"{words.salary}/<slug:occupation>/<slug:country>/<slug:hub>/",
            views.market_detail,
            name="market_detail",
        ),
    ]


def ways_in(words: Words) -> list[URLPattern]:
    """What leads to pages and is none that search engines list."""
    return [
        path(f"{words.search}/", views.search_pages, name="search"),
        path("atom.xml", views.feed, name="feed"),
    ]


def visa(words: Words) -> list[URLPattern]:
    """Residence titles; the reserved words stand before the slugs that they can't be."""
    title = f"{words.visa}/<slug:title>/"
    return [
        path(f"{words.visa}/", views.visa_index, name="visa_index"),
        path(f"{words.visa}/{words.compare}/", views.visa_comparison, name="visa_comparison"),
        path(title, views.visa_detail, name="visa_detail"),
        path(f"{title}{words.check}/", views.visa_check, name="visa_check"),
        path(f"{title}{words.rules}/", views.visa_rules, name="visa_rules"),
        path(f"{title}<slug:occupation>/", views.visa_detail, name="visa_detail"),
        path(f"{title}<slug:occupation>/{words.check}/", views.visa_check, name="visa_check"),
        path(f"{title}<slug:occupation>/{words.rules}/", views.visa_rules, name="visa_rules"),
    ]


def guides(words: Words) -> list[URLPattern]:
    return [
        path(f"{words.career}/", views.guide_index, name="guide_index"),
        path(f"{words.career}/<slug:slug>/", views.guide_detail, name="guide_detail"),
    ]


def figures(words: Words) -> list[URLPattern]:
    """Figures by their keys, which have dots, so that no word of ours can be one."""
    figure = f"{words.figures}/<str:key>/"
    return [
        path(f"{words.figures}/", views.figure_index, name="figure_index"),
        path(f"{words.figures}/{words.formula}/", views.figure_formula, name="figure_formula"),
        path(figure, views.figure_detail, name="figure_detail"),
        path(f"{figure}{TABLE}", views.figure_table, name="figure_detail_file"),
    ]


def offers(words: Words) -> list[URLPattern]:
    """Where the form of a market page is sent; before the pages, since a hub's slug fits too."""
    market = f"{words.salary}/<slug:occupation>/<slug:country>/"
    return [
        path(f"{market}{words.offer}/", views.market_offer, name="market_offer"),
        path(f"{market}<slug:hub>/{words.offer}/", views.market_offer, name="market_offer"),
    ]


def files(words: Words) -> list[URLPattern]:
    """The tables of pages as files; the dot keeps them apart from slugs."""
    occupation = f"{words.salary}/<slug:occupation>/"
    country = f"{occupation}<slug:country>/"
    releases = f"{words.method}/{words.releases}/"
    return [
        path(f"{words.method}/{TABLE}", views.method_table, name="method_file"),
        path(f"{releases}{TABLE}", views.releases_table, name="releases_file"),
        path(
            f"{words.salary}/{words.compare}/{TABLE}",
            views.comparison,
            name="comparison_file",
        ),
        path(f"{occupation}{TABLE}", views.occupation_table, name="occupation_detail_file"),
        path(f"{country}{TABLE}", views.market_table, name="market_detail_file"),
        path(f"{country}<slug:hub>/{TABLE}", views.market_table, name="market_detail_file"),
    ]


def images(words: Words, shown: Iterable[URLPattern]) -> list[URLPattern]:
    """The image of every page, below its address; the dot keeps it apart from slugs."""
    return [
        path(
            f"{one.pattern}{words.image}",
            drawn(FOR_IMAGES.get(one.name, one.callback), words.image),
            name=f"{one.name}_image",
        )
        for one in shown
        if one.name and one.name not in IMAGELESS
    ]


def previews(words: Words) -> list[URLPattern]:
    """Versions that aren't live; the token of a link has a dot, and no slash."""
    return [
        path(
            f"{words.preview}/{words.version}/<int:pk>/",
            views.preview_framed,
            name="preview_framed",
        ),
        path(f"{words.preview}/<str:token>/", views.preview_link, name="preview_link"),
    ]


def addresses(words: Words) -> list[URLPattern]:
    shown = [*visa(words), *guides(words), *figures(words), *ways_in(words), *pages(words)]
    return [
        *previews(words),
        *offers(words),
        *images(words, shown),
        *files(words),
        *shown,
    ]


urlpatterns = [
    path("sitemap.xml", views.sitemap_index, name="sitemaps"),
    path("sitemap-<section>.xml", sitemaps.sitemap, {"sitemaps": SITEMAPS}, name="sitemap"),
    path("", views.choose_language, name="choose_language"),
    *(path(f"{code}/", include((addresses(words), code))) for code, words in WORDS.items()),
    path("media/<path:name>", views.picture, name="picture"),
    path("go/<slug:reference>/", views.go, name="go"),
    path("styleguide/", views.styleguide, name="styleguide"),
]
