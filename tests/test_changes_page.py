"""The log of what changed for readers: what took effect by the moment, and nothing else."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from articles.changelog import PAGE, ChangeLog, Kind, read_change_log
from articles.publishing.publications import withdraw
from benchmarks.moments import Moment
from config.pages.changes import next_publication, next_release
from tests.factories import make_release, publish
from tests.html_reader import read_html
from tests.visa.rows import make_parameter, make_percentage, make_value
from tests.written import WRITTEN, go_live, live_guide, rewrite, write

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore:No directory at"),  # WhiteNoise, before collectstatic
]

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
LATER = datetime(2026, 6, 1, 9, tzinfo=UTC)
CHANGED = ("prose", {"html": "<p>More.</p>"})


def read(at: datetime = NOW, language: str = "en", number: int = 1) -> ChangeLog:
    moment = Moment(on=timezone.localdate(at), known_at=at, is_now=True)
    with translation.override(language):
        return read_change_log(moment, number=number)


def told(log: ChangeLog, kind: Kind | None = None) -> list[tuple[str, str]]:
    """What stands on the page in its order: title and note."""
    return [
        (one.link.text, one.note)
        for day in log.days
        for one in day.changes
        if kind in (None, one.kind)
    ]


def test_a_release_is_told_with_its_samples_and_note() -> None:
    publish(make_release(number=7, note="More of Munich."), at=WRITTEN)

    ((title, note),) = told(read())

    assert title == "Release 7"
    assert note == "All salary figures rest on 234 samples from now on. More of Munich."


def test_a_release_that_comes_back_is_told_as_that() -> None:
    first = publish(make_release(number=7), at=WRITTEN)
    publish(make_release(number=8), at=WRITTEN + timedelta(days=1))
    publish(first, at=WRITTEN + timedelta(days=2))

    titles = [title for title, _note in told(read())]

    assert titles == ["Release 7 is in effect again", "Release 8", "Release 7"]


def test_a_guide_is_told_when_it_is_new_and_when_it_says_why_it_changed() -> None:
    article = live_guide(heading="A job")
    go_live(rewrite(article, CHANGED), at=LATER, note="Another source.")

    log = read()

    assert told(log) == [("A job", "Another source."), ("A job", "First published")]
    assert [day.on for day in log.days] == [date(2026, 6, 1), date(2026, 1, 5)]
    assert log.days[0].changes[0].link.href == "/en/career/what-it-is-like/"


def test_minor_changes_are_no_news() -> None:
    article = live_guide(heading="A job")
    go_live(rewrite(article, CHANGED), at=LATER, note="A comma.", is_minor=True)

    assert told(read()) == [("A job", "First published")]


def test_guides_of_the_other_language_have_their_own_page() -> None:
    live_guide(heading="Ein Beruf", language="de")

    assert told(read()) == []
    assert told(read(language="de")) == [("Ein Beruf", "Erste Veröffentlichung")]


def test_what_is_not_live_any_more_or_not_yet_is_not_told() -> None:
    withdraw(live_guide(heading="Gone"), at=WRITTEN + timedelta(days=1))
    write(slug="draft", heading="Draft")
    go_live(write(slug="coming", heading="Coming"), live_from=NOW + timedelta(seconds=1))

    assert told(read(WRITTEN)) == [("Gone", "First published")]
    assert told(read()) == []
    assert told(read(NOW + timedelta(seconds=1))) == [("Coming", "First published")]


def test_a_kept_page_ends_when_the_next_change_is_told() -> None:
    guide_at, release_at = NOW + timedelta(hours=1), NOW + timedelta(hours=2)
    go_live(write(slug="coming", heading="Coming"), live_from=guide_at)
    publish(make_release(number=7), at=release_at)
    instant = timedelta(microseconds=1)

    assert next_publication(NOW) == guide_at
    assert next_release(NOW) == release_at
    assert told(read(guide_at - instant)) == []
    assert told(read(release_at - instant)) == [("Coming", "First published")]
    assert [title for title, _note in told(read(release_at))] == ["Release 7", "Coming"]


def test_the_figures_in_a_heading_are_those_of_the_moment() -> None:
    make_value(make_parameter("de.base"))
    live_guide(heading="From [[visa.de.base]] on")

    assert ("From €101,400 on", "First published") in told(read())


def test_a_value_of_the_law_is_told_with_the_one_before() -> None:
    base = make_parameter("de.base", name_en="Base")
    year = {"valid_from": date(2025, 1, 1), "valid_to": date(2026, 1, 1)}
    make_value(base, amount=Decimal(96_600), **year)
    make_value(base)

    log = read()

    assert told(log) == [("Base", "€101,400, before that €96,600"), ("Base", "€96,600")]
    assert [day.on for day in log.days] == [date(2026, 1, 1), date(2025, 1, 1)]
    assert log.days[0].changes[0].link.href == "/en/figures/visa.de.base/"


def test_a_value_that_stays_the_same_is_no_change() -> None:
    base = make_parameter("de.base", name_en="Base")
    make_value(base, valid_from=date(2025, 1, 1), valid_to=date(2026, 1, 1))
    make_value(base)

    assert told(read()) == [("Base", "€101,400")]


def test_after_a_gap_no_value_came_before() -> None:
    base = make_parameter("de.base", name_en="Base")
    year = {"valid_from": date(2024, 1, 1), "valid_to": date(2025, 1, 1)}
    make_value(base, amount=Decimal(90_600), **year)
    make_value(base)

    assert told(read()) == [("Base", "€101,400"), ("Base", "€90,600")]


def test_a_share_without_an_end_is_a_fraction() -> None:
    share = make_percentage("de.share", name_en="Share")
    make_value(share, amount=Decimal(200), divisor=3)

    assert told(read()) == [("Share", "2/3")]


def test_law_that_is_known_ahead_stands_apart_until_its_day() -> None:
    base = make_parameter("de.base", name_en="Base")
    make_value(base)
    coming = {"valid_from": date(2027, 1, 1), "valid_to": date(2028, 1, 1)}
    make_value(base, amount=Decimal(104_000), status="announced", **coming)

    ahead, begun = read(), read(datetime(2027, 1, 1, tzinfo=UTC))

    ((day,), (change,)) = (ahead.ahead, ahead.ahead[0].changes)
    assert (day.on, change.note) == (date(2027, 1, 1), "€104,000, before that €101,400")
    assert change.is_announced
    assert told(ahead) == [("Base", "€101,400")]
    assert begun.ahead == []
    assert told(begun)[0] == ("Base", "€104,000, before that €101,400")


def test_the_kinds_of_one_day_stand_together() -> None:
    make_value(make_parameter("de.base", name_en="Base"), valid_from=date(2026, 1, 5))
    live_guide(heading="A job")
    publish(make_release(number=7), at=WRITTEN)

    (day,) = read().days

    assert [one.kind for one in day.changes] == [Kind.RELEASE, Kind.GUIDE, Kind.LAW]


@pytest.mark.parametrize("count", [1, 20])
def test_the_page_takes_few_queries(client: Client, count: int) -> None:
    make_value(make_parameter("de.base"))
    for number in range(count):
        heading = f"Job {number}: [[visa.de.base]] and [[data.release]]"
        live_guide(slug=f"job-{number}", heading=heading)
        publish(make_release(), at=WRITTEN + timedelta(minutes=number))
    for path in ("method", "visa"):  # what is read once per process is read
        client.get(f"/en/{path}/")

    with CaptureQueriesContext(connection) as queries:
        response = client.get("/en/changes/")

    assert response.status_code == 200
    assert response.text.count("Release ") >= count
    assert len(queries) <= 8, [one["sql"][:100] for one in queries]


def test_many_changes_are_spread_over_pages(client: Client) -> None:
    for number in range(PAGE + 1):
        publish(make_release(), at=WRITTEN + timedelta(minutes=number))

    first, second = (
        read_html(client.get(f"/en/changes/{query}").content) for query in ("", "?p=2")
    )

    assert "/en/changes/?p=2" in first.links
    assert first.robots == ""
    assert "/en/changes/" in second.links
    assert second.robots == "noindex"
    assert second.text.count("All salary figures rest on") == 1
    assert first.text.count("All salary figures rest on") == PAGE


@pytest.mark.parametrize("number", ["2", "0", "-1", "x", "999", "00001", "²"])
def test_a_page_that_is_not_there_is_not_found(client: Client, number: str) -> None:
    assert client.get("/en/changes/", {"p": number}).status_code == 404


def test_pages_keep_the_day_that_was_named(client: Client) -> None:
    for number in range(PAGE + 1):
        publish(make_release(), at=WRITTEN + timedelta(minutes=number))

    page = read_html(client.get("/en/changes/?as_of=2026-02-01").content)

    assert "/en/changes/?p=2&as_of=2026-02-01" in page.links


@pytest.mark.parametrize("path", ["/de/aenderungen/", "/en/changes/"])
def test_it_leads_to_the_feed(client: Client, path: str) -> None:
    assert f"{path[:4]}atom.xml" in read_html(client.get(path).content).links
