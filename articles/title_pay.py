"""What occupations pay in a residence title's country, held against the title's salary floors."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from articles import wording
from articles.addresses import Address, language_here, named_day
from articles.blocks.reading import Reads, market_of
from articles.permits import Floor, read_floors
from articles.tables import sort_key
from articles.writing.content import Topic
from benchmarks.models import Country, Occupation
from benchmarks.moments import Moment
from benchmarks.queries import Pay
from benchmarks.queries.current import CurrentPay, read_current
from benchmarks.queries.levels import Level
from visa.citations import Text
from visa.queries.floors import floors_of
from visa.titles import Title
from visa.values import ValueBook

MOST = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class TitlePay:
    """An occupation's pay in the whole country, and who clears each floor; `market` has it all.

    `page` is that of the title for this occupation.
    """

    occupation: Occupation
    country: Country
    pay: Pay
    floors: list[Floor]
    market: Address
    page: Address

    @property
    def amount(self) -> str:
        return wording.amount(self.pay)

    @property
    def interval(self) -> str:
        return wording.interval(self.pay)


def title_pay(
    current: CurrentPay,
    floors: Iterable[str],
    *,
    title: Text,
    name: Text,
    values: ValueBook,
    moment: Moment,
) -> TitlePay | None:
    """By slug and name of the title and the keys of its floors.

    None without a figure of all levels.
    """
    pay = current.pays.get(Level())
    if pay is None:
        return None
    as_of = named_day(moment)
    occupation, country = current.occupation, current.country
    return TitlePay(
        occupation=occupation,
        country=country,
        pay=pay,
        floors=read_floors(
            floors,
            current.pays,
            under=name.in_language(language_here()),
            values=values,
            moment=moment,
        ),
        market=Address(view="market_detail", occupation=occupation, country=country, as_of=as_of),
        page=Address(view="visa_detail", title=title, occupation=occupation, as_of=as_of),
    )


def pay_beside(topic: Topic, reads: Reads) -> TitlePay | None:
    """Of the title and occupation that a page is about, from what was read for its blocks.

    None where the page is about no title of its own country.
    """
    market = market_of({}, topic)
    summary = reads.pays.get(market) if market else None
    title = reads.titles.get(topic.title)
    if summary is None or title is None or title.country != topic.country:
        return None
    return title_pay(
        CurrentPay(occupation=summary.occupation, country=summary.country, pays=summary.current),
        title.floors,
        title=title.slug,
        name=title.name,
        values=reads.knowledge.values,
        moment=reads.knowledge.moment,
    )


def read_title_pays(
    title: Title, occupations: Collection[Occupation], *, values: ValueBook, moment: Moment
) -> list[TitlePay]:
    """Of those occupations that have a figure in the title's country; one query.

    Of more than ten the ones that rest on most samples; by name.
    """
    floors = floors_of(title)
    found = [
        title_pay(current, floors, title=title.slug, name=title.name, values=values, moment=moment)
        for current in read_current(occupations, country=title.country, moment=moment)
    ]
    pays = [one for one in found if one]
    pays.sort(key=lambda one: (-one.pay.recent_n, one.occupation.code))
    return sorted(pays[:MOST], key=lambda one: sort_key(one.occupation))
