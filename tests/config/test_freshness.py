"""Two servers on one database: what one commit changes is soon seen at both, and stays so.

Here nobody looks at a clock: `Seen.seconds` says how soon. Each server has a folder of its own, as
two hosts have.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.utils import timezone

from articles.models import Article, PartnerOffer
from articles.publishing.publications import set_end
from benchmarks.models import Country, Occupation
from config.measuring.freshness import Visitors, ask, watch
from config.measuring.servers import Serving, serving, url_of_database
from config.measuring.site_changes import lacks, shows
from tests.factories import make_country, make_estimate, make_occupation, make_release, publish
from tests.visa.rows import make_parameter, make_value
from tests.written import go_live, live_guide, person, rewrite
from visa.enacting import approve_value, propose_correction
from visa.models import ParameterValue

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.filterwarnings("ignore:No directory at"),
]

MARKET = "/en/salary/machine-learning-engineer/germany/"
FIGURE = "/en/figures/visa.de.base/"
GUIDE = "/en/career/what-it-is-like/"
PAUSE = 0.02  # seconds between what a visitor asks: other tests want the machine too


def host(folder: Path) -> dict[str, str]:
    """A server on the test database with a folder of its own, silent about pages that end."""
    return {"DATABASE_URL": url_of_database(), "DATA_DIR": str(folder), "LOG_LEVEL": "ERROR"}


@pytest.fixture
def site() -> None:
    release = make_release()
    make_estimate(release, make_occupation(), make_country())
    publish(release)
    today = timezone.localdate()
    make_value(
        make_parameter("de.base", cadence="ad_hoc"), valid_from=date(2026, 1, 1), valid_to=None
    )
    live_guide(("prose", {"html": "<p>Former words.</p>"}))
    PartnerOffer.objects.create(
        reference="course",
        partner="Academy",
        title="A course to end",
        text="A course.",
        language="en",
        url="https://partner.example/course",
        valid_from=today - timedelta(days=1),
        valid_to=today + timedelta(days=30),
    )


@pytest.fixture
def hosts(site: None, tmp_path: Path) -> Iterator[list[Serving]]:
    with (
        serving(**host(tmp_path / "one")) as one,
        serving(**host(tmp_path / "other")) as other,
    ):
        yield [one, other]


def publish_release() -> None:
    release = make_release()
    occupation, country = Occupation.objects.get(), Country.objects.get()
    make_estimate(release, occupation, country, typical_low=Decimal(70_000), p25=Decimal(60_000))
    make_estimate(release, occupation, country, year=2023)
    publish(release, at=timezone.now())


def enact_value(amount: int = 99_900) -> None:
    former = ParameterValue.objects.standing().get()
    value = propose_correction(former, {"amount": Decimal(amount)}, by=person("ada"))
    approve_value(value, by=person("bea"), at=timezone.now())


def publish_words() -> None:
    now = timezone.now()
    version = rewrite(Article.objects.get(), ("prose", {"html": "<p>Latter words.</p>"}), at=now)
    go_live(version, at=now)


def end_guide_soon() -> None:
    now = timezone.now()
    set_end(Article.objects.get(), until=now + timedelta(seconds=1), at=now)


def end_offer() -> None:
    PartnerOffer.objects.update(valid_to=timezone.localdate())


CHANGES = {
    "release": (MARKET, shows("70,000"), publish_release),
    "legal value": (FIGURE, shows("99,900"), enact_value),
    "publication": (GUIDE, shows("Latter words"), publish_words),
    "end by the clock": (GUIDE, lacks("Latter words"), end_guide_soon),
    "end of an offer": (MARKET, lacks("A course to end"), end_offer),
}


def test_what_one_commit_changes_is_seen_at_every_server_and_never_undone(
    hosts: list[Serving], tmp_path: Path
) -> None:
    """One test of all: to start the servers is what takes time."""
    ports = [host.port for host in hosts]
    for name, (path, is_new, commit) in CHANGES.items():
        seen = watch(ports, path, is_new=is_new, change=commit, pause=PAUSE)

        assert all(one.is_steady for one in seen), name
    see_a_change_beside_a_killed_server(*hosts)
    with serving(**host(tmp_path / "other")) as again:
        assert "88,800" in ask(again.port, FIGURE), "a page of before it was killed"


def see_a_change_beside_a_killed_server(stays: Serving, killed: Serving) -> None:
    with Visitors([stays.port, killed.port], FIGURE, shows("88,800"), pause=PAUSE) as visitors:
        visitors.wait_until_seen(stays.port, is_new=False)
        visitors.wait_until_seen(killed.port, is_new=False)
        killed.kill()
        enact_value(88_800)
        visitors.wait_until_seen(stays.port)

    assert visitors.seen(stays.port, committed=0).is_steady
