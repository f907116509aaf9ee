"""Pages of figures: what each means, was and rests on, who cites it; as files and JSON as well."""

import json
import re
from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django.plugin import DjangoDbBlocker

from benchmarks.models import Country, Hub, Occupation
from tests.factories import make_estimate, make_projection, make_release, make_source, publish
from tests.html_reader import read_html
from tests.visa.shipped import shipped
from tests.written import go_live, write

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore:No directory at"),  # WhiteNoise, before collectstatic
]

SHORTAGE = "visa.de.blue-card.salary.shortage"
GENERAL = "visa.de.blue-card.salary.general"
LAW = {"de": f"/de/zahlen/{SHORTAGE}/", "en": f"/en/figures/{SHORTAGE}/"}
TYPICAL = "salary.machine-learning-engineer.de.typical"
ON_A_DAY = "?as_of=2026-11-23"


@pytest.fixture(scope="module", autouse=True)
def law(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock(), shipped():
        yield


@pytest.fixture
def market() -> None:
    occupation = Occupation.objects.get(code="machine-learning-engineer")
    germany, munich = Country.objects.get(code="DE"), Hub.objects.get(code="de-munich")
    release = make_release(source=make_source())
    for year, typical in ((2024, 80_000), (2023, 78_000)):
        make_estimate(
            release, occupation, germany, year=year, typical=typical, p90=typical + 40_000
        )
    make_estimate(release, occupation, germany, hub=munich)
    make_projection(release, occupation, germany)
    publish(release)


def text_of(client: Client, path: str, status: int = 200) -> str:
    response = client.get(path)
    assert response.status_code == status, path
    return read_html(response.content).text.replace("\xa0", " ")


@pytest.mark.parametrize(
    ("day", "shown"),
    [
        ("2025-12-31", "43.759,80 €"),
        ("2026-01-01", "45.934,20 €"),
        ("2027-01-01", "noch nicht veröffentlicht (bis 31. Dezember 2026: 45.934,20 €)"),
    ],
)
def test_a_figure_is_that_of_the_day(client: Client, day: str, shown: str) -> None:
    html = client.get(f"{LAW['de']}?as_of={day}").content.decode().replace("\xa0", " ")

    headline = re.search(r'<p class="headline-figure[^"]*">(.*?)</p>', html)
    assert headline
    assert headline[1] == shown


def test_what_is_law_by_now_was_not_announced_on_a_past_day(client: Client) -> None:
    text = text_of(client, f"{LAW['en']}?as_of=2010-01-01")

    assert "not on record for this day" in text
    assert "€43,056 later" in text
    assert "announced" not in text


def test_a_legal_figure_says_what_it_rests_on_and_what_it_was(client: Client) -> None:
    text = text_of(client, f"{LAW['en']}{ON_A_DAY}")

    assert "EU Blue Card: share for the lower salary threshold: 45.3%" in text
    assert "45.3% × €101,400" in text
    assert "18 November – 31 December 2023" in text
    assert "The value holds until 31 December 2026; what holds after that" in text
    assert "https://" in json.dumps(read_html(client.get(LAW["en"]).content).links)


def test_a_base_names_what_is_worked_out_from_it(client: Client) -> None:
    text = text_of(client, f"/en/figures/visa.de.pension.ceiling/{ON_A_DAY}")

    assert "EU Blue Card: lower salary threshold: €45,934.20" in text


def test_links_of_a_figure_keep_the_day(client: Client) -> None:
    links = read_html(client.get(f"{LAW['de']}?as_of=2025-12-31").content).links

    assert "/de/zahlen/visa.de.pension.ceiling/?as_of=2025-12-31" in links
    assert f"/api/v1/figures/{SHORTAGE}?as_of=2025-12-31" in links


def test_a_citation_stays_and_none_is_promised_for_days_to_come(client: Client) -> None:
    past = text_of(client, f"{LAW['en']}?as_of=2026-03-01")
    ahead = text_of(client, f"{LAW['en']}?as_of=2099-01-01")

    assert f"As of 1 March 2026. http://127.0.0.1:8000{LAW['en']}?as_of=2026-03-01" in past
    assert "for ever" in past
    assert "for ever" not in ahead


@pytest.mark.usefixtures("market")
@pytest.mark.parametrize(
    ("path", "shown"),
    [
        (f"/en/figures/{TYPICAL}/", ["€80,000", "€76,000–84,000", "Grade B", "Samples", "90"]),
        (f"/de/zahlen/{TYPICAL}/", ["80.000 €", "76.000–84.000 €", "2023", "2024"]),
        ("/en/figures/salary.machine-learning-engineer.de.p90/", ["€120,000", "€118,000"]),
        ("/en/figures/salary.machine-learning-engineer.de.lead.typical/", ["too few data"]),
        ("/en/figures/salary.machine-learning-engineer.de.projection/", ["€85,000", "projected"]),
        ("/en/figures/data.release/", ["Release of the data"]),
        ("/de/zahlen/data.machine-learning-engineer.de.to/", ["September 2024"]),
    ],
)
def test_a_figure_of_a_market_tells_its_interval_and_history(
    client: Client, path: str, shown: list[str]
) -> None:
    text = text_of(client, path)

    for words in shown:
        assert words in text


@pytest.mark.usefixtures("market")
def test_a_formula_is_explained_by_its_inputs(client: Client) -> None:
    path = f"/de/zahlen/rechnung/?f={GENERAL}+-+{SHORTAGE}&as_of=2026-06-01"

    html = client.get(path).content.decode()

    assert "4.765,80" in html
    assert f'href="/de/zahlen/{GENERAL}/?as_of=2026-06-01"' in html
    assert '<meta name="robots" content="noindex">' in html


@pytest.mark.parametrize(
    "path",
    [
        "/de/zahlen/visa.de.nichts/",
        "/de/zahlen/%00/",
        "/de/zahlen/%3Cscript%3Ealert(1)%3C%2Fscript%3E/",
        f"/de/zahlen/{'a.' * 300}/",
        "/de/zahlen/salary.nobody.de.typical/",
        "/de/zahlen/..%5C..%5C/",
        "/de/zahlen/rechnung/",
        "/de/zahlen/rechnung/?f=1",
        "/de/zahlen/rechnung/?f=%00+-+1",
        f"/de/zahlen/rechnung/?f={SHORTAGE}+/+0",
        f"/de/zahlen/{SHORTAGE}/nothing.csv",
        f"/de/zahlen/{SHORTAGE}/history.xml",
        "/de/zahlen/visa.de.nichts/history.csv",
    ],
)
def test_what_there_is_not_is_a_404_that_runs_nothing(client: Client, path: str) -> None:
    response = client.get(path)

    assert response.status_code == 404
    assert b"<script" not in response.content


def test_an_unknown_key_leads_to_what_may_be_meant(client: Client) -> None:
    response = client.get("/en/figures/visa.de.blue-card.salary/")

    assert response.status_code == 404
    seen = read_html(response.content)
    assert f"/en/figures/{SHORTAGE}/" in seen.links
    assert "€45,934.20" in seen.text or "not yet published" in seen.text


def test_a_relative_key_says_what_it_lacks(client: Client) -> None:
    assert "depends on the occupation" in text_of(client, "/en/figures/salary.typical/", 404)


def test_live_pages_that_cite_a_figure_are_named_and_drafts_are_not(client: Client) -> None:
    prose = ("prose", {"html": f"<p>From [[{SHORTAGE}]].</p>"})
    go_live(write(prose, heading="Live page", slug="live-page"))
    write(prose, heading="Draft canary", slug="draft-canary")

    seen = read_html(client.get(LAW["de"]).content)

    assert "Live page" in seen.text
    assert "/en/career/live-page/" in seen.links
    assert "canary" not in seen.text
    before = text_of(client, f"{LAW['de']}?as_of=2026-01-01")
    assert "Live page" not in before


@pytest.mark.usefixtures("market")
def test_a_page_that_cites_relative_to_its_topic_is_named(client: Client) -> None:
    topic = {
        "occupation": Occupation.objects.get(code="machine-learning-engineer"),
        "country": Country.objects.get(code="DE"),
    }
    prose = ("prose", {"html": "<p>They earn [[salary.typical]].</p>"})
    go_live(write(prose, heading="About pay", slug="about-pay", **topic))
    go_live(write(prose, heading="About nothing", slug="about-nothing"))

    text = text_of(client, f"/en/figures/{TYPICAL}/")

    assert "About pay" in text
    assert "About nothing" not in text


@pytest.mark.usefixtures("market")
def test_all_figures_are_listed_searched_and_paged(client: Client) -> None:
    first = read_html(client.get("/en/figures/").content)
    found = read_html(client.get("/de/zahlen/?q=engpass").content)
    nothing = text_of(client, "/en/figures/?q=quastenflosser")

    assert any("page=2" in link for link in first.links)
    assert LAW["de"] in found.links
    assert "1 Zahl" in found.text
    assert "No figure fits “quastenflosser”." in nothing
    for number in ("2", "9999", "-1", "x"):
        assert client.get(f"/en/figures/?page={number}").status_code == 200


def test_the_file_holds_every_period(client: Client) -> None:
    german = client.get(f"{LAW['de']}history.csv{ON_A_DAY}").content.decode()
    english = json.loads(client.get(f"{LAW['en']}history.json{ON_A_DAY}").content)

    assert f"{SHORTAGE};2026-01-01;2026-12-31;45934,20;EUR" in german
    assert english["rows"][0]["value"] == "45934.20"
    assert english["rows"][0]["from"] == "2026-01-01"


def test_the_api_tells_what_the_page_tells(client: Client) -> None:
    figure = client.get(f"/api/v1/figures/{SHORTAGE}{ON_A_DAY}").json()

    assert figure["value"] == "45934.20"
    assert figure["state"] == "known"
    assert (figure["valid_from"], figure["valid_to"]) == ("2026-01-01", "2027-01-01")
    assert figure["inputs"] == ["visa.de.blue-card.percentage.lower", "visa.de.pension.ceiling"]
    assert figure["history"][0]["value"] == "45934.20"
    assert figure["url"].endswith(f"{LAW['en']}?as_of=2026-11-23")

    ahead = client.get(f"/api/v1/figures/{SHORTAGE}?as_of=2027-01-01").json()
    assert (ahead["state"], ahead["value"], ahead["last"]) == ("unpublished", None, "45934.20")


@pytest.mark.usefixtures("market")
def test_the_api_lists_searches_and_pages(client: Client) -> None:
    found = client.get("/api/v1/figures?q=machine+learning+typical&limit=1").json()

    assert found["count"] > 1
    assert [one["key"] for one in found["items"]] == [TYPICAL]
    assert found["items"][0]["value"] == "80000"
    rest = client.get("/api/v1/figures?offset=100000").json()
    assert rest["items"] == []


def test_the_api_knows_what_a_client_has_and_names_errors(client: Client) -> None:
    address = f"/api/v1/figures/{SHORTAGE}{ON_A_DAY}"
    tag = client.get(address)["ETag"]

    assert client.get(address, headers={"If-None-Match": tag}).status_code == 304
    unknown = client.get("/api/v1/figures/visa.nothing")
    assert unknown.status_code == 404
    assert unknown.json()["error"]["code"] == "unknown_key"
    assert client.get("/api/v1/figures?as_of=never").status_code == 422
    assert client.get("/api/v1/figures?limit=0").status_code == 422


@pytest.mark.usefixtures("market")
@pytest.mark.parametrize(
    "path",
    [
        LAW["de"],
        f"/en/figures/{TYPICAL}/",
        "/en/figures/salary.machine-learning-engineer.de.de-munich.typical/",
        "/en/figures/",
        "/en/figures/?q=senior",
        "/en/figures/visa.nothing/",
    ],
)
def test_a_page_takes_at_most_twelve_queries(client: Client, path: str) -> None:
    prose = ("prose", {"html": f"<p>[[{SHORTAGE}]] and [[{TYPICAL}]].</p>"})
    go_live(write(prose, lead=f"From [[{SHORTAGE}]] and [[{TYPICAL}]].", heading="A", slug="a"))

    with CaptureQueriesContext(connection) as queries:
        client.get(path)

    assert len(queries) <= 12, [query["sql"][:120] for query in queries]
