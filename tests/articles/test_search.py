"""Search: words in the page's language, spellings, what is hidden stays so."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from articles.models import Article, Block, Publication, SearchEntry
from articles.publishing.publications import withdraw
from articles.search import Hit, index_state, make_index, refresh_index, search
from articles.search.words import wanted
from articles.writing.saving import save_version
from benchmarks.models import OccupationAlias
from benchmarks.moments import Moment
from tests.factories import (
    make_country,
    make_estimate,
    make_hub,
    make_occupation,
    make_release,
    publish,
)

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore:No directory at"),
]


def moment() -> Moment:
    return Moment.now()


@pytest.fixture
def market() -> None:
    germany = make_country()
    munich = make_hub(
        germany,
        name_de="München",
        name_en="Munich",
        slug_de="muenchen",
        slug_en="munich",
        code="de-munich",
    )
    engineer = make_occupation()
    nurse = make_occupation(
        name_de="Gehälterprüfer:in",
        name_en="Salary auditor",
        slug_de="gehaelterpruefer",
        slug_en="salary-auditor",
        code="salary-auditor",
    )
    OccupationAlias.objects.create(
        occupation=engineer, text="ML Ops Guru", plain_text="ml ops guru"
    )
    release = make_release()
    for occupation in (engineer, nurse):
        make_estimate(release=release, occupation=occupation, country=germany)
        make_estimate(release=release, occupation=occupation, country=germany, hub=munich)
    publish(release)


def guide(django_user_model: type, text: str, **overrides: object) -> Publication:
    author, _new = django_user_model.objects.get_or_create(username="ada")
    fields = {"kind": "guide", "language": "de", "heading": "Der Beruf", "slug": "beruf"}
    article = Article.objects.create(**(fields | {"owner": author} | overrides))
    Block.objects.create(parent=article, kind="prose", data={"html": text})
    version = save_version(article, by=author, at=timezone.now())
    return Publication.objects.create(
        article=article,
        version=version,
        live_from=overrides.get("live_from") or timezone.now() - timedelta(days=1),
        published_by=author,
        published_at=timezone.now(),
    )


def found(typed: str, language: str = "de") -> list[str]:
    return [hit.path for hit in search(typed, language=language, moment=moment()).hits]


def english(typed: str) -> list[Hit]:
    return search(typed, language="en", moment=moment()).hits


@pytest.mark.parametrize(
    "typed", ["Gehälterprüfer", "gehaelterpruefer", "Gehalterprufer", "GEHÄLT"]
)
def test_umlauts_are_found_however_they_are_typed(market: None, typed: str):
    make_index(moment())

    assert "/de/gehalt/gehaelterpruefer/" in found(typed)


@pytest.mark.parametrize(
    ("language", "typed"),
    [("en", "München"), ("en", "muenchen"), ("en", "MUNCHEN"), ("en", "munich"), ("de", "Munich")],
)
def test_a_city_is_found_by_its_names_in_any_language(market: None, language: str, typed: str):
    make_index(moment())

    paths = {
        "de": "/de/gehalt/machine-learning-engineer/deutschland/muenchen/",
        "en": "/en/salary/machine-learning-engineer/germany/munich/",
    }
    assert paths[language] in found(typed, language)


def test_a_name_in_another_language_is_not_shown(market: None):
    make_index(moment())

    assert all("München" not in hit.snippet for hit in english("Munich"))


@pytest.mark.parametrize("typed", ["Zürich", "Zurich", "zuerich"])
def test_english_text_is_found_however_its_umlauts_are_typed(django_user_model: type, typed: str):
    guide(django_user_model, "<p>Working in Zürich</p>", language="en")
    make_index(moment())

    assert found(typed, "en") == ["/en/career/beruf/"]


def test_english_text_without_umlauts_is_found_by_words_with_them(django_user_model: type):
    guide(django_user_model, "<p>Working in Zurich</p>", language="en")
    make_index(moment())

    assert found("Zürich", "en") == ["/en/career/beruf/"]


def test_words_are_found_in_every_form_of_the_pages_language(market: None):
    make_index(moment())

    assert "/en/salary/salary-auditor/" in found("auditors salaries", "en")


def test_a_title_as_people_write_it_leads_to_its_occupation(market: None):
    make_index(moment())

    assert found("ml ops guru")[0] == "/de/gehalt/machine-learning-engineer/"


def test_the_beginning_of_a_word_is_enough(market: None):
    make_index(moment())

    assert "/de/gehalt/machine-learning-engineer/deutschland/muenchen/" in found("mach münch")


def test_a_typing_error_gets_suggestions(market: None):
    make_index(moment())

    results = search("machin lerning enginer", language="en", moment=moment())

    shown = [*results.hits, *results.suggestions]
    assert "/en/salary/machine-learning-engineer/" in [hit.path for hit in shown]


def test_each_language_finds_its_own_pages(market: None):
    make_index(moment())

    assert all(path.startswith("/en/") for path in found("engineer", "en"))


def test_where_no_page_has_all_words_some_are_enough_and_it_says_so(market: None):
    make_index(moment())

    results = search("machine unobtainium", language="en", moment=moment())

    assert results.is_of_some
    assert results.hits


@pytest.mark.parametrize(
    "typed", ["", " ", "\x00", "'", "\\", "a' | b:*", "!!", "((", "<->", "x" * 5_000, "&|!:*()<>"]
)
def test_signs_are_no_syntax(market: None, client: Client, typed: str):
    make_index(moment())

    assert client.get("/de/suche/", {"q": typed}).status_code == 200


@pytest.mark.parametrize("page", ["0", "-1", "x", "99999999999", "²"])
def test_a_page_number_that_is_none_is_no_error(market: None, client: Client, page: str):
    assert client.get("/de/suche/", {"q": "engineer", "page": page}).status_code == 200


def test_a_guide_is_found_by_what_it_says_with_the_words_marked(django_user_model: type):
    guide(django_user_model, "<p>Über das <b>Kubernetes</b>-Handwerk.</p>")
    make_index(moment())

    (hit,) = search("handwerk", language="de", moment=moment()).hits

    assert hit.path == "/de/karriere/beruf/"
    assert "<mark>Handwerk</mark>" in hit.snippet


def test_markup_in_a_text_stays_text(django_user_model: type):
    guide(django_user_model, "<p>Text &lt;script&gt;alert(1)&lt;/script&gt; Falle</p>")
    make_index(moment())

    (hit,) = search("falle", language="de", moment=moment()).hits

    assert "<script" not in hit.snippet


def test_signs_in_a_text_are_shown_as_signs(django_user_model: type):
    guide(django_user_model, "<p>Forschung &amp; Lehre, 5&nbsp;Jahre</p>")
    make_index(moment())

    (hit,) = search("forschung", language="de", moment=moment()).hits

    assert "Forschung</mark> &amp; Lehre, 5\N{NO-BREAK SPACE}Jahre" in hit.snippet


def test_a_withdrawn_guide_is_gone_at_once_though_the_index_is_old(django_user_model: type):
    live = guide(django_user_model, "<p>Kanarienvogel</p>")
    make_index(moment())
    withdraw(live.article, at=timezone.now())

    assert found("kanarienvogel") == []


def test_a_scheduled_guide_is_not_in_the_index(django_user_model: type):
    guide(
        django_user_model,
        "<p>Kanarienvogel</p>",
    ).__class__.objects.update(live_from=timezone.now() + timedelta(days=1))
    make_index(moment())

    assert not SearchEntry.objects.filter(text__contains="Kanarienvogel").exists()


def test_a_draft_written_over_a_live_guide_is_not_found(django_user_model: type):
    live = guide(django_user_model, "<p>Alt</p>")
    live.article.blocks.update(data={"html": "<p>Kanarienvogel</p>"})
    save_version(live.article, by=live.published_by, at=timezone.now())
    make_index(moment())

    assert found("kanarienvogel") == []


def test_the_index_is_made_anew_once_something_was_published(django_user_model: type):
    make_index(moment())
    before = index_state(moment())
    guide(django_user_model, "<p>Neuigkeit</p>")

    assert (before, index_state(moment())) == ("fresh", "old")
    assert refresh_index(moment())
    assert not refresh_index(moment())
    assert found("neuigkeit")


def test_the_first_search_makes_the_index(market: None, client: Client):
    response = client.get("/de/suche/", {"q": "engineer"})

    assert "/de/gehalt/machine-learning-engineer/" in response.text
    assert 'name="robots" content="noindex"' in response.text


def test_the_other_language_keeps_what_was_typed(client: Client):
    assert 'href="/en/search/?q=engineer"' in client.get("/de/suche/", {"q": "engineer"}).text


def test_a_page_that_is_not_there_offers_the_search(client: Client):
    response = client.get("/de/gehalt/gibtsnicht/")

    assert response.status_code == 404
    assert 'action="/de/suche/"' in response.text


def test_wanted_keeps_eight_words_and_a_hundred_letters():
    asked = wanted("a " * 300)

    assert len(asked.typed) <= 100
    assert asked.all_words.count("&") == 7


def test_search_takes_few_queries(market: None, client: Client, django_assert_max_num_queries):
    make_index(moment())

    with django_assert_max_num_queries(5):
        client.get("/de/suche/", {"q": "engineer"})
