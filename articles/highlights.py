"""The figures that the home page begins with: what occupations earn in the reader's country."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from articles.addresses import Address, language_here, named_day
from articles.listings import OWN_COUNTRY
from articles.tables import PayTable, by_occupation
from benchmarks.models import Country
from benchmarks.moments import Moment
from benchmarks.queries import IndexEntry
from benchmarks.queries.current import read_current
from benchmarks.queries.levels import Level
from benchmarks.queries.places import OccupationPay

SHOWN, CONSIDERED = 3, 10
"""The best known of those with most samples; fewer than two make no picture."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Highlights:
    """Typical pay of well-known occupations of one country, on one scale."""

    country: Country
    table: PayTable
    place: Address


def highlights(entries: Iterable[IndexEntry], moment: Moment) -> Highlights | None:
    """Of the country that the page's language is at home in, else of the one with most samples.

    One query; None without two figures in that country.
    """
    of_country: dict[str, list[IndexEntry]] = defaultdict(list)
    for entry in entries:
        of_country[entry.country.code].append(entry)
    chosen = of_country.get(OWN_COUNTRY.get(language_here(), ""), [])
    if len(chosen) < 2:
        chosen = max(of_country.values(), key=lambda found: sum(one.n for one in found), default=[])
    most = sorted(chosen, key=lambda entry: (-entry.n, entry.occupation.code))[:CONSIDERED]
    return _best_known(most, moment) if most else None


def _best_known(most: list[IndexEntry], moment: Moment) -> Highlights | None:
    country, as_of = most[0].country, named_day(moment)
    found = read_current([one.occupation for one in most], country=country.code, moment=moment)
    pays = [
        OccupationPay(occupation=one.occupation, hub=None, pay=one.pays[Level()])
        for one in found
        if Level() in one.pays
    ]
    pays.sort(key=lambda one: (one.pay.grade, -one.pay.recent_n, one.occupation.code))
    table = by_occupation(pays[:SHOWN], country, as_of)
    if not table.is_drawn:
        return None
    return Highlights(
        country=country,
        table=table,
        place=Address(view="place_detail", country=country, as_of=as_of),
    )
