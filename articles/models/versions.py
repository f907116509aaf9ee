"""What was saved and what went live: versions never change, a publication pins one."""

from datetime import datetime

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateTimeRangeField, RangeOperators
from django.contrib.postgres.fields.ranges import RangeBoundary
from django.db import models
from django.db.models import Func, Q
from django.utils.translation import gettext_lazy as _

from articles.models.articles import Article
from articles.writing.content import SCHEMA, Content, content_of

USER = settings.AUTH_USER_MODEL


class TsTzRange(Func):
    function = "TSTZRANGE"
    output_field = DateTimeRangeField()


class Version(models.Model):
    """The whole content of an article at the instant of a save; immutable.

    `based_on` is what its writer had before them. Where somebody else had saved in between, it is
    `aside`: kept whole beside the line of versions, and still to be joined with them until
    `settled_at`, when its writer joined it in (a version is then based on it) or did without.
    """

    article = models.ForeignKey(Article, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("number"))
    schema = models.PositiveSmallIntegerField(default=SCHEMA)
    content = models.JSONField()
    keys = ArrayField(
        models.CharField(max_length=200), default=list, verbose_name=_("figures cited")
    )
    note = models.CharField(_("what changed"), max_length=300, blank=True)
    based_on = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    is_aside = models.BooleanField(default=False)
    settled_at = models.DateTimeField(null=True, blank=True)
    saved_at = models.DateTimeField(_("saved"))
    saved_by = models.ForeignKey(USER, models.PROTECT, related_name="+", verbose_name=_("by"))

    class Meta:
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        constraints = [
            models.UniqueConstraint(
                fields=["article", "number"], name="version_number_is_unique_in_its_article"
            )
        ]

    def __str__(self) -> str:
        return f"{self.article}, {self.number}"

    def as_content(self) -> Content:
        return content_of(self.content)

    @property
    def cites_figures(self) -> bool:
        return bool(self.keys)


class Review(models.Model):
    """One request to look a version over, and what came of it."""

    class Verdict(models.TextChoices):
        APPROVED = "approved", _("approved")
        CHANGES = "changes", _("changes wanted")
        WITHDRAWN = "withdrawn", _("withdrawn")

    version = models.ForeignKey(Version, models.PROTECT, related_name="reviews")
    requested_by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    requested_at = models.DateTimeField()
    request = models.TextField(_("for the reviewer"), blank=True)
    verdict = models.CharField(_("verdict"), max_length=10, choices=Verdict, blank=True)
    decided_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    remark = models.TextField(_("remark"), blank=True)

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        constraints = [
            models.UniqueConstraint(
                fields=["version"], condition=Q(verdict=""), name="version_has_one_open_review"
            ),
            models.CheckConstraint(
                condition=Q(verdict="", decided_by=None, decided_at=None)
                | (~Q(verdict="") & Q(decided_by__isnull=False, decided_at__isnull=False)),
                name="review_is_decided_by_somebody_at_some_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version}: {self.verdict or 'open'}"


class PublicationQuerySet(models.QuerySet["Publication"]):
    def live(self, instant: datetime) -> "PublicationQuerySet":
        """What visitors read at that instant."""
        return self.filter(
            Q(live_until=None) | Q(live_until__gt=instant),
            live_from__lte=instant,
        )

    def coming(self, instant: datetime) -> "PublicationQuerySet":
        return self.filter(live_from__gt=instant)


class Publication(models.Model):
    """A version that is live in `live_from <= instant < live_until`; those of one article follow
    each other. A scheduled one is a publication that begins later: nothing has to run for it.

    `planned_until` is the end that an editor chose. A following publication ends it earlier; when
    that is cancelled, the chosen end holds again. `seat` is what no other page can be on at the
    same time, as `articles/writing/seats.py` names it; empty where several may.
    """

    article = models.ForeignKey(Article, models.PROTECT, related_name="publications")
    version = models.ForeignKey(Version, models.PROTECT, related_name="publications")
    live_from = models.DateTimeField(_("live from"))
    live_until = models.DateTimeField(_("live until"), null=True, blank=True)
    planned_until = models.DateTimeField(null=True, blank=True)
    seat = models.CharField(max_length=200, blank=True, editable=False)
    note = models.CharField(_("public note on the change"), max_length=300, blank=True)
    is_minor = models.BooleanField(
        _("minor"), default=False, help_text=_("Not listed in the public log of changes.")
    )
    reviewed_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    published_by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    published_at = models.DateTimeField(_("published"))

    objects = PublicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("publication")
        verbose_name_plural = _("publications")
        constraints = [
            models.CheckConstraint(
                condition=Q(live_until=None) | Q(live_until__gt=models.F("live_from")),
                name="publication_ends_after_it_begins",
            ),
            ExclusionConstraint(
                name="publications_of_an_article_do_not_overlap",
                expressions=[
                    ("article", RangeOperators.EQUAL),
                    (
                        TsTzRange("live_from", "live_until", RangeBoundary()),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
            ExclusionConstraint(
                name="publications_of_a_seat_do_not_overlap",
                expressions=[
                    ("seat", RangeOperators.EQUAL),
                    (
                        TsTzRange("live_from", "live_until", RangeBoundary()),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=~Q(seat=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version} from {self.live_from:%Y-%m-%d %H:%M}"


class Slug(models.Model):
    """Every address that an article has had since it went live under it; none is given twice.

    A scheduled address counts from `since` on, and is nobody else's before.
    """

    article = models.ForeignKey(Article, models.PROTECT, related_name="slugs")
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    kind = models.CharField(max_length=10, choices=Article.Kind)
    slug = models.SlugField(max_length=120, db_index=False)
    since = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["language", "kind", "slug"], name="slug_leads_to_one_article"
            )
        ]

    def __str__(self) -> str:
        return f"{self.language}/{self.kind}/{self.slug}"
