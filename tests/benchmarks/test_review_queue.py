"""Tests of benchmarks/review_queue.py and its screen: one answer settles all equal words."""

import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from benchmarks import importing
from benchmarks.models import (
    Country,
    CountryAlias,
    HubAlias,
    ImportBatch,
    Job,
    Occupation,
    OccupationAlias,
    UnlistedWord,
)
from benchmarks.models import Source as SourceRow
from benchmarks.review_queue import (
    CannotSettle,
    OpenWord,
    Subject,
    review_queue,
    settle_as,
    settle_as_none,
    suggest,
)
from benchmarks.uploads import keep
from tests.benchmarks.import_files import csv_of, mapping_of
from tests.benchmarks.job_queue import work_off_the_queue
from tests.benchmarks.test_import_admin import signed_in
from tests.factories import make_country, make_hub, make_occupation

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]

TITLES = reverse("admin:benchmarks_review_queue", args=["title"])
COUNTRIES = reverse("admin:benchmarks_review_queue", args=["country"])
CITIES = reverse("admin:benchmarks_review_queue", args=["city"])
ROWS = (
    "Data Scientist;65000;Berlin;f",
    "Data Scientst;66000;Berlin;f",
    "data-scientst;67000;Berlin;m",
    "Data Scientst;68000;Tuttlingen;m",
    "Baker;40000;Berlin;m",
)


def staged(*rows: str) -> ImportBatch:
    return importing.stage(
        keep(ContentFile(csv_of(*rows)), "answers.csv"),
        source=SourceRow.objects.get(),
        mapping=mapping_of(),
        by_id=None,
        at=timezone.now(),
    )


@pytest.fixture
def analyst(source: SourceRow, monkeypatch: pytest.MonkeyPatch) -> Client:
    monkeypatch.setattr("benchmarks.admin.import_progress.MOMENT", 0)
    return signed_in("analyst")


@pytest.fixture
def batch(source: SourceRow) -> ImportBatch:
    return staged(*ROWS)


def waiting(subject: Subject = Subject.TITLE) -> list[tuple[str, int]]:
    return [(word.text, word.rows) for word in review_queue(subject).words]


def open_word(spelling: str, subject: Subject = Subject.TITLE) -> OpenWord:
    return next(word for word in review_queue(subject).words if word.spelling == spelling)


def test_equal_spellings_are_one_word_and_the_most_frequent_comes_first(
    batch: ImportBatch,
) -> None:
    assert waiting() == [("Data Scientst", 3), ("Baker", 1)]


def test_cities_of_usable_rows_wait_too(analyst: Client) -> None:
    staged()

    assert waiting(Subject.CITY) == [("Tuttlingen", 1)]


def test_a_word_of_an_import_that_does_not_live_is_not_asked(batch: ImportBatch) -> None:
    importing.accept(batch, by_id=None, at=timezone.now())
    importing.undo(batch, by_id=None, at=timezone.now())

    assert waiting() == []


def test_what_is_written_alike_is_suggested_and_nothing_else(batch: ImportBatch) -> None:
    ours = Occupation.objects.get()
    make_occupation(name_de="Winzer", name_en="Wine grower")

    found = suggest(Subject.TITLE, ["data scientst", "baker"])

    # pg_trgm pads each word by two blanks in front and one behind. Of "scientist" 10 trigrams and
    # "scientst" 9 they share 7, and all 5 of "data": 12 of 17 together, 71 %.
    assert [(one.row_id, one.score) for one in found["data scientst"]] == [(ours.pk, 71)]
    assert "baker" not in found


def test_an_alias_is_likened_as_a_name_is(source: SourceRow) -> None:
    ours = Occupation.objects.get()
    OccupationAlias.objects.create(text="Zahlendreher", occupation=ours)

    found = suggest(Subject.TITLE, ["zahlendrehr"])

    assert [one.row_id for one in found["zahlendrehr"]] == [ours.pk]


