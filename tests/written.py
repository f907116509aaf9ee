"""Pages as editors would have written them: an article, its versions, what went live."""

from datetime import UTC, datetime
from io import BytesIO

from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from PIL import Image

from articles.models import Article, Block, JobAdvert, Picture, Publication, Review, Version
from articles.publishing.publications import publish
from articles.publishing.reviewing import decide, request_review
from articles.writing.saving import save_version

WRITTEN = datetime(2026, 1, 5, 9, tzinfo=UTC)

type Data = dict[str, object]


def person(name: str) -> User:
    """Somebody with a name to be shown; the same one when asked for again."""
    known = User.objects.filter(username=name).first()
    return known or User.objects.create_user(name, first_name=name.title(), last_name="Example")


def write(*blocks: tuple[str, Data], at: datetime = WRITTEN, **overrides: object) -> Version:
    """The first version of an English guide with these blocks."""
    fields = {
        "kind": "guide",
        "language": "en",
        "heading": "What it is like",
        "slug": "what-it-is-like",
        "lead": "A first answer.",
        "author": "Ada Example",
        "owner": person("ada"),
    }
    article = Article.objects.create(**(fields | overrides))
    return rewrite(article, *blocks, at=at)


def rewrite(article: Article, *blocks: tuple[str, Data], at: datetime = WRITTEN) -> Version:
    """The next version, with these blocks in place of its former ones."""
    article.blocks.all().delete()
    for number, (kind, data) in enumerate(blocks, start=1):
        Block.objects.create(parent=article, kind=kind, data=data, ordering=10 * number)
    return save_version(article, by=person("ada"), at=at)


def go_live(
    version: Version,
    *,
    at: datetime = WRITTEN,
    live_from: datetime | None = None,
    live_until: datetime | None = None,
    note: str = "",
    is_minor: bool = False,
) -> Publication:
    """Approved by a second person, then published."""
    if not version.reviews.exists():
        review = request_review(version, by=person("ada"), at=at)
        decide(review, Review.Verdict.APPROVED, by=person("bea"), at=at)
    return publish(
        version,
        by=person("ada"),
        at=at,
        live_from=live_from,
        live_until=live_until,
        note=note,
        is_minor=is_minor,
    )


def live_guide(*blocks: tuple[str, Data], at: datetime = WRITTEN, **overrides: object) -> Article:
    return go_live(write(*blocks, at=at, **overrides), at=at).article


def make_job(**overrides: object) -> JobAdvert:
    """Open from January 2026 to the end of 2099."""
    fields = {
        "reference": "job-1",
        "employer": "Works",
        "title": "Model engineer",
        "language": "en",
        "places": "Berlin; Munich",
        "fields": "Machine learning",
        "url": "https://jobs.example/1",
        "valid_from": datetime(2026, 1, 1, tzinfo=UTC).date(),
        "valid_to": datetime(2100, 1, 1, tzinfo=UTC).date(),
    }
    return JobAdvert.objects.create(**(fields | overrides))


def drawn_picture(**overrides: object) -> Picture:
    """A blue sea, 1200 by 600."""
    drawn = BytesIO()
    Image.new("RGB", (1200, 600), "navy").save(drawn, "JPEG")
    fields = {
        "alt_de": "Blau",
        "alt_en": "Blue",
        "credit": "Ada",
        "licence": "CC BY 4.0",
        "image": ContentFile(drawn.getvalue(), name="sea.jpg"),
    }
    return Picture.objects.create(**(fields | overrides))
