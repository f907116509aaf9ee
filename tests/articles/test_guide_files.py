"""Loading articles from files: whole or not at all, twice changes nothing, editors keep theirs."""

from collections.abc import Iterator
from datetime import date, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from pytest_django.plugin import DjangoDbBlocker

from articles.loading.accounts import REVIEWER, WRITER, AccountTaken
from articles.loading.guides import FOLDER, Load, load_guides
from articles.models import Article, Publication, Version
from articles.publishing.publications import publish
from articles.queries import live_of
from articles.writing.saving import latest_version, save_version
from benchmarks.models import Occupation
from benchmarks.moments import Moment
from tests.articles.editorial import approve, at, person, written
from tests.visa.shipped import LOADED_AT, shipped
from visa.law_files import LawFileError
from visa.models import ResidenceTitle

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("law")]
NOW = at(LOADED_AT)
LATER = at(LOADED_AT + timedelta(hours=1))

ORIGINAL = """
kind: guide
language: de
slug: berufe-im-vergleich
heading: Berufe im Vergleich
lead: Worum es geht.
description: Was die Seite sagt.
author: Ada
occupation: ai-engineer
country: DE
next_review_on: 2027-05-24
note: Erste Fassung
blocks:
  - kind: prose
    html: |
      <h2>Mindestens</h2>
      <p>Es sind [[visa.de.blue-card.salary.general]]
      im Jahr.</p>
  - kind: faq
    heading: Fragen
    items:
      - question: Wie viel?
        answer: "[[visa.de.blue-card.salary.shortage | month]]"
  - kind: table
    caption: Vier
    columns: [Beruf, Aufgabe]
    rows: [[KI, Einbau], [ML, Training]]
  - kind: sources
    items:
      - {title: Gesetz, publisher: Bund, url: "https://example.org/", accessed_on: 2026-11-23}
"""
TRANSLATION = (
    ORIGINAL.replace("language: de", "language: en\noriginal: beruf.de")
    .replace("berufe-im-vergleich", "occupations-compared")
    .replace("Erste Fassung", "First version")
)


@pytest.fixture(scope="module")
def law(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock(), shipped():
        yield


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "beruf.de.yaml").write_text(ORIGINAL, encoding="utf-8")
    (tmp_path / "beruf.en.yaml").write_text(TRANSLATION, encoding="utf-8")
    return tmp_path


def change(folder: Path, old: str, new: str) -> None:
    path = folder / "beruf.de.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def load(folder: Path, moment: Moment = NOW, **options: object) -> Load:
    return load_guides(moment=moment, folder=folder, **options)


def german() -> Article:
    return Article.objects.get(language="de")


def test_an_article_of_a_file_is_live_with_who_wrote_and_who_reviewed_it(folder):
    load(folder)

    live = live_of(german(), NOW)
    assert live is not None
    assert live.content.heading == "Berufe im Vergleich"
    assert live.content.topic.occupation == "ai-engineer"
    assert live.publication.note == "Erste Fassung"
    assert live.publication.version.saved_by.username == WRITER.username
    assert live.publication.reviewed_by.username == REVIEWER.username
    assert german().next_review_on == date(2027, 5, 24)


def test_prose_may_break_its_lines_anywhere(folder):
    load(folder)

    html = german().blocks.get(kind="prose").data["html"]
    assert html == (
        "<h2>Mindestens</h2><p>Es sind [[visa.de.blue-card.salary.general]] im Jahr.</p>"
    )


def test_days_of_sources_are_kept_as_text_that_json_can_hold(folder):
    load(folder)

    (source,) = german().blocks.get(kind="sources").data["items"]
    assert source["accessed_on"] == "2026-11-23"


def test_what_somebody_wrote_in_the_place_of_a_file_stays(folder):
    ada = person("ada")
    for name in ("beruf.de.yaml", "beruf.en.yaml"):
        path = folder / name
        text = path.read_text(encoding="utf-8").replace("kind: guide", "kind: visa")
        path.write_text(f"title: de.blue-card\n{text}", encoding="utf-8")
    title = ResidenceTitle.objects.get(key="de.blue-card")
    occupation = Occupation.objects.get(code="ai-engineer")
    theirs = written(by=ada, kind="visa", title=title, occupation=occupation)
    approve(theirs, by=person("bea"), asked_by=ada, instant=LOADED_AT)
    publish(theirs, by=ada, at=LOADED_AT)

    loaded = load(folder, LATER)

    assert loaded.tally == {"kept": 1, "new": 1}
    assert Article.objects.get(language="en").original == theirs.article


