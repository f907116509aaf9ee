"""Career guides: their index, each page, and where the addresses of former ones lead."""

from collections.abc import Sequence
from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils.translation import gettext as _

from articles.addresses import Address, language_here, named_day
from articles.frames import Frame, Link
from articles.guide_cards import address_of, guide_address, guide_cards
from articles.guides import read_guide
from articles.models import Article
from articles.queries import (
    Found,
    Live,
    find_page,
    leads_to,
    newer_original,
    newest_articles,
    related_articles,
)
from articles.share_images import cards
from articles.structured_data.guides import of_guide
from articles.views.answering import at_moment, page
from articles.writing.content import Content
from benchmarks.moments import Moment

RELATED = 4
MOST_LISTED = 500


@at_moment
def guide_index(request: HttpRequest, moment: Moment) -> HttpResponse:
    frame = Frame(
        address=_index_address(moment),
        title=_("Guides"),
        description=_(
            "What occupations are like, what they pay and how to get there: guides whose figures"
            " come from the data of the day."
        ),
    )
    lives = newest_articles(
        moment, kind=Article.Kind.GUIDE, language=language_here(), limit=MOST_LISTED
    )
    return page(request, "guide/index.html", frame, {"cards": guide_cards(lives, moment)})


@at_moment
def guide_detail(request: HttpRequest, moment: Moment, slug: str) -> HttpResponse:
    found = find_page(kind=Article.Kind.GUIDE, language=language_here(), slug=slug, moment=moment)
    if found.article is None:
        raise Http404
    if found.live is None:
        return _no_longer(request, found.article, moment)
    if found.live.content.slug != slug:
        return _moved(address_of(found.live, moment))
    return show_live(
        request,
        found,
        address=guide_address(found.live, found.translations, moment),
        moment=moment,
    )


def show_live(
    request: HttpRequest, found: Found, *, address: Address, moment: Moment
) -> HttpResponse:
    """What visitors read, with everything that is known of its public life."""
    live = found.live
    if live is None:
        raise Http404
    return show(
        request,
        article=live.article,
        content=live.content,
        moment=moment,
        live=live,
        address=address,
        translations=found.translations,
    )


def show(
    request: HttpRequest,
    *,
    article: Article,
    content: Content,
    moment: Moment,
    live: Live | None = None,
    address: Address | None = None,
    translations: Sequence[Live] = (),
    notice: str = "",
) -> HttpResponse:
    """The page of some content; without `live` a preview, of which search engines hear nothing.

    `notice` stands above a preview: which version it is, and until when the link holds.
    """
    related = related_articles(live, moment, limit=RELATED) if live else []
    guide = read_guide(content, article=article, moment=moment, live=live, related=related)
    is_visa = article.kind == Article.Kind.VISA
    here = address or _index_address(moment)
    frame = Frame(
        address=here,
        title=guide.title,
        above=_above(article, moment),
        has_content=live is not None,
        description=guide.description,
        kind="article",
        card=cards.of_guide(guide) if live else None,
        data=of_guide(guide, here.permanent),
    )
    context = {
        "guide": guide,
        "notice": notice,
        "newer_original": newer_original(live, translations) if live else None,
        "check": _beside(frame.address, "visa_check") if is_visa and address else None,
        "rules": _beside(frame.address, "visa_rules") if is_visa and address else None,
    }
    return page(request, "guide/detail.html", frame, context)


def _no_longer(request: HttpRequest, article: Article, moment: Moment) -> HttpResponse:
    """On to its successor; else a page that says it is gone and what there is instead."""
    if successor := leads_to(article, moment):
        return _moved(address_of(successor, moment))
    lives = newest_articles(
        moment, kind=Article.Kind.GUIDE, language=language_here(), limit=RELATED
    )
    frame = Frame(
        address=_index_address(moment), title=_("This page is no longer there"), has_content=False
    )
    response = page(request, "guide/gone.html", frame, {"cards": guide_cards(lives, moment)})
    response.status_code = 410
    return response


def _moved(address: Address) -> HttpResponse:
    """For good, as search engines see it; but a browser has to ask again each time.

    One that kept the redirect would run in circles once the page takes its former address back.
    """
    response = HttpResponsePermanentRedirect(address.get_absolute_url())
    response["Cache-Control"] = "no-cache"
    return response


def _beside(address: Address, view: str) -> Address:
    """Another page on the same title and occupation."""
    return replace(address, view=view)


def _above(article: Article, moment: Moment) -> list[Link]:
    if article.kind == Article.Kind.VISA:
        index = Address(view="visa_index", as_of=named_day(moment))
        return [Link(text=_("Residence titles"), href=index.get_absolute_url())]
    index = _index_address(moment)
    return [Link(text=_("Guides"), href=index.get_absolute_url())]


def _index_address(moment: Moment) -> Address:
    return Address(view="guide_index", as_of=named_day(moment))
