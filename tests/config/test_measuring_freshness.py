"""The measurement of freshness: each change makes its own page another one, and only then."""

from datetime import datetime, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from config.measuring import site_changes
from config.measuring.freshness import Seen
from config.measuring.freshness_report import line_of
from config.measuring.site_changes import Change, changes, next_midnight, offer_ends
from config.measuring.synthetic import make_synthetic_site
from tests.shipped_tables import bring_in_law

pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore:No directory at")]


@pytest.fixture
def site() -> None:
    bring_in_law()
    make_synthetic_site(1, now=timezone.now())
    call_command("load_guides", stdout=StringIO())


@pytest.mark.usefixtures("site")
def test_each_change_makes_its_page_another_one_in_every_round(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Where a change ends by the clock, the clock is put on instead of waiting for it."""

    now = timezone.now

    def put_on_the_clock(instant: datetime) -> None:
        ahead = instant - now()
        monkeypatch.setattr(timezone, "now", lambda: now() + ahead)

    monkeypatch.setattr(site_changes, "_sleep_until", put_on_the_clock)
    names = [change_of_page(change) for number in (1, 2) for change in changes(number)]
    at_midnight = offer_ends(midnight=next_midnight(), ahead=timedelta())

    assert names[:5] == names[5:]
    assert change_of_page(at_midnight) not in names


def change_of_page(change: Change) -> str:
    client = Client()
    assert not change.is_new(client.get(change.path).content.decode()), change.name
    change.happen()
    assert change.is_new(client.get(change.path).content.decode()), change.name
    return change.name


def test_the_worst_server_is_printed_and_whether_all_were_steady() -> None:
    seen = [
        Seen(port=1, answers=700, seconds=0.25, is_steady=True),
        Seen(port=2, answers=800, seconds=1.5, is_steady=False),
    ]

    line = line_of("release", seen)

    assert " ".join(line.split()) == "release 1.50 NOT STEADY (0.25, 1.50; of 1,500 answers)"