def test_a_translation_follows_its_original(folder):
    load(folder)

    assert Article.objects.get(language="en").original == german()


def test_nobody_can_log_in_with_the_accounts_that_files_come_from(folder):
    load(folder)

    for account in (WRITER, REVIEWER):
        user = User.objects.get(username=account.username)
        assert not user.is_active
        assert not user.has_usable_password()
        assert not user.is_staff


def test_a_person_is_not_taken_for_the_account_of_files(folder):
    User.objects.create_user(WRITER.username, password="of a person")

    with pytest.raises(AccountTaken, match="is a person's"):
        load(folder)


def test_the_owner_is_who_keeps_the_articles_right(folder):
    ada = person("ada")

    load(folder, owner=ada)

    assert german().owner == ada


@pytest.mark.parametrize("update", [False, True])
def test_loading_twice_changes_nothing(folder, update):
    load(folder)
    before = (Version.objects.count(), Publication.objects.count())

    again = load(folder, LATER, update=update)

    assert again.tally == {"same": 2}
    assert (Version.objects.count(), Publication.objects.count()) == before


def test_a_changed_file_waits_for_an_update(folder):
    load(folder)
    change(folder, "Worum es geht.", "Worum es wirklich geht.")

    assert load(folder, LATER).tally == {"same": 1, "kept": 1}
    assert load(folder, LATER, update=True).tally == {"same": 1, "changed": 1}
    live = live_of(german(), LATER)
    assert live is not None
    assert live.content.lead == "Worum es wirklich geht."


def test_an_update_is_told_to_readers_where_the_file_has_a_new_note(folder):
    load(folder)
    change(folder, "Worum es geht.", "Worum es wirklich geht.")
    load(folder, LATER, update=True)
    change(folder, "Erste Fassung", "Neue Zahlen")
    change(folder, "wirklich", "ganz wirklich")
    load(folder, at(LATER.known_at + timedelta(hours=1)), update=True)

    told = german().publications.order_by("live_from").values_list("note", "is_minor")
    assert list(told) == [
        ("Erste Fassung", False),
        ("Erste Fassung", True),
        ("Neue Zahlen", False),
    ]


def test_an_update_keeps_the_numbers_of_blocks(folder):
    load(folder)
    numbers = {block.kind: block.pk for block in german().blocks.all()}
    change(
        folder,
        "  - kind: faq",
        "  - kind: checklist\n    items: [eins]\n    heading: Neu\n  - kind: faq",
    )

    load(folder, LATER, update=True)

    after = {block.kind: block.pk for block in german().blocks.all()}
    assert [block.kind for block in german().blocks.all()] == [
        *("prose", "checklist", "faq", "table", "sources")
    ]
    assert {kind: after[kind] for kind in numbers} == numbers


def test_an_update_takes_out_what_the_file_no_longer_says(folder):
    load(folder)
    text = ORIGINAL[: ORIGINAL.index("  - kind: table")]
    (folder / "beruf.de.yaml").write_text(text, encoding="utf-8")

    load(folder, LATER, update=True)

    assert [block.kind for block in german().blocks.all()] == ["prose", "faq"]


def test_what_an_editor_saved_is_not_updated(folder):
    load(folder)
    article, ada = german(), person("ada")
    article.heading = "Meine Überschrift"
    article.save()
    save_version(article, by=ada, at=LATER.known_at)
    change(folder, "Worum es geht.", "Worum es wirklich geht.")

    assert load(folder, LATER, update=True).tally == {"same": 1, "kept": 1}
    assert latest_version(german()).content["heading"] == "Meine Überschrift"


