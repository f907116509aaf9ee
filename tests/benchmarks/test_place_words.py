"""Tests of places of several parts, in benchmarks/place_words.py and benchmarks/matching.py."""

from decimal import Decimal

import pytest

from benchmarks.matching import CountryFacts, HubFacts, Reference
from benchmarks.place_words import parts_of_place
from benchmarks.reading.problems import Problem


def country(number: int, code: str, name: str) -> CountryFacts:
    return CountryFacts(
        id=number,
        code=code,
        name_de=name,
        name_en=name,
        currency="EUR",
        plausible_from=Decimal(1),
        plausible_to=Decimal(2),
    )


GERMANY, USA, CANADA = country(1, "DE", "Germany"), country(2, "US", "USA"), country(3, "CA", "CA")
KOREA, FRANCE = country(4, "KR", "Korea"), country(5, "FR", "France")
HUBS = {
    name: HubFacts(id=number, code=f"x-{name}", country=where)
    for number, (name, where) in enumerate(
        [
            *(("berlin", GERMANY), ("muenchen", GERMANY), ("austin", USA), ("seoul", KOREA)),
            *(("san diego", USA), ("toronto", CANADA), ("paris", FRANCE)),
        ]
    )
}
REFERENCE = Reference(
    occupations={},
    countries={"germany": GERMANY, "deutschland": GERMANY, "usa": USA, "korea south": KOREA},
    country_codes={one.code: one for one in (GERMANY, USA, CANADA, KOREA, FRANCE)},
    hubs={name: (hub,) for name, hub in HUBS.items()},
    units_per_euro={},
)


@pytest.mark.parametrize(
    ("text", "where", "city"),
    [
        ("Berlin, Germany", GERMANY, "berlin"),
        ("Germany, Berlin", GERMANY, "berlin"),
        ("Berlin (Deutschland)", GERMANY, "berlin"),
        ("Berlin - Germany", GERMANY, "berlin"),
        ("Berlin (remote)", GERMANY, "berlin"),
        ("D-80331 München", GERMANY, "muenchen"),
        ("Berlin, BE, Germany", GERMANY, "berlin"),
        ("Kleinstadt, Germany", GERMANY, None),
        ("Austin, TX", USA, "austin"),
        ("Smallville, KS", USA, None),
        ("Seoul, SO, Korea, South", KOREA, "seoul"),
        ("Paris, TX", USA, None),  # and not the one in France
        # Codes that are a state and a country: the city decides, or nobody does.
        ("Berlin, DE", GERMANY, "berlin"),
        ("Smallville, DE", None, None),
        ("San Diego, CA", USA, "san diego"),
        ("Toronto, CA", CANADA, "toronto"),
        ("Smallville, CA", None, None),
        # Two cities are none, though they may have one country.
        ("Berlin / München", GERMANY, None),
        ("Berlin / Paris", None, None),
        ("Kreuzberg, Berlin", GERMANY, "berlin"),
        # What stands last is unknown: it may say another country.
        ("Paris, Ontario", None, None),
        ("Remote", None, None),
        (", ,", None, None),
    ],
)
def test_a_place_of_several_parts_is_where_its_last_part_says(
    text: str, where: CountryFacts | None, city: str | None
) -> None:
    assert REFERENCE.country(text) == where
    assert REFERENCE.cities(text) == ((HUBS[city],) if city else None)


def test_a_last_part_that_we_keep_no_figures_for_is_told_as_such() -> None:
    found = REFERENCE.country("Kyiv, Ukraine")

    assert isinstance(found, Problem)
    assert (found.code, found.values) == ("country-not-covered", {"value": "Ukraine"})


def test_parts_leave_out_postcodes_and_ways_of_working() -> None:
    assert parts_of_place("1010 Wien / Home Office") == ["Wien"]
