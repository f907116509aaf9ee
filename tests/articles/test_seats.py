"""Words for the same market pages, and guides on one title, are live one page at a time."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from articles.models import Article, Publication, Version
from articles.publishing.publications import cancel, publish, set_end
from articles.publishing.refusals import SeatTaken
from articles.writing.content import Topic
from articles.writing.seats import seat_of
from tests.articles.editorial import HOUR, NOON, approve, person, rewrite, written
from tests.articles.test_publishing_screens import EDITOR, at_work, go, saved, staff, text_of, url
from tests.factories import make_country, make_occupation
from tests.visa.rows import make_title

pytestmark = pytest.mark.django_db


def words(slug: str, **overrides: object) -> Version:
    fields = {"kind": "market", "slug": slug, "heading": f"Worte {slug}"} | overrides
    return written(by=person(slug), **fields)


def visa_guide(slug: str, **overrides: object) -> Version:
    version = words(slug, kind="visa", **overrides)
    approve(version, by=person(f"{slug}-reviewer"), asked_by=version.saved_by)
    return version


def live(version: Version, **given: object) -> Publication:
    return publish(version, by=version.saved_by, **({"at": NOON} | given))


@pytest.mark.parametrize(
    ("topic", "kind", "seat"),
    [
        (Topic(), "market", "de market * *"),
        (Topic(occupation="nurse"), "market", "de market nurse *"),
        (Topic(country="DE"), "market", "de market * DE"),
        (Topic(country="DE", hub="de-berlin"), "market", "de market * de-berlin"),
        (Topic(hub="de-berlin"), "market", "de market * de-berlin"),
        (Topic(title="de.card"), "visa", "de visa de.card *"),
        (Topic(title="de.card", occupation="nurse"), "visa", "de visa de.card nurse"),
        (Topic(occupation="nurse"), "visa", ""),
        (Topic(title="de.card"), "guide", ""),
    ],
)
def test_a_seat_is_what_only_one_page_can_be_on(topic: Topic, kind: str, seat: str):
    assert seat_of(topic, kind=kind, language="de") == seat


def test_a_second_blueprint_of_a_language_is_refused_and_names_the_first():
    first = words("erste")
    live(first)

    with translation.override("en"), pytest.raises(SeatTaken) as refused:
        live(words("zweite"))

    (sentence,) = refused.value.messages
    assert sentence.replace("\N{NO-BREAK SPACE}", " ") == (
        "“Worte erste” has words for just these market pages, from 3 March 2025, 13:00 "
        "until further notice: write there, or let it end before."
    )
    assert refused.value.by == first.article


def test_one_blueprint_each_language_and_words_on_something_else_are_welcome():
    live(words("alle"))

    live(words("all", language="en"))
    live(words("deutschland", country=make_country()))
    live(words("beruf", occupation=make_occupation()))

    assert Publication.objects.count() == 4


def test_words_for_the_very_same_markets_are_refused():
    germany, engineer = make_country(), make_occupation()
    live(words("erste", country=germany, occupation=engineer))

    with pytest.raises(SeatTaken):
        live(words("zweite", country=germany, occupation=engineer))


def test_a_second_guide_on_one_title_is_refused_in_german():
    title = make_title()
    live(visa_guide("erste", title=title))

    with translation.override("de"), pytest.raises(SeatTaken, match="„Worte erste“ ist schon"):
        live(visa_guide("zweite", title=title))

    live(visa_guide("dritte", title=title, occupation=make_occupation()))


def test_the_next_version_of_a_page_keeps_its_seat():
    first = words("erste")
    live(first)

    second = live(rewrite(first, "<p>Zwei</p>", by=first.saved_by), at=NOON + HOUR)

    assert second.seat == "de market * *"


def test_one_that_begins_when_the_other_ends_is_welcome_and_a_second_sooner_is_not():
    live(words("erste"), live_until=NOON + 5 * HOUR)

    with pytest.raises(SeatTaken):
        live(words("zweite"), live_from=NOON + 4 * HOUR)

    taken_over = live(words("dritte"), live_from=NOON + 5 * HOUR)
    assert taken_over.seat == "de market * *"


def test_what_is_scheduled_has_its_seat_already():
    live(words("erste"), live_from=NOON + 5 * HOUR)

    with pytest.raises(SeatTaken):
        live(words("zweite"))

    live(words("dritte"), live_until=NOON + 5 * HOUR)


def test_an_end_does_not_move_past_the_beginning_of_who_follows():
    first = words("erste")
    live(first, live_until=NOON + 5 * HOUR)
    live(words("zweite"), live_from=NOON + 5 * HOUR)

    with pytest.raises(SeatTaken, match="Worte zweite"):
        set_end(first.article, until=None, at=NOON + HOUR)

    set_end(first.article, until=NOON + 4 * HOUR, at=NOON + HOUR)
    assert first.article.publications.get().live_until == NOON + 4 * HOUR


def test_a_cancelled_schedule_does_not_bring_words_back_beside_others():
    first = words("erste")
    live(first)
    Article.objects.filter(pk=first.article_id).update(country=make_country())
    elsewhere = rewrite(first, "<p>Zwei</p>", by=first.saved_by)
    coming = live(elsewhere, live_from=NOON + 5 * HOUR)
    live(words("zweite"), live_from=NOON + 5 * HOUR)

    with pytest.raises(SeatTaken, match="Worte zweite"):
        cancel(coming, at=NOON + HOUR)

    assert Publication.objects.filter(pk=coming.pk).exists()


def test_the_database_refuses_two_in_one_seat():
    publication = live(words("erste"))
    other = words("zweite")

    with pytest.raises(IntegrityError, match="seat"), transaction.atomic():
        Publication.objects.create(
            article=other.article,
            version=other,
            seat=publication.seat,
            live_from=NOON + HOUR,
            published_by=other.saved_by,
            published_at=NOON,
        )


def test_what_was_published_before_takes_its_seat_the_first_one_where_two_share_it():
    versions = [words("erste"), words("zweite"), words("guide", kind="guide")]
    for hours, version in enumerate(versions):
        Publication.objects.create(
            article=version.article,
            version=version,
            live_from=NOON + hours * HOUR,
            published_by=version.saved_by,
            published_at=NOON,
        )
    migration = import_module("articles.migrations.0011_seats_of_what_was_published")

    migration.take_seats(apps, None)

    seats = Publication.objects.order_by("live_from").values_list("seat", flat=True)
    assert [*seats] == ["de market * *", "", ""]


@pytest.mark.ignore_template_errors
def test_the_screen_leads_to_the_page_that_stands_in_the_way():
    ada = staff("ada", *EDITOR)
    first = saved(ada, kind="market", slug="erste", heading="Erste <Worte>")
    live(first, at=timezone.now() - timedelta(hours=1))
    second = saved(ada, kind="market", slug="zweite")

    answer = go(at_work(ada), second)

    assert answer.status_code == 400
    shown = text_of(answer)
    assert "Erste &lt;Worte&gt;" in shown
    assert f'href="{url("history", first.article_id)}"' in shown
