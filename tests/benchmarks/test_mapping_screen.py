"""Tests of benchmarks/admin/mapping_screen.py: a file is mapped by a form, without JSON."""

import html
import json
import re

import pytest
from django.core.files.base import ContentFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from benchmarks.background_imports import WantedImport
from benchmarks.models import ImportBatch, Job, Source
from benchmarks.uploads import keep
from tests.benchmarks.import_files import csv_of, mapping_of
from tests.benchmarks.test_import_admin import named, signed_in
from tests.factories import make_batch

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]

START = reverse("admin:benchmarks_importbatch_map")
SCREEN = reverse("admin:benchmarks_importbatch_mapping")
FILE = (
    b"Beruf;Jahresgehalt in EUR;Ort;Stufe;Datum;Art\n"
    b"Data Scientist;65.000;Berlin;Junior;14.12.2018;Vollzeit\n"
    b"Data Scientist;72.500,50;Berlin;Guru;15.12.2018;Praktikum\n"
)
STATED = {"source_kind-constant": "survey"}


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("benchmarks.admin.import_progress.MOMENT", 0.0)


@pytest.fixture
def analyst(source: Source) -> Client:
    return signed_in("analyst")


def opened(client: Client, content: bytes = FILE, name: str = "umfrage.csv") -> HttpResponse:
    data = {"source": Source.objects.get().pk, "file": named(content, name)}
    return client.post(START, data, follow=True)


def filled(page: HttpResponse) -> dict[str, str]:
    """What a browser would send of the form as it stands."""
    text = page.content.decode()
    form = text[text.index('class="mapping-form"') :]
    form = form[: form.index("</form>")]
    found: dict[str, str] = {}
    for tag in re.findall(r"<input\b[^>]*>", form):
        said = dict(re.findall(r'(\w+)="([^"]*)"', tag))
        if said["type"] != "checkbox" or " checked" in tag:
            found[html.unescape(said["name"])] = html.unescape(said.get("value", ""))
    for name, options in re.findall(r'<select name="([^"]*)">(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', options)
        found[html.unescape(name)] = html.unescape(chosen[1]) if chosen else ""
    return found


def send(client: Client, page: HttpResponse, **changes: str) -> HttpResponse:
    answers = filled(page) | {"do": "import"} | changes
    return client.post(SCREEN, {name.replace("__", "-"): text for name, text in answers.items()})


def test_an_upload_without_a_mapping_shows_its_columns_with_guesses(analyst: Client) -> None:
    page = opened(analyst)

    text = page.content.decode()
    assert "Data Scientist" in text
    assert filled(page)["title-from"] == "c0"
    assert filled(page)["pay-from"] == "c1"
    assert filled(page)["currency-constant"] == "EUR"
    assert filled(page)["seniority-is:Junior"] == "entry"
    assert filled(page)["seniority-is:Guru"] == ""
    assert filled(page)["employment-is:Praktikum"] == "other"


def test_the_form_becomes_the_mapping_of_an_import(analyst: Client) -> None:
    page = opened(analyst)

    send(analyst, page, **STATED, **{"seniority-is:Guru": "senior"})

    assert WantedImport.of(Job.objects.get()).mapping == {
        "version": 1,
        "fields": {
            "title": {"column": "Beruf"},
            "pay": {"column": "Jahresgehalt in EUR"},
            "currency": {"constant": "EUR"},
            "period": {"constant": "year"},
            "country": {"column": "Ort"},
            "city": {"column": "Ort"},
            "seniority": {"column": "Stufe", "values": {"Junior": "entry", "Guru": "senior"}},
            "observed_on": {"column": "Datum"},
            "source_kind": {"constant": "survey"},
            "employment": {
                "column": "Art",
                "values": {"Vollzeit": "full_time", "Praktikum": "other"},
            },
        },
    }


def test_a_field_that_nothing_states_is_told_and_nothing_is_read(analyst: Client) -> None:
    page = opened(analyst)
    answer = send(analyst, page)

    assert "Please answer: Kind of source." in answer.content.decode()
    form = page.content.decode()
    assert form.index("Please answer") < form.index("source_kind-from") < form.index("title-from")
    assert not Job.objects.exists()


