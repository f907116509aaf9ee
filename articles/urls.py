"""The addresses of all pages, once per language."""

from dataclasses import dataclass

from django.urls import URLPattern, include, path

from articles import views


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words in the addresses of one language."""

    salary: str
    method: str
    sources: str


WORDS = {
    "de": Words(salary="gehalt", method="methode", sources="quellen"),
    "en": Words(salary="salary", method="method", sources="sources"),
}


def pages(words: Words) -> list[URLPattern]:
    occupation = f"{words.salary}/<slug:occupation>/"
    country = f"{occupation}<slug:country>/"
    return [
        path("", views.home, name="home"),
        path(f"{words.method}/", views.method, name="method"),
        path(f"{words.sources}/", views.sources, name="sources"),
        path(f"{words.salary}/", views.salary_index, name="salary_index"),
        path(occupation, views.occupation_detail, name="occupation_detail"),
        path(country, views.market_detail, name="market_detail"),
        path(f"{country}<slug:hub>/", views.market_detail, name="market_detail"),
    ]


urlpatterns = [
    path("", views.choose_language, name="choose_language"),
    *(path(f"{code}/", include((pages(words), code))) for code, words in WORDS.items()),
    path("styleguide/", views.styleguide, name="styleguide"),
]
