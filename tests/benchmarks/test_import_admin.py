"""Tests of benchmarks/admin/imports.py: the analyst's way from a file to accepted samples."""

import io
import json

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, User
from django.core import signing
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from benchmarks.models import ImportBatch, SalarySample, SetAsideRow, Source
from config.roles import bring_roles_up_to_date
from tests.benchmarks.import_files import csv_of, mapping_text
from tests.benchmarks.job_queue import work_off_the_queue

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]

LIST = reverse("admin:benchmarks_importbatch_changelist")
UPLOAD = reverse("admin:benchmarks_importbatch_add")


def signed_in(role: str | None, *, language: str = "en") -> Client:
    """A member of staff with a role's permissions, or with none."""
    bring_roles_up_to_date()
    user = User.objects.create_user(f"a {role}", is_staff=True)
    if role:
        user.groups.add(Group.objects.get(name=role))
    client = Client(headers={"accept-language": language})
    client.force_login(user)
    return client


@pytest.fixture
def analyst(source: Source) -> Client:
    return signed_in("analyst")


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """No worker runs beside these tests: they work off the queue themselves."""
    monkeypatch.setattr("benchmarks.admin.import_progress.MOMENT", 0)


def upload(client: Client, content: bytes | None = None, **fields: object) -> HttpResponse:
    """Where an upload leads once it was read: to its preview, or back to the filled form."""
    data: dict[str, object] = {
        "source": Source.objects.get().pk,
        "mapping_text": mapping_text(),
    }
    if content is not None:
        data["file"] = named(content)
    return read_to_the_end(client, client.post(UPLOAD, data | fields))


def read_to_the_end(client: Client, response: HttpResponse) -> HttpResponse:
    if "/reading/" not in response.headers.get("Location", ""):
        return response
    work_off_the_queue()
    response = client.get(response.headers["Location"])
    is_back = "?job=" in response.headers["Location"]
    return client.get(response.headers["Location"]) if is_back else response


def named(content: bytes, name: str = "answers.csv") -> io.BytesIO:
    file = io.BytesIO(content)
    file.name = name
    return file


def errors_of(response: HttpResponse) -> dict[str, list[str]]:
    assert response.status_code == 200, response.headers
    assert not ImportBatch.objects.exists()
    return dict(response.context["form"].errors)


def said_by_the_reader(response: HttpResponse) -> str:
    """What stopped the reading, above the form that is filled as it was."""
    (said,) = errors_of(response)["__all__"]
    assert said in response.context["form"].non_field_errors()
    assert response.context["form"].kept_name
    assert response.context["form"]["mapping_text"].value()
    return said


def page_of(batch: ImportBatch) -> str:
    return reverse("admin:benchmarks_importbatch_change", args=[batch.pk])


def decide(client: Client, batch: ImportBatch, decision: str) -> HttpResponse:
    address = reverse("admin:benchmarks_importbatch_decide", args=[batch.pk])
    return client.post(address, {"decision": decision, "why": "It was agreed."}, follow=True)


def staged(client: Client, content: bytes | None = None) -> ImportBatch:
    upload(client, content or csv_of())
    return ImportBatch.objects.get()


def test_an_upload_leads_to_its_preview(analyst: Client) -> None:
    response = upload(analyst, csv_of())

    batch = ImportBatch.objects.get()
    assert response.status_code == 302
    assert response.headers["Location"] == page_of(batch)
    assert batch.state == ImportBatch.State.STAGED
    assert batch.uploaded_by == User.objects.get()
    assert batch.file_name == "answers.csv"


def test_the_preview_shows_counts_reasons_evidence_and_samples(analyst: Client) -> None:
    page = analyst.get(page_of(staged(analyst))).content.decode()

    for expected in (
        "Unknown job titles",
        "The job title “Baker” belongs to none of our occupations.",
        "Implausible pay",
        "a month’s pay (60,000), a digit lost (50,000)",
        "No cell of the column depends on the number format.",
        "Gender",  # named as not used
        "Tuttlingen (1)",
        "Berlin, Germany",
        "€65,000 per year",
    ):
        assert expected in " ".join(page.split()).replace(" ,", ","), expected
    assert "Nothing counts yet" in page


def test_the_preview_speaks_german_to_germans(source: Source) -> None:
    client = signed_in("analyst", language="de")

    page = client.get(page_of(staged(client))).content.decode()

    assert "Unbekannte Berufsbezeichnungen" in page
    assert "Die Berufsbezeichnung „Baker“ gehört zu keinem unserer Berufe." in page
    assert "65.000\xa0€" in page
    assert "Annehmen" in page


