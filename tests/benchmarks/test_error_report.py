"""An import's rows set aside can be had as a file, corrected, and uploaded again."""

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.signals import request_finished
from django.db import close_old_connections
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from benchmarks import error_report, importing
from benchmarks.error_report import (
    ReportKind,
    SetAsideMeanwhile,
    error_report_response,
    report_name,
)
from benchmarks.mapping_json import Json
from benchmarks.models import ImportBatch, Occupation, OccupationAlias, SetAsideRow, Source
from benchmarks.reading.problems import Language, ReadingError
from benchmarks.uploads import keep
from config.roles import bring_roles_up_to_date
from tests.benchmarks.import_files import csv_of, mapping_of
from tests.benchmarks.test_real_spreadsheets import FILES, imported

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def connection_stays_open() -> Iterator[None]:
    """A response that is closed takes the connection with it, as it ends a request."""
    request_finished.disconnect(close_old_connections)
    yield
    request_finished.connect(close_old_connections)


NOW = datetime(2025, 6, 30, 12, tzinfo=UTC)
CSV, XLSX = ReportKind


def staged(
    source: Source, content: bytes, name: str = "answers.csv", mapping: Json = None
) -> ImportBatch:
    file = keep(ContentFile(content), name)
    return importing.stage(file, source=source, mapping=mapping or mapping_of(), by_id=None, at=NOW)


def content_of(batch: ImportBatch, kind: ReportKind, language: Language = "en") -> bytes:
    with closing(error_report_response(batch, kind, language)) as response:
        return b"".join(response)  # type: ignore[arg-type]  # both kinds stream


def csv_rows(content: bytes, delimiter: str = ";") -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=delimiter))


def xlsx_rows(content: bytes) -> list[list[object]]:
    sheet = load_workbook(io.BytesIO(content)).worksheets[0]
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def workbook(*rows: Sequence[object], title: str = "Data", before: int = 0) -> bytes:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = title
    for _ in range(before):
        sheet.append(["A title above the table"])
    for row in rows:
        sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def set_aside(batch: ImportBatch) -> list[tuple[str, dict[str, str]]]:
    rows = SetAsideRow.objects.filter(batch=batch).order_by("row_number")
    return [(row.code, row.cells) for row in rows]


def test_the_csv_report_has_the_own_rows_with_all_columns_a_reason_and_the_row(
    source: Source,
) -> None:
    batch = staged(source, csv_of())

    content = content_of(batch, CSV)

    assert content.startswith(b"\xef\xbb\xbfTitle;Pay;City;Gender;Laufbahn: reason;Laufbahn: row\r")
    header, baker, odd, without_pay = csv_rows(content)
    assert header == ["Title", "Pay", "City", "Gender", "Laufbahn: reason", "Laufbahn: row"]
    assert baker[:4] == ["Baker", "40000", "Berlin", "f"]
    assert "Baker" in baker[4]
    assert baker[5] == "4"
    assert odd[:4] == ["Data Scientist", "5000", "Berlin", "m"]
    assert "Likely meant: a month’s pay (60,000)" in odd[4]
    assert without_pay[:4] == ["Data Scientist", "", "Berlin", "m"]
    assert without_pay[5] == "6"


def test_the_report_speaks_the_language_of_the_analyst(source: Source) -> None:
    batch = staged(source, csv_of())

    header, _baker, odd, _without_pay = csv_rows(content_of(batch, CSV, "de"))

    assert header[4:] == ["Laufbahn: Grund", "Laufbahn: Zeile"]
    assert "Wohl gemeint: ein Monatsgehalt (60.000)" in odd[4]


def test_the_xlsx_report_says_the_same_with_its_header_in_bold(source: Source) -> None:
    batch = staged(source, csv_of())

    content = content_of(batch, XLSX)

    sheet = load_workbook(io.BytesIO(content)).worksheets[0]
    header, baker, *_others = sheet.iter_rows(values_only=True)
    assert header == ("Title", "Pay", "City", "Gender", "Laufbahn: reason", "Laufbahn: row")
    assert baker[:4] == ("Baker", "40000", "Berlin", "f")
    assert baker[5] == 4
    assert sheet["A1"].font.bold
    assert not sheet["A2"].font.bold
    assert sheet.max_row == 4


