"""Reference tables through the admin: previewed, confirmed, whole or not at all."""

import csv
import io
import zipfile
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, Permission, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import CheckConstraint
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from benchmarks.admin.spreadsheets import SpreadsheetAdmin
from benchmarks.models import (
    Country,
    CountryAlias,
    ExchangeRate,
    HubAlias,
    Occupation,
    OccupationAlias,
)
from benchmarks.reference_formats import LIMITS
from benchmarks.reference_results import RULES
from benchmarks.uploads import sweep_unused
from config.roles import bring_roles_up_to_date
from tests.benchmarks.reading.corpus import ods, ods_rows, ods_table, xlsx_of
from tests.factories import make_country, make_hub, make_occupation, make_rate, make_source

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.ignore_template_errors,
    pytest.mark.usefixtures("uploads"),
    pytest.mark.filterwarnings("ignore:No directory at"),  # WhiteNoise, before collectstatic
]

HEADER = "code,family,isco08,name_de,name_en,slug_de,slug_en,summary_de,summary_en"
SCIENTIST = "data-scientist,data,2120,Data Scientist,Data Scientist,data-scientist,data-scientist,,"
ANALYST = "data-analyst,data,2511,Datenanalyst,Data Analyst,datenanalyst,data-analyst,,"
NO_ISCO = ANALYST.replace("2511", "25")


@pytest.fixture
def analyst() -> Client:
    return client_in("analyst")


def client_in(*groups: str, permissions: tuple[str, ...] = ()) -> Client:
    bring_roles_up_to_date()
    user = User.objects.create_user("staff", is_staff=True)
    user.groups.set(Group.objects.filter(name__in=groups))
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    client = Client()
    client.force_login(user)
    return client


def address(model: str, action: str) -> str:
    return reverse(f"admin:benchmarks_{model}_{action}")


def upload(
    client: Client,
    content: bytes | str,
    model: str = "occupation",
    name: str = "table.csv",
    **headers: str,
) -> Any:
    data = content.encode() if isinstance(content, str) else content
    file = SimpleUploadedFile(name, data)
    return client.post(
        address(model, "import"), {"import_file": file, "format": "0", "resource": "0"}, **headers
    )


def confirm(client: Client, previewed: Any, model: str = "occupation", **changes: str) -> Any:
    form = previewed.context["confirm_form"]
    return client.post(address(model, "process_import"), {**form.initial, **changes}, follow=True)


def lines(*rows: str) -> str:
    return "\n".join([HEADER, *rows, ""])


def faults_of(response: Any) -> list[tuple[int | None, str, str]]:
    return [(one.row, one.column, one.value) for one in response.context["faults"]]


def test_a_file_is_previewed_and_written_when_it_is_confirmed(analyst: Client) -> None:
    previewed = upload(analyst, lines(SCIENTIST, ANALYST))
    before = Occupation.objects.count()
    confirmed = confirm(analyst, previewed)

    assert previewed.status_code == 200
    assert before == 0
    assert sorted(Occupation.objects.values_list("code", "isco08")) == [
        ("data-analyst", "2511"),
        ("data-scientist", "2120"),
    ]
    assert confirmed.redirect_chain == [(address("occupation", "changelist"), 302)]
    assert LogEntry.objects.filter(content_type__model="occupation").count() == 2


def test_one_bad_row_keeps_the_whole_file_out_and_is_named(analyst: Client) -> None:
    response = upload(analyst, lines(SCIENTIST, NO_ISCO))

    assert "confirm_form" not in response.context
    assert ("Nothing was written") in response.content.decode()
    assert faults_of(response) == [(3, "isco08", "25")]
    assert "four digits" in response.content.decode()
    assert not Occupation.objects.exists()


def test_rows_are_called_by_their_numbers_in_the_file(analyst: Client) -> None:
    text = "Occupations of 2026\n\n" + lines(SCIENTIST, "", NO_ISCO.replace("data,25", "nope,2511"))

    response = upload(analyst, text)

    assert faults_of(response) == [(6, "family", "nope")]


def test_the_same_file_twice_changes_nothing(analyst: Client) -> None:
    confirm(analyst, upload(analyst, lines(SCIENTIST, ANALYST)))

    again = upload(analyst, lines(SCIENTIST, ANALYST))

    assert again.context["result"].totals["skip"] == 2
    assert again.context["changes"] == []