def test_one_answer_settles_all_rows_and_the_import_can_be_read_again(
    analyst: Client, batch: ImportBatch
) -> None:
    ours = Occupation.objects.get()

    answered = analyst.post(TITLES, {"is:data scientst": ours.pk}, follow=True)

    assert OccupationAlias.objects.get(plain_text="data scientst").occupation == ours
    assert waiting() == [("Baker", 1)]
    assert "1 word settled." in answered.content.decode()
    assert "words that are known now stand in 3 rows" in answered.content.decode()
    analyst.post(reverse("admin:benchmarks_review_again", args=["title", batch.pk]))
    work_off_the_queue()
    batch.refresh_from_db()
    new = ImportBatch.objects.get(state=ImportBatch.State.STAGED)
    assert (batch.state, batch.rows_accepted) == (ImportBatch.State.DISCARDED, 1)
    assert (new.rows_accepted, new.rows_refused, new.mapping) == (4, 1, batch.mapping)
    assert review_queue(Subject.TITLE).outdated == []


def test_an_import_that_does_not_count_is_not_read_again(
    analyst: Client, batch: ImportBatch
) -> None:
    importing.discard(batch, by_id=None, at=timezone.now())

    response = analyst.post(
        reverse("admin:benchmarks_review_again", args=["title", batch.pk]), follow=True
    )

    assert not Job.objects.exists()
    assert "meanwhile" in response.content.decode()


def test_none_of_ours_is_remembered_until_it_is_taken_back(
    analyst: Client, batch: ImportBatch
) -> None:
    analyst.post(TITLES, {"is:baker": "none"})

    assert waiting() == [("Data Scientst", 3)]
    UnlistedWord.objects.get(text="Baker", decided_by__username="a analyst").delete()
    assert waiting() == [("Data Scientst", 3), ("Baker", 1)]


def test_a_word_is_none_of_ours_once(batch: ImportBatch) -> None:
    word = open_word("baker")
    first = settle_as_none(Subject.TITLE, word, by_id=None, at=timezone.now())

    assert settle_as_none(Subject.TITLE, word, by_id=None, at=timezone.now()) == first
    with pytest.raises(IntegrityError, match="unlisted_word_is_decided_once"), transaction.atomic():
        UnlistedWord.objects.create(
            subject=Subject.TITLE, text="BAKER", plain_text="baker", decided_at=timezone.now()
        )


def test_a_city_becomes_the_spelling_of_a_hub(analyst: Client) -> None:
    staged()
    hub = make_hub(
        make_country(code="CH", name_de="Schweiz", name_en="Switzerland", currency="CHF"),
        name_de="Zürich",
        name_en="Zurich",
    )

    analyst.post(CITIES, {"other:tuttlingen": hub.pk})

    assert HubAlias.objects.get().hub == hub
    assert waiting(Subject.CITY) == []


def test_a_country_becomes_a_spelling_of_ours_and_nothing_is_created_by_itself(
    analyst: Client,
) -> None:
    batch = importing.stage(
        keep(ContentFile(csv_of("Data Scientist;65000;Germny;f")), "answers.csv"),
        source=SourceRow.objects.get(),
        mapping=mapping_of(country={"column": "City"}),
        by_id=None,
        at=timezone.now(),
    )
    germany = Country.objects.get()
    assert waiting(Subject.COUNTRY) == [("Germny", 1)]
    page = analyst.get(COUNTRIES).content.decode()
    assert f'value="{germany.pk}"' in page

    analyst.post(COUNTRIES, {"is:germny": germany.pk})

    assert CountryAlias.objects.get(plain_text="germny").country == germany
    assert waiting(Subject.COUNTRY) == []
    [outdated] = review_queue(Subject.COUNTRY).outdated
    assert (outdated.batch, outdated.rows) == (batch, 1)


