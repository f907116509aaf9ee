"""What an import would do to the published figures is what it does."""

from datetime import UTC, datetime
from decimal import Decimal
from types import SimpleNamespace
from typing import cast

import pytest
from django.contrib.auth.models import User
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

from benchmarks.background import read_effects_job
from benchmarks.effects import effects_of
from benchmarks.importing import accept
from benchmarks.leases import Lease
from benchmarks.models import Country, ImportBatch, Job, Occupation, Release, Source
from benchmarks.queries.effects import read_effects
from benchmarks.releasing import prepare_release, publish_release
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]

NOON = datetime(2025, 3, 1, 12, tzinfo=UTC)
LATER = datetime(2025, 3, 2, 12, tzinfo=UTC)


@pytest.fixture
def source() -> Source:
    return factories.make_source()


@pytest.fixture
def market() -> tuple[Occupation, Country]:
    return factories.make_occupation(), factories.make_country()


@pytest.fixture
def in_effect(source: Source, market: tuple[Occupation, Country]) -> Release:
    batch = factories.make_batch(source)
    for step in range(30):
        factories.make_sample(batch, *market, yearly_pay=Decimal(70_000 + 500 * step))
    release = prepare_release(by_id=None, at=NOON)
    publish_release(release, at=NOON, by_id=None)
    return release


def stage(source: Source, market: tuple[Occupation, Country], pay: int, n: int) -> ImportBatch:
    batch = factories.make_batch(source, state=ImportBatch.State.STAGED)
    for step in range(n):
        factories.make_sample(batch, *market, yearly_pay=Decimal(pay + 500 * step))
    return batch


def test_a_staged_batch_moves_nothing_that_is_published(
    source: Source, market: tuple[Occupation, Country], in_effect: Release
) -> None:
    batch = stage(source, market, 95_000, 30)

    effects = effects_of(batch, at=LATER)

    assert (effects.release, effects.moved) == (in_effect.number, 4)
    assert Release.objects.get() == in_effect


def test_the_effect_that_is_told_is_the_one_that_comes(
    source: Source, market: tuple[Occupation, Country], in_effect: Release
) -> None:
    batch = stage(source, market, 95_000, 30)
    told = effects_of(batch, at=LATER)

    accept(batch, by_id=None, at=LATER)
    release = prepare_release(by_id=None, at=LATER)

    came_true = {
        (one.seniority, one.year): str(one.typical)
        for one in release.estimates.filter(suppression="")
    }
    assert {(one.seniority, one.year): one.after for one in told.largest} == came_true


def test_an_import_of_a_few_samples_moves_no_figure(
    source: Source, market: tuple[Occupation, Country], in_effect: Release
) -> None:
    batch = stage(source, market, 300_000, 3)

    effects = effects_of(batch, at=LATER)

    assert (effects.came, effects.went, effects.moved) == (0, 0, 0)


def test_before_the_first_release_every_figure_comes(
    source: Source, market: tuple[Occupation, Country]
) -> None:
    batch = stage(source, market, 80_000, 30)

    effects = effects_of(batch, at=NOON)

    assert effects.release is None
    assert (effects.came, effects.went, effects.moved, effects.same) == (4, 0, 0, 0)


def test_a_batch_without_a_sample_has_no_effect(source: Source) -> None:
    batch = factories.make_batch(source, state=ImportBatch.State.STAGED)

    assert effects_of(batch, at=NOON).came == 0


def test_the_job_keeps_the_effect_with_the_import_and_its_section_shows_it(
    source: Source,
    market: tuple[Occupation, Country],
    in_effect: Release,
    admin_client: Client,
) -> None:
    batch = stage(source, market, 95_000, 30)
    asked = admin_client.post(reverse("admin:benchmarks_importbatch_effects", args=[batch.pk]))
    job = Job.objects.get()
    lease = SimpleNamespace(row_id=None)

    read_effects_job(job, cast(Lease, lease))

    assert asked.headers["Location"] == reverse("admin:benchmarks_job_change", args=[job.pk])
    assert lease.row_id == batch.pk
    batch.refresh_from_db()
    shown = render_to_string(
        "admin/benchmarks/importbatch/_effects.html",
        {"batch": batch, "effects": read_effects(batch), "csrf_token": "x"},
    )
    assert "0 figures would come, 0 go, 4 move, 0 stay." in shown
    assert "Machine Learning Engineer, Germany, Senior" in shown


def test_only_those_who_may_import_ask_for_the_effect(
    source: Source,
    market: tuple[Occupation, Country],
    client: Client,
    django_user_model: type[User],
) -> None:
    batch = stage(source, market, 95_000, 5)
    client.force_login(django_user_model.objects.create_user("reader", is_staff=True))

    refused = client.post(reverse("admin:benchmarks_importbatch_effects", args=[batch.pk]))

    assert refused.status_code == 403
    assert not Job.objects.exists()
