"""Estimates and samples leave as spreadsheets, by permission, and never come in."""

import csv
import io
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.http import StreamingHttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from benchmarks import exports
from benchmarks.admin import samples
from benchmarks.exports import EstimateResource, SampleResource
from benchmarks.models import Country, Occupation, SalarySample
from config.roles import bring_roles_up_to_date
from tests.factories import (
    make_batch,
    make_country,
    make_estimate,
    make_hub,
    make_occupation,
    make_release,
    make_sample,
    make_source,
    make_suppressed_estimate,
    publish,
)

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.ignore_template_errors,
    pytest.mark.filterwarnings("ignore:No directory at"),  # WhiteNoise, before collectstatic
]

ESTIMATES = "admin:benchmarks_estimate_"
SAMPLES = "admin:benchmarks_salarysample_"


def client_in(*groups: str, permissions: tuple[str, ...] = ()) -> Client:
    bring_roles_up_to_date()
    user = User.objects.create_user("staff", is_staff=True)
    user.groups.set(Group.objects.filter(name__in=groups))
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    client = Client()
    client.force_login(user)
    return client


def rows_of(content: bytes, delimiter: str = ",") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=delimiter))


def estimates(client: Client, query: str = "", language: str = "en") -> list[dict[str, str]]:
    response = client.post(
        reverse(f"{ESTIMATES}export") + query,
        {"format": "0", "resource": "0"},
        HTTP_ACCEPT_LANGUAGE=language,
    )
    return rows_of(response.content, ";" if language == "de" else ",")


def exported(client: Client, query: str = "", language: str = "en") -> list[dict[str, str]]:
    response = client.get(reverse(f"{SAMPLES}export") + query, HTTP_ACCEPT_LANGUAGE=language)
    assert isinstance(response, StreamingHttpResponse)
    return rows_of(response.getvalue(), ";" if language == "de" else ",")


@pytest.fixture
def place() -> tuple[Occupation, Country]:
    return make_occupation(), make_country()


def test_a_public_estimate_is_exported_with_its_numbers(
    place: tuple[Occupation, Country],
) -> None:
    release = make_release(number=7)
    make_estimate(release, *place, hub=make_hub(place[1]), seniority="senior")
    publish(release)

    (row,) = estimates(client_in("editor"))

    assert row == {
        "release": "7",
        "occupation": "machine-learning-engineer",
        "country": "DE",
        "hub": "de-berlin",
        "seniority": "senior",
        "year": "2024",
        "is_projection": "FALSE",
        "state": "published",
        "grade": "B",
        "currency": "EUR",
        "typical": "80000.00",
        "typical_low": "76000.00",
        "typical_high": "84000.00",
        "p10": "52000.00",
        "p25": "66000.00",
        "p75": "95000.00",
        "p90": "120000.00",
        "n": "40",
        "median": "81000.00",
        "recent_n": "90",
        "observed_from": "2022-01-01",
        "observed_to": "2024-09-15",
        "sources": "pay-survey",
    }


def test_a_suppressed_estimate_says_so_and_nothing_more(place: tuple[Occupation, Country]) -> None:
    release = make_release(number=7)
    make_suppressed_estimate(release, *place)
    publish(release)

    (row,) = estimates(client_in("editor"))

    assert {name: value for name, value in row.items() if value} == {
        "release": "7",
        "occupation": "machine-learning-engineer",
        "country": "DE",
        "year": "2024",
        "is_projection": "FALSE",
        "state": "few_samples",
    }


def test_drafts_and_what_is_scheduled_for_later_stay_in(place: tuple[Occupation, Country]) -> None:
    public, draft, scheduled = (make_release(number=number) for number in (1, 2, 3))
    for release in (public, draft, scheduled):
        make_estimate(release, *place)
    publish(public)
    publish(scheduled, at=timezone.now() + timedelta(days=1))

    rows = estimates(client_in("editor"))

    assert [row["release"] for row in rows] == ["1"]


def test_a_release_that_was_published_twice_is_exported_once(
    place: tuple[Occupation, Country],
) -> None:
    release = make_release()
    make_estimate(release, *place)
    publish(release)
    publish(release, at=datetime(2025, 4, 1, tzinfo=UTC))

    assert len(estimates(client_in("editor"))) == 1


def test_the_filters_of_the_list_hold_for_its_export(place: tuple[Occupation, Country]) -> None:
    release = make_release()
    make_estimate(release, *place)
    make_estimate(release, *place, year=2023)
    publish(release)

    rows = estimates(client_in("editor"), "?year=2023")

    assert [row["year"] for row in rows] == ["2023"]


def test_a_workbook_of_estimates_has_numbers_as_such(place: tuple[Occupation, Country]) -> None:
    release = make_release()
    make_estimate(release, *place)
    publish(release)

    response = client_in("editor").post(
        reverse(f"{ESTIMATES}export"), {"format": "1", "resource": "0"}
    )
    sheet = load_workbook(io.BytesIO(response.content)).worksheets[0]
    row = dict(zip(*sheet.iter_rows(values_only=True), strict=True))

    assert row["median"] == 81_000
    assert row["observed_from"].date() == date(2022, 1, 1)


@pytest.mark.parametrize("resource", [EstimateResource, SampleResource])
def test_nothing_of_what_goes_out_comes_in(resource: Callable[[], Any]) -> None:
    with pytest.raises(TypeError, match="never imported"):
        resource().import_data(None)


