"""A word that stands only in what isn't live reaches nobody, at any address there is.

The addresses come from the URL resolver: a page, list or feed that is added is visited here as
well, or this test says which of its parameters it can't fill in.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest
from django.contrib.auth.models import Group, User
from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from pytest_django.plugin import DjangoDbBlocker

from articles.models import Article, Comment, Version
from articles.publishing.publications import withdraw
from articles.writing.kinds import Kind
from benchmarks.models import Country
from config.roles import bring_roles_up_to_date
from tests.factories import (
    make_estimate,
    make_hub,
    make_occupation,
    make_release,
    make_source,
    publish,
)
from tests.visa.rows import make_parameter, make_title, make_value
from tests.written import (
    Data,
    drawn_picture,
    go_live,
    live_guide,
    make_job,
    person,
    rewrite,
    write,
)

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore:No directory at"),  # WhiteNoise, before collectstatic
]

CANARY = "Zitronenzeisig"
"""Stands in nothing that is live; nobody ever asks for it, so that no page can echo it."""
BAIT = "Wildkatze"
"""Stands beside it, and is what searches ask for."""
SLUG = "blaumeise"
"""Begins the addresses of what isn't live: told only to who asked by that address already."""

BEGAN = datetime(2026, 1, 5, 9, tzinfo=UTC)
ENDED = BEGAN + timedelta(days=10)
GONE = ENDED + timedelta(days=10)
LATER = datetime(2999, 1, 1, tzinfo=UTC)
DAYS = ["", "2026-01-01", "2026-02-01", "2099-12-31"]
"""Today, before anything was live, after what ended has ended, and as far ahead as one can look."""

PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")


def secret(number: int = 0) -> list[tuple[str, Data]]:
    """A block of every kind with the word in each of its texts."""
    words = f"{CANARY} {BAIT} {number}"
    item = {
        **dict.fromkeys(("question", "answer", "title", "text", "publisher"), words),
        **{"url": f"https://{CANARY}.example/", "link": f"/en/career/{SLUG}-draft/"},
    }
    data = {
        **dict.fromkeys(("text", "attribution", "translation", "heading", "caption"), words),
        **{"label": words, "columns": [words, words], "rows": [[words, words]]},
    }
    lists = {Kind.TAKEAWAYS: [words], Kind.CHECKLIST: [words]}
    return [
        ("prose", {"html": f"<h2>{words}</h2><p>{words}</p>"}),
        *(
            (kind.value, {**data, "items": lists.get(kind, [item])})
            for kind in Kind
            if kind is not Kind.PROSE
        ),
    ]


def hidden(kind: str, language: str, state: str, **topic: object) -> Article:
    """A page of that kind that is a draft, scheduled, expired or withdrawn; all of it secret."""
    words = f"{CANARY} {BAIT}"
    fields = {"heading": words, "lead": words, "description": words, "author": words}
    slug = f"{SLUG}-{state}"
    version = write(*secret(), kind=kind, language=language, slug=slug, **fields, **topic)
    if state == "scheduled":
        go_live(version, live_from=LATER, note=words)
    elif state == "expired":
        go_live(version, at=BEGAN, live_until=ENDED, note=words)
    elif state == "withdrawn":
        go_live(version, at=ENDED, live_until=LATER, note=words)  # where the expired one was
        withdraw(version.article, at=GONE)
    return version.article


STATES = ("draft", "scheduled", "expired", "withdrawn")


