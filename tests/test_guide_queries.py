"""A page of sixty blocks takes as few queries as one of twenty, whatever they show."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from pytest_django.plugin import DjangoDbBlocker

from articles.models import Picture
from articles.writing.kinds import Kind
from benchmarks.models import Country, Hub, Occupation
from tests.factories import make_contrast, make_estimate, make_release, make_source, publish
from tests.html_reader import read_html
from tests.visa.shipped import shipped
from tests.written import Data, drawn_picture, live_guide, make_job
from visa.models import ResidenceTitle

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore:No directory at"),  # WhiteNoise, before collectstatic
]

MOST = 12
CARD, PERMIT = "de.blue-card", "de.opportunity-card"
OCCUPATIONS = ["ai-engineer", "data-scientist", "machine-learning-engineer"]
PATHS = {"guide": "/en/career/rich/", "visa": "/en/visa/eu-blue-card/ai-engineer/"}


@pytest.fixture(scope="module", autouse=True)
def law(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The law and places that ship, once for all pages."""
    with django_db_blocker.unblock(), shipped():
        yield


@pytest.fixture(autouse=True)
def market(tmp_path: Path) -> Iterator[None]:
    release, germany = make_release(source=make_source()), Country.objects.get(code="DE")
    munich = Hub.objects.get(code="de-munich")
    for occupation in Occupation.objects.filter(code__in=OCCUPATIONS):
        make_estimate(release, occupation, germany)
        make_estimate(release, occupation, germany, seniority="senior")
        make_estimate(release, occupation, germany, hub=munich)
        make_contrast(release, occupation, germany)
        make_job(reference=occupation.code).occupations.set([occupation])
    publish(release)
    with override_settings(MEDIA_ROOT=tmp_path):
        yield


def block_of(kind: Kind, number: int, pictures: list[Picture]) -> Data:
    """The `number`th block of its kind, each about something else."""
    occupation = OCCUPATIONS[number % 3]
    items = {
        Kind.FAQ: [{"question": f"Why {number}?", "answer": "For [[salary.typical]]."}],
        Kind.STEPS: [{"title": f"Step {number}", "text": "Do."}],
        Kind.CARDS: [{"title": f"Card {number}", "text": "More.", "link": "/en/method/"}],
        Kind.SOURCES: [{"title": f"Source {number}", "publisher": "P", "url": "https://a.example"}],
    }
    data: dict[Kind, Data] = {
        Kind.PROSE: {"html": f"<h2>Part {number}</h2><p>[[salary.{occupation}.de.typical]]</p>"},
        Kind.QUOTE: {"text": f"Said {number}.", "attribution": "Ada", "language": "de"},
        Kind.TABLE: {
            "caption": "T",
            "columns": ["A", "B"],
            "rows": [[str(number), "[[salary.n]]"]],
        },
        Kind.IMAGE: {"picture": pictures[number % len(pictures)].pk, "caption": "Sea"},
        Kind.FIGURE: {"key": f"visa.{CARD}.salary.shortage", "label": ""},
        Kind.THRESHOLDS: {"title": (CARD, PERMIT)[number % 2]},
        Kind.ELIGIBILITY: {"title": (CARD, PERMIT)[number % 2]},
        Kind.DOCUMENTS: {"title": CARD, "origin": ("", "IN")[number % 2]},
        Kind.JOBS: {"heading": f"Jobs {number}", "limit": 3},
    }
    if kind in (Kind.PAY, Kind.ROADMAP, Kind.HUBS):
        return {"occupation": occupation, "country": "DE", "hub": ("", "de-munich")[number % 2]}
    if kind in (Kind.TAKEAWAYS, Kind.CHECKLIST):
        return {"heading": f"List {number}", "items": ["[[visa.de.blue-card.salary.general]]"]}
    return data.get(kind) or {"heading": f"Block {number}", "items": items.get(kind, [])}


@pytest.mark.parametrize("count", [20, 60])
@pytest.mark.parametrize("kind", PATHS)
def test_a_page_of_many_blocks_takes_few_queries(client: Client, kind: str, count: int) -> None:
    kinds = [one for one in Kind if one is not Kind.OFFERS]
    pictures = [drawn_picture(), drawn_picture()]
    blocks = [
        (kinds[number % len(kinds)].value, block_of(kinds[number % len(kinds)], number, pictures))
        for number in range(count)
    ]
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
    client.get("/en/method/")  # what is read once per process is read

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