@pytest.mark.parametrize("kind", [CSV, XLSX])
@pytest.mark.parametrize("language", ["de", "en"])
def test_an_uncorrected_report_is_set_aside_for_the_same_reasons(
    source: Source, kind: ReportKind, language: Language
) -> None:
    batch = staged(source, csv_of())

    again = staged(source, content_of(batch, kind, language), f"report.{kind}")

    assert again.rows_accepted == 0
    assert set_aside(again) == set_aside(batch)
    assert again.findings["unused_columns"] == ["Gender"]


def test_a_corrected_report_is_accepted_by_the_same_mapping(source: Source) -> None:
    batch = staged(source, csv_of())
    corrected = (
        content_of(batch, CSV).replace(b"Baker", b"Data Scientist").replace(b"5000", b"65000")
    )

    again = staged(source, corrected, "corrected.csv")

    assert (again.rows_accepted, again.rows_refused) == (2, 1)
    assert sorted(again.samples.values_list("yearly_pay", flat=True)) == [40_000, 65_000]


@pytest.mark.parametrize("kind", [CSV, XLSX])
def test_amounts_and_days_that_the_whole_file_explained_are_read_as_in_it(
    source: Source, kind: ReportKind
) -> None:
    rows = ["Title;Pay;City;=When"]
    rows += [f"Data Scientist;{pay}.000,50;Berlin;31/01/2024" for pay in range(60, 70)]
    rows += ["Baker;65.000;Berlin;02/03/2024"]
    mapping: Json = mapping_of(observed_on={"column": "=When"})
    batch = staged(source, "\n".join(rows).encode(), mapping=mapping)
    OccupationAlias(text="Baker", occupation=Occupation.objects.get()).save()

    again = staged(source, content_of(batch, kind), f"report.{kind}", mapping)

    assert batch.rows_refused == 1
    sample = again.samples.get()
    assert sample.yearly_pay == 65_000
    assert sample.observed_on == date(2024, 3, 2)


def test_a_row_of_which_only_our_columns_are_left_is_no_row(source: Source) -> None:
    batch = staged(source, csv_of())
    lines = content_of(batch, CSV).decode().splitlines()
    lines[1] = ";;;;" + lines[1].split(";", 4)[4]

    again = staged(source, "\n".join(lines).encode(), "corrected.csv")

    assert again.rows_total == 2


HOSTILE = [
    "=cmd|' /C calc'!A0",
    "＝1+1",
    "@SUM(1)",
    "-2+3",
    "'=1+1",
    "x;=1+1",
    "\tData",
    "<script>alert(1)</script>",
    "\u202egpj.exe",
    "{{7*7}} %s",
    'quote " and, comma',
    "two\nlines",
    "a\x01b",
    "_x0041_",
    "#DIV/0!",
]


@pytest.mark.parametrize("kind", [CSV, XLSX])
def test_hostile_cells_are_no_formulas_and_come_back_as_they_were(
    source: Source, kind: ReportKind
) -> None:
    rows = [["Title", "Pay", "City", "Gender"], *([text, "1", text, text] for text in HOSTILE)]
    file = io.StringIO()
    csv.writer(file, delimiter=",").writerows(rows)
    batch = staged(source, file.getvalue().encode())

    content = content_of(batch, kind)
    again = staged(source, content, f"report.{kind}")

    assert batch.rows_refused == len(HOSTILE)
    assert [cells for _code, cells in set_aside(again)] == [
        cells for _code, cells in set_aside(batch)
    ]
    assert [cells["Title"] for _code, cells in set_aside(again)] == HOSTILE
    if kind is CSV:
        assert csv_rows(content, ",")[1][0] == "'=cmd|' /C calc'!A0"
        assert csv_rows(content, ",")[4][0] == "'-2+3"
    else:
        sheet = load_workbook(io.BytesIO(content)).worksheets[0]
        assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}
        assert sheet["A2"].value == "=cmd|' /C calc'!A0"
        assert sheet["A2"].quotePrefix


def test_a_formula_as_a_column_name_is_none_in_the_report(source: Source) -> None:
    content = csv_of().replace(b"City", b"=City()")
    mapping = mapping_of(city={"column": "=City()"})
    batch = staged(source, content, mapping=mapping)

    report = content_of(batch, CSV)
    again = staged(source, report, "report.csv", mapping)

    assert csv_rows(report)[0][2] == "'=City()"
    assert set_aside(again) == set_aside(batch)


