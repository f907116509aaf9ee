"""The pages that can be found, and the words that each is found by."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.utils import translation
from django.utils.translation import gettext as _

from articles.addresses import LANGUAGES, Address
from articles.figures.rendering import book_of, plain
from articles.guide_cards import address_of
from articles.models import Article, SearchEntry
from articles.queries import Live, live_articles
from articles.search.market_words import MarketWords
from articles.search.spellings import spelled_otherwise
from articles.search.texts import without_tags
from articles.writing.content import Content, Topic
from benchmarks.models import Country, Hub, OccupationAlias, Release
from benchmarks.moments import Moment
from benchmarks.queries import read_index
from benchmarks.queries.moved import read_hub_markets
from benchmarks.spelling import plain as plain_spelling
from visa.queries import read_titles, read_values
from visa.queries.guidance import read_occupations_with_codes

KINDS = SearchEntry.Kind
WEIGHTS = {
    KINDS.OCCUPATION: 1.6,
    KINDS.TITLE: 1.5,
    KINDS.GUIDE: 1.4,
    KINDS.PAGE: 1.2,
    KINDS.MARKET: 1.0,
    KINDS.FIGURE: 0.8,
}
LONGEST_TITLE = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A page in one language with its title and what else it is found by; `names` aren't shown."""

    language: str
    kind: SearchEntry.Kind
    address: Address
    title: str
    text: str = ""
    names: str = ""

    def as_row(self) -> SearchEntry:
        return SearchEntry(
            language=self.language,
            kind=self.kind,
            path=self.address.url_in(self.language),
            title=self.title[:LONGEST_TITLE],
            text=self.text,
            unseen=" ".join([self.names, spelled_otherwise(self.title, self.text, self.names)]),
            folded=plain_spelling(self.title)[:LONGEST_TITLE],
            weight=WEIGHTS[self.kind],
        )


def entries(moment: Moment) -> Iterator[Entry]:
    """Every page that is made from data, in both languages."""
    release = Release.objects.in_effect(moment)
    for language in LANGUAGES:
        with translation.override(language):
            yield from _fixed_pages(language)
            yield from _titles(moment, language)
            yield from _figures(moment, language)
            if release:
                yield from _markets(release, moment, language)


def guide_rows(moment: Moment) -> Iterator[SearchEntry]:
    """Every written page that is live, found by everything on it that readers see."""
    for language in LANGUAGES:
        with translation.override(language):
            for kind in (Article.Kind.GUIDE, Article.Kind.VISA):
                for live in live_articles(moment, kind=kind, language=language):
                    yield _guide_row(live, moment)


def _guide_row(live: Live, moment: Moment) -> SearchEntry:
    language, content = live.language, live.content
    book = book_of(content, moment)
    entry = Entry(
        language=language,
        kind=KINDS.GUIDE,
        address=replace(address_of(live, moment), as_of=None),
        title=plain(content.heading, book, language),
        text=" ".join(plain(text, book, language) for text in _texts(content)),
    )
    row = entry.as_row()
    row.publication = live.publication
    return row


def _texts(content: Content) -> Iterator[str]:
    """The lead first: snippets begin there."""
    for text in content.texts():
        if text.place.path != ("heading",):
            yield without_tags(text)


def _fixed_pages(language: str) -> Iterator[Entry]:
    pages = {
        "salary_index": _("Countries"),
        "comparison": _("Comparison"),
        "visa_index": _("Residence titles"),
        "visa_comparison": _("All titles"),
        "guide_index": _("Guides"),
        "method": _("Method"),
        "releases": _("Releases"),
        "sources": _("Sources"),
        "places": _("Places"),
        "changes": _("Changes"),
        "imprint": _("Imprint"),
        "privacy": _("Privacy"),
        "accessibility": _("Accessibility"),
    }
    for view, title in pages.items():
        yield Entry(language=language, kind=KINDS.PAGE, address=Address(view=view), title=title)


def _titles(moment: Moment, language: str) -> Iterator[Entry]:
    occupations = read_occupations_with_codes()
    for title in read_titles(moment):
        name = title.name.in_language(language)
        address = Address(view="visa_detail", title=title.slug)
        yield Entry(
            language=language,
            kind=KINDS.TITLE,
            address=address,
            title=name,
            text=", ".join(route.name.in_language(language) for route in title.routes),
        )
        for occupation in occupations:
            yield Entry(
                language=language,
                kind=KINDS.TITLE,
                address=Address(view="visa_detail", title=title.slug, occupation=occupation),
                title=f"{name}: {occupation.name_in(language)}",
            )


def _figures(moment: Moment, language: str) -> Iterator[Entry]:
    for parameter in read_values(moment.known_at).parameters.values():
        yield Entry(
            language=language,
            kind=KINDS.FIGURE,
            address=Address(view="figure_detail", key=f"visa.{parameter.key}"),
            title=parameter.name.in_language(language),
        )


def _markets(release: Release, moment: Moment, language: str) -> Iterator[Entry]:
    """Occupations, their countries and the cities with figures of their own."""
    aliases, written = _aliases(), MarketWords(moment, language)
    hubs = _hubs_with_figures(release)
    seen: set[int] = set()
    index = read_index(release=release)
    for country in {entry.country for entry in index}:
        yield Entry(
            language=language,
            kind=KINDS.PAGE,
            address=Address(view="place_detail", country=country),
            title=country.name_in(language),
            text=_("Pay and salaries"),
            names=_names(country),
        )
    for entry in index:
        occupation, country = entry.occupation, entry.country
        name = occupation.name_in(language)
        words = ", ".join(aliases[occupation.pk])
        if occupation.pk not in seen:
            seen.add(occupation.pk)
            yield Entry(
                language=language,
                kind=KINDS.OCCUPATION,
                address=Address(view="occupation_detail", occupation=occupation),
                title=name,
                text=words,
            )
        for hub in (None, *hubs.get((occupation.pk, country.pk), [])):
            place: Country | Hub = hub or country
            topic = Topic(
                occupation=occupation.code, country=country.code, hub=hub.code if hub else ""
            )
            yield Entry(
                language=language,
                kind=KINDS.MARKET,
                address=Address(
                    view="market_detail", occupation=occupation, country=country, hub=hub
                ),
                title=f"{name}: {place.name_in(language)}",
                text=" ".join(
                    [country.name_in(language), _("Pay and salaries"), words, written.of(topic)]
                ),
                names=" ".join({_names(place), _names(country)}),
            )


def _names(place: Country | Hub) -> str:
    """What it is called in any language: who writes München may read English."""
    return " ".join({place.name_in(language) for language in LANGUAGES})


def _aliases() -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for occupation, alias in OccupationAlias.objects.values_list("occupation_id", "text"):
        found[occupation].append(alias)
    return found


def _hubs_with_figures(release: Release) -> dict[tuple[int, int], list[Hub]]:
    """The hubs of each occupation and country that have a figure of their own."""
    found: dict[tuple[int, int], list[Hub]] = defaultdict(list)
    for occupation, hub in read_hub_markets(release=release):
        found[occupation.pk, hub.country_id].append(hub)
    return found
