"""Job adverts come from spreadsheets whole or not at all, and only once."""

from datetime import date

import pytest
from tablib import Dataset

from articles.models import JobAdvert
from articles.resources import JobAdvertResource
from tests.factories import make_occupation

pytestmark = pytest.mark.django_db

HEADER = [
    *("reference", "employer", "title", "language", "places", "fields", "url"),
    *("valid_from", "valid_to", "is_paid", "occupations"),
]


def advert(**overrides: str) -> list[str]:
    cells = {
        "reference": "works-1",
        "employer": "Works",
        "title": "Ingenieurin",
        "language": "de",
        "places": "Berlin; Jena",
        "fields": "KI",
        "url": "https://jobs.example/1",
        "valid_from": "2026-11-01",
        "valid_to": "2027-02-01",
        "is_paid": "ja",
        "occupations": "ai-engineer; data-scientist",
    }
    return list((cells | overrides).values())


def imported(*rows: list[str]) -> list[str]:
    """What is wrong with the file; empty where it was written."""
    result = JobAdvertResource().import_data(
        Dataset(*rows, headers=HEADER), rollback_on_validation_errors=True
    )
    return [fault.sentence for fault in result.faults]


@pytest.fixture(autouse=True)
def occupations() -> None:
    for name in ("AI Engineer", "Data Scientist"):
        make_occupation(name_en=name)


def test_a_file_may_come_twice():
    assert imported(advert()) == []
    assert imported(advert()) == []

    found = JobAdvert.objects.get()
    assert found.valid_to == date(2027, 2, 1)
    assert found.is_paid
    assert {one.code for one in found.occupations.all()} == {"ai-engineer", "data-scientist"}


def test_another_file_changes_what_has_its_reference():
    imported(advert())

    imported(advert(title="Entwicklerin", is_paid="", occupations="ai-engineer"))

    found = JobAdvert.objects.get()
    assert (found.title, found.is_paid, found.occupations.count()) == ("Entwicklerin", False, 1)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"is_paid": "perhaps"}, "“perhaps” is neither yes nor no."),
        ({"occupations": "baker"}, "There is no occupation with the code “baker”."),
        ({"occupations": " "}, "A job advert needs the code of an occupation at least."),
        ({"url": "javascript:alert(1)"}, "Enter a valid URL."),
        ({"valid_to": "2026-10-01"}, "“job_ends_after_it_begins”"),
        ({"valid_to": "soon"}, "“soon”"),
        ({"language": "fr"}, "de, en"),
    ],
)
def test_what_is_wrong_keeps_the_file_out(wrong: dict[str, str], sentence: str):
    faults = imported(advert(), advert(reference="works-2", **wrong))

    assert len(faults) == 1
    assert sentence in faults[0]
    assert not JobAdvert.objects.exists()


def test_what_is_exported_can_be_imported_again():
    imported(advert())

    exported = JobAdvertResource().export()

    assert exported.headers == HEADER
    assert exported.dict[0]["occupations"] == "ai-engineer; data-scientist"
    assert exported.dict[0]["is_paid"] == "yes"
