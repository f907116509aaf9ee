"""Pages for the checks, without a database: written in one line, with figures and known amounts."""

from datetime import date
from decimal import Decimal

from articles.checking.checks import check
from articles.checking.findings import Finding, mend
from articles.checking.page import KnownAmount, Page
from articles.figures.figure import Figure, FigureBook, State, Unit
from articles.writing.content import Block, Content, Topic
from visa.citations import Text

SHORTAGE = "visa.de.blue-card.salary.shortage"
ON = date(2026, 11, 23)


def figure(key: str, value: str | None = "45934.20", **overrides: object) -> Figure:
    fields = {
        "key": key,
        "address": key,
        "name": Text("Gehaltsgrenze", "salary threshold"),
        "state": State.KNOWN if value else State.UNPUBLISHED,
        "unit": Unit.MONEY,
        "value": Decimal(value) if value else None,
        "currency": "EUR",
    }
    return Figure(**(fields | overrides))


def known(amount: str = "45934.20", key: str = SHORTAGE, **overrides: object) -> KnownAmount:
    fields = {
        "key": key,
        "name": Text("niedrigere Gehaltsgrenze", "lower threshold"),
        "amount": Decimal(amount),
        "unit": "money",
        "currency": "EUR",
    }
    return KnownAmount(**(fields | overrides))


LAW = (known(), known("3827.85", f"{SHORTAGE} | month"), known("50700", "visa.de.general"))


def prose(html: str) -> dict[str, object]:
    return {"html": html}


def page_of(*blocks: tuple[str, dict[str, object]] | str, **overrides: object) -> Page:
    """A string is a block of prose. The page has all that a complete one has."""
    pairs = [("prose", prose(one)) if isinstance(one, str) else one for one in blocks]
    fields = {"heading": "Beruf", "slug": "beruf", "lead": "Worum es geht.", "author": "Ada"}
    fields |= {"topic": Topic(), "description": ""}
    own = {name: overrides.pop(name) for name in [*overrides] if name in fields}
    content = Content(
        **(fields | own),
        blocks=tuple(
            Block(number=number, kind=kind, data=data)
            for number, (kind, data) in enumerate(pairs, start=1)
        ),
    )
    settings = {
        "language": "de",
        "said_in": "en",
        "on": ON,
        "figures": FigureBook({}),
        "known": LAW,
    }
    return Page(content=content, **(settings | overrides))


def findings(*blocks: tuple[str, dict[str, object]] | str, **overrides: object) -> list[Finding]:
    return check(page_of(*blocks, **overrides))


def codes(*blocks: tuple[str, dict[str, object]] | str, **overrides: object) -> set[str]:
    return {one.code for one in findings(*blocks, **overrides)}


def only(code: str, found: list[Finding]) -> Finding:
    """The one finding with that code."""
    (finding,) = [one for one in found if one.code == code]
    return finding


def mended(page: Page, finding: Finding) -> str:
    """The HTML of the first block with the finding's replacement in it."""
    return str(mend(page.content, finding).blocks[0].data["html"])