def test_who_may_not_see_estimates_exports_none() -> None:
    client = client_in()

    assert client.get(reverse(f"{ESTIMATES}export")).status_code == 403
    assert client.post(reverse(f"{ESTIMATES}export"), {"format": "0"}).status_code == 403


def test_samples_are_exported_with_the_row_that_they_came_from(
    place: tuple[Occupation, Country],
) -> None:
    batch = make_batch(make_source())
    make_sample(batch, *place, row_number=17, amount=Decimal("6666.5"), period="month")

    (row,) = exported(client_in("analyst"))

    assert row == {
        "source": "pay-survey",
        "import": str(batch.pk),
        "state": "accepted",
        "row": "17",
        "occupation": "machine-learning-engineer",
        "country": "DE",
        "hub": "",
        "seniority": "senior",
        "source_kind": "survey",
        "observed_on": "2024-06-01",
        "amount": "6666.5000",
        "currency": "EUR",
        "period": "month",
        "yearly_pay": "80000.00",
    }


def test_a_german_export_opens_in_a_german_program(place: tuple[Occupation, Country]) -> None:
    make_sample(make_batch(make_source()), *place)

    (row,) = exported(client_in("analyst"), language="de")

    assert row["yearly_pay"] == "80000,00"


def test_an_export_of_many_samples_is_read_in_pieces(
    place: tuple[Occupation, Country],
    monkeypatch: pytest.MonkeyPatch,
    django_assert_num_queries: Callable[[int], Any],
) -> None:
    monkeypatch.setattr(exports, "PIECE", 3)
    batch = make_batch(make_source())
    numbers = [make_sample(batch, *place).row_number for _ in range(7)]
    rows = SalarySample.objects.all()

    with django_assert_num_queries(4):  # three, three, one, none
        content = b"".join(exports.csv_of_samples(rows, "en"))

    assert [int(row["row"]) for row in rows_of(content)] == numbers


def test_the_filters_of_the_list_hold_for_an_export_of_samples(
    place: tuple[Occupation, Country],
) -> None:
    source = make_source()
    first, second = make_batch(source), make_batch(source)
    make_sample(first, *place, observed_on=date(2023, 5, 1))
    make_sample(second, *place, seniority="lead")
    client = client_in("analyst")

    assert len(exported(client)) == 2
    assert len(exported(client, f"?batch__id__exact={first.pk}")) == 1
    assert len(exported(client, "?seniority__exact=lead")) == 1
    assert [row["observed_on"] for row in exported(client, "?year=2023")] == ["2023-05-01"]


@pytest.mark.parametrize(
    "query", ["?batch__id__exact=x", "?password=1", "?batch__uploaded_by__password__startswith=a"]
)
def test_a_filter_that_there_is_not_exports_nothing(query: str) -> None:
    source = make_source()
    make_batch(source)
    make_batch(source)

    response = client_in("analyst").get(reverse(f"{SAMPLES}export") + query)

    assert response.status_code in {302, 400}


@pytest.mark.parametrize("year", ["x", "0", "99999", "²", "-1", ""])
def test_a_year_that_is_none_filters_nothing(place: tuple[Occupation, Country], year: str) -> None:
    make_sample(make_batch(make_source()), *place)

    page = client_in("analyst").get(reverse(f"{SAMPLES}changelist"), {"year": year})

    assert page.context["cl"].result_count == 1


@pytest.mark.parametrize(
    ("permissions", "list_status", "export_status"),
    [
        ((), 403, 403),
        (("view_salarysample",), 200, 403),
        (("view_salarysample", "import_samples"), 200, 403),
        (("view_salarysample", "export_salarysample"), 200, 200),
    ],
)
def test_samples_are_exported_by_a_permission_of_their_own(
    permissions: tuple[str, ...], list_status: int, export_status: int
) -> None:
    client = client_in(permissions=permissions)

    page = client.get(reverse(f"{SAMPLES}changelist"))

    assert page.status_code == list_status
    assert client.get(reverse(f"{SAMPLES}export")).status_code == export_status
    if list_status == 200:
        shown = reverse(f"{SAMPLES}export") in page.content.decode()
        assert shown == (export_status == 200)


def test_editors_look_at_samples_and_analysts_export_them() -> None:
    editor, analyst = client_in("editor"), None
    User.objects.filter(username="staff").update(username="editor")
    analyst = client_in("analyst")

    assert editor.get(reverse(f"{SAMPLES}changelist")).status_code == 200
    assert editor.get(reverse(f"{SAMPLES}export")).status_code == 403
    assert analyst.get(reverse(f"{SAMPLES}export")).status_code == 200


def test_the_list_counts_no_further_than_anyone_turns_pages(
    place: tuple[Occupation, Country],
    monkeypatch: pytest.MonkeyPatch,
    django_assert_max_num_queries: Callable[..., Any],
) -> None:
    monkeypatch.setattr(samples, "MOST_COUNTED", 5)
    batch = make_batch(make_source())
    for _ in range(8):
        make_sample(batch, *place)
    client = client_in("analyst")
    client.get(reverse(f"{SAMPLES}changelist"))

    with django_assert_max_num_queries(15) as queries:
        page = client.get(reverse(f"{SAMPLES}changelist"))

    counts = [one["sql"] for one in queries if "COUNT(" in one["sql"] and "sample" in one["sql"]]
    assert page.context["cl"].result_count == 5
    assert "Only the first 5" in page.content.decode()
    assert counts
    assert all("LIMIT 5" in sql for sql in counts)
