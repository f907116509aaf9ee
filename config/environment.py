"""Typed readers of environment variables that refuse a malformed value by name."""

import os
import re
from pathlib import Path
from typing import TypedDict
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


class DatabaseAddress(TypedDict):
    """A connection in the words of Django's DATABASES setting."""

    NAME: str
    USER: str
    PASSWORD: str
    HOST: str
    PORT: str
    OPTIONS: dict[str, str]


TRUE_WORDS = {"1", "true", "yes", "on"}
FALSE_WORDS = {"0", "false", "no", "off", ""}
EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")


def text(name: str, default: str) -> str:
    return os.environ.get(name, "").strip() or default


def flag(name: str, *, default: bool) -> bool:
    value = os.environ.get(name)
    if value is None:
        return default
    word = value.strip().lower()
    if word in TRUE_WORDS:
        return True
    if word in FALSE_WORDS:
        return False
    raise ImproperlyConfigured(f"{name}={value!r} is neither on nor off: write 1 or 0.")


def whole_number(name: str, default: int, *, at_least: int) -> int:
    value = os.environ.get(name, "").strip()
    if not value:
        return default
    if value.isascii() and value.isdigit() and int(value) >= at_least:
        return int(value)
    raise ImproperlyConfigured(
        f"{name}={value!r} is not a whole number of {at_least} or more, such as {default}."
    )


def stated_number(name: str) -> int | None:
    """A whole number, 0 included; None where nobody states one."""
    is_stated = os.environ.get(name, "").strip()
    return whole_number(name, 0, at_least=0) if is_stated else None


def email(name: str) -> str:
    """An address to write to; empty if unset."""
    value = text(name, "")
    if value and not EMAIL.fullmatch(value):
        raise ImproperlyConfigured(
            f"{name}={value!r} is not an e-mail address, such as desk@example.org."
        )
    return value


def words(name: str, default: list[str]) -> list[str]:
    """A list separated by commas; blanks around the items do not count."""
    value = os.environ.get(name, "").strip()
    if not value:
        return default
    return [word.strip() for word in value.split(",") if word.strip()]


def folder(name: str, default: Path) -> Path:
    value = os.environ.get(name, "").strip()
    if not value:
        return default
    path = Path(value).expanduser()
    if not path.is_absolute():
        raise ImproperlyConfigured(f"{name}={value!r} is not an absolute path.")
    return path


def site_url(name: str, default: str) -> str:
    """Scheme and host of the public site, without a path or trailing slash."""
    value = text(name, default).rstrip("/")
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path or parts.query:
        raise ImproperlyConfigured(
            f"{name}={value!r} is not the address of a site, such as https://example.org."
        )
    return value


def database_url(name: str) -> DatabaseAddress | None:
    """The connection named by a `postgresql://` address, as Django's settings; None if unset.

    Query parameters become connection options of libpq (`?sslmode=require`).
    """
    value = os.environ.get(name, "").strip()
    if not value:
        return None
    accepted = f"{name} must look like postgresql://user:password@host:5432/database"
    try:
        parts = urlsplit(value)
        port = parts.port
    except ValueError as error:
        raise ImproperlyConfigured(f"{accepted} ({error}).") from error
    database = unquote(parts.path.lstrip("/"))
    if parts.scheme not in {"postgresql", "postgres"} or not database:
        raise ImproperlyConfigured(f"{accepted}.")
    options = dict(parse_qsl(parts.query))
    return {
        "NAME": database,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or "") or options.pop("host", ""),
        "PORT": str(port or ""),
        "OPTIONS": options,
    }
