"""A page of sixty blocks takes as few queries as one of twenty, whatever they show."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from pytest_django.plugin import DjangoDbBlocker

from benchmarks.models import Country, Occupation
from tests.html_reader import read_html
from tests.rich_guide import CARD, blocks_of, make_market
from tests.visa.shipped import shipped
from tests.written import drawn_picture, live_guide
from visa.models import ResidenceTitle

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore:No directory at"),  # WhiteNoise, before collectstatic
]

MOST = 12
PATHS = {"guide": "/en/career/rich/", "visa": "/en/visa/eu-blue-card/ai-engineer/"}


@pytest.fixture(scope="module", autouse=True)
def law(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The law and places that ship, once for all pages."""
    with django_db_blocker.unblock(), shipped():
        yield


@pytest.fixture(autouse=True)
def market(tmp_path: Path) -> Iterator[None]:
    make_market()
    with override_settings(MEDIA_ROOT=tmp_path):
        yield


@pytest.mark.parametrize("count", [20, 60])
@pytest.mark.parametrize("kind", PATHS)
def test_a_page_of_many_blocks_takes_few_queries(client: Client, kind: str, count: int) -> None:
    blocks = blocks_of(count, [drawn_picture(), drawn_picture()])
    engineer = Occupation.objects.get(code="ai-engineer")
    topic = {"occupation": engineer, "country": Country.objects.get(code="DE")}
    if kind == "visa":
        topic["title"] = ResidenceTitle.objects.get(key=CARD)
    live_guide(
        *blocks,
        kind=kind,
        slug="rich",
        lead="About [[salary.typical]] in [[data.release]].",
        at=datetime(2026, 11, 1, tzinfo=UTC),
        **topic,
    )
    client.get("/en/visa/")  # the law is kept once it is read

    with CaptureQueriesContext(connection) as queries:
        response = client.get(PATHS[kind])
    page = read_html(response.content)

    assert response.status_code == 200
    assert len(queries) <= MOST, [one["sql"][:120] for one in queries]
    assert page.text.count("Senior") >= count // 20
    assert len(page.ids) == len(set(page.ids))
    assert all(
        lower - upper <= 1 for upper, lower in zip(page.headings, page.headings[1:], strict=False)
    )
