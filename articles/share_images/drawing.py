"""A card as a PNG of the size that networks show: paper, ink and the three lanes of the site."""

from functools import lru_cache
from io import BytesIO

from PIL import Image, ImageDraw
from PIL.PngImagePlugin import PngInfo

from articles.share_images.card import Band, Bar, Card
from articles.share_images.letters import BOLD, REGULAR, SEMIBOLD, Lines, fit, font

WIDTH, HEIGHT = 1200, 630
MARGIN = 80
INNER = WIDTH - 2 * MARGIN
FOOT = 560
"""Where the line of the site's name and the facts begins."""

# The tokens of static/site.css by day.
PAPER, INK, QUIET = "#fbfaf7", "#1d1b18", "#5d574e"
LINE, TRACK, TRACK_SOFT, TRACK_FAINT = "#e3ddd2", "#a5391f", "#eecabb", "#f7e9e2"

SITE = "Laufbahn"


def draw(card: Card) -> bytes:
    """The words stand in the file as well, for programs that read no pictures."""
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    on = ImageDraw.Draw(image)
    for lane in range(3):
        on.rectangle((0, lane * 14, WIDTH, lane * 14 + 5), fill=TRACK)
    on.text((MARGIN, 84), card.kind, font=font(SEMIBOLD, 30), fill=QUIET)
    if card.figure:
        _about_a_figure(on, card)
    else:
        _in_words(on, card)
    _foot(image, on, card)
    told = PngInfo()
    told.add_itxt("Description", card.text)
    written = BytesIO()
    few = image.quantize(128, Image.Quantize.FASTOCTREE)  # half the bytes, in a third of the time
    few.save(written, "PNG", pnginfo=told)
    return written.getvalue()


def _about_a_figure(on: ImageDraw.ImageDraw, card: Card) -> None:
    """The title above, the figure with its words and its bar from below."""
    title = fit(card.title, BOLD, sizes=(64, 56, 48, 42), width=INNER, most=2)
    _set(on, title, top=128, fill=INK)
    bottom = _bar(on, card, card.bar) if card.bar else FOOT - 44
    words = fit(card.words, REGULAR, sizes=(32, 28), width=INNER, most=1 if card.bar else 2)
    figure = fit(card.figure, BOLD, sizes=(104, 88, 72, 56), width=INNER, most=1)
    top = bottom - words.height
    _set(on, words, top=top, fill=QUIET)
    _set(
        on, figure, top=top - round(figure.font.size * 1.2), fill=QUIET if card.is_silent else TRACK
    )


def _in_words(on: ImageDraw.ImageDraw, card: Card) -> None:
    title = fit(card.title, BOLD, sizes=(84, 72, 64, 56, 48), width=INNER, most=3)
    _set(on, title, top=132, fill=INK)
    room = FOOT - 40 - (132 + title.height + 20)
    words = fit(card.words, REGULAR, sizes=(34, 30), width=INNER, most=max(1, min(4, room // 38)))
    _set(on, words, top=132 + title.height + 20, fill=QUIET)


def _bar(on: ImageDraw.ImageDraw, card: Card, bar: Bar) -> int:
    """What lies around the figure, as on the page; gives back where it begins."""
    top = FOOT - 104
    on.rectangle((MARGIN, top + 13, WIDTH - MARGIN, top + 14), fill=LINE)
    bands = ((bar.people, TRACK_FAINT), (bar.middle, TRACK_SOFT), (bar.typical, TRACK))
    for band, colour in bands:
        if band:
            left, right = _ends(band)
            on.rectangle((left, top, right, top + 27), fill=colour)
    legend = fit(card.legend, REGULAR, sizes=(26, 22), width=INNER, most=1)
    _set(on, legend, top=top + 38, fill=QUIET)
    return top - 20


def _ends(band: Band) -> tuple[int, int]:
    left, right = (MARGIN + round(share * INNER) for share in (band.start, band.end))
    return left, max(left + 3, right)


def _foot(image: Image.Image, on: ImageDraw.ImageDraw, card: Card) -> None:
    on.rectangle((MARGIN, FOOT - 14, WIDTH - MARGIN, FOOT - 13), fill=LINE)
    mark = _mark()
    image.paste(mark, (MARGIN, FOOT + 7))
    left = MARGIN + mark.width + 14
    on.text((left, FOOT + 3), SITE, font=font(BOLD, 32), fill=INK)
    room = WIDTH - MARGIN - left - 190
    facts = fit(" · ".join(card.facts), REGULAR, sizes=(26, 23, 20), width=room, most=1)
    for line in facts.lines:
        on.text((WIDTH - MARGIN, FOOT + 26), line, font=facts.font, fill=QUIET, anchor="rm")


def _set(on: ImageDraw.ImageDraw, text: Lines, *, top: int, fill: str) -> None:
    for number, line in enumerate(text.lines):
        on.text((MARGIN, top + number * text.step), line, font=text.font, fill=fill)


@lru_cache(maxsize=1)
def _mark() -> Image.Image:
    """The mark of the header: two lanes of a track and who runs on it."""
    times = 12  # drawn large and made small, so that its curves are smooth
    image = Image.new("RGB", (34 * times, 22 * times), PAPER)
    on = ImageDraw.Draw(image)
    on.rounded_rectangle(
        (0, 0, 34 * times, 22 * times), radius=11 * times, outline=INK, width=round(2.5 * times)
    )
    inner = tuple(round(at * times) for at in (6.5, 6.5, 27.5, 15.5))
    on.rounded_rectangle(inner, radius=round(4.5 * times), outline=INK, width=round(1.5 * times))
    runner = tuple(round(at * times) for at in (21.9, 0, 29.1, 7.2))
    on.ellipse(runner, fill=TRACK)
    return image.resize((46, 30), Image.Resampling.LANCZOS)