def test_an_import_is_accepted_undone_and_redone(analyst: Client) -> None:
    batch = staged(analyst)
    states = []

    for decision in ("accept", "undo", "redo"):
        response = decide(analyst, batch, decision)
        batch.refresh_from_db()
        states.append(batch.state)
        assert response.status_code == 200

    assert states == ["accepted", "undone", "accepted"]
    assert batch.decided_by == User.objects.get()
    assert [entry.change_message for entry in LogEntry.objects.order_by("pk")] == [
        "answers.csv",
        "accepted",
        "undone",
        "accepted",
    ]


def test_a_discarded_import_may_come_in_again(analyst: Client) -> None:
    first = staged(analyst)

    decide(analyst, first, "discard")
    response = upload(analyst, csv_of())

    assert response.status_code == 302
    assert ImportBatch.objects.count() == 2
    assert SalarySample.objects.count() == 2


def test_a_discarded_import_still_tells_what_it_was(analyst: Client) -> None:
    batch = staged(analyst)
    decide(analyst, batch, "discard")

    page = analyst.get(page_of(batch)).content.decode()

    assert "Unknown job titles" in page
    assert "Baker" in page  # among the words, of which the findings keep the most frequent


def test_a_decision_that_comes_too_late_is_told(analyst: Client) -> None:
    batch = staged(analyst)
    decide(analyst, batch, "accept")

    response = decide(analyst, batch, "discard")

    assert "This import has been decided meanwhile: accepted." in response.content.decode()
    batch.refresh_from_db()
    assert batch.state == ImportBatch.State.ACCEPTED


def test_the_same_file_leads_to_the_import_that_it_is(analyst: Client) -> None:
    batch = staged(analyst)

    response = analyst.post(
        UPLOAD,
        {
            "source": Source.objects.get().pk,
            "mapping_text": mapping_text(),
            "file": named(csv_of(), "renamed.csv"),
        },
        follow=True,
    )

    assert response.redirect_chain == [(page_of(batch), 302)]
    assert "This file has already been imported, on " in response.content.decode()
    assert ImportBatch.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"%PDF-1.7\n%", "answers.xlsx", "The file is a PDF"),
        (b"PK\x03\x04 torn", "answers.xlsx", "The file is damaged or incomplete."),
        (b"Title;Pay;City;Gender\n", "answers.csv", "There are no data below the header (row 1)."),
    ],
)
def test_a_bad_file_leads_back_to_the_filled_form_with_the_reason(
    analyst: Client, content: bytes, name: str, sentence: str
) -> None:
    response = upload(analyst, file=named(content, name))

    assert said_by_the_reader(response).startswith(sentence)
    assert response.context["form"].kept_name == name


def test_an_empty_file_is_told_beside_the_file(analyst: Client) -> None:
    response = upload(analyst, file=named(b""))

    assert errors_of(response)["file"] == ["The submitted file is empty."]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (mapping_text(pay={"column": "Salary"}), "The column “Salary”, which the mapping names"),
        (mapping_text(title={"constant": "Baker"}), "In the mapping the field “title” names the"),
    ],
)
def test_a_mapping_that_does_not_fit_is_corrected_without_a_second_upload(
    analyst: Client, text: str, sentence: str
) -> None:
    response = upload(analyst, csv_of(), mapping_text=text)
    said = said_by_the_reader(response)
    form = response.context["form"]

    again = upload(analyst, kept=form["kept"].value(), source=form["source"].value())

    assert said.startswith(sentence)
    assert again.headers["Location"] == page_of(ImportBatch.objects.get())


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("{", "The mapping is not valid JSON: error in line 1, character 2."),
        ("[]", "In the mapping “–” has to be an object in braces."),
    ],
)
def test_a_bad_mapping_is_told_beside_the_mapping_and_the_upload_is_kept(
    analyst: Client, text: str, sentence: str
) -> None:
    response = upload(analyst, csv_of(), mapping_text=text)
    said = errors_of(response)["mapping_text"][0]
    kept = response.context["form"]["kept"].value()

    again = upload(analyst, kept=kept)

    assert said.startswith(sentence)
    assert again.status_code == 302
    assert ImportBatch.objects.get().file_name == "answers.csv"


def test_without_a_file_one_is_asked_for(analyst: Client) -> None:
    forged = signing.dumps({"stored_as": "../../etc/passwd", "name": "x", "sha256": "0"}, salt="no")

    assert errors_of(upload(analyst))["file"] == ["Please choose a spreadsheet."]
    assert errors_of(upload(analyst, kept=forged))["file"] == ["Please choose a spreadsheet."]
    assert errors_of(upload(analyst, kept="nonsense"))["file"] == ["Please choose a spreadsheet."]


