"""Many groups of many markets at once, as prose cites them: each as its market page shows it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import CharField, F, Q, QuerySet, Value

from benchmarks.models import (
    Country,
    Estimate,
    Hub,
    Occupation,
    Release,
    Seniority,
    Source,
    Suppression,
)
from benchmarks.queries.figures import Pay, shown
from benchmarks.queries.levels import Level, choose
from benchmarks.queries.pay import (
    PaySummary,
    YearPay,
    current_pays,
    levels_of,
    projection_after,
    years_of,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A group by codes; empty where it takes in all hubs, or all levels."""

    occupation: str
    country: str
    hub: str = ""
    seniority: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A code that there is, with what it stands for; `detail` is a currency or an address."""

    code: str
    name_de: str
    name_en: str
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """What a release says of a group.

    `pay` is that of the group's row or headline on its market page, and None where that has none;
    `withheld` says why, if there were samples. `everybody` is the pay of all levels in the place in
    the same year. `by_year` is empty unless it was asked for.
    """

    cell: Cell
    occupation: Known
    country: Known
    hub: Known | None
    pay: Pay | None = None
    projection: Pay | None = None
    everybody: Pay | None = None
    withheld: Suppression | None = None
    by_year: Sequence[YearPay] = ()
    sources: Sequence[Known] = ()


def read_cited(
    cells: Collection[Cell], *, release: Release | None, has_years: bool = False
) -> dict[Cell, Cited]:
    """Every cell whose codes there are, in two queries; without pay before the first release."""
    names = _names(cells)
    found = {cell: cited for cell in cells if (cited := _named(cell, names))}
    if release is None or not found:
        return found
    by_market: dict[tuple[str, str], list[Estimate]] = {}
    for one in _estimates(found, release):
        by_market.setdefault((one.occupation.code, one.country.code), []).append(one)
    markets = {market: _market_of(estimates) for market, estimates in by_market.items()}
    return {
        cell: markets[market].cited(cited, names["source"], has_years=has_years)
        if (market := (cell.occupation, cell.country)) in markets
        else cited
        for cell, cited in found.items()
    }


def cited_of_page(cells: Iterable[Cell], pay: PaySummary) -> dict[Cell, Cited]:
    """The cells that the page of a market has read already: those of its own place. No query."""
    occupation, country, hub = pay.occupation, pay.country, pay.hub
    here = (occupation.code, country.code, hub.code if hub else "")
    market = _Market(pay.by_level, country, pay.current)
    sources = {one.source.slug: _source(one.source) for one in pay.sources}
    return {
        cell: market.cited(
            Cited(
                cell=cell,
                occupation=_known(occupation),
                country=_known(country, country.currency),
                hub=_known(hub) if hub else None,
            ),
            sources,
            has_years=False,
        )
        for cell in cells
        if (cell.occupation, cell.country, cell.hub) == here
    }


def _known(named: Occupation | Country | Hub, detail: str = "") -> Known:
    return Known(code=named.code, name_de=named.name_de, name_en=named.name_en, detail=detail)


def _source(row: Source) -> Known:
    return Known(code=row.slug, name_de=row.publisher, name_en=row.title, detail=row.url)


type Names = Mapping[str, Mapping[str, Known]]


def _names(cells: Collection[Cell]) -> Names:
    """What the codes stand for, and all sources, in one query."""
    nothing = Value("", CharField())
    rows = (
        _rows("occupation", Occupation.objects.filter(code__in={c.occupation for c in cells}))
        .union(_rows("country", _countries(cells), detail=F("currency")))
        .union(_rows("hub", Hub.objects.filter(code__in={c.hub for c in cells})))
        .union(
            Source.objects.values_list(
                Value("source", CharField()), "slug", "publisher", "title", "url"
            )
        )
        if cells
        else _rows("occupation", Occupation.objects.none(), detail=nothing)
    )
    names: dict[str, dict[str, Known]] = {"occupation": {}, "country": {}, "hub": {}, "source": {}}
    for kind, code, name_de, name_en, detail in rows:
        names[kind][code] = Known(code=code, name_de=name_de, name_en=name_en, detail=detail)
    return names


def _countries(cells: Iterable[Cell]) -> QuerySet[Country]:
    return Country.objects.filter(code__in={cell.country for cell in cells})


def _rows(
    kind: str,
    rows: QuerySet[Occupation] | QuerySet[Country] | QuerySet[Hub],
    detail: F | Value | None = None,
) -> QuerySet:
    last = detail or Value("", CharField())
    return rows.order_by().values_list(Value(kind, CharField()), "code", "name_de", "name_en", last)


def _named(cell: Cell, names: Names) -> Cited | None:
    """The cell with its names; None where one of its codes isn't known."""
    occupation = names["occupation"].get(cell.occupation)
    country = names["country"].get(cell.country)
    hub = names["hub"].get(cell.hub)
    if not occupation or not country or (cell.hub and not hub):
        return None
    return Cited(cell=cell, occupation=occupation, country=country, hub=hub)


