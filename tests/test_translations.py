"""Every sentence that a person can read is there in German, and the compiled file says the same.

After a change: add the German to locale/de/LC_MESSAGES/django.po by hand, then
`uv run pybabel compile --domain django --directory locale`.
"""

import io
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "locale" / "de" / "LC_MESSAGES"
KEYWORDS = DEFAULT_KEYWORDS | {
    f"{name}_lazy": DEFAULT_KEYWORDS[name] for name in ("gettext", "ngettext", "pgettext")
}
NAMED = re.compile(r"%\(\w+\)[sd]")

type Texts = tuple[str, ...]
"""One text, or one per plural form."""


def python_files() -> Iterator[tuple[Path, str]]:
    for app in ("articles", "benchmarks", "config", "visa"):
        for path in sorted((ROOT / app).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path, path.read_text(encoding="utf-8")


def templates() -> Iterator[tuple[Path, str]]:
    """Templates as the Python that gettext's tools understand."""
    for path in sorted((ROOT / "templates").rglob("*.html")):
        source = templatize(path.read_text(encoding="utf-8"))
        yield path, "\n".join(line.strip() for line in source.splitlines())


def messages_in_use() -> dict[Texts, Path]:
    found: dict[Texts, Path] = {}
    for path, source in [*python_files(), *templates()]:
        for _line, message, _comments, _context in extract(
            "python", io.BytesIO(source.encode()), KEYWORDS
        ):
            found.setdefault(texts(message), path.relative_to(ROOT))
    return found


def german() -> Catalog:
    with (FOLDER / "django.po").open("rb") as file:
        return read_po(file, locale="de", abort_invalid=True)


def translated(catalog: Catalog) -> dict[Texts, Texts]:
    return {texts(one.id): texts(one.string) for one in catalog if one.id}


def texts(message: str | Sequence[str]) -> Texts:
    return (message,) if isinstance(message, str) else tuple(message)


def test_every_message_has_a_german_translation() -> None:
    catalog = translated(german())

    missing = [
        f"{path}: {message!r}"
        for message, path in messages_in_use().items()
        if not all(catalog.get(message, [""]))
    ]

    assert missing == []


def test_no_translation_is_left_over_or_in_doubt() -> None:
    used = messages_in_use()

    stale = [message for message in translated(german()) if message not in used]
    fuzzy = [message.id for message in german() if message.id and message.fuzzy]

    assert (stale, fuzzy) == ([], [])


def test_the_compiled_file_says_what_the_written_one_says() -> None:
    with (FOLDER / "django.mo").open("rb") as file:
        compiled = read_mo(file)

    assert translated(compiled) == translated(german())


def test_a_translation_fills_in_the_same_values() -> None:
    different = [
        message
        for message, german_texts in translated(german()).items()
        if any(set(NAMED.findall(text)) != _named(message) for text in german_texts)
    ]

    assert different == []


def _named(message: Texts) -> set[str]:
    return {name for text in message for name in NAMED.findall(text)}
