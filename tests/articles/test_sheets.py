"""Tables as files: the same rows, the same silence, safe to open."""

import csv
import io
from datetime import date

import pytest
from django.test import Client

from articles.sheets import Sheet, as_csv, as_json
from tests.factories import (
    make_country,
    make_estimate,
    make_hub,
    make_occupation,
    make_release,
    make_source,
    make_suppressed_estimate,
    publish,
)

GERMAN = "/de/gehalt/machine-learning-engineer/deutschland/"
ENGLISH = "/en/salary/machine-learning-engineer/germany/"
web = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore:No directory at"),  # WhiteNoise, before collectstatic
]


@pytest.fixture
def market(db: None) -> None:
    occupation, germany = make_occupation(), make_country()
    release = make_release(source=make_source())
    make_estimate(release, occupation, germany)
    make_estimate(release, occupation, germany, seniority="senior", grade="D", n=None, median=None)
    make_suppressed_estimate(release, occupation, germany, year=2023)
    make_estimate(release, occupation, germany, hub=make_hub(germany, name_en="=HYPERLINK(1)"))
    publish(release)


def rows(text: str, delimiter: str) -> list[dict[str, str]]:
    assert text.startswith("\N{BYTE ORDER MARK}")
    return list(csv.DictReader(io.StringIO(text[1:]), delimiter=delimiter))


@pytest.mark.usefixtures("market")
@pytest.mark.filterwarnings("ignore:No directory at")
def test_a_german_file_has_semicolons_and_an_english_one_commas(client: Client) -> None:
    german = rows(client.get(f"{GERMAN}jahre.csv").content.decode(), ";")
    english = rows(client.get(f"{ENGLISH}years.csv").content.decode(), ",")

    assert [row["group"] for row in german] == ["2024", "2023"]
    assert set(german[1].values()) == {"2023", ""}
    assert german == english
    assert (german[0]["typical"], german[0]["n"], german[0]["grade"]) == ("80000", "40", "B")


@pytest.mark.usefixtures("market")
@pytest.mark.filterwarnings("ignore:No directory at")
def test_what_a_page_withholds_its_file_withholds(client: Client) -> None:
    levels = client.get(f"{ENGLISH}experience.json").json()["rows"]

    by_group = {row["group"]: row for row in levels}
    assert by_group["Senior"]["typical"] is None
    assert by_group["Senior"]["n"] is None
    assert by_group["Senior"]["typical_low"] == "75000"
    assert set(by_group["Entry"].values()) == {"Entry", "", None}


@pytest.mark.usefixtures("market")
@pytest.mark.filterwarnings("ignore:No directory at")
def test_a_name_can_not_become_a_formula(client: Client) -> None:
    cities = rows(client.get(f"{ENGLISH}cities.csv").content.decode(), ",")

    assert "'=HYPERLINK(1)" in {row["group"] for row in cities}


@pytest.mark.usefixtures("market")
@pytest.mark.filterwarnings("ignore:No directory at")
@pytest.mark.parametrize("name", ["jahre.csv", "years.xml", "nothing.csv", "years.csv/"])
def test_a_file_that_is_not_there_is_not_found(client: Client, name: str) -> None:
    assert client.get(f"{ENGLISH}{name}").status_code == 404


def test_amounts_in_german_have_a_decimal_comma() -> None:
    from decimal import Decimal

    sheet = Sheet(name="t", columns=("a", "b"), rows=[(Decimal("1234.5"), None)])

    assert as_csv(sheet, "de") == "\N{BYTE ORDER MARK}a;b\r\n1234,5;\r\n"
    assert as_csv(sheet, "en") == "\N{BYTE ORDER MARK}a,b\r\n1234.5,\r\n"
    assert '"a": "1234.5"' in as_json(sheet, date(2025, 1, 1))