def _estimates(cells: Collection[Cell], release: Release) -> QuerySet[Estimate]:
    """Of the markets, the levels that are asked for and all levels together."""
    markets = Q(pk__in=[])
    for occupation, country in {(cell.occupation, cell.country) for cell in cells}:
        markets |= Q(occupation__code=occupation, country__code=country)
    hubs = {cell.hub for cell in cells if cell.hub}
    return (
        Estimate.objects.filter(markets, Q(hub=None) | Q(hub__code__in=hubs), release=release)
        .filter(seniority__in={"", *(cell.seniority for cell in cells)})
        .select_related("occupation", "country", "hub")
    )


def _market_of(estimates: Sequence[Estimate]) -> "_Market":
    country, by_level = estimates[0].country, levels_of(estimates)
    return _Market(by_level, country, current_pays(by_level, country))


class _Market:
    """The estimates of one occupation in one country."""

    def __init__(
        self,
        by_level: Mapping[Level, Sequence[Estimate]],
        country: Country,
        current: Mapping[Level, Pay],
    ) -> None:
        self.by_level, self.country, self.current = by_level, country, current
        self.hubs = {level.hub.code: level.hub for level in by_level if level.hub}

    def cited(self, cited: Cited, sources: Mapping[str, Known], *, has_years: bool) -> Cited:
        cell = cited.cell
        if cell.hub and cell.hub not in self.hubs:
            return cited
        hub = self.hubs.get(cell.hub)
        seniority = Seniority(cell.seniority) if cell.seniority else None
        told = self.by_level.get(Level(hub=hub, seniority=seniority), [])
        pay = self._pay(hub, seniority, told)
        slugs = dict.fromkeys(str(origin["source"]) for one in told for origin in one.provenance)
        return Cited(
            cell=cell,
            occupation=cited.occupation,
            country=cited.country,
            hub=cited.hub,
            pay=pay,
            projection=projection_after(told, pay, self.country),
            everybody=self._everybody(hub, pay),
            withheld=_withheld(told) if pay is None else None,
            by_year=years_of(told, self.country) if has_years else (),
            sources=[sources[slug] for slug in slugs if slug in sources],
        )

    def _pay(
        self, hub: Hub | None, seniority: Seniority | None, told: Sequence[Estimate]
    ) -> Pay | None:
        """Of one level, the year of its page's headline; of all levels, their newest."""
        if seniority is None:
            return self.current.get(Level(hub=hub))
        wide = {level: pay for level, pay in self.current.items() if level.seniority is None}
        headline = choose(Level(hub=hub), wide)
        if headline is None:
            return None
        return self._of_year(told, self.current[headline].year)

    def _everybody(self, hub: Hub | None, pay: Pay | None) -> Pay | None:
        return self._of_year(self.by_level.get(Level(hub=hub), []), pay.year) if pay else None

    def _of_year(self, told: Sequence[Estimate], year: int) -> Pay | None:
        then = (one for one in told if one.year == year and not one.is_projection)
        return next((pay for one in then if (pay := shown(one, self.country.currency))), None)


def _withheld(told: Sequence[Estimate]) -> Suppression | None:
    """Why the newest observed year says nothing."""
    newest = next((one for one in told if not one.is_projection), None)
    return Suppression(newest.suppression) if newest and newest.suppression else None
