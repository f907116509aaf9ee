"""What the editor's “Insert figure” asks: figures by words, with today's value, as JSON."""

from datetime import date
from decimal import Decimal

from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, JsonResponse
from django.urls import URLPattern, path
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from articles.figures.catalogue import search
from articles.figures.figure import Figure, FigureBook
from articles.figures.options import OPTIONS
from articles.figures.printing import printed
from articles.figures.rendering import href_of
from articles.models import Article
from articles.writing.content import Topic
from benchmarks.models import Country, Hub, Occupation
from benchmarks.moments import Moment

MOST = 20
"""Figures in an answer: whoever wants others types another word."""


def figure_urls(admin: ModelAdmin[Article]) -> list[URLPattern]:
    """`admin:articles_figures`, for those who may see articles.

    `q` are words in either language. The topic is that of the form as it stands: `occupation`,
    `country` and `hub` by the ids of their rows, empty ones left out.
    """

    @require_safe
    def figures(request: HttpRequest) -> JsonResponse:
        if not admin.has_view_or_change_permission(request):
            raise PermissionDenied
        language, moment = _language(), Moment.now()
        found = search(request.GET.get("q", ""), topic=_topic(request), moment=moment, limit=MOST)
        return JsonResponse(
            {
                "figures": [_as_json(one, language) for one in found],
                "options": [
                    {
                        "name": option.name,
                        "meaning": option.meaning.in_language(language),
                        "example": option.example,
                    }
                    for option in OPTIONS
                ],
            },
            headers={"Cache-Control": "no-store"},
        )

    return [path("figures/", admin.admin_site.admin_view(figures), name="articles_figures")]


def _as_json(figure: Figure, language: str) -> dict[str, object]:
    """`options` are those that say something of this figure."""
    value = figure.value
    return {
        "key": figure.key,
        "reference": f"[[{figure.key}]]",
        "name": figure.name.in_language(language),
        "value": printed(figure, ["per"], language),
        "exact": str(value) if isinstance(value, Decimal | date) else None,
        "unit": figure.currency or figure.unit.value,
        "state": figure.state.value,
        "is_relative": figure.key != figure.address,
        "options": [option.name for option in OPTIONS if option.fits(figure)],
        "href": href_of(figure, FigureBook({}), language),
    }


def _topic(request: HttpRequest) -> Topic:
    """What the form is about; what names no row is left empty."""
    codes: dict[str, str] = {}
    for name, model in (("occupation", Occupation), ("country", Country), ("hub", Hub)):
        given = request.GET.get(name, "")
        if given.isdecimal() and len(given) < 10:
            row = model.objects.filter(pk=int(given)).first()
            codes[name] = row.code if row else ""
    return Topic(**codes)


def _language() -> str:
    return "de" if (get_language() or "en").startswith("de") else "en"
