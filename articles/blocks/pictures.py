"""Pictures: in the size that fits the reader's window, with what they show and whose they are."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from articles.blocks.page import Page
from articles.blocks.stored import number_in, text_in
from articles.models import Picture
from articles.writing.content import Data

WIDTHS = {"small": 480, "medium": 960, "large": 1600}
"""Of the sizes that the model makes; none is wider than its original."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """`alt` is empty where the picture only decorates; `srcset` names every size with its width."""

    src: str
    srcset: str
    width: int
    height: int
    alt: str
    caption: SafeString
    credit: str
    licence: str
    source_url: str


def image(data: Data, page: Page) -> Shown | None:
    picture = page.reads.pictures.get(number_in(data, "picture") or 0)
    if picture is None or not picture.width:
        return None
    sizes = {
        min(width, picture.width): getattr(picture.image, name) for name, width in WIDTHS.items()
    }
    widest = max(sizes)
    return Shown(
        src=sizes[min(sizes, key=lambda width: abs(width - WIDTHS["medium"]))],
        srcset=", ".join(f"{address} {width}w" for width, address in sorted(sizes.items())),
        width=widest,
        height=round(widest * picture.height / picture.width),
        alt=alt_text(picture, page.language),
        caption=page.inline(text_in(data, "caption")),
        credit=picture.credit,
        licence=picture.licence,
        source_url=picture.source_url,
    )


def alt_text(picture: Picture, language: str) -> str:
    if picture.is_decorative:
        return ""
    return picture.alt_de if language == "de" else picture.alt_en