def some_rows() -> None:
    """A few rows in each table, with all that could get lost on the way out and in again."""
    germany = make_country(plausible_from=Decimal("15000.50"))
    make_country(code="CH", currency="CHF", name_de="Schweiz", name_en="Switzerland")
    hub = make_hub(germany, name_de="München", name_en="Munich")
    occupation = make_occupation(
        code="data-scientist",
        name_de="=1+1",
        name_en="Data Scientist",
        summary_de="Erste Zeile\r\nzweite; mit „Zeichen“, \"auch\" 'solchen'",
        summary_en="'=1+1, -5; @SUM(1)\tand _x0041_",
    )
    source = make_source(url="https://survey.example/?a=1&b=2")
    make_rate(source, units_per_euro=Decimal("0.952600"))
    make_rate(source, currency="SEK", units_per_euro=Decimal("11.179"))
    make_rate(source, currency="JPY", units_per_euro=Decimal("1234.567"))
    OccupationAlias.objects.create(text="-5 Tage Data Scientist", occupation=occupation)
    OccupationAlias.objects.create(text="Total", occupation=occupation)
    CountryAlias.objects.create(text="@ Deutschland", country=germany)
    HubAlias.objects.create(text="Minga", hub=hub)


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize(
    ("model", "rows"),
    [
        ("country", 2),
        ("hub", 1),
        ("occupation", 1),
        ("occupationalias", 2),
        ("countryalias", 1),
        ("hubalias", 1),
        ("source", 1),
        ("exchangerate", 3),
    ],
)
def test_what_was_exported_changes_nothing_when_it_is_imported(
    analyst: Client, model: str, rows: int, kind: str, language: str
) -> None:
    some_rows()
    exported = export(analyst, model, kind, language)

    response = upload(
        analyst, exported.content, model, f"table.{kind}", HTTP_ACCEPT_LANGUAGE=language
    )

    assert faults_of(response) == []
    totals = response.context["result"].totals
    assert (totals["new"], totals["update"], totals["skip"]) == (0, 0, rows)


def export(client: Client, model: str, kind: str, language: str = "en") -> HttpResponse:
    form = {"format": {"csv": "0", "xlsx": "1"}[kind], "resource": "0"}
    return client.post(address(model, "export"), form, HTTP_ACCEPT_LANGUAGE=language)


def test_an_exported_csv_opens_in_the_spreadsheet_program_of_its_language(analyst: Client) -> None:
    make_country(plausible_from=Decimal("15000.50"), plausible_to=Decimal(400_000))

    german = export(analyst, "country", "csv", "de").content.decode("utf-8")
    english = export(analyst, "country", "csv", "en").content.decode("utf-8")

    assert german.splitlines()[1].endswith(";EUR;15000,50;400000,00")
    assert english.splitlines()[1].endswith(",EUR,15000.50,400000.00")
    assert german.startswith("\ufeff")


def test_no_formula_leaves_and_numbers_stay_numbers(analyst: Client) -> None:
    make_occupation(name_de="=cmd|' /C calc'!A0", name_en="＝1+1", summary_en="-5")

    text = export(analyst, "occupation", "csv").content.decode("utf-8-sig")
    sheet = load_workbook(io.BytesIO(export(analyst, "occupation", "xlsx").content)).worksheets[0]
    cells = dict(zip(*(list(row) for row in csv.reader(io.StringIO(text))), strict=True))
    typed = {cell.value: sheet.cell(2, cell.column) for cell in sheet[1]}

    assert cells["name_de"] == "'=cmd|' /C calc'!A0"
    assert cells["name_en"] == "'＝1+1"
    assert cells["summary_en"] == "-5"
    assert (typed["name_de"].data_type, typed["name_de"].value) == ("s", "=cmd|' /C calc'!A0")
    assert typed["name_de"].quotePrefix


def test_a_workbook_has_its_amounts_and_days_as_such(analyst: Client) -> None:
    make_rate(make_source())

    sheet = load_workbook(io.BytesIO(export(analyst, "exchangerate", "xlsx").content)).worksheets[0]
    row = dict(zip(*sheet.iter_rows(values_only=True), strict=True))

    assert row["units_per_euro"] == 0.9526
    assert row["year"] == 2024
    assert row["first_day"].date().isoformat() == "2024-01-02"