@pytest.fixture(scope="module", autouse=True)
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Everything that pages can show, and beside it what they must not; once for all addresses."""
    with django_db_blocker.unblock(), transaction.atomic():
        fill_the_world()
        yield
        transaction.set_rollback(True)


def fill_the_world() -> None:
    engineer = make_occupation(name_de="Ingenieur", name_en="Engineer")
    germany = make_value(make_parameter("de.base")).parameter.country or Country.objects.get()
    hub = make_hub(germany)
    release = make_release(source=make_source())
    make_estimate(release, engineer, germany)
    make_estimate(release, engineer, germany, hub=hub)
    publish(release)
    title = make_title(slug_de="karte", slug_en="card")
    topics = {"guide": {}, "visa": {"title": title, "occupation": engineer, "country": germany}}
    for (kind, topic), language, state in product(topics.items(), ("de", "en"), STATES):
        article = hidden(kind, language, state, **topic)
        remark = {"article": article, "version": article.versions.first(), "by": person("bea")}
        Comment.objects.create(text=CANARY, at=BEGAN, **remark)
    for language in ("de", "en"):
        live_with_secret_versions(language, Article.objects.filter(kind="guide").first())
    for number, (first, last) in enumerate(
        [(date(2026, 1, 10), date(2026, 1, 20)), (date(2999, 1, 1), date(2999, 2, 1))]
    ):
        job = {"reference": f"job-{number}", "title": CANARY, "employer": CANARY}
        make_job(valid_from=first, valid_to=last, **job).occupations.set([engineer])
    drawn_picture(credit=CANARY)


def live_with_secret_versions(language: str, draft: Article | None) -> None:
    """A live page that translates a draft, has a secret draft and a secret scheduled version."""
    article = live_guide(
        ("prose", {"html": f"<h2>Open</h2><p>Offen {language}</p>"}),
        ("jobs", {"heading": "", "limit": 5}),
        language=language,
        slug="open",
        heading="Open page",
        occupation=make_occupation(name_en=f"Other {language}"),
        original=draft if draft and draft.language != language else None,
    )
    coming = rewrite(article, *secret(1))
    go_live(coming, at=BEGAN + timedelta(days=1), live_from=LATER, note=CANARY)
    article.heading = article.lead = CANARY
    article.slug = f"{SLUG}-next"
    article.save()
    rewrite(article, *secret(2))


def patterns(found: Iterable[URLPattern | URLResolver], before: str = "") -> Iterator[str]:
    for one in found:
        here = before + str(one.pattern).removeprefix("^").removesuffix(r"\Z").removesuffix("$")
        if isinstance(one, URLResolver):
            yield from patterns(one.url_patterns, here)
        else:
            yield here


def public_patterns() -> list[str]:
    found = patterns(get_resolver().url_patterns)
    return sorted({f"/{one}" for one in found if not one.startswith("admin/")})


def values(name: str, language: str) -> list[str]:
    """What a parameter of an address may be filled in with."""
    slugs = [f"{SLUG}-{state}" for state in (*STATES, "next")]
    known = {
        "occupation": ["ingenieur" if language == "de" else "engineer"],
        "country": ["deutschland" if language == "de" else "germany", "DE"],
        "hub": ["berlin", "de-berlin"],
        "title": ["karte" if language == "de" else "card"],
        "slug": ["open", *slugs],
        "language": ["de", "en"],
        "key": ["visa.de.base", "de.base", "de.card", "salary.engineer.de.typical"],
        "pk": [str(one.pk) for one in Version.objects.order_by("pk")[:4]],
        "token": ["x.y", "1"],
        "table": ["levels", "laender", "history"],
        "form": ["json"],
        "name": ["pictures/2026/sea.jpg", "secret.txt"],
        "section": ["guides", "visa", "figures", "salary", "pages"],
        "reference": ["job-0", "job-1"],
    }
    return known.get(name, [])


def addresses_of(pattern: str) -> list[str]:
    names = PARAMETER.findall(pattern)
    choices = [values(name, pattern[1:3]) for name in names]
    missing = [name for name, found in zip(names, choices, strict=True) if not found]
    assert not missing, f"{pattern}: say in `values` what {missing} may be"
    return [fill(pattern, chosen) for chosen in product(*choices)]


def fill(pattern: str, chosen: Iterable[str]) -> str:
    given = iter(chosen)
    return PARAMETER.sub(lambda _found: next(given), pattern)


def told(response: HttpResponseBase) -> str:
    body = (
        b"".join(response.streaming_content)  # type: ignore[attr-defined]  # files have it
        if response.streaming
        else response.content  # type: ignore[attr-defined]  # all others have it
    )
    return body.decode(errors="replace").lower()


PUBLIC = public_patterns()


def test_there_are_addresses_of_every_kind() -> None:
    for part in ("karriere", "career", "visum", "atom.xml", "sitemap", "search", "api/v1/guides"):
        assert any(part in pattern for pattern in PUBLIC), part


@pytest.mark.parametrize("pattern", PUBLIC)
def test_no_public_address_tells_what_is_not_live(client: Client, pattern: str) -> None:
    for address in addresses_of(pattern):
        for day in DAYS:
            asked = {"q": BAIT, "as_of": day} if day else {"q": BAIT}
            response = client.get(address, asked)

            assert response.status_code < 500, address
            assert CANARY.lower() not in told(response), f"{address} {day}"
            assert SLUG in address or SLUG not in told(response), f"{address} {day}"


def test_what_is_live_is_told() -> None:
    """So that the silence above means something."""
    pages = ["/en/career/", "/en/career/open/", "/de/karriere/open/", "/en/atom.xml"]
    pages += ["/api/v1/guides", "/api/v1/guides/en/open"]

    for page in pages:
        assert "open page" in told(Client().get(page)), page


def test_what_ended_is_told_of_the_days_when_it_was_live() -> None:
    for state, day in (("expired", "2026-01-10"), ("withdrawn", "2026-01-20")):
        response = Client().get(f"/en/career/{SLUG}-{state}/?as_of={day}")

        assert CANARY.lower() in told(response)
        assert 'content="noindex"' in told(response)


# Behind the login


def member_of(*roles: str) -> Client:
    """Somebody of the staff with these roles alone, logged in."""
    user = User.objects.create_user("staff", is_staff=True)
    user.groups.set(Group.objects.filter(name__in=roles))
    client = Client()
    client.force_login(user)
    return client


def admin_addresses() -> list[str]:
    """Of the whole admin; where an address names a row, of hidden pages and their versions."""
    pages = Article.objects.filter(kind="guide", language="en", slug__startswith=SLUG)
    ids = {str(one.pk) for page in pages for one in (page, page.versions.latest("number"))}
    found = (one for one in patterns(get_resolver().url_patterns) if one.startswith("admin/"))
    plain = {f"/{one}" for one in found if "(" not in one and "logout" not in one}
    return [
        fill(pattern, [chosen] * len(PARAMETER.findall(pattern)))
        for pattern in sorted(plain)
        for chosen in (
            sorted(ids) if PARAMETER.search(pattern) and "/articles/" in pattern else ["0"]
        )
    ]


@pytest.mark.ignore_template_errors
@pytest.mark.parametrize(
    "roles", [(), ("analyst",), ("offers",)], ids=["none", "analyst", "offers"]
)
def test_no_role_sees_pages_that_it_may_not(roles: tuple[str, ...]) -> None:
    bring_roles_up_to_date()
    client = member_of(*roles)

    for address in admin_addresses():
        response = client.get(address)

        assert response.status_code < 500, address
        assert CANARY.lower() not in told(response), address


@pytest.mark.ignore_template_errors
@pytest.mark.parametrize("role", ["editor", "reviewer"])
def test_who_may_see_pages_does(role: str) -> None:
    bring_roles_up_to_date()

    response = member_of(role).get("/admin/articles/article/")

    assert response.status_code == 200
    assert CANARY.lower() in told(response)


def test_staff_sees_no_more_on_the_public_site_than_visitors(client: Client) -> None:
    client.force_login(User.objects.create_superuser("root"))

    for address in ("/en/career/", "/de/karriere/", "/en/", "/api/v1/guides", "/en/atom.xml"):
        for day in DAYS:
            assert CANARY.lower() not in told(client.get(address, {"as_of": day} if day else {}))
