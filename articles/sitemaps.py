"""Every page that search engines may list, with when it last said something else."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap

from articles.addresses import Address
from articles.figures.legal import PREFIX
from articles.guide_cards import guide_address
from articles.models import Article
from articles.queries import Live, all_live
from articles.queries.news import News
from articles.writing.content import Topic
from benchmarks.models import Release
from benchmarks.moments import Moment
from benchmarks.queries.moved import read_hub_markets, read_moves
from visa.queries import read_titles, read_values
from visa.queries.guidance import read_occupations_with_codes
from visa.queries.law import law_changed_at

FIXED = (
    *("home", "salary_index", "comparison", "visa_index", "visa_comparison"),
    *("guide_index", "method", "releases", "sources", "figure_index", "places", "changes"),
    *("imprint", "privacy", "accessibility"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A page in all its languages; `changed_at` is None where nothing tells."""

    address: Address
    changed_at: datetime | None = None


class Pages(Sitemap[Any]):
    """One kind of page, in every language that it is there in, each naming the others."""

    i18n = True
    alternates = True
    limit = 5_000
    protocol = urlsplit(settings.SITE_URL).scheme

    def get_domain(self, site: object = None) -> str:
        return urlsplit(settings.SITE_URL).netloc

    def get_languages_for_item(self, item: Listed) -> list[str]:
        return list(item.address.languages)

    def location(self, item: Listed) -> str:
        return item.address.get_absolute_url()

    def lastmod(self, item: Listed) -> datetime | None:
        return item.changed_at


class FixedPages(Pages):
    def items(self) -> list[Listed]:
        return [Listed(address=Address(view=view)) for view in FIXED]


class Markets(Pages):
    """Occupations, countries, occupations in each country and in the cities with own figures."""

    def items(self) -> list[Listed]:
        moment = Moment.now()
        release = Release.objects.in_effect(moment)
        if not release:
            return []
        moves = sorted(read_moves(release=release), key=lambda move: move.moved_at)
        lists: dict[Address, datetime] = {}  # of several markets: as new as the newest of them
        news = News(moment)
        found: list[Listed] = []
        for move in moves:
            address = Address(
                view="market_detail", occupation=move.occupation, country=move.country
            )
            found.append(_market(address, move.moved_at, news))
            lists[Address(view="occupation_detail", occupation=move.occupation)] = move.moved_at
            lists[Address(view="place_detail", country=move.country)] = move.moved_at
        moved_at = {(move.occupation.pk, move.country.pk): move.moved_at for move in moves}
        for occupation, hub in read_hub_markets(release=release):
            address = Address(
                view="market_detail", occupation=occupation, country=hub.country, hub=hub
            )
            found.append(_market(address, moved_at.get((occupation.pk, hub.country_id)), news))
        above = [Listed(address=address, changed_at=at) for address, at in lists.items()]
        return [*above, *found]


def _market(address: Address, moved_at: datetime | None, news: News) -> Listed:
    """As new as its figures, or as the words about it."""
    topic = Topic(
        occupation=address.occupation.code if address.occupation else "",
        country=address.country.code if address.country else "",
        hub=address.hub.code if address.hub else "",
    )
    instants = [at for at in (moved_at, news.of(topic)) if at]
    return Listed(address=address, changed_at=max(instants, default=None))


class Titles(Pages):
    """Residence titles, for everybody and for each occupation; the law is as old as its change."""

    def items(self) -> list[Listed]:
        moment = Moment.now()
        changed_at = law_changed_at(moment)
        occupations = read_occupations_with_codes()
        return [
            Listed(
                address=Address(view=view, title=title.slug, occupation=occupation),
                changed_at=changed_at,
            )
            for title in read_titles(moment)
            for occupation in (None, *occupations)
            for view in ("visa_detail", "visa_check")
        ]


class LegalFigures(Pages):
    """Figures of the law; those of markets stand on the pages of their markets."""

    def items(self) -> list[Listed]:
        moment = Moment.now()
        changed_at = law_changed_at(moment)
        return [
            Listed(
                address=Address(view="figure_detail", key=f"{PREFIX}{key}"),
                changed_at=changed_at,
            )
            for key in sorted(read_values(moment.known_at).parameters)
        ]


class Guides(Pages):
    """What editors wrote, as long as it is live; a visa guide stands where its title does."""

    def items(self) -> list[Listed]:
        moment = Moment.now()
        groups: dict[int, list[Live]] = {}
        for live in all_live(moment, kind=Article.Kind.GUIDE):
            groups.setdefault(live.article.original_id or live.article.pk, []).append(live)
        return [
            Listed(
                address=guide_address(lives[0], lives[1:], moment),
                changed_at=max(live.changed_at for live in lives),
            )
            for lives in groups.values()
        ]


SITEMAPS = {
    "pages": FixedPages,
    "markets": Markets,
    "titles": Titles,
    "figures": LegalFigures,
    "guides": Guides,
}
