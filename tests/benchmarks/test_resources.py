"""Reference tables come from spreadsheets whole or not at all, and only once."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from tablib import Dataset

from benchmarks.management.commands import load_reference
from benchmarks.models import (
    Country,
    ExchangeRate,
    Hub,
    HubAlias,
    Occupation,
    OccupationAlias,
    Source,
)
from benchmarks.resources import CountryResource, HubResource, OccupationAliasResource
from benchmarks.spelling import slug_of
from tests.shipped_tables import bring_in_reference

pytestmark = pytest.mark.django_db

COUNTRY_HEADER = [
    *("code", "name_de", "name_en", "slug_de", "slug_en"),
    *("currency", "plausible_from", "plausible_to"),
]
GERMANY = ["DE", "Deutschland", "Germany", "deutschland", "germany", "EUR", "15000", "500000"]
AUSTRIA = ["AT", "Österreich", "Austria", "oesterreich", "austria", "EUR", "15000", "500000"]


def countries(*rows: list[str], header: list[str] = COUNTRY_HEADER) -> Dataset:
    return Dataset(*rows, headers=header)


def test_the_shipped_tables_load_and_a_second_run_changes_nothing(
    capsys: pytest.CaptureFixture[str],
) -> None:
    call_command("load_reference")
    first = capsys.readouterr().out
    call_command("load_reference")
    second = capsys.readouterr().out

    assert all(" 0 changed, 0 same" in line for line in first.splitlines())
    assert all(": 0 new, 0 changed, " in line for line in second.splitlines())
    assert Occupation.objects.count() >= 25
    assert Country.objects.count() >= 13
    assert Hub.objects.filter(country__code="DE").count() >= 10
    assert ExchangeRate.objects.filter(currency="USD", year=2024).exists()
    assert {o.slug_de for o in Occupation.objects.all()} == {
        slug_of(o.name_de) for o in Occupation.objects.all()
    }


def test_a_spelling_that_an_analyst_added_stays() -> None:
    bring_in_reference()
    hub = Hub.objects.get(code="de-berlin")
    HubAlias.objects.create(text="Spree-Athen", hub=hub)

    call_command("load_reference", verbosity=0)

    assert HubAlias.objects.get(text="Spree-Athen").hub == hub


def test_an_unknown_header_is_refused_by_name() -> None:
    misspelt = [*COUNTRY_HEADER[:-1], "plausible_too"]

    result = CountryResource().import_data(countries(GERMANY, header=misspelt))

    (error,) = result.base_errors
    assert "Unknown: plausible_too. Missing: plausible_to." in str(error.error)
    assert not Country.objects.exists()


def test_a_row_that_the_shipped_file_corrects_is_corrected() -> None:
    bring_in_reference()
    Hub.objects.filter(code="de-berlin").update(name_en="Bärlin")

    call_command("load_reference", verbosity=0)

    assert Hub.objects.get(code="de-berlin").name_en == "Berlin"


def test_one_bad_row_keeps_the_whole_file_out() -> None:
    backwards = [*AUSTRIA[:-2], "500000", "15000"]

    result = CountryResource().import_data(
        countries(GERMANY, backwards), rollback_on_validation_errors=True
    )

    (invalid,) = result.invalid_rows
    assert invalid.number == 2
    assert "country_plausible_pay_is_a_range" in str(invalid.error)
    assert not Country.objects.exists()


def test_a_row_that_refers_to_nothing_is_refused() -> None:
    dataset = Dataset(
        ["xx-nowhere", "XX", "Nirgends", "Nowhere", "nirgends", "nowhere"],
        headers=["code", "country", "name_de", "name_en", "slug_de", "slug_en"],
    )

    result = HubResource().import_data(dataset, rollback_on_validation_errors=True)

    assert result.has_errors() or result.has_validation_errors()
    assert not Hub.objects.exists()


def test_two_spellings_that_differ_only_in_signs_are_one() -> None:
    Occupation.objects.create(
        code="data-scientist",
        family="data",
        isco08="2120",
        name_de="Data Scientist",
        name_en="Data Scientist",
        slug_de="data-scientist",
        slug_en="data-scientist",
    )
    dataset = Dataset(
        ["Data Scientist (m/w/d)", "data-scientist"],
        ["data-scientist", "data-scientist"],
        headers=["title", "occupation"],
    )

    result = OccupationAliasResource().import_data(dataset, rollback_on_validation_errors=True)

    assert result.has_errors() or result.has_validation_errors()
    assert not OccupationAlias.objects.exists()


def test_a_broken_file_stops_the_command_with_its_row(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for table in load_reference.TABLES:
        text = (load_reference.FOLDER / table.file).read_text(encoding="utf-8")
        (tmp_path / table.file).write_text(text.replace("ai-jobs-net,", "AI Jobs!,"), "utf-8")
    monkeypatch.setattr(load_reference, "FOLDER", tmp_path)

    with pytest.raises(CommandError, match=r"sources\.csv, line 2: .*slug"):
        call_command("load_reference")

    assert not Source.objects.exists()
