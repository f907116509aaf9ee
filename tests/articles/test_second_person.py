"""Who counts as the second person, and how long an approval holds."""

import pytest

from articles.models import Review
from articles.publishing.publications import publish
from articles.publishing.refusals import CannotPublish
from articles.publishing.reviewing import CannotReview, decide, request_review
from articles.writing.saving import restore, set_aside
from tests.articles.editorial import CITED, HOUR, NOON, approve, person, published, rewrite, written

pytestmark = pytest.mark.django_db
OTHER = CITED.replace("Mindestens", "Genau")


def test_who_wrote_an_earlier_part_cannot_approve_a_colleagues_save_on_top_of_it():
    ada, bea = person("ada"), person("bea")
    first = written(CITED, by=ada)
    second = rewrite(first, OTHER, by=bea)
    review = request_review(second, by=bea, at=NOON)

    with pytest.raises(CannotReview, match="second person"):
        decide(review, Review.Verdict.APPROVED, by=ada, at=NOON)


def test_what_went_live_before_binds_nobody():
    ada, bea, cleo = person("ada"), person("bea"), person("cleo")
    first = written(CITED, by=ada)
    approve(first, by=cleo, asked_by=ada)
    published(first)
    second = rewrite(first, OTHER, by=bea, instant=NOON + HOUR)

    approve(second, by=ada, asked_by=bea, instant=NOON + HOUR)

    assert publish(second, by=bea, at=NOON + 2 * HOUR).reviewed_by == ada


def test_who_wrote_only_what_was_set_aside_may_approve():
    ada, bea = person("ada"), person("bea")
    first = written(CITED, by=ada)
    set_aside(first.article, first.as_content(), by=bea, at=NOON, based_on=first)
    second = rewrite(first, OTHER, by=ada)

    approve(second, by=bea, asked_by=ada)

    assert publish(second, by=ada, at=NOON).reviewed_by == bea


def test_who_handed_it_in_cannot_approve_it():
    ada, bea = person("ada"), person("bea")
    review = request_review(written(CITED, by=ada), by=bea, at=NOON)

    with pytest.raises(CannotReview, match="handed this in"):
        decide(review, Review.Verdict.APPROVED, by=bea, at=NOON)


def test_an_approval_holds_for_the_same_words_restored():
    ada, bea = person("ada"), person("bea")
    first = written(CITED, by=ada)
    approve(first, by=bea, asked_by=ada)
    published(first)
    rewrite(first, "<p>Anders</p>", by=ada)
    back = restore(first, by=ada, at=NOON + HOUR, note="zurück")

    rewrite(first, "<p>Wieder anders</p>", by=ada)
    published(rewrite(first, "<p>Noch anders</p>", by=ada), instant=NOON + HOUR)

    assert publish(back, by=ada, at=NOON + 2 * HOUR).reviewed_by == bea


def test_an_approval_does_not_hold_for_other_words():
    ada, bea = person("ada"), person("bea")
    first = written(CITED, by=ada)
    approve(first, by=bea, asked_by=ada)
    second = rewrite(first, OTHER, by=ada)

    with pytest.raises(CannotPublish, match="second person"):
        published(second)


def test_changes_wanted_later_take_an_approval_of_the_same_words_back():
    ada, bea = person("ada"), person("bea")
    first = written(CITED, by=ada)
    approve(first, by=bea, asked_by=ada)
    rewrite(first, OTHER, by=ada)
    back = rewrite(first, CITED, by=ada)
    again = request_review(back, by=ada, at=NOON + HOUR)
    decide(again, Review.Verdict.CHANGES, by=bea, at=NOON + HOUR, remark="Doch nicht")

    with pytest.raises(CannotPublish, match="second person"):
        publish(back, by=ada, at=NOON + 2 * HOUR)


def test_handing_in_a_newer_version_takes_the_older_request_back():
    ada = person("ada")
    first = written(CITED, by=ada)
    old = request_review(first, by=ada, at=NOON)
    second = rewrite(first, OTHER, by=ada)

    request_review(second, by=ada, at=NOON + HOUR)

    old.refresh_from_db()
    assert old.verdict == Review.Verdict.WITHDRAWN
    assert "2" in old.remark


def test_a_visa_guide_wants_a_second_person_even_without_a_figure():
    version = written("<p>Ohne Zahl</p>", by=person("ada"), kind="visa")

    with pytest.raises(CannotPublish, match="second person"):
        published(version)


@pytest.mark.parametrize("verdict", [Review.Verdict.APPROVED, Review.Verdict.CHANGES])
def test_what_was_decided_is_decided(verdict: Review.Verdict):
    ada, bea = person("ada"), person("bea")
    review = request_review(written(CITED, by=ada), by=ada, at=NOON)
    decide(review, verdict, by=bea, at=NOON, remark="so")

    with pytest.raises(CannotReview, match="decided"):
        decide(review, Review.Verdict.APPROVED, by=bea, at=NOON)


def test_changes_want_a_remark_and_only_the_asker_withdraws():
    ada, bea = person("ada"), person("bea")
    review = request_review(written(CITED, by=ada), by=ada, at=NOON)

    with pytest.raises(CannotReview, match="what has to change"):
        decide(review, Review.Verdict.CHANGES, by=bea, at=NOON, remark="  ")
    with pytest.raises(CannotReview, match="withdraw"):
        decide(review, Review.Verdict.WITHDRAWN, by=bea, at=NOON)
    decide(review, Review.Verdict.WITHDRAWN, by=ada, at=NOON)

    assert review.version.reviews.get().verdict == Review.Verdict.WITHDRAWN
