"""Market pages in the admin: conditions of blocks, their previews, and what follows from both."""

from datetime import UTC, datetime
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.alarms import read_page_alarms
from articles.checking.publication import check_publication
from articles.figures.quoting import pages_citing
from articles.guide_cards import address_of
from articles.impact.reading import read_release_impact
from articles.models import Article, Version
from articles.queries import find_page
from benchmarks.models import Country, Occupation, Release
from benchmarks.moments import Moment
from tests.articles.filled_forms import opened, send, undrawn, with_block
from tests.articles.test_writing_admin import logged_in, problems
from tests.factories import (
    make_country,
    make_estimate,
    make_occupation,
    make_release,
    make_source,
    publish,
)
from tests.written import Data, live_guide, write

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.ignore_template_errors,
    pytest.mark.filterwarnings("ignore:No directory at"),
]

WORDS = ("prose", {"html": "<p>About [[salary.typical]].</p>", "slot": "demand"})
CONDITIONS = {
    "slot": "demand",
    "needs": ["figure", "levels"],
    "min_n": 12,
    "worst_grade": "C",
    "only_countries": ["DE"],
    "only_occupations": ["machine-learning-engineer"],
}


@pytest.fixture
def ada() -> Client:
    return logged_in("ada")


@pytest.fixture(autouse=True)
def release() -> Release:
    """Machine learning engineers in Germany, and with more samples in Austria."""
    machine = make_occupation(code="machine-learning-engineer")
    found = make_release(source=make_source())
    make_estimate(found, machine, make_country())
    make_estimate(found, machine, make_country(code="AT", name_en="Austria"), recent_n=500)
    return publish(found)


def page(*blocks: tuple[str, Data], **overrides: object) -> Version:
    fields = {"kind": "market", "slug": "salary-page", "heading": "What it pays"}
    return write(*(blocks or (WORDS,)), **(fields | overrides))


def stored(article: int) -> list[Data]:
    version = Version.objects.filter(article=article).latest("number")
    return [dict(block.data) for block in version.as_content().blocks]


# --- The form


def test_a_form_keeps_the_conditions_of_a_block(ada: Client) -> None:
    article = page().article_id
    fields = opened(ada, article)
    written = CONDITIONS | {
        "only_countries": "de",
        "only_occupations": "machine-learning-engineer",
    }

    send(ada, with_block(ada, fields, "prose", 20, html="<p>New.</p>", **written), article)

    assert stored(article) == [dict(WORDS[1]), {"html": "<p>New.</p>", **CONDITIONS}]


def test_what_is_emptied_is_gone_and_what_stays_is_no_new_version(ada: Client) -> None:
    article = page(("prose", {"html": "<p>One.</p>", **CONDITIONS})).article_id
    fields = opened(ada, article)

    send(ada, fields, article)
    assert Version.objects.filter(article=article).count() == 1

    prefix = next(name.rpartition("-")[0] for name in fields if name.endswith("-0-html"))
    emptied = {name: value for name, value in fields.items() if name != f"{prefix}-needs"}
    send(ada, {**emptied, f"{prefix}-min_n": "", f"{prefix}-only_countries": ""}, article)

    kept = ("slot", "worst_grade", "only_occupations")
    assert stored(article) == [{"html": "<p>One.</p>", **{one: CONDITIONS[one] for one in kept}}]


@pytest.mark.parametrize(
    ("name", "written", "sentence"),
    [
        ("only_countries", "DE, XX", "“XX” is none of our codes, such as AT."),
        ("only_occupations", "baker", "“baker” is none of our codes"),
        ("slot", "Demand here", "A slot has small letters, digits and hyphens"),
        ("min_n", "0", "greater than or equal to 1"),
        ("worst_grade", "E", "E is not one of the available choices"),
        ("needs", ["salary"], "salary is not one of the available choices"),
    ],
)
def test_what_there_is_not_is_refused_with_a_sentence(
    ada: Client, name: str, written: object, sentence: str
) -> None:
    article = page().article_id
    fields = opened(ada, article)
    block = {"html": "<p>New.</p>", name: written}

    with undrawn():
        response = send(ada, with_block(ada, fields, "prose", 20, **block), article)

    assert response.status_code == 200
    assert sentence in problems(response)
    assert len(stored(article)) == 1


def test_guides_have_neither_conditions_nor_parts(ada: Client) -> None:
    article = write(WORDS).article_id
    shown = ada.get(reverse("admin:articles_article_change", args=[article])).text
    of_market = ada.get(reverse("admin:articles_article_change", args=[page().article_id])).text

    for name in ("worst_grade", "Stands on market pages alone"):
        assert name not in shown
        assert name in of_market
    send(ada, {**opened(ada, article), "heading": "Another"}, article)
    assert stored(article) == [dict(WORDS[1])]


