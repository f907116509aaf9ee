"""Releases in the admin: prepared, looked at, published, scheduled, rolled back, by right."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from benchmarks.background import prepare_release_job
from benchmarks.job_problems import JobFailed
from benchmarks.models import Country, Job, Occupation, Release, ReleasePublication
from benchmarks.queries.changes import Change, read_changes
from config.roles import bring_roles_up_to_date
from tests import factories

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.ignore_template_errors,
]


def client_of(role: str) -> Client:
    bring_roles_up_to_date()
    user = User.objects.create_user(role, is_staff=True)
    user.groups.add(user.groups.model.objects.get(name=role))
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def analyst() -> Client:
    return client_of("analyst")


@pytest.fixture
def market() -> tuple[Occupation, Country]:
    return factories.make_occupation(), factories.make_country()


def publish_url(release: Release) -> str:
    return reverse("admin:benchmarks_release_publish", args=[release.pk])


def test_preparing_is_put_into_the_queue_once(analyst: Client) -> None:
    for _ in range(2):
        analyst.post(reverse("admin:benchmarks_release_make"), {"note": "spring"})

    job = Job.objects.get()
    assert (job.kind, job.arguments) == ("prepare_release", {"note": "spring"})


def test_a_job_without_samples_tells_so_in_both_languages() -> None:
    job = Job(kind="prepare_release", arguments={})

    with pytest.raises(JobFailed) as failure:
        prepare_release_job(job, lease=None)  # type: ignore[arg-type]  # it fails before

    assert failure.value.sentence.de == "Es gibt keine angenommenen Angaben."
    assert failure.value.sentence.en == "There are no accepted samples."


def test_the_page_of_a_draft_shows_what_would_change(
    analyst: Client, market: tuple[Occupation, Country]
) -> None:
    old, new = factories.make_release(), factories.make_release()
    factories.make_estimate(old, *market)
    factories.make_estimate(new, *market, typical=Decimal(82_000))
    factories.publish(old, at=timezone.now() - timedelta(days=1))

    page = analyst.get(reverse("admin:benchmarks_release_change", args=[new.pk])).text

    assert "0 figures come, 0 go, 1 move, 0 stay." in page
    assert "€80,000" in page
    assert "€82,000" in page
    assert "2.5%" in page


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "the parts contradict the whole; the other 2 people would have to earn -48275."),
        ("de", "die übrigen 2 Personen müssten -48275 verdienen."),
    ],
)
def test_the_page_of_a_release_lists_what_contradicts_itself(
    analyst: Client, market: tuple[Occupation, Country], language: str, sentence: str
) -> None:
    wrong = factories.make_contradiction(*market)
    release = factories.make_release(contradictions=[wrong])

    page = analyst.get(
        reverse("admin:benchmarks_release_change", args=[release.pk]),
        headers={"accept-language": language},
    ).text

    assert sentence in page


def test_a_change_is_told_as_pages_print_it(market: tuple[Occupation, Country]) -> None:
    before, after = factories.make_release(), factories.make_release()
    factories.make_estimate(before, *market, typical=Decimal("80231.17"))
    factories.make_estimate(after, *market, typical=Decimal("81100.02"), grade="D")

    (change,) = read_changes(before=before, after=after).largest

    assert typical(change) == (Decimal(80_000), None)
    assert change.after is not None
    assert change.after.typical_low == Decimal(75_000)


def typical(change: Change) -> tuple[Decimal | None, Decimal | None]:
    return (
        change.before.typical if change.before else None,
        change.after.typical if change.after else None,
    )


def test_changes_count_what_comes_goes_moves_and_stays(
    market: tuple[Occupation, Country],
) -> None:
    before, after = factories.make_release(), factories.make_release()
    for year in (2021, 2022, 2023):
        factories.make_estimate(before, *market, year=year)
    factories.make_suppressed_estimate(after, *market, year=2021)
    factories.make_estimate(after, *market, year=2022)
    factories.make_estimate(after, *market, year=2023, typical=Decimal(79_000))
    factories.make_estimate(after, *market, year=2024)

    changes = read_changes(before=before, after=after)

    assert (changes.came, changes.went, changes.moved, changes.same) == (1, 1, 1, 1)
    moved, *others = changes.largest
    assert (moved.year, *typical(moved)) == (2023, Decimal(80_000), Decimal(79_000))
    assert moved.ratio == Decimal("-0.0125")
    assert {(one.year, *typical(one)) for one in others} == {
        (2021, Decimal(80_000), None),
        (2024, None, Decimal(80_000)),
    }


def test_publishing_puts_a_draft_into_effect_at_once(analyst: Client) -> None:
    release = factories.make_release()

    analyst.post(publish_url(release), {"reason": "first"})

    publication = ReleasePublication.objects.get()
    assert (publication.release, publication.reason) == (release, "first")
    assert Release.objects.known_at(timezone.now()) == release


def test_a_release_can_be_scheduled_and_the_schedule_cancelled(analyst: Client) -> None:
    release = factories.make_release()
    tomorrow = timezone.localtime() + timedelta(days=1)

    analyst.post(publish_url(release), {"at": tomorrow.strftime("%Y-%m-%dT%H:%M")})
    publication = ReleasePublication.objects.get()
    before_its_time = Release.objects.known_at(timezone.now())
    analyst.post(reverse("admin:benchmarks_release_cancel", args=[publication.pk]))

    assert before_its_time is None
    assert not ReleasePublication.objects.exists()


def test_what_is_in_effect_cannot_be_cancelled(analyst: Client) -> None:
    publication = factories.publish(
        factories.make_release(), at=timezone.now() - timedelta(days=1)
    ).publications.get()

    analyst.post(reverse("admin:benchmarks_release_cancel", args=[publication.pk]))

    assert ReleasePublication.objects.exists()


def test_an_instant_that_has_passed_is_refused_with_a_sentence(analyst: Client) -> None:
    release = factories.make_release()

    page = analyst.post(publish_url(release), {"at": "2020-01-01T12:00"}).text

    assert "This instant has passed" in page
    assert not ReleasePublication.objects.exists()


@pytest.mark.parametrize("at", ["yesterday", "2026-02-31T12:00", "9" * 400])
def test_a_time_that_is_none_is_refused_beside_the_field(analyst: Client, at: str) -> None:
    response = analyst.post(publish_url(factories.make_release()), {"at": at})

    assert response.status_code == 200
    assert "errorlist" in response.text
    assert not ReleasePublication.objects.exists()


def test_an_earlier_release_is_rolled_back_to_by_publishing_it_again(analyst: Client) -> None:
    first, second = factories.make_release(), factories.make_release()
    factories.publish(first, at=timezone.now() - timedelta(days=2))
    factories.publish(second, at=timezone.now() - timedelta(days=1))

    analyst.post(publish_url(first), {"reason": "the second has a wrong batch"})

    assert Release.objects.known_at(timezone.now()) == first


@pytest.mark.parametrize("name", ["make", "publish", "cancel"])
def test_only_those_with_the_right_may_publish(name: str) -> None:
    editor = client_of("editor")
    release = factories.make_release()
    publication = factories.publish(
        factories.make_release(), at=timezone.now() + timedelta(days=1)
    ).publications.get()
    args = {"make": [], "publish": [release.pk], "cancel": [publication.pk]}[name]

    response = editor.post(reverse(f"admin:benchmarks_release_{name}", args=args))

    assert response.status_code == 403
    assert list(ReleasePublication.objects.all()) == [publication]
    assert not Job.objects.exists()


@pytest.mark.parametrize("name", ["make", "publish", "cancel"])
def test_looking_changes_nothing(analyst: Client, name: str) -> None:
    args = [] if name == "make" else [1]

    response = analyst.get(reverse(f"admin:benchmarks_release_{name}", args=args))

    assert response.status_code == 405
