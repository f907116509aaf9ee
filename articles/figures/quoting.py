"""Who cites a figure, how to cite it for good, and the page of the market that it is of."""

from dataclasses import dataclass, replace

from django.conf import settings

from articles.addresses import Address, language_here, named_day
from articles.figures.page import FigurePage
from articles.figures.reading import read_figures
from articles.figures.references import references_in
from articles.figures.rendering import plain
from articles.guide_cards import address_of
from articles.queries import Live
from articles.queries.citing import live_citing
from benchmarks.models import Country, Hub, Occupation
from benchmarks.moments import Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Citing:
    """A live page in its own language."""

    title: str
    href: str
    language: str


def pages_citing(key: str, moment: Moment) -> list[Citing]:
    """Every live page that cites the figure, those in the language of the page first."""
    found = [
        Citing(
            title=_title(live, moment),
            href=address_of(live, moment).url_in(live.language),
            language=live.language,
        )
        for live in live_citing(key, moment)
    ]
    return sorted(found, key=lambda one: (one.language != language_here(), one.language, one.title))


def _title(live: Live, moment: Moment) -> str:
    """The heading; hardly any cites figures, so those that do are read one by one."""
    heading, topic = live.content.heading, live.content.topic
    keys = {key for reference in references_in(heading) for key in reference.keys}
    book = read_figures(keys, topic=topic, moment=moment)
    return plain(heading, book, live.language)


def permanent_address(page: FigurePage, language: str) -> str:
    """The page as of its day, with scheme and host: what it says there doesn't change any more."""
    return f"{settings.SITE_URL}{replace(page.address, as_of=page.on).url_in(language)}"


def market_address(page: FigurePage, moment: Moment) -> Address | None:
    """The market page that shows the figure among others, in two queries."""
    if page.cited is None:
        return None
    cell = page.cited.cell
    hub = Hub.objects.select_related("country").get(code=cell.hub) if cell.hub else None
    return Address(
        view="market_detail",
        occupation=Occupation.objects.get(code=cell.occupation),
        country=hub.country if hub else Country.objects.get(code=cell.country),
        hub=hub,
        as_of=named_day(moment),
    )