def test_the_mapping_can_be_downloaded(analyst: Client) -> None:
    answer = send(analyst, opened(analyst), do="download", **STATED)

    assert answer["Content-Disposition"] == 'attachment; filename="mapping.json"'
    assert json.loads(answer.content)["fields"]["source_kind"] == {"constant": "survey"}


def test_the_words_of_another_column_are_shown_before_anything_is_read(analyst: Client) -> None:
    answer = send(analyst, opened(analyst), **STATED, **{"seniority-from": "c5"})

    assert answer.status_code == 200
    assert "seniority-is:Vollzeit" in filled(answer)
    assert not Job.objects.exists()


def test_a_constant_speaks_where_the_column_says_nothing(analyst: Client) -> None:
    send(analyst, opened(analyst), **STATED, **{"country-constant": "DE"})

    mapping = WantedImport.of(Job.objects.get()).mapping
    assert mapping["fields"]["country"] == [{"column": "Ort"}, {"constant": "DE"}]


def test_a_word_that_says_nothing_is_kept_as_such(analyst: Client) -> None:
    page = opened(analyst)

    send(analyst, page, **STATED, **{"seniority-is:Guru": "null"})

    mapping = WantedImport.of(Job.objects.get()).mapping
    assert mapping["fields"]["seniority"]["values"] == {"Junior": "entry", "Guru": None}


def test_the_next_wave_is_mapped_by_the_last_one(analyst: Client) -> None:
    rules = mapping_of(
        title={"column": "Title", "part": {"separator": "/", "take": "first"}},
        currency={"constant": "CHF"},
    )
    make_batch(Source.objects.get(), mapping=rules)
    page = opened(analyst, csv_of(), "2025.csv")

    send(analyst, page)

    assert (filled(page)["title-from"], filled(page)["title-part"]) == ("c0", "first")
    assert "<del>2024</del> → <ins>2025</ins>" in page.content.decode()
    mapping = WantedImport.of(Job.objects.get()).mapping
    assert mapping["fields"]["title"] == rules["fields"]["title"]
    assert mapping["fields"]["currency"] == {"constant": "CHF"}
    assert mapping["fields"]["observed_on"] == {"constant": "2025"}


def test_columns_of_the_last_wave_are_told_under_their_new_names(analyst: Client) -> None:
    rules = mapping_of(
        title={"column": "Beruf"},
        pay={"column": "Jahresgehalt"},
        country={"constant": "DE"},
        hours_per_week={"column": "Wochenstunden"},
    )
    make_batch(Source.objects.get(), mapping=rules)

    page = opened(analyst).content.decode()

    assert "<del>Jahresgehalt</del> → <ins>Jahresgehalt in EUR</ins>" in page
    assert "<strong>Hours a week</strong>: its column is gone" in page


def test_a_part_of_a_cell_is_chosen_and_its_words_are_asked(analyst: Client) -> None:
    content = b"Was;Jahresgehalt in EUR;Ort;Datum\nDE, Guru;65.000;Berlin;14.12.2018\n"
    page = opened(analyst, content)

    chosen = {"title__from": "c0", "seniority__from": "c0", "employment__constant": "full_time"}
    page = send(analyst, page, **STATED, **chosen, do="look")
    page = send(analyst, page, title__part="first", seniority__part="last", do="look")
    send(analyst, page, **{"seniority-is:Guru": "lead"})

    fields = WantedImport.of(Job.objects.get()).mapping["fields"]
    comma = {"separator": ","}
    assert fields["title"] == {"column": "Was", "part": comma | {"take": "first"}}
    assert fields["seniority"]["part"] == comma | {"take": "last"}
    assert fields["seniority"]["values"] == {"Guru": "lead"}


def test_a_share_of_full_time_is_taken_as_the_form_shows_it(analyst: Client) -> None:
    content = b"Beruf;Jahresgehalt in EUR;Ort;Datum;FTE\nKoch;65.000;Berlin;14.12.2018;0.8\n"

    send(analyst, opened(analyst, content), **STATED, employment__constant="full_time")

    share = WantedImport.of(Job.objects.get()).mapping["fields"]["full_time_share"]
    assert share == {"column": "FTE", "unit": "one"}