def test_a_part_has_to_say_what_it_shows_unless_it_leaves_something_out(ada: Client) -> None:
    article = page().article_id
    fields = opened(ada, article)

    refused = send(ada, with_block(ada, fields, "part", 20, part=""), article)
    never = with_block(ada, fields, "part", 20, part="", slot="demand", needs=["never"])
    send(ada, never, article)

    assert "Please choose what it shows." in problems(refused)
    assert stored(article)[1] == {"part": "", "slot": "demand", "needs": ["never"]}


# --- Its preview


def test_a_preview_shows_a_blueprint_on_the_market_with_most_samples(ada: Client) -> None:
    shown = ada.get(reverse("en:preview_framed", args=[page().pk]))

    assert shown.status_code == 200
    assert "Salary, Austria" in unescape(shown.text)
    assert "About " in shown.text
    assert "no-store" in shown.headers["Cache-Control"]
    assert "noindex" in shown.text


def test_a_preview_of_own_words_stands_on_a_page_of_theirs_among_what_is_live(ada: Client) -> None:
    live_guide(("prose", {"html": "<p>Live.</p>"}), kind="market", slug="salary-page")
    own = page(slug="own-de", country=Country.objects.get(code="DE"), heading="Germany")

    shown = ada.get(reverse("en:preview_framed", args=[own.pk])).text

    assert "Salary, Germany" in unescape(shown)
    assert "<p>Live.</p>" in shown
    assert "About " in shown


def test_a_preview_takes_the_place_of_what_is_live_of_its_article(ada: Client) -> None:
    article = live_guide(("prose", {"html": "<p>Live.</p>"}), kind="market", slug="salary-page")
    article.blocks.update(data={"html": "<p>Draft.</p>"})
    send(ada, opened(ada, article.pk), article.pk)
    draft = Version.objects.filter(article=article).latest("number")

    shown = ada.get(reverse("en:preview_framed", args=[draft.pk])).text

    assert "<p>Draft.</p>" in shown
    assert "<p>Live.</p>" not in shown


# --- What else knows of pages


def occupation() -> Occupation:
    return Occupation.objects.get(code="machine-learning-engineer")


def test_checks_look_at_a_blueprint_on_an_example() -> None:
    gap = ("prose", {"html": "<p>[[salary.median]] and [[salary.nothing]].</p>"})
    silent = make_release(source=make_source(slug="other"))
    make_estimate(silent, occupation(), Country.objects.get(code="DE"), median=None, n=None)
    publish(silent, at=datetime(2025, 4, 1, tzinfo=UTC))

    found = {one.code for one in check_publication(page(WORDS, gap), Moment.now())}

    assert "unknown-key" in found
    assert not found & {"withheld", "no-value"}
    assert "unknown-key" not in {
        one.code for one in check_publication(page(WORDS, slug="other"), Moment.now())
    }


def test_an_alarm_says_nothing_of_figures_that_are_left_out_by_themselves() -> None:
    live_guide(
        ("prose", {"html": "<p>[[salary.entry.typical]], [[salary.p90]].</p>"}),
        kind="market",
        slug="salary-page",
    )

    assert [one for one in read_page_alarms(Moment.now()) if one.kind == "figure"] == []


def test_a_new_release_is_told_once_of_a_blueprint() -> None:
    live_guide(WORDS, kind="market", slug="salary-page")
    later = make_release(source=make_source(slug="other"))
    for country in Country.objects.all():
        make_estimate(later, occupation(), country, typical=79_000)

    impact = read_release_impact(later, Moment.now())

    assert [len(one.sentences) for one in impact.pages] == [1]


def test_a_blueprint_leads_to_its_example() -> None:
    article = live_guide(WORDS, kind="market", slug="salary-page", occupation=occupation())
    moment = Moment.now()
    live = find_page(kind="market", language="en", slug="salary-page", moment=moment).live

    assert live is not None
    address = address_of(live, moment).url_in("en")
    assert address == "/en/salary/machine-learning-engineer/austria/"
    assert article == Article.objects.get()


def test_a_figure_names_the_words_that_cite_it_by_name() -> None:
    key = "salary.machine-learning-engineer.de.typical"
    live_guide(
        ("prose", {"html": f"<p>[[{key}]]</p>"}),
        kind="market",
        slug="salary-page",
        at=timezone.now(),
    )

    assert [one.href for one in pages_citing(key, Moment.now())] == [
        "/en/salary/machine-learning-engineer/austria/"
    ]
