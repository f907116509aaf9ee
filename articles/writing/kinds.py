"""The kinds of block, and which of their fields hold text; pure."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a block is; the value is stored and never changes its meaning."""

    PROSE = "prose"
    QUOTE = "quote"
    TAKEAWAYS = "takeaways"
    FAQ = "faq"
    CHECKLIST = "checklist"
    STEPS = "steps"
    TABLE = "table"
    CARDS = "cards"
    IMAGE = "image"
    FIGURE = "figure"
    PAY = "pay"
    ROADMAP = "roadmap"
    HUBS = "hubs"
    THRESHOLDS = "thresholds"
    ELIGIBILITY = "eligibility"
    DOCUMENTS = "documents"
    OFFERS = "offers"
    JOBS = "jobs"
    SOURCES = "sources"
    PART = "part"


class MarketPart(StrEnum):
    """What a market page shows besides words; a block of the kind `part` says where it stands."""

    HEADLINE = "headline"
    OFFER = "offer"
    LEVELS = "levels"
    CITIES = "cities"
    YEARS = "years"
    ASSUMPTIONS = "assumptions"
    PERMITS = "permits"
    SKILLS = "skills"
    COUNTRIES = "countries"
    GUIDES = "guides"
    SOURCES = "sources"


CONDITIONS = frozenset(
    {"slot", "needs", "min_n", "worst_grade", "only_countries", "only_occupations"}
)
"""Fields by which any block says on which market pages it stands, and what it replaces there."""

CODES = CONDITIONS | frozenset(
    {"url", "link", "language", "occupation", "country", "hub", "title", "origin", "picture"}
    | {"key", "accessed_on", "placement", "condition", "part"}
)
"""Fields that name something, in any kind of block except where `TEXT_ALL_THE_SAME` says so."""

TEXT_ALL_THE_SAME = frozenset((kind, "title") for kind in (Kind.CARDS, Kind.STEPS, Kind.SOURCES))
"""In items of these a `title` is words; elsewhere it is the key of a residence title."""

HTML = frozenset({(Kind.PROSE, "html")})
"""Fields written in the prose editor; every other text is plain."""


@dataclass(frozen=True, slots=True)
class FieldKind:
    """What a field of a block holds."""

    is_text: bool
    is_html: bool


def field_kind(kind: str, field: str) -> FieldKind:
    """Whether a field is text for readers, and whether that is HTML."""
    is_text = field not in CODES or (kind, field) in TEXT_ALL_THE_SAME
    return FieldKind(is_text=is_text, is_html=(kind, field) in HTML)
