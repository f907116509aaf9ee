"""What every page promises, of every kind that the resolver knows, in both languages."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from PIL import Image
from pytest_django.plugin import DjangoDbBlocker

from benchmarks.formats import number
from tests.html_reader import Seen, read_html
from tests.public_site import Kind, fill_the_site, kinds_of_page
from tests.validator import faults_of

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore:No directory at"),  # WhiteNoise, before collectstatic
]

SITE = settings.SITE_URL
KINDS = kinds_of_page()
UNLISTED = ("search", "figure_formula")
"""Kinds that search engines shall not list: as many as there are words and formulas."""
MOST_QUERIES = 12
"""Where the law is at hand; what a process reads of it once is asked for before."""
every_kind = pytest.mark.parametrize("kind", KINDS, ids=str)


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A page as a visitor without cookies gets it."""

    path: str
    language: str
    status: int
    cookies: bool
    html: bytes
    seen: Seen


type Reader = Callable[[str], Read]


@pytest.fixture(scope="module", autouse=True)
def site(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[None]:
    media = tmp_path_factory.mktemp("media")
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=media), transaction.atomic():
        fill_the_site()
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def read(site: None) -> Reader:
    """Each page is asked for once, whatever the tests then want of it."""
    known: dict[str, Read] = {}

    def ask(path: str) -> Read:
        if path not in known:
            response = Client().get(path)
            known[path] = Read(
                path=path,
                language=path[1:3],
                status=response.status_code,
                cookies=bool(response.cookies),
                html=response.content,
                seen=read_html(response.content),
            )
        return known[path]

    return ask


@every_kind
def test_a_page_is_whole_in_the_language_of_its_path(read: Reader, kind: Kind) -> None:
    paths = list(kind.paths())
    assert paths
    for page in map(read, paths):
        seen = page.seen

        assert page.status == 200, page.path
        assert seen.language == page.language
        assert seen.headings.count(1) == 1
        steps = zip(seen.headings, seen.headings[1:], strict=False)
        assert all(lower - upper <= 1 for upper, lower in steps), seen.headings
        assert seen.headings[0] == 1
        assert len(seen.ids) == len(set(seen.ids))


@every_kind
def test_a_page_needs_no_cookie_no_script_and_nobody_else(read: Reader, kind: Kind) -> None:
    for page in map(read, kind.paths()):
        assert not page.cookies
        assert (page.seen.scripts, page.seen.inline_styles) == (0, 0)
        assert [
            one for one in page.seen.loaded if not one.startswith(("/static/", "/media/"))
        ] == []


@every_kind
def test_languages_name_each_other_and_one_for_all_others(read: Reader, kind: Kind) -> None:
    german, english = kind.paths()
    expected = {"de": SITE + german, "en": SITE + english}
    for page in (read(german), read(english)):
        seen = page.seen

        assert seen.alternates == expected
        assert seen.for_others == expected["de"]
        assert seen.canonical == expected[page.language]
        assert seen.robots == ("noindex" if kind.name in UNLISTED else "")


@every_kind
def test_a_page_shows_itself_where_its_link_is_shared(read: Reader, kind: Kind) -> None:
    for page in map(read, kind.paths()):
        meta = page.seen.meta

        assert meta["description"]
        assert meta["og:description"] == meta["description"]
        assert f"{meta['og:title']} · Laufbahn" == page.seen.title
        assert meta["og:url"] == page.seen.canonical
        assert meta["og:locale"] == {"de": "de_DE", "en": "en_GB"}[page.language]
        assert meta["og:locale:alternate"] == {"de": "en_GB", "en": "de_DE"}[page.language]
        assert meta["twitter:card"] == "summary_large_image"
        assert meta["og:image"].startswith(f"{SITE}/{page.language}/")


@every_kind
def test_the_image_of_a_page_says_what_the_page_says_of_it(read: Reader, kind: Kind) -> None:
    for page in map(read, kind.paths()):
        meta = page.seen.meta
        image_path = meta["og:image"].removeprefix(SITE)
        Client().head(image_path)
        with CaptureQueriesContext(connection) as queries:
            answer = Client().get(image_path)

        assert answer.status_code == 200, meta["og:image"]
        image = Image.open(BytesIO(answer.content))
        size = (int(meta["og:image:width"]), int(meta["og:image:height"]))
        assert (image.format, image.size) == ("PNG", size)
        assert image.info["Description"] == meta["og:image:alt"]
        assert not answer.cookies
        assert len(queries) <= MOST_QUERIES


@every_kind
def test_numbers_that_programs_read_stand_on_the_page(read: Reader, kind: Kind) -> None:
    for page in map(read, kind.paths()):
        kinds = [one["@type"] for one in page.seen.data]

        assert ("BreadcrumbList" in kinds) == (kind.name != "home")
        assert all(one["@context"] == "https://schema.org" for one in page.seen.data)
        for told in numbers_in(page.seen.data):
            assert number(Decimal(str(told)), page.language) in page.seen.text, told


def test_titles_and_descriptions_are_each_of_one_page(read: Reader) -> None:
    for at, language in enumerate(("de", "en")):
        pages = [read(kind.paths()[at]) for kind in KINDS]
        for told in (
            [page.seen.title for page in pages],
            [page.seen.meta["description"] for page in pages],
        ):
            assert sorted(one for one in set(told) if told.count(one) > 1) == [], language


@every_kind
def test_a_page_of_another_day_is_not_for_search_engines(kind: Kind) -> None:
    for path in kind.paths():
        mark = "&" if "?" in path else "?"
        seen = read_html(Client().get(f"{path}{mark}as_of=2026-11-20").content)

        assert seen.robots == "noindex"
        assert seen.canonical == SITE + path
        assert seen.meta["og:image"].endswith("as_of=2026-11-20")


def test_html_is_valid(read: Reader, tmp_path: Path) -> None:
    pages = [read(path) for kind in KINDS for path in kind.paths()]

    assert faults_of({page.path: page.html for page in pages}, tmp_path) == []


def numbers_in(data: Any) -> Iterator[int | float]:
    """All but the places of steps in a trail or list."""
    if isinstance(data, dict):
        for name, value in data.items():
            if name != "position":
                yield from numbers_in(value)
    elif isinstance(data, list):
        for value in data:
            yield from numbers_in(value)
    elif isinstance(data, int | float) and not isinstance(data, bool):
        yield data