def test_a_mapping_can_come_as_a_file(analyst: Client) -> None:
    mapping = named(b"\xef\xbb\xbf" + mapping_text().encode(), "mapping.json")

    response = upload(analyst, csv_of(), mapping_text="", mapping_file=mapping)

    assert response.status_code == 302


def test_a_mapping_file_that_is_no_text_is_told(analyst: Client) -> None:
    mapping = named(b"\xff\xfe\x00", "mapping.json")

    response = upload(analyst, csv_of(), mapping_text="", mapping_file=mapping)

    assert errors_of(response)["mapping_text"] == ["The file of the mapping is not text in UTF-8."]


def test_the_last_mapping_of_a_source_is_remembered(analyst: Client) -> None:
    first = staged(analyst)

    upload(analyst, csv_of("Data Scientist;81000;Berlin;f"), mapping_text="")

    second = ImportBatch.objects.latest("pk")
    assert second != first
    assert second.mapping == first.mapping
    assert second.rows_accepted == 1


def test_a_source_without_a_mapping_asks_for_one(analyst: Client) -> None:
    response = upload(analyst, csv_of(), mapping_text="")

    assert errors_of(response)["remembered"] == ["This source has no mapping yet: give one."]


def test_a_shipped_mapping_can_be_chosen(analyst: Client) -> None:
    response = upload(analyst, csv_of(), mapping_text="", remembered="shipped-ai_jobs_net")

    # It is read, and names columns that this file does not have.
    assert said_by_the_reader(response).startswith("The column “job_title”")


def test_a_staged_file_can_be_read_again_with_another_mapping(analyst: Client) -> None:
    first = staged(analyst)
    again = reverse("admin:benchmarks_importbatch_again", args=[first.pk])
    form = analyst.get(again).context["form"]

    response = analyst.post(
        again,
        {
            "kept": form["kept"].value(),
            "source": Source.objects.get().pk,
            "mapping_text": mapping_text(observed_on={"constant": "2023"}),
        },
    )
    read_to_the_end(analyst, response)

    first.refresh_from_db()
    second = ImportBatch.objects.latest("pk")
    assert json.loads(form["mapping_text"].value()) == first.mapping
    assert first.state == ImportBatch.State.DISCARDED
    assert second.samples.get(row_number=2).observed_on.year == 2023


@pytest.mark.parametrize(
    ("cell", "form"), [("120.684 €", "de"), ("120,684", "en"), ("120.684,00", None)]
)
def test_the_same_digits_are_read_as_their_column_writes_them(
    analyst: Client, cell: str, form: str | None
) -> None:
    pay = {"column": "Pay"} | ({"format": form} if form else {})

    upload(
        analyst,
        csv_of(f"Data Scientist;{cell};Berlin;f"),
        mapping_text=mapping_text(pay=pay),  # type: ignore[arg-type]
    )

    page = analyst.get(page_of(ImportBatch.objects.get())).content.decode()
    assert "€120,684" in page


def test_digits_that_nothing_decides_are_refused_with_both_readings(analyst: Client) -> None:
    batch = staged(analyst, csv_of("Data Scientist;120.684 €;Berlin;f"))

    page = analyst.get(page_of(batch)).content.decode()

    assert batch.rows_refused == 1
    assert "“120.684” can mean 120684 or 120.684" in page
    assert "There is no usable row." in page
    assert 'class="open"' in page


def test_hostile_cells_and_names_are_shown_as_text(analyst: Client) -> None:
    hostile = "<script>alert(1)</script>{{7*7}}%s\"'"
    content = csv_of(f'"{hostile.replace(chr(34), chr(34) * 2)}";65000;"<img src=x>";f')
    upload(analyst, file=named(content, "<b>bold</b>.csv"))
    batch = ImportBatch.objects.get()

    pages = [
        analyst.get(address).content.decode()
        for address in (
            page_of(batch),
            LIST,
            reverse("admin:benchmarks_setasiderow_changelist") + f"?batch__id__exact={batch.pk}",
            reverse("admin:benchmarks_importbatch_rows", args=[batch.pk]) + "?show=refused",
            reverse("admin:index"),
        )
    ]

    for page in pages:
        assert "<script>alert" not in page
        assert "<img src=x>" not in page
        assert "<b>bold" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;{{7*7}}%s" in pages[0]


