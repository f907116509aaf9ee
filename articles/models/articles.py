"""Articles and their blocks: the form that editors write in. Visitors never read these rows."""

from content_editor.models import Region
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from articles.comparing.lines import lines_of
from articles.writing.content import Block as BlockContent
from articles.writing.kinds import Kind
from benchmarks.models import Country, Hub, Occupation
from benchmarks.models.reference import SLUG
from benchmarks.spelling import RESERVED_SLUGS
from visa.models import ResidenceTitle


class Article(models.Model):
    """One page in one language, as it is being written; `versions` hold what was saved."""

    class Kind(models.TextChoices):
        GUIDE = "guide", _("career guide")
        VISA = "visa", _("visa guide")
        MARKET = "market", _("market page")

    regions = (Region(key="main", title=_("Page")),)

    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)
    original = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="translations",
        verbose_name=_("translation of"),
        help_text=_("The page in the other language that this one follows."),
    )
    follows = models.ForeignKey(
        "articles.Version",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("translates"),
    )
    """The version of the original that this translation says; None where nobody stated it."""
    heading = models.CharField(_("heading"), max_length=160)
    slug = models.SlugField(
        _("slug"),
        max_length=120,
        db_index=False,
        help_text=_("The end of the address. When it changes, the former one leads here."),
    )
    lead = models.TextField(
        _("lead"), blank=True, help_text=_("Two or three sentences that answer first.")
    )
    description = models.CharField(
        _("description for search engines"),
        max_length=300,
        blank=True,
        help_text=_("Empty: the lead. Figures may be cited here as well."),
    )
    author = models.CharField(
        _("author"), max_length=120, blank=True, help_text=_("As readers shall see the name.")
    )
    occupation = models.ForeignKey(
        Occupation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("occupation"),
        help_text=_("Figures such as [[salary.typical]] are of this occupation."),
    )
    country = models.ForeignKey(
        Country,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("country"),
    )
    hub = models.ForeignKey(
        Hub, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("hub")
    )
    title = models.ForeignKey(
        ResidenceTitle,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("residence title"),
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("owner"),
        help_text=_("Who keeps the page right, and is told when it may not be."),
    )
    next_review_on = models.DateField(_("next review"), null=True, blank=True)
    successor = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("leads to"),
        help_text=_("Where visitors are sent while this page isn't live."),
    )

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        permissions = [
            ("publish_article", "Can publish, schedule and withdraw articles"),
            ("review_article", "Can approve articles that others wrote"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["language", "kind", "slug"], name="article_slug_is_unique"
            ),
            models.UniqueConstraint(
                fields=["original", "language"], name="article_has_one_translation_a_language"
            ),
            models.CheckConstraint(
                condition=Q(slug__regex=SLUG) & ~Q(slug__in=RESERVED_SLUGS),
                name="article_slug_is_well_formed",
            ),
            models.CheckConstraint(
                condition=Q(successor=None) | ~Q(successor=F("id")),
                name="article_does_not_lead_to_itself",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.heading} ({self.language})"


class Block(models.Model):
    """One block as it is being written; what its `data` holds depends on its kind."""

    parent = models.ForeignKey(Article, models.CASCADE, related_name="blocks")
    region = models.CharField(max_length=20, default="main")
    ordering = models.IntegerField(default=0)
    kind = models.CharField(_("kind"), max_length=20, choices=[(kind, kind) for kind in Kind])
    data = models.JSONField(_("content"), default=dict, blank=True)

    class Meta:
        verbose_name = _("block")
        verbose_name_plural = _("blocks")
        ordering = ["ordering", "pk"]
        indexes = [models.Index(fields=["parent", "ordering"], name="blocks_of_an_article")]

    def __str__(self) -> str:
        """Its first words, by which an editor finds it among the others."""
        block = BlockContent(number=self.pk or 0, kind=self.kind, data=self.data)
        return Truncator(next((line.text for line in lines_of(block)), "")).chars(60)

    @classmethod
    def get_queryset(cls) -> models.QuerySet["Block"]:
        """Where the editor of blocks finds what it copies."""
        return cls.objects.all()