@pytest.mark.parametrize(
    ("amounts", "expected"),
    [
        (("15.000,50", "400.000,00"), ("15000.50", "400000.00")),
        (("15,000.50", "400000.0"), ("15000.50", "400000.00")),
        (("15 000", "400 000 "), ("15000.00", "400000.00")),
    ],
)
def test_amounts_are_read_as_their_column_writes_them(
    analyst: Client, amounts: tuple[str, str], expected: tuple[str, str]
) -> None:
    confirm(analyst, upload(analyst, country_csv(*amounts), "country"), "country")

    (germany,) = Country.objects.all()
    assert (germany.plausible_from, germany.plausible_to) == tuple(map(Decimal, expected))


def country_csv(low: str, high: str) -> str:
    header = "code;name_de;name_en;slug_de;slug_en;currency;plausible_from;plausible_to"
    return f"{header}\nDE;Deutschland;Germany;deutschland;germany;EUR;{low};{high}\n"


def test_an_amount_that_can_be_read_in_two_ways_is_refused_with_both(analyst: Client) -> None:
    response = upload(analyst, country_csv("15.000", "400000"), "country")

    (fault,) = response.context["faults"]
    assert (fault.row, fault.column, fault.value) == (2, "plausible_from", "15.000")
    assert "15000" in fault.sentence
    assert "15.000" in fault.sentence
    assert not Country.objects.exists()


@pytest.mark.parametrize(
    ("column", "value", "part"),
    [
        ("year", "2024.5", "no whole number"),
        ("year", "1e3", "1e3"),
        ("units_per_euro", "NaN", "cannot be null"),
        ("units_per_euro", "1e400", "1e400"),
        ("units_per_euro", "0,9526789", "decimal places"),
        ("first_day", "2024", "names no day"),
        ("first_day", "02/01/2024", "2024-01-02"),
        ("first_day", "31.02.2024", "31.02.2024"),
        ("source", "nobody", "no “nobody” among the sources"),
        ("currency", "", "cannot be blank"),
    ],
)
def test_a_bad_cell_is_named_with_its_row_column_and_what_would_do(
    analyst: Client, column: str, value: str, part: str
) -> None:
    make_source()
    cells = {
        "currency": "CHF",
        "year": "2024",
        "units_per_euro": "0,9526",
        "first_day": "2024-01-02",
        "last_day": "2024-12-31",
        "days": "256",
        "source": "pay-survey",
    }
    text = ";".join(cells) + "\n" + ";".join((cells | {column: value}).values()) + "\n"

    response = upload(analyst, text, "exchangerate")

    faults = [fault for fault in response.context["faults"] if fault.column == column]
    assert [(fault.row, fault.value) for fault in faults[:1]] == [(2, value)]
    assert part in faults[0].sentence
    assert not ExchangeRate.objects.exists()


@pytest.mark.parametrize(
    ("model", "text", "column", "part"),
    [
        ("occupation", lines(SCIENTIST.replace("data-s", "Data S", 1)), "code", "small letters"),
        ("occupation", lines(SCIENTIST.replace(",data,", ",x,")), "family", "ai, operations"),
        ("occupation", lines("data-x,data,2120,A,B,compare,b,,"), "slug_de", "no word that"),
        ("country", country_csv("5", "4"), "plausible_from", "below plausible_to"),
        ("country", country_csv("1", "2").replace("DE;", "De;"), "code", "two capitals"),
        ("country", country_csv("1", "2").replace("EUR", "EU"), "currency", "three capitals"),
        ("countryalias", "alias,country\n!!!,DE\n", "alias", "neither a letter"),
        ("hub", "code,country,name_de,name_en,slug_de,slug_en\nx,DE,A,A,a,a\n", "code", "no code"),
    ],
)
def test_a_rule_of_the_database_is_told_in_words(
    analyst: Client, model: str, text: str, column: str, part: str
) -> None:
    if model != "country":
        make_country()

    response = upload(analyst, text, model)

    (fault,) = response.context["faults"]
    assert (fault.row, fault.column) == (2, column)
    assert part in fault.sentence


def test_every_rule_of_the_reference_tables_has_words() -> None:
    tables = [
        one
        for one in admin.site._registry.values()
        if isinstance(one, SpreadsheetAdmin) and one.model._meta.app_label == "benchmarks"
    ]
    checks = [
        constraint.name
        for table in tables
        for constraint in table.model._meta.constraints
        if isinstance(constraint, CheckConstraint)
    ]

    assert len(tables) == 9
    assert [name for name in checks if not name.endswith(tuple(RULES))] == []


def test_two_rows_with_one_key_are_refused(analyst: Client) -> None:
    make_occupation(code="data-scientist", name_en="Data Scientist")

    response = upload(analyst, lines(SCIENTIST, SCIENTIST.replace("2120", "2519")))

    (fault,) = response.context["faults"]
    assert fault.row == 3
    assert "data-scientist" in fault.sentence


