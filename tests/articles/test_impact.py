"""Before a figure changes, every sentence that will read otherwise is told, and nothing is kept."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from pytest_django.plugin import DjangoDbBlocker

from articles.impact.reading import Impact, read_release_impact, read_value_impact
from articles.impact.sentences import sentences_of
from articles.impact.standing import Standing
from articles.models import Article, Block, Review, Version
from articles.publishing.publications import publish
from articles.publishing.reviewing import decide, request_review
from articles.writing.saving import save_version
from benchmarks.models import Country, Occupation
from benchmarks.moments import Moment
from config.roles import bring_roles_up_to_date
from tests.factories import make_estimate, make_release
from tests.factories import publish as publish_release
from tests.visa.shipped import LOADED_AT, shipped
from visa.enacting import propose_value
from visa.models import Parameter, ParameterValue
from visa.queries import read_values

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]
TODAY = Moment(on=date(2026, 11, 23), known_at=LOADED_AT + timedelta(hours=1), is_now=True)
GENERAL, LOWER = "visa.de.blue-card.salary.general", "visa.de.blue-card.salary.shortage"
GERMAN = f"<p>Ein Satz davor. Die Grenze liegt bei [[{GENERAL}]], im Engpass bei [[{LOWER}]].</p>"
ENGLISH = f"<p>A sentence before. The threshold is [[{GENERAL}]], or [[{LOWER}]].</p>"


@pytest.fixture(scope="module", autouse=True)
def law(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock(), shipped():
        yield


@pytest.fixture
def ann() -> User:
    return User.objects.create_user("ann", is_staff=True)


@pytest.fixture
def ben() -> User:
    return User.objects.create_user("ben", is_staff=True)


def written(html: str, *, by: User, slug: str, **overrides: object) -> Version:
    fields = {"kind": "guide", "language": "de", "heading": slug, "slug": slug, "owner": by}
    article = Article.objects.create(**(fields | overrides))
    Block.objects.create(parent=article, kind="prose", data={"html": html})
    return save_version(article, by=by, at=LOADED_AT)


def approved(version: Version, *, by: User) -> Version:
    review = request_review(version, by=version.saved_by, at=LOADED_AT)
    decide(review, Review.Verdict.APPROVED, by=by, at=LOADED_AT)
    return version


@pytest.fixture
def pages(ann: User, ben: User) -> None:
    """A live page in each language, a scheduled one, a draft, and one without any figure."""
    german = approved(written(GERMAN, by=ann, slug="eins"), by=ben)
    english = approved(written(ENGLISH, by=ann, slug="one", language="en"), by=ben)
    coming = approved(written(GERMAN, by=ann, slug="zwei"), by=ben)
    written(GERMAN, by=ann, slug="drei")
    plain = written("<p>Ohne Zahl.</p>", by=ann, slug="vier")
    for version in (german, english, plain):
        publish(version, by=ann, at=LOADED_AT)
    publish(coming, by=ann, at=LOADED_AT, live_from=LOADED_AT + timedelta(days=3))


def proposal(amount: int, *, by: User, first_day: date = date(2026, 1, 1)) -> ParameterValue:
    base = Parameter.objects.get(key="de.pension.ceiling")
    now = ParameterValue.objects.get(parameter=base, valid_from=date(2026, 1, 1))
    value = ParameterValue(
        parameter=base,
        amount=Decimal(amount),
        valid_from=first_day,
        valid_to=first_day.replace(year=first_day.year + 1),
        citation=now.citation,
    )
    return propose_value(value, by=by)


def told(impact: Impact) -> dict[tuple[str, Standing], list[tuple[str, str]]]:
    return {
        (page.article.slug, page.standing): [(one.before, one.after) for one in page.sentences]
        for page in impact.pages
    }


@pytest.mark.usefixtures("pages")
def test_a_base_of_101_500_changes_one_sentence_on_every_page_that_cites_it(ann: User) -> None:
    """50 % of 101,500 are 50,750; 45.3 % of it are 45,979.50."""
    german = (
        "Die Grenze liegt bei 50.700\xa0€, im Engpass bei 45.934,20\xa0€.",
        "Die Grenze liegt bei 50.750\xa0€, im Engpass bei 45.979,50\xa0€.",
    )
    english = (
        "The threshold is €50,700, or €45,934.20.",
        "The threshold is €50,750, or €45,979.50.",
    )

    impact = read_value_impact(proposal(101_500, by=ann), TODAY)

    assert told(impact) == {
        ("eins", Standing.LIVE): [german],
        ("one", Standing.LIVE): [english],
        ("zwei", Standing.SCHEDULED): [german],
        ("drei", Standing.DRAFT): [german],
    }
    assert (impact.sentence_count, len(impact.public_pages)) == (3, 3)


@pytest.mark.usefixtures("pages")
def test_nothing_of_the_rehearsal_is_kept(ann: User) -> None:
    value = proposal(101_500, by=ann)

    read_value_impact(value, TODAY)

    value.refresh_from_db()
    base = read_values(TODAY.known_at).value_on("de.pension.ceiling", TODAY.on)
    assert (value.known_from, base and base.in_cents()) == (None, Decimal("101400.00"))


@pytest.mark.usefixtures("pages")
def test_a_base_of_next_year_fills_what_would_not_be_published_yet(ann: User) -> None:
    impact = read_value_impact(proposal(104_000, by=ann, first_day=date(2027, 1, 1)), TODAY)

    (before, after) = told(impact)["one", Standing.LIVE][0]
    assert impact.moment.on == date(2027, 1, 1)
    assert "not yet published" in before
    assert after == "The threshold is €52,000, or €47,112."


def test_texts_of_law_and_titles_that_rest_on_the_figure_are_told(ann: User) -> None:
    impact = read_value_impact(proposal(101_500, by=ann), TODAY)

    languages = {one.language for one in impact.law_texts}
    assert languages == {"de", "en"}
    assert all(one.sentence.before != one.sentence.after for one in impact.law_texts)
    assert "de.blue-card" in {title.key for title in impact.titles}
    assert impact.pages == ()


def test_a_figure_block_counts_as_a_sentence(ann: User) -> None:
    version = written("<p>Ohne.</p>", by=ann, slug="eins")
    figure = {"key": GENERAL, "label": "Allgemein"}
    Block.objects.create(parent=version.article, kind="figure", ordering=20, data=figure)
    save_version(version.article, by=ann, at=LOADED_AT)

    impact = read_value_impact(proposal(101_500, by=ann), TODAY)

    assert told(impact)["eins", Standing.DRAFT] == [
        ("Allgemein: 50.700\xa0€", "Allgemein: 50.750\xa0€")
    ]


def test_a_release_tells_the_sentences_of_pages_by_their_own_topic(ann: User) -> None:
    occupation = Occupation.objects.get(code="machine-learning-engineer")
    germany = Country.objects.get(code="DE")
    first, second = make_release(), None
    make_estimate(first, occupation, germany)
    publish_release(first)
    second = make_release()
    make_estimate(
        second, occupation, germany, typical=90_000, typical_low=86_000, typical_high=94_000
    )
    written(
        "<p>Üblich sind [[salary.typical]].</p>",
        by=ann,
        slug="eins",
        occupation=occupation,
        country=germany,
    )

    impact = read_release_impact(second, TODAY)

    assert told(impact)["eins", Standing.DRAFT] == [
        ("Üblich sind 80.000\xa0€.", "Üblich sind 90.000\xa0€.")
    ]
    second.refresh_from_db()
    assert second.state == "draft"


def test_sentences_end_where_readers_see_them_end() -> None:
    text = "Das gilt nach § 18g Abs. 1 Satz 2. Mehr steht dort, z. B. Fristen! Und [[a.b]]. Ende"

    assert sentences_of(text) == [
        "Das gilt nach § 18g Abs. 1 Satz 2.",
        "Mehr steht dort, z. B. Fristen!",
        "Und [[a.b]].",
        "Ende",
    ]


@pytest.mark.usefixtures("pages")
def test_who_decides_on_a_value_sees_its_sentences_and_drafts_only_with_the_right_to(
    ann: User, ben: User
) -> None:
    bring_roles_up_to_date()
    value = proposal(101_500, by=ann)
    address = reverse("admin:visa_parametervalue_change", args=[value.pk])
    ben.groups.add(ben.groups.model.objects.get(name="editor"))
    lawyer = User.objects.create_user("law", is_staff=True)
    rights = ben.groups.get().permissions.filter(content_type__app_label="visa")
    lawyer.user_permissions.set(rights)

    def page_of(user: User) -> str:
        client = Client()
        client.force_login(user)
        return client.get(address).text

    for_editor, for_lawyer = page_of(ben), page_of(lawyer)

    assert "€45,979.50" in for_editor
    assert "45.979,50\xa0€" in for_editor
    assert ">drei<" in for_editor
    assert ">eins<" in for_lawyer
    assert ">drei<" not in for_lawyer
    assert ">zwei<" not in for_lawyer
