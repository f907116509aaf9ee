"""A small set of reference tables for tests of what needs no database."""

from decimal import Decimal

from benchmarks.matching import CountryFacts, HubFacts, Reference


def make_country_facts(number: int, code: str, name: str, currency: str) -> CountryFacts:
    """Plausible from 20,000 to 400,000 in its currency."""
    return CountryFacts(
        id=number,
        code=code,
        name_de=f"{name} (de)",
        name_en=name,
        currency=currency,
        plausible_from=Decimal(20_000),
        plausible_to=Decimal(400_000),
    )


GERMANY = make_country_facts(1, "DE", "Germany", "EUR")
BRITAIN = make_country_facts(2, "GB", "United Kingdom", "GBP")
AMERICA = make_country_facts(3, "US", "United States", "USD")
MUNICH = HubFacts(id=10, code="de-munich", country=GERMANY)
LONDON = HubFacts(id=11, code="gb-london", country=BRITAIN)
CAMBRIDGES = (
    HubFacts(id=13, code="gb-cambridge", country=BRITAIN),
    HubFacts(id=14, code="us-cambridge", country=AMERICA),
)

REFERENCE = Reference(
    occupations={
        "data scientist": 1,
        "software engineer": 2,
        "lead developer": 3,
        "разработчик": 4,
        "c++ developer": 5,
        "c# developer": 6,
    },
    countries={
        "germany": GERMANY,
        "deutschland": GERMANY,
        "united kingdom": BRITAIN,
        "uk": BRITAIN,
        "us": AMERICA,
    },
    country_codes={"DE": GERMANY, "GB": BRITAIN, "US": AMERICA},
    hubs={
        "muenchen": (MUNICH,),
        "munich": (MUNICH,),
        "de munich": (MUNICH,),
        "london": (LONDON,),
        "cambridge": CAMBRIDGES,
    },
    units_per_euro={
        ("GBP", 2024): Decimal("0.8"),
        ("USD", 2024): Decimal("1.25"),
        ("USD", 2023): Decimal("1"),
    },
)