def test_an_unknown_header_is_one_sentence_without_a_trace(analyst: Client) -> None:
    response = upload(analyst, lines(SCIENTIST).replace("isco08", "isco"))

    (fault,) = response.context["faults"]
    assert "Unknown: isco. Missing: isco08." in fault.sentence
    assert "Traceback" not in response.content.decode()


def test_columns_in_another_order_are_told_by_their_names(analyst: Client) -> None:
    header = "slug_en,code,family,isco08,name_de,name_en,slug_de,summary_de,summary_en"
    row = "data-analyst,data-analyst,nope,2511,Datenanalyst,Data Analyst,datenanalyst,,"

    response = upload(analyst, f"{header}\n{row}\n")

    assert faults_of(response) == [(2, "family", "nope")]


def workbook_of(*rows: list[object]) -> bytes:
    return xlsx_of([HEADER.split(","), *rows])


SCIENTIST_ROW: list[object] = [*SCIENTIST.split(",")[:2], 2120, *SCIENTIST.split(",")[3:]]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("table.xlsx", workbook_of(SCIENTIST_ROW)),
        ("table.ods", ods(ods_table(ods_rows([HEADER.split(","), SCIENTIST_ROW])))),
        ("table.txt", lines(SCIENTIST).replace(",", "\t").encode("utf-16")),
        ("misnamed.xlsx", lines(SCIENTIST).encode("cp1252")),
    ],
)
def test_every_kind_of_spreadsheet_is_told_by_its_content(
    analyst: Client, name: str, content: bytes
) -> None:
    confirm(analyst, upload(analyst, content, name=name))

    assert Occupation.objects.get().isco08 == "2120"


def zip_of(name: str, content: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return file.getvalue()


HOSTILE = {
    "empty": b"",
    "header only": HEADER.encode(),
    "html": b"<html><script>alert(1)</script></html>",
    "not a workbook": zip_of("word/document.xml", b"<a/>"),
    "truncated workbook": workbook_of(SCIENTIST_ROW)[:-200],
    "zip bomb": zip_of("xl/workbook.xml", b" " * 60_000_000),
    "nul": b"code,family\n\0,\0\n",
    "broken utf-8": lines(SCIENTIST, ANALYST).encode() + b"\xff\xfe caf\xc3\xa9\n",
    "too many cells in a row": lines(*[SCIENTIST] * 4, SCIENTIST + ",more").encode(),
    "an open quotation mark": lines(SCIENTIST, '"open').encode(),
    "too many rows": lines(*[SCIENTIST] * (LIMITS.text_rows + 1)).encode(),
    "too large": b"x" * (LIMITS.text_bytes + 1),
}


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_or_broken_file_is_one_sentence_on_the_form(
    analyst: Client, what: str, language: str
) -> None:
    response = upload(analyst, HOSTILE[what], name="x.csv", HTTP_ACCEPT_LANGUAGE=language)

    (message,) = response.context["form"].errors["import_file"]
    assert response.status_code == 200
    assert message.endswith(".")
    assert "Error" not in message
    assert "Traceback" not in response.content.decode()
    assert "confirm_form" not in response.context
    assert not Occupation.objects.exists()


def test_an_error_of_a_formula_is_told_by_its_cell(analyst: Client) -> None:
    from openpyxl import Workbook

    book = Workbook()
    book.worksheets[0].append(HEADER.split(","))
    book.worksheets[0].append([*SCIENTIST_ROW[:3], "#DIV/0!", *SCIENTIST_ROW[4:]])
    file = io.BytesIO()
    book.save(file)

    response = upload(analyst, file.getvalue(), name="table.xlsx")

    (fault,) = response.context["faults"]
    assert (fault.row, fault.column) == (2, "name_de")
    assert "#DIV/0!" in fault.sentence


def test_hostile_text_is_shown_and_not_run(analyst: Client) -> None:
    text = "<script>alert(1)</script>{{7*7}}"
    make_occupation(code="data-scientist", name_de=text, name_en="Data Scientist")

    changed = upload(analyst, lines(SCIENTIST.replace("Data Scientist", text + "!")))
    faulty = upload(analyst, lines(SCIENTIST.replace("2120", text)), name=f'"\r\n{text}\u202e.csv')

    for response in (changed, faulty):
        assert "<script>alert" not in response.content.decode()
        assert "&lt;script&gt;alert(1)&lt;/script&gt;{{7*7}}" in response.content.decode()


def test_the_confirmation_works_in_another_process_and_cleans_up(
    analyst: Client, uploads: Path
) -> None:
    previewed = upload(analyst, lines(SCIENTIST))
    kept = list((uploads / "reference").iterdir())

    confirm(analyst, previewed)

    assert len(kept) == 1
    assert list((uploads / "reference").iterdir()) == []


def test_what_is_never_confirmed_is_swept_after_a_day(analyst: Client, uploads: Path) -> None:
    upload(analyst, lines(SCIENTIST))

    sweep_unused(timezone.now() + timedelta(hours=23))
    after_a_night = len(list((uploads / "reference").iterdir()))
    sweep_unused(timezone.now() + timedelta(hours=25))

    assert after_a_night == 1
    assert list((uploads / "reference").iterdir()) == []


def test_confirming_twice_is_told(analyst: Client) -> None:
    previewed = upload(analyst, lines(SCIENTIST))
    confirm(analyst, previewed)

    again = confirm(analyst, previewed)

    assert "no longer there" in again.content.decode()
    assert Occupation.objects.count() == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"import_file_name": "../../../etc/passwd"},
        {"import_file_name": "x" * 32},
        {"import_file_name": "0" * 32},
        {"format": "7"},
        {"format": "x"},
        {"resource": "9"},
    ],
)
def test_a_confirmation_that_was_tampered_with_writes_nothing(
    analyst: Client, changes: dict[str, str]
) -> None:
    response = confirm(analyst, upload(analyst, lines(SCIENTIST)), **changes)

    assert response.status_code == 200
    assert not Occupation.objects.exists()