def test_a_reason_of_an_earlier_version_does_not_break_the_page(analyst: Client) -> None:
    batch = staged(analyst)
    SetAsideRow.objects.filter(code="unknown-title").update(code="reason-of-old")
    SetAsideRow.objects.filter(code="implausible-pay").update(values={"pay": "1"})
    for reason in batch.findings["reasons"]:
        reason["code"] = reason["code"].replace("unknown-title", "reason-of-old")
    batch.save()

    page = analyst.get(page_of(batch))

    assert page.status_code == 200
    assert "An earlier version stored this reason (reason-of-old)" in page.content.decode()


def test_all_rows_of_a_reason_can_be_looked_through(analyst: Client) -> None:
    batch = staged(analyst)
    rows = reverse("admin:benchmarks_setasiderow_changelist")

    of_reason = analyst.get(f"{rows}?batch__id__exact={batch.pk}&code=unknown-title")
    samples = analyst.get(
        reverse("admin:benchmarks_salarysample_changelist") + f"?batch__id__exact={batch.pk}"
    )

    assert "Baker" in of_reason.content.decode()
    assert "5000" not in of_reason.content.decode().split('id="result_list"')[1]
    assert samples.context["cl"].result_count == 2


def test_the_list_of_imports_asks_as_much_for_twenty_as_for_one(
    analyst: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    staged(analyst)
    analyst.get(LIST)
    with django_assert_num_queries(8):
        analyst.get(LIST)
    for pay in range(65_000, 65_019):
        upload(analyst, csv_of(f"Data Scientist;{pay};Berlin;f"))

    with django_assert_num_queries(8):
        page = analyst.get(LIST)

    assert page.context["cl"].result_count == 20


@pytest.mark.parametrize("role", [None, "editor"])
def test_whoever_may_not_import_can_neither_upload_nor_decide(
    source: Source, role: str | None
) -> None:
    batch = staged(signed_in("analyst"))
    other = signed_in(role)
    again = reverse("admin:benchmarks_importbatch_again", args=[batch.pk])

    statuses = [
        upload(other, csv_of("Data Scientist;81000;Berlin;f")).status_code,
        other.get(UPLOAD).status_code,
        other.get(again).status_code,
        *(decide(other, batch, what).status_code for what in ("accept", "discard", "undo")),
    ]

    batch.refresh_from_db()
    assert set(statuses) == {403}
    assert batch.state == ImportBatch.State.STAGED
    assert ImportBatch.objects.count() == 1


def test_an_editor_may_look_but_sees_no_button(source: Source) -> None:
    batch = staged(signed_in("analyst"))
    editor = signed_in("editor")

    page = editor.get(page_of(batch))

    assert page.status_code == 200
    assert 'name="decision"' not in page.content.decode()
    assert signed_in(None).get(page_of(batch)).status_code == 403


def test_nobody_decides_by_a_link_or_without_a_token(analyst: Client) -> None:
    batch = staged(analyst)
    address = reverse("admin:benchmarks_importbatch_decide", args=[batch.pk])
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(User.objects.get())

    assert analyst.get(address).status_code == 405
    assert strict.post(address, {"decision": "accept"}).status_code == 403
    assert decide(analyst, batch, "publish").status_code == 404
    assert Client().post(address, {"decision": "accept"}).status_code == 302  # to the login
    batch.refresh_from_db()
    assert batch.state == ImportBatch.State.STAGED


def test_no_row_of_an_import_can_be_typed(analyst: Client) -> None:
    batch = staged(analyst)
    sample = batch.samples.first()
    assert sample

    for model, pk in (
        ("salarysample", sample.pk),
        ("setasiderow", batch.set_aside.get(row_number=4).pk),
    ):
        change = reverse(f"admin:benchmarks_{model}_change", args=[pk])
        delete = reverse(f"admin:benchmarks_{model}_delete", args=[pk])
        assert analyst.post(change, {"yearly_pay": "1"}).status_code == 403
        assert analyst.post(delete, {"post": "yes"}).status_code == 403
    assert (
        analyst.post(
            reverse("admin:benchmarks_importbatch_delete", args=[batch.pk]), {"post": "yes"}
        ).status_code
        == 403
    )


def test_the_pages_need_no_script_and_no_inline_style(analyst: Client) -> None:
    batch = staged(analyst)

    for address in (page_of(batch), UPLOAD, LIST):
        response = analyst.get(address)
        page = response.content.decode()
        assert "default-src 'none'" in response.headers["Content-Security-Policy"]
        assert " style=" not in page
        assert "onclick" not in page
