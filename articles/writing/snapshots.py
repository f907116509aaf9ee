"""From the rows of the form to content, and back."""

from collections.abc import Iterable

from django.db import transaction

from articles.models import Article
from articles.models import Block as BlockRow
from articles.writing.content import Block, Content, Topic
from benchmarks.models import Country, Hub, Occupation
from visa.models import ResidenceTitle


def snapshot(article: Article) -> Content:
    """The article as its rows stand now, in two queries."""
    row = Article.objects.select_related("occupation", "country", "hub", "title").get(pk=article.pk)
    return Content(
        heading=row.heading,
        slug=row.slug,
        lead=row.lead,
        description=row.description,
        author=row.author,
        topic=topic_of(row),
        blocks=tuple(
            Block(number=block.pk, kind=block.kind, data=block.data)
            for block in row.blocks.order_by("ordering", "pk")
        ),
    )


def topic_of(row: Article) -> Topic:
    """What the article's rows say that it is about."""
    return Topic(
        occupation=row.occupation.code if row.occupation else "",
        country=row.country.code if row.country else "",
        hub=row.hub.code if row.hub else "",
        title=row.title.key if row.title else "",
    )


@transaction.atomic
def write_rows(article: Article, content: Content) -> None:
    """Make the rows what the content says; blocks keep their numbers.

    So a form that was opened on this content can still be read, whatever was saved since.
    """
    topic = content.topic
    article.heading, article.slug = content.heading, content.slug
    article.lead, article.description = content.lead, content.description
    article.author = content.author
    article.occupation = Occupation.objects.filter(code=topic.occupation).first()
    article.country = Country.objects.filter(code=topic.country).first()
    article.hub = Hub.objects.filter(code=topic.hub).first()
    article.title = ResidenceTitle.objects.filter(key=topic.title).first()
    article.save()
    write_blocks(article, content.blocks)


def write_blocks(article: Article, blocks: Iterable[Block]) -> None:
    """Make the rows of the blocks these, in this order."""
    article.blocks.all().delete()
    BlockRow.objects.bulk_create(
        BlockRow(
            pk=block.number, parent=article, kind=block.kind, data=block.data, ordering=10 * place
        )
        for place, block in enumerate(blocks, start=1)
    )