def test_what_changed_since_the_preview_is_told_and_nothing_is_written(analyst: Client) -> None:
    previewed = upload(analyst, lines(SCIENTIST, ANALYST))
    make_occupation(code="other", name_de="Datenanalyst", name_en="Other")

    response = confirm(analyst, previewed)

    assert "Nothing was written" in response.content.decode()
    assert list(Occupation.objects.values_list("code", flat=True)) == ["other"]


TABLES = [
    *("country", "countryalias", "exchangerate", "hub"),
    *("hubalias", "occupation", "occupationalias", "source"),
]


@pytest.mark.parametrize("model", TABLES)
def test_who_may_only_look_exports_and_does_not_import(model: str) -> None:
    editor = client_in("editor")

    assert editor.get(address(model, "export")).status_code == 200
    assert export(editor, model, "csv").status_code == 200
    assert editor.get(address(model, "import")).status_code == 403
    assert upload(editor, "code\n1\n", model).status_code == 403
    assert editor.post(address(model, "process_import"), {}).status_code == 403
    page = editor.get(address(model, "changelist")).content.decode()
    assert address(model, "export") in page
    assert address(model, "import") not in page


@pytest.mark.parametrize("model", TABLES)
def test_who_may_not_look_gets_nothing(model: str) -> None:
    client = client_in()

    assert client.get(address(model, "export")).status_code == 403
    assert client.post(address(model, "export"), {"format": "0"}).status_code == 403
    assert client.get(address(model, "import")).status_code == 403


def test_who_may_change_but_not_add_does_not_import() -> None:
    client = client_in(permissions=("view_occupation", "change_occupation"))

    assert client.get(address("occupation", "import")).status_code == 403


def test_a_preview_of_many_rows_shows_the_first_and_counts_all(analyst: Client) -> None:
    occupation = make_occupation(code="data-scientist")
    text = "title,occupation\n" + "".join(f"Title {n},data-scientist\n" for n in range(250))

    response = upload(analyst, text, "occupationalias")

    assert len(response.context["changes"]) == 200
    assert "250 new" in response.content.decode()
    assert occupation.aliases.count() == 0


def test_an_import_of_many_rows_asks_for_each_no_more_than_is_needed(
    analyst: Client, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    occupation = make_occupation(code="data-scientist")
    OccupationAlias.objects.bulk_create(
        OccupationAlias(text=f"Title {n}", plain_text=f"title {n}", occupation=occupation)
        for n in range(100)
    )
    text = "title,occupation\n" + "".join(f"Title {n},data-scientist\n" for n in range(100))

    with django_assert_max_num_queries(2 * 100 + 30):  # a savepoint for each row, set and released
        response = upload(analyst, text, "occupationalias")

    assert response.context["result"].totals["skip"] == 100
