"""Pictures are served, in all their sizes; nothing else that was uploaded ever is."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from django.test import Client, override_settings
from PIL import Image

from tests.html_reader import read_html
from tests.written import drawn_picture, live_guide

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore:No directory at"),  # WhiteNoise, before collectstatic
]


@pytest.fixture(autouse=True)
def media(tmp_path: Path) -> Iterator[Path]:
    with override_settings(MEDIA_ROOT=tmp_path):
        yield tmp_path


def body(client: Client, address: str) -> bytes:
    response = client.get(address)
    assert response.status_code == 200, address
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Type"] == "image/jpeg"
    assert "immutable" in response.headers["Cache-Control"]
    return b"".join(response.streaming_content)


def test_a_page_names_every_size_and_all_are_there(client: Client):
    picture = drawn_picture()
    live_guide(("image", {"picture": picture.pk, "caption": "The sea"}))

    html = client.get("/en/career/what-it-is-like/").content.decode()
    sizes = html.partition('srcset="')[2].partition('"')[0].split(", ")

    assert 'width="1200" height="600" alt="Blue" loading="lazy"' in html
    assert "The sea" in html
    assert "Ada" in html
    assert "CC BY 4.0" in html
    assert [size.split()[1] for size in sizes] == ["480w", "960w", "1200w"]
    for size in sizes:
        address, width = size.split()
        with Image.open(BytesIO(body(client, address))) as shown:
            assert f"{shown.width}w" == width


def test_a_picture_that_only_decorates_says_nothing(client: Client):
    picture = drawn_picture(is_decorative=True, alt_de="", alt_en="")
    live_guide(("image", {"picture": picture.pk, "caption": ""}))

    page = client.get("/en/career/what-it-is-like/")

    assert 'alt=""' in page.content.decode()
    assert read_html(page.content).headings[0] == 1


def test_a_picture_that_was_taken_away_is_left_out(client: Client):
    live_guide(("image", {"picture": 12345, "caption": "Gone"}))

    assert "Gone" not in client.get("/en/career/what-it-is-like/").content.decode()


@pytest.mark.parametrize(
    "name",
    [
        "secret.txt",
        "pictures/2026/page.html",
        "pictures/2026/drawing.svg",
        "pictures/2026/../../secret.jpg",
        "pictures/2026/%2e%2e/secret.jpg",
        "imports/2026/rows.csv",
        "pictures/2026/",
        "",
    ],
)
def test_nothing_else_is_served(client: Client, media: Path, name: str):
    for file in (
        "secret.txt",
        "secret.jpg",
        "pictures/2026/page.html",
        "pictures/2026/drawing.svg",
    ):
        (media / file).parent.mkdir(parents=True, exist_ok=True)
        (media / file).write_text("secret", encoding="utf-8")

    assert client.get(f"/media/{name}").status_code == 404