def test_negative_numbers_stay_numbers(source: Source) -> None:
    batch = staged(source, csv_of("Data Scientist;-5;Berlin;f", "Data Scientist;-5,50 €;Berlin;f"))

    rows = csv_rows(content_of(batch, CSV))

    assert [row[1] for row in rows[1:]] == ["-5", "-5,50 €"]


@pytest.mark.parametrize("kind", [CSV, XLSX])
def test_a_mapping_that_states_how_the_file_is_laid_out_reads_the_report_too(
    source: Source, kind: ReportKind
) -> None:
    text = (
        "Überschrift\n\nTitle|Pay|City|Gender\nBäcker|40000|Köln|f\nData Scientist|65000|Köln|f\n"
    )
    file: Json = {"encoding": "cp1252", "delimiter": "|", "quotechar": "", "header_row": 3}
    mapping: Json = mapping_of() | {"file": file}
    batch = staged(source, text.encode("cp1252"), mapping=mapping)

    again = staged(source, content_of(batch, kind), f"report.{kind}", mapping)

    assert set_aside(again) == set_aside(batch)
    assert set_aside(again)[0][1]["Title"] == "Bäcker"


@pytest.mark.parametrize("kind", [CSV, XLSX])
@pytest.mark.parametrize("language", ["de", "en"])
def test_numbers_and_dates_of_a_workbook_come_back_exactly(
    source: Source, kind: ReportKind, language: Language
) -> None:
    content = workbook(
        ["Title", "Pay", "City", "When"],
        ["Baker", 40000.5, "Berlin", date(2024, 3, 1)],
        ["Baker", 40000.125, "Berlin", datetime(2024, 3, 1, 10, 30)],  # noqa: DTZ001  a cell has no zone
        ["Baker", 1234567, "Berlin", None],
        before=2,
        title="Survey 2024",
    )
    file: Json = {"sheet": "Survey 2024", "header_row": 3}
    mapping: Json = mapping_of(observed_on={"column": "When"}) | {"file": file}
    batch = staged(source, content, "answers.xlsx", mapping)

    report = content_of(batch, kind, language)
    again = staged(source, report, f"report.{kind}", mapping)

    assert [code for code, _cells in set_aside(again)] == ["unknown-title"] * 3
    if kind is CSV:
        pays = [row[1] for row in csv_rows(report, ";" if language == "de" else ",")[1:]]
        point = "," if language == "de" else "."
        assert pays == [f"40000{point}5", f"40000{point}1250", "1234567"]
    else:
        assert [row[1] for row in xlsx_rows(report)[1:]] == [40000.5, 40000.125, 1234567]
        assert xlsx_rows(report)[1][3] == datetime(2024, 3, 1)  # noqa: DTZ001


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_corrected_workbook_as_csv_gives_the_pay_that_the_workbook_had(
    source: Source, language: Language
) -> None:
    content = workbook(
        ["Title", "Pay", "City"], ["Baker", 40000.125, "Berlin"], ["Baker", 50000.5, "Berlin"]
    )
    batch = staged(source, content, "answers.xlsx")
    report = content_of(batch, CSV, language).replace(b"Baker", b"Data Scientist")

    again = staged(source, report, "report.csv")

    pays = again.samples.order_by("row_number").values_list("yearly_pay", flat=True)
    assert list(pays) == [Decimal("40000.12"), Decimal("50000.50")]


@pytest.mark.parametrize("kind", [CSV, XLSX])
def test_a_row_that_fits_no_columns_stands_whole_in_one_cell_and_stays_refused(
    source: Source, kind: ReportKind
) -> None:
    usual = ["Data Scientist;65000;Berlin;f"] * 3
    batch = staged(
        source, csv_of("Data Scientist;65000;Berlin;f;extra", *usual, "Data Scientist;65000")
    )

    content = content_of(batch, kind)
    again = staged(source, content, f"report.{kind}")

    rows = csv_rows(content) if kind is CSV else xlsx_rows(content)
    assert rows[1][0] == "Data Scientist;65000;Berlin;f;extra"
    assert "in the first cell" in str(rows[1][4])
    assert rows[2][0] == "Data Scientist;65000"
    assert again.rows_accepted == 0


