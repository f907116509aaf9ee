"""What visitors can search: a row a page and language, made from what is published."""

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q

from articles.models.versions import Publication


class SearchEntry(models.Model):
    """One page that can be found. A written page belongs to its publication, and is found while
    that is live; all others are made anew when a release or the law has changed.

    By the words of `unseen` it is found as well: spellings and names that it doesn't have itself.
    """

    class Kind(models.TextChoices):
        GUIDE = "guide"
        TITLE = "title"
        OCCUPATION = "occupation"
        MARKET = "market"
        FIGURE = "figure"
        PAGE = "page"

    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    kind = models.CharField(max_length=10, choices=Kind)
    path = models.CharField(max_length=500)
    title = models.CharField(max_length=300)
    text = models.TextField(blank=True)
    unseen = models.TextField(blank=True)
    folded = models.CharField(max_length=300)
    weight = models.FloatField(default=1)
    publication = models.ForeignKey(Publication, models.CASCADE, null=True, related_name="+")
    document = SearchVectorField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["path"], condition=Q(publication=None), name="search_entry_is_one_a_page"
            ),
            models.UniqueConstraint(
                fields=["publication"], name="search_entry_is_one_a_publication"
            ),
        ]
        indexes = [GinIndex(fields=["document"], name="search_entries_by_word")]

    def __str__(self) -> str:
        return self.path


class SearchState(models.Model):
    """What the entries were made from; one row."""

    made_from = models.TextField()
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.made_at:%Y-%m-%d %H:%M}"
