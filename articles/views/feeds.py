"""What was published, as an Atom feed in the language of its address."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from articles.addresses import Address, language_here
from articles.guide_cards import guide_cards
from articles.models import Article
from articles.queries import newest_articles
from articles.views.answering import at_moment
from benchmarks.moments import Moment

NEWEST = 30


@at_moment
def feed(request: HttpRequest, moment: Moment) -> HttpResponse:
    """The newest guides of both kinds; an entry keeps its id whatever becomes of its address."""
    language = language_here()
    written = Atom1Feed(
        title=_("Laufbahn: guides"),
        description=_("Careers, pay and residence, with figures that are current by construction."),
        link=_whole(Address(view="guide_index"), language),
        feed_url=_whole(Address(view="feed"), language),
        language=language,
    )
    for kind in (Article.Kind.GUIDE, Article.Kind.VISA):
        lives = newest_articles(moment, kind=kind, language=language, limit=NEWEST)
        for live, card in zip(lives, guide_cards(lives, moment), strict=True):
            written.add_item(
                title=card.title,
                link=_whole(card.address, language),
                description=card.text,
                author_name=live.content.author or None,
                pubdate=card.published_at,
                updateddate=card.changed_at,
                unique_id=f"{settings.SITE_URL}/#article-{live.article.pk}",
            )
    return HttpResponse(written.writeString("utf-8"), content_type=Atom1Feed.content_type)


def _whole(address: Address, language: str) -> str:
    return address.permanent_in(language)