def test_the_words_of_one_import_are_asked_alone_with_all_of_their_rows(
    analyst: Client, batch: ImportBatch
) -> None:
    other = importing.stage(
        keep(ContentFile(csv_of("Baker;41000;Berlin;f")), "more.csv"),
        source=SourceRow.objects.get(),
        mapping=mapping_of(),
        by_id=None,
        at=timezone.now(),
    )

    page = analyst.get(f"{TITLES}?import={other.pk}").content.decode()

    words = review_queue(Subject.TITLE, batch_id=other.pk).words
    assert [(word.text, word.rows, word.imports) for word in words] == [("Baker", 2, 2)]
    assert "Data Scientst" not in page
    assert "Words of one import:" in page


def test_the_preview_leads_to_the_words_of_its_import_while_it_lives(
    analyst: Client,
) -> None:
    batch = staged("Baker;40000;Berlin;f", "Data Scientist;72000;Tuttlingen;m")
    preview = reverse("admin:benchmarks_importbatch_change", args=[batch.pk])
    titles = f'href="{TITLES}?import={batch.pk}"'
    cities = titles.replace("/title/", "/city/")

    of_a_living_one = analyst.get(preview).content.decode()
    importing.discard(batch, by_id=None, at=timezone.now())
    of_a_discarded_one = analyst.get(preview).content.decode()

    assert of_a_living_one.count(titles) == of_a_living_one.count(cities) == 1
    assert "/queue/" not in of_a_discarded_one


def test_an_alias_that_somebody_else_made_meanwhile_is_told(batch: ImportBatch) -> None:
    word = open_word("baker")
    other = make_occupation(name_de="Bäcker", name_en="Pastry cook")
    OccupationAlias.objects.create(text="baker", occupation=other)

    with pytest.raises(CannotSettle) as refused:
        settle_as(Subject.TITLE, word, Occupation.objects.exclude(pk=other.pk).get().pk)

    assert refused.value.taken_by == other


def test_a_title_too_long_for_an_alias_is_told(analyst: Client) -> None:
    title = "Baker " * 40
    staged(f"{title};65000;Berlin;f", ROWS[0])
    ours = Occupation.objects.get()

    answered = analyst.post(TITLES, {f"is:{title.strip().lower()}": ours.pk}, follow=True)

    assert "is too long to be remembered" in answered.content.decode()
    assert not OccupationAlias.objects.exists()


def test_two_answers_for_one_word_are_told(analyst: Client, batch: ImportBatch) -> None:
    ours = Occupation.objects.get()

    answered = analyst.post(TITLES, {"is:baker": "none", "other:baker": ours.pk}, follow=True)

    assert "“Baker” has two answers: choose one." in answered.content.decode()
    assert waiting() == [("Data Scientst", 3), ("Baker", 1)]


@pytest.mark.parametrize("answer", ["999999", "x", "-1"])
def test_an_answer_that_is_no_row_of_ours_settles_nothing(
    analyst: Client, batch: ImportBatch, answer: str
) -> None:
    analyst.post(TITLES, {"is:baker": answer})

    assert ("Baker", 1) in waiting()


def test_a_word_that_does_not_wait_makes_no_alias(analyst: Client, batch: ImportBatch) -> None:
    analyst.post(TITLES, {"is:king": Occupation.objects.get().pk})

    assert not OccupationAlias.objects.exists()


@pytest.mark.parametrize("address", [TITLES, CITIES])
def test_only_who_may_import_may_review(source: SourceRow, address: str) -> None:
    assert signed_in("editor").get(address).status_code == 403
    assert signed_in(None).post(address, {"is:baker": "none"}).status_code == 403


def test_an_unknown_subject_is_not_found(analyst: Client) -> None:
    assert analyst.get(reverse("admin:benchmarks_review_queue", args=["pay"])).status_code == 404


def test_the_queue_speaks_german(batch: ImportBatch, analyst: Client) -> None:
    page = analyst.get(TITLES, headers={"accept-language": "de"}).content.decode()

    assert "2 Schreibweisen in 4 Zeilen warten auf eine Antwort" in page
    assert "nichts davon" in page
