"""Reads the reference tables into what one import matches its rows against."""

from collections import defaultdict

from benchmarks.matching import CountryFacts, HubFacts, Reference
from benchmarks.models import (
    Country,
    CountryAlias,
    ExchangeRate,
    Hub,
    HubAlias,
    Occupation,
    OccupationAlias,
)
from benchmarks.spelling import plain


def read_reference() -> Reference:
    """All names and aliases. Where an alias equals another row's name, the name counts."""
    countries = {row.pk: _country_facts(row) for row in Country.objects.all()}
    return Reference(
        occupations=_occupations(),
        countries=_country_spellings(countries),
        country_codes={facts.code: facts for facts in countries.values()},
        hubs=_hubs(countries),
        units_per_euro={
            (rate.currency, rate.year): rate.units_per_euro for rate in ExchangeRate.objects.all()
        },
    )


def _occupations() -> dict[str, int]:
    found = dict(OccupationAlias.objects.values_list("plain_text", "occupation_id"))
    for row in Occupation.objects.all():
        found |= {plain(name): row.pk for name in (row.name_de, row.name_en, row.code)}
    return found


def _country_facts(row: Country) -> CountryFacts:
    return CountryFacts(
        id=row.pk,
        code=row.code,
        name_de=row.name_de,
        name_en=row.name_en,
        currency=row.currency,
        plausible_from=row.plausible_from,
        plausible_to=row.plausible_to,
    )


def _country_spellings(countries: dict[int, CountryFacts]) -> dict[str, CountryFacts]:
    found = {
        text: countries[country_id]
        for text, country_id in CountryAlias.objects.values_list("plain_text", "country_id")
    }
    for facts in countries.values():
        found |= {plain(name): facts for name in (facts.name_de, facts.name_en)}
    return found


def _hubs(countries: dict[int, CountryFacts]) -> dict[str, tuple[HubFacts, ...]]:
    """By spelling all cities that are written so; a name shared by two countries has both."""
    hubs = {
        row.pk: HubFacts(id=row.pk, code=row.code, country=countries[row.country_id])
        for row in Hub.objects.all()
    }
    found: defaultdict[str, dict[int, HubFacts]] = defaultdict(dict)
    for row in Hub.objects.all():
        for name in (row.name_de, row.name_en, row.code):
            found[plain(name)][row.pk] = hubs[row.pk]
    for text, hub_id in HubAlias.objects.values_list("plain_text", "hub_id"):
        found[text].setdefault(hub_id, hubs[hub_id])
    return {text: tuple(same.values()) for text, same in found.items()}
