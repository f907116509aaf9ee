"""Pictures: taken only where they are some, small enough, described and licensed."""

import struct
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings
from django.urls import reverse
from PIL import Image

from articles.admin.pictures import MOST_BYTES, check_picture
from articles.models import Picture

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]


@pytest.fixture(autouse=True)
def media(tmp_path: Path) -> Iterator[None]:
    with override_settings(MEDIA_ROOT=tmp_path):
        yield


def drawn(image_format: str = "JPEG", size: tuple[int, int] = (640, 480)) -> bytes:
    file = BytesIO()
    Image.new("RGB", size, (90, 140, 170)).save(file, image_format)
    return file.getvalue()


def claimed(width: int, height: int) -> bytes:
    """A PNG that says it is that large; nobody draws so many pixels."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)

    def chunk(name: bytes, data: bytes) -> bytes:
        whole = name + data
        return struct.pack(">I", len(data)) + whole + struct.pack(">I", zlib.crc32(whole))

    pixels = zlib.compress(b"\0" * 99)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "isn't a picture"),
        ("a.jpg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "isn't a picture"),
        ("a.jpg", b"no picture", "isn't a picture"),
        ("a.jpg", drawn()[:20], "isn't a picture"),
        ("a.gif", drawn("GIF"), "isn't a picture"),
        ("a.pdf", drawn("PDF"), "isn't a picture"),
        ("a.html", drawn(), "its name ends otherwise"),
        ("a.png", drawn(), "its name ends otherwise"),
        ("a.jpg", drawn() + b"0" * MOST_BYTES, "10 MB at most"),
        ("a.png", claimed(8000, 8000), "40 million pixels"),
        ("a.png", claimed(60000, 60000), "40 million pixels"),
    ],
)
def test_what_is_no_picture_for_pages_is_refused(name: str, content: bytes, sentence: str) -> None:
    with pytest.raises(ValidationError, match=sentence):
        check_picture(SimpleUploadedFile(name, content))


@pytest.mark.parametrize(
    ("name", "image_format"),
    [("a.jpg", "JPEG"), ("A.JPEG", "JPEG"), ("a.png", "PNG"), ("a.webp", "WEBP")],
)
def test_pictures_that_browsers_show_are_taken(name: str, image_format: str) -> None:
    check_picture(SimpleUploadedFile(name, drawn(image_format)))


@pytest.fixture
def client() -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(User.objects.create_superuser("ada"))
    return client


def upload(client: Client, content: bytes, **fields: str) -> object:
    given = {"credit": "Ada", "licence": "CC BY 4.0", "alt_de": "", "alt_en": "", "source_url": ""}
    file = SimpleUploadedFile("a.jpg", content, "image/jpeg")
    return client.post(
        reverse("admin:articles_picture_add"), {**given, **fields, "image": file, "_continue": "1"}
    )


def test_a_picture_is_described_or_only_decorates(client: Client) -> None:
    silent = upload(client, drawn())
    assert silent.status_code == 200  # type: ignore[attr-defined]
    assert b"what the picture shows, or that it only decorates" in silent.content  # type: ignore[attr-defined]

    upload(client, drawn(), is_decorative="on", alt_de="doch", alt_en="")
    upload(client, drawn(), alt_de="Eine Fläche", alt_en="An area")

    decorative, described = Picture.objects.order_by("pk")
    assert (decorative.alt_de, decorative.is_decorative) == ("", True)
    assert (described.alt_en, described.width, described.height) == ("An area", 640, 480)


def test_the_preview_is_a_small_size_of_its_own(client: Client) -> None:
    upload(client, drawn(size=(2000, 1000)), alt_de="Eine Fläche", alt_en="An area")
    picture = Picture.objects.get()

    listed = client.get(reverse("admin:articles_picture_changelist")).content.decode()

    assert picture.image.small in listed
    assert picture.image.small != picture.image.url
    name = picture.image.small.removeprefix(settings.MEDIA_URL)
    with Image.open(picture.image.storage.path(name)) as small:
        assert small.width <= 480


def test_a_broken_picture_with_a_right_head_is_a_sentence(client: Client) -> None:
    response = upload(client, drawn(size=(3000, 2000))[:4000], alt_de="x", alt_en="x")

    assert response.status_code == 200  # type: ignore[attr-defined]
    assert not Picture.objects.exists()