def test_totals_stay_out_of_a_report_that_is_uploaded_again(source: Source) -> None:
    batch = staged(source, csv_of("Data Scientist;65000;Berlin;f", "Total;65000;;"))

    again = staged(source, content_of(batch, CSV), "report.csv")

    assert set_aside(batch)[0][0] == "totals-row"
    assert again.rows_accepted == 0


def test_a_report_saved_by_excel_in_an_old_encoding_is_known_all_the_same(source: Source) -> None:
    batch = staged(source, csv_of("Bäcker;40000;Köln;f"))
    text = content_of(batch, CSV, "de").decode("utf-8-sig")

    again = staged(source, text.encode("cp1252", "replace"), "report.csv")
    as_text = staged(source, text.replace(";", "\t").encode("utf-16"), "report.txt")

    assert set_aside(again)[0][1]["Title"] == "Bäcker"
    assert set_aside(as_text)[0][1]["Title"] == "Bäcker"


def test_a_file_of_our_own_columns_only_in_its_text_is_no_report(source: Source) -> None:
    content = csv_of("'=1+1;65000;Berlin;Laufbahn: reason is odd")

    batch = staged(source, content)

    assert set_aside(batch)[0][1]["Title"] == "'=1+1"


def test_rows_of_several_chunks_are_all_there(
    source: Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [
        f"{'Baker' if number % 7 == 0 else 'Data Scientist'};65000;Berlin;{number}"
        for number in range(11_000)
    ]
    batch = staged(source, csv_of(*rows))

    found = csv_rows(content_of(batch, CSV))[1:]

    assert [int(row[3]) for row in found] == list(range(0, 11_000, 7))
    assert [int(row[5]) for row in found] == [number + 2 for number in range(0, 11_000, 7)]


def test_a_row_that_is_no_longer_found_is_made_of_what_was_kept(source: Source) -> None:
    batch = staged(source, csv_of())
    SetAsideRow.objects.filter(batch=batch, row_number=6).update(row_number=60)

    last = csv_rows(content_of(batch, CSV))[-1]

    assert last[:4] == ["Data Scientist", "", "Berlin", ""]
    assert last[5] == "60"


def test_a_report_whose_rows_vanish_meanwhile_does_not_look_complete(
    source: Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = staged(source, csv_of(*["Baker;65000;Berlin;f"] * 6_000))
    write_row = error_report._report_row

    def discard_and_write(*arguments: Any) -> error_report.ReportRow:
        if batch.set_aside.exists():
            importing.discard(batch, by_id=None, at=NOW)
        return write_row(*arguments)

    monkeypatch.setattr(error_report, "_report_row", discard_and_write)

    with pytest.raises(SetAsideMeanwhile):
        content_of(batch, CSV)


def test_a_file_that_is_gone_is_one_sentence(source: Source) -> None:
    batch = staged(source, csv_of())
    storages["uploads"].delete(batch.file.name or "")

    for kind in ReportKind:
        with pytest.raises(ReadingError) as caught:
            error_report_response(batch, kind, "en")

        assert caught.value.problem.code == "upload-gone"


def test_a_report_too_large_for_excel_points_to_the_csv_file(
    source: Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(error_report, "MOST_XLSX_CELLS", 17)
    batch = staged(source, csv_of())

    with pytest.raises(ReadingError) as caught:
        error_report_response(batch, XLSX, "en")

    assert "has 18 cells" in caught.value.problem.sentence("en")
    assert "CSV" in caught.value.problem.sentence("en")
    assert len(csv_rows(content_of(batch, CSV))) == 4


def test_a_cell_longer_than_excel_holds_is_cut_and_said_to_be(source: Source) -> None:
    batch = staged(source, csv_of(f"{'x' * 40_000};65000;Berlin;f"))

    _header, row = xlsx_rows(content_of(batch, XLSX))

    assert len(str(row[0])) == 32_767
    assert "cut off" in str(row[4])
    assert len(csv_rows(content_of(batch, CSV))[1][0]) == 40_000


@pytest.mark.parametrize(
    ("file_name", "name"),
    [
        ("answers.csv", "answers Fehlerbericht.csv"),
        ("answers.csv.gz", "answers Fehlerbericht.csv"),
        ("Löhne 2024.xlsx", "Löhne 2024 Fehlerbericht.csv"),
        ('a"\r\nX-Evil: 1.csv', 'a" X-Evil: 1 Fehlerbericht.csv'),
        ("abc\u202egpj.xlsx", "abc gpj Fehlerbericht.csv"),
        ("../../etc/passwd", "passwd Fehlerbericht.csv"),
    ],
)
def test_the_report_is_called_after_its_file(file_name: str, name: str) -> None:
    assert report_name(file_name, CSV, "de") == name


@pytest.mark.parametrize("kind", [CSV, XLSX])
def test_a_hostile_file_name_breaks_no_header(source: Source, kind: ReportKind) -> None:
    batch = staged(source, csv_of())
    batch.file_name = 'Löhne"\r\nX-Evil: 1\u202e.csv'

    response = error_report_response(batch, kind, "en")

    disposition = response.headers["Content-Disposition"]
    assert disposition.startswith("attachment; filename*=utf-8''L%C3%B6hne%22%20X-Evil%3A%201")
    assert "X-Evil" not in response.headers
    response.close()


def staff(role: str) -> Client:
    bring_roles_up_to_date()
    user = User.objects.create_user(role, is_staff=True)
    user.groups.set(Group.objects.filter(name=role))
    client = Client()
    client.force_login(user)
    return client


def download_of(batch: ImportBatch, kind: str) -> str:
    return reverse("admin:benchmarks_importbatch_report", args=[batch.pk, kind])


@pytest.mark.ignore_template_errors
@pytest.mark.filterwarnings("ignore:No directory at")
@pytest.mark.parametrize("kind", [CSV, XLSX])
def test_an_analyst_downloads_the_report_from_the_page_of_its_import(
    source: Source, kind: ReportKind
) -> None:
    batch = staged(source, csv_of())
    analyst = staff("analyst")

    page = analyst.get(reverse("admin:benchmarks_importbatch_change", args=[batch.pk]))
    response = analyst.get(download_of(batch, kind), headers={"accept-language": "de"})

    assert f'href="{download_of(batch, kind)}"' in page.content.decode()
    content = b"".join(response)
    header = csv_rows(content)[0] if kind is CSV else xlsx_rows(content)[0]
    assert header[4:] == ["Laufbahn: Grund", "Laufbahn: Zeile"]
    assert "no-store" in response.headers["Cache-Control"]
    assert response.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.ignore_template_errors
@pytest.mark.filterwarnings("ignore:No directory at")
def test_who_may_not_import_does_not_get_the_report(source: Source) -> None:
    batch = staged(source, csv_of())
    editor = staff("editor")

    page = editor.get(reverse("admin:benchmarks_importbatch_change", args=[batch.pk]))

    assert download_of(batch, "csv") not in page.content.decode()
    assert editor.get(download_of(batch, "csv")).status_code == 403
    assert Client().get(download_of(batch, "csv")).status_code == 302


@pytest.mark.ignore_template_errors
@pytest.mark.filterwarnings("ignore:No directory at")
def test_a_report_that_cannot_be_made_is_told_on_the_page_of_its_import(source: Source) -> None:
    batch = staged(source, csv_of())
    analyst = staff("analyst")
    storages["uploads"].delete(batch.file.name or "")

    told = analyst.get(download_of(batch, "csv"), follow=True)

    assert "no longer there" in told.content.decode()
    assert analyst.get(download_of(batch, "ods")).status_code == 404
    assert (
        analyst.get(reverse("admin:benchmarks_importbatch_report", args=[0, "csv"])).status_code
        == 404
    )


@pytest.mark.parametrize(
    "case", [FILES[0], FILES[3], FILES[7], FILES[8]], ids=lambda case: case[0].name
)
def test_the_report_of_a_real_spreadsheet_is_set_aside_for_the_same_reasons(
    uploads: Path, case: tuple[Path, Path, str, int, int]
) -> None:
    batch = imported(*case[:3])

    for kind in ReportKind:
        again = staged(batch.source, content_of(batch, kind), f"report.{kind}", batch.mapping)

        assert again.rows_accepted == 0, kind
        assert reasons_of(again) == reasons_of(batch), kind


def reasons_of(batch: ImportBatch) -> Counter[str]:
    return Counter(SetAsideRow.objects.filter(batch=batch).values_list("code", flat=True))