def test_the_mapping_of_a_discarded_import_counts_only_where_there_is_no_other(
    analyst: Client,
) -> None:
    source = Source.objects.get()
    make_batch(source, mapping=mapping_of(currency={"constant": "CHF"}))
    make_batch(source, mapping=mapping_of(currency={"constant": "USD"}), state="discarded")

    assert filled(opened(analyst, csv_of()))["currency-constant"] == "CHF"


def test_a_currency_is_taken_however_it_is_typed(analyst: Client) -> None:
    page = opened(analyst)

    send(analyst, page, **STATED, currency__constant="chf")

    mapping = WantedImport.of(Job.objects.get()).mapping
    assert mapping["fields"]["currency"] == {"constant": "CHF"}


def test_a_word_of_the_last_wave_is_known_in_another_spelling(analyst: Client) -> None:
    rules = mapping_of(seniority={"column": "Stufe", "values": {"GURU": "lead"}})
    make_batch(Source.objects.get(), mapping=rules)

    page = opened(analyst)

    assert filled(page)["seniority-is:Guru"] == "lead"


def test_the_mapping_of_an_import_is_edited_and_its_import_replaced(analyst: Client) -> None:
    file = keep(ContentFile(csv_of()), "answers.csv")
    batch = make_batch(
        Source.objects.get(),
        mapping=mapping_of(),
        state=ImportBatch.State.STAGED,
        file=file.stored_as,
        sha256=file.sha256,
    )

    page = analyst.get(reverse("admin:benchmarks_importbatch_edit", args=[batch.pk]), follow=True)
    send(analyst, page, **{"observed_on-constant": "2023"})

    wanted = WantedImport.of(Job.objects.get())
    assert wanted.replacing_id == batch.pk
    assert wanted.mapping["fields"]["observed_on"] == {"constant": "2023"}


@pytest.mark.parametrize(
    "changes",
    [
        {"kept": "forged"},
        {"source": "x"},
    ],
)
def test_a_form_that_was_tampered_with_leads_to_the_upload(
    analyst: Client, changes: dict[str, str]
) -> None:
    answer = send(analyst, opened(analyst), **changes)

    assert answer["Location"] == reverse("admin:benchmarks_importbatch_add")
    assert not Job.objects.exists()


@pytest.mark.parametrize("origin", ["c99", "c-1", "cx", "within"])
def test_an_origin_that_is_none_is_a_field_left_out(analyst: Client, origin: str) -> None:
    answer = send(analyst, opened(analyst), **STATED, **{"title-from": origin})

    assert answer.status_code == 200
    assert not Job.objects.exists()


def test_a_file_that_cannot_be_read_is_told_in_a_sentence(analyst: Client) -> None:
    page = opened(analyst, b"", "empty.csv")
    broken = opened(analyst, b"PK\x03\x04", "broken.xlsx")

    assert "The submitted file is empty." in page.content.decode()
    assert broken.redirect_chain[-1][0] == reverse("admin:benchmarks_importbatch_add")
    assert "The file is damaged or incomplete." in broken.content.decode()


def test_a_file_without_its_source_is_kept_and_asked_for_the_source(analyst: Client) -> None:
    page = analyst.post(START, {"file": named(FILE, "umfrage.csv")})

    text = page.content.decode()
    assert "“umfrage.csv” has arrived and is kept" in text
    assert "This field is required." in text
    assert "This source has no mapping yet" not in text
    kept = re.search(r'name="kept" value="([^"]+)"', text)
    assert kept
    answer = analyst.post(START, {"kept": kept[1], "source": Source.objects.get().pk}, follow=True)
    assert "Jahresgehalt in EUR" in answer.content.decode()


def test_only_who_may_import_may_map(source: Source) -> None:
    editor = signed_in("editor")

    assert editor.get(SCREEN).status_code == 403
    assert editor.post(START).status_code == 403


def test_the_screen_speaks_german(source: Source) -> None:
    page = opened(signed_in("analyst", language="de")).content.decode()

    assert "Spalten zuordnen" in page
    assert "Bruttogrundgehalt" in page