def test_an_article_that_moved_is_found_by_its_former_address(folder):
    load(folder)
    article, ada, bea = german(), person("ada"), person("bea")
    article.slug = "anderswo"
    article.save()
    moved = save_version(article, by=ada, at=LATER.known_at)
    approve(moved, by=bea, asked_by=ada, instant=LATER.known_at)
    publish(moved, by=ada, at=LATER.known_at)

    assert load(folder, LATER).tally == {"same": 1, "kept": 1}
    assert Article.objects.filter(language="de").count() == 1


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("heading: Berufe im Vergleich\n", "", r"^beruf\.de\.yaml: heading is missing$"),
        ("author: Ada", "autor: Ada", r"^beruf\.de\.yaml: author is missing$"),
        ("note: Erste", "hint: x\nnote: Erste", r"nothing is called 'hint' here"),
        ("kind: guide", "kind: page", r"kind 'page' should be one of guide, visa, market"),
        ("language: de", "language: fr", r"language 'fr' should be one of de, en"),
        ("2027-05-24", "soon", r"next_review_on should be a day such as 2026-01-31, not 'soon'"),
        ("occupation: ai-engineer", "occupation: ai", r"there is no occupation 'ai'"),
        ("country: DE", "country: XX", r"there is no country 'XX'"),
        ("slug: berufe-im", "slug: Berufe im", r"yaml: .*valid “slug”"),
        ("kind: faq", "kind: faqs", r"block 2: kind 'faqs' should be one of prose, quote"),
        ("kind: faq", "kind: image", r"block 2: kind 'image' should be one of"),
        ("answer:", "antwort:", r"block 2, items, entry 1: answer is missing"),
        ("question: Wie viel?", "question: ''", r"block 2, items, entry 1: question is empty"),
        ("[KI, Einbau]", "[KI]", r"block 3: row 1 has 1 cells, but there are 2 columns"),
        ("[KI, Einbau]", "KI", r"block 3: row 1 should be a list of texts"),
        ("accessed_on: 2026-11-23", "accessed_on: x", r"block 4, items, entry 1: accessed_on"),
        ("<h2>", "<h1>", r"block 1: html has markup that the prose editor doesn't write, at"),
        ("<p>Es", "<p class=x>Es", r"html has markup that the prose editor doesn't write"),
        ("salary.general", "salary.x", r"block 1, html: \[\[visa\.de.*x\]\] names no figure$"),
        ("| month", "| monthly", r"block 2, items 1, answer: .* unknown option 'monthly'$"),
        ("Worum es geht.", "A [[salary.wrong]]", r"yaml: lead: \[\[salary.wrong\]\] names no"),
        ("blocks:\n", "blocks: [\n", r"^beruf\.de\.yaml: .*line \d+"),
        ("author: Ada", "author: Ada\nauthor: Bea", r"the key 'author' is there twice"),
        ("  - kind: prose", "  - prose", r"yaml: "),
    ],
)
def test_a_faulty_file_is_refused_with_the_place_and_nothing_is_loaded(folder, old, new, complaint):
    change(folder, old, new)

    with pytest.raises(LawFileError, match=complaint):
        load(folder)
    assert not Article.objects.exists()


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("original: beruf.de", "original: nichts", "there is no file nichts.yaml for original"),
        ("original: beruf.de", "original: beruf.en", "is a translation itself"),
        ("language: en", "language: de", "is of another kind or this language"),
        ("kind: guide", "kind: visa", "is of another kind or this language"),
    ],
)
def test_an_original_has_to_be_another_language_of_the_same_kind(folder, old, new, complaint):
    path = folder / "beruf.en.yaml"
    path.write_text(TRANSLATION.replace(old, new, 1), encoding="utf-8")

    with pytest.raises(LawFileError, match=complaint):
        load(folder)


def test_a_fault_in_the_second_file_takes_the_first_back(folder):
    path = folder / "beruf.en.yaml"
    path.write_text(TRANSLATION.replace("country: DE", "country: XX"), encoding="utf-8")

    with pytest.raises(LawFileError, match=r"beruf\.en\.yaml"):
        load(folder)
    assert not Article.objects.exists()


def test_the_command_loads_what_ships_and_says_what_became_of_it():
    shipped_files = len(list(FOLDER.glob("*.yaml")))
    said = StringIO()

    call_command("load_guides", stdout=said)
    call_command("load_guides", stdout=said)

    assert said.getvalue() == f"articles: {shipped_files} new\narticles: {shipped_files} same\n"


def test_the_command_wants_an_owner_that_exists():
    with pytest.raises(CommandError, match="There is no account 'nobody'"):
        call_command("load_guides", owner="nobody")
    assert not Article.objects.exists()
