"""Variables of the environment are read as meant or refused by name."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from config import environment


@pytest.mark.parametrize(
    ("written", "meant"),
    [("1", True), ("true", True), ("ON", True), ("0", False), ("no", False), ("", False)],
)
def test_a_flag_is_on_or_off(monkeypatch: pytest.MonkeyPatch, written: str, meant: bool) -> None:
    monkeypatch.setenv("FLAG", written)

    assert environment.flag("FLAG", default=not meant) is meant


def test_a_flag_that_is_not_set_has_its_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FLAG", raising=False)

    assert environment.flag("FLAG", default=True) is True


def test_a_flag_that_is_neither_on_nor_off_is_refused_by_name(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("FLAG", "perhaps")

    with pytest.raises(ImproperlyConfigured, match="FLAG='perhaps'"):
        environment.flag("FLAG", default=False)


@pytest.mark.parametrize("written", ["0", "-3", "1.5", "ten", "١٠"])
def test_a_number_below_its_bound_or_no_number_is_refused(
    monkeypatch: pytest.MonkeyPatch, written: str
) -> None:
    monkeypatch.setenv("SIZE", written)

    with pytest.raises(ImproperlyConfigured, match="SIZE="):
        environment.whole_number("SIZE", 10, at_least=1)


def test_words_are_separated_by_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOSTS", "a.example, b.example,")

    assert environment.words("HOSTS", ["x"]) == ["a.example", "b.example"]


def test_a_folder_is_an_absolute_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOLDER", "data")

    with pytest.raises(ImproperlyConfigured, match="absolute"):
        environment.folder("FOLDER", Path("/default"))


@pytest.mark.parametrize(
    "written", ["example.org", "ftp://example.org", "https://", "https://example.org/path"]
)
def test_the_site_has_a_scheme_and_a_host_and_no_path(
    monkeypatch: pytest.MonkeyPatch, written: str
) -> None:
    monkeypatch.setenv("SITE", written)

    with pytest.raises(ImproperlyConfigured, match="SITE="):
        environment.site_url("SITE", "http://127.0.0.1:8000")


@pytest.mark.parametrize(("written", "meant"), [("", None), ("0", 0), ("14", 14)])
def test_a_number_may_be_left_unstated(
    monkeypatch: pytest.MonkeyPatch, written: str, meant: int | None
) -> None:
    monkeypatch.setenv("DAYS", written)

    assert environment.stated_number("DAYS") == meant


def test_an_email_address_may_be_left_unstated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MAIL", raising=False)
    assert environment.email("MAIL") == ""

    monkeypatch.setenv("MAIL", " desk@mail.example.org ")
    assert environment.email("MAIL") == "desk@mail.example.org"


@pytest.mark.parametrize("written", ["desk", "desk@example", "a b@example.org", "a@b@example.org"])
def test_a_malformed_email_address_is_refused_by_name(
    monkeypatch: pytest.MonkeyPatch, written: str
) -> None:
    monkeypatch.setenv("MAIL", written)

    with pytest.raises(ImproperlyConfigured, match="MAIL="):
        environment.email("MAIL")


def test_a_database_address_is_taken_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DB", "postgresql://ann:p%40ss@db.example:6432/laufbahn?sslmode=require")

    assert environment.database_url("DB") == {
        "NAME": "laufbahn",
        "USER": "ann",
        "PASSWORD": "p@ss",
        "HOST": "db.example",
        "PORT": "6432",
        "OPTIONS": {"sslmode": "require"},
    }


def test_a_database_address_may_name_a_socket_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DB", "postgresql:///laufbahn?host=/run/postgresql")

    address = environment.database_url("DB")

    assert address is not None
    assert address["HOST"] == "/run/postgresql"
    assert address["OPTIONS"] == {}


@pytest.mark.parametrize(
    "written", ["mysql://x/y", "postgresql://host", "postgresql://host:port/x", "laufbahn"]
)
def test_a_malformed_database_address_is_refused_by_name(
    monkeypatch: pytest.MonkeyPatch, written: str
) -> None:
    monkeypatch.setenv("DB", written)

    with pytest.raises(ImproperlyConfigured, match="DB must look like postgresql://"):
        environment.database_url("DB")


def test_one_level_counts_for_the_loggers_of_django_too() -> None:
    """They have a level of their own, which passes that of the root by."""
    assert [handler["level"] for handler in settings.LOGGING["handlers"].values()] == [
        settings.LOG_LEVEL
    ]
