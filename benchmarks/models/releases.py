"""Numbered releases: made once, never changed, put into effect and followed by another."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from benchmarks.models.imports import ImportBatch
from benchmarks.moments import Moment


class ReleaseQuerySet(models.QuerySet["Release"]):
    def in_effect(self, moment: Moment) -> "Release | None":
        """The release that pages showed at the moment; None before the first."""
        return self.known_at(moment.known_at)

    def known_at(self, instant: datetime) -> "Release | None":
        return self.taken_effect(instant).first()

    def taken_effect(self, instant: datetime) -> "ReleaseQuerySet":
        """Those that had taken effect by then, the last one first: that is the one in effect."""
        begun = self.filter(publications__effective_from__lte=instant)
        return begun.order_by("-publications__effective_from")


class Release(models.Model):
    """All estimates made at one time from one set of accepted batches."""

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        PUBLISHED = "published", _("published")

    number = models.PositiveIntegerField(_("number"), unique=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    method_version = models.CharField(_("version of the method"), max_length=20)
    input_hash = models.CharField(
        _("hash of the input"), max_length=64, help_text=_("SHA-256 over the batches used.")
    )
    batches = models.ManyToManyField(ImportBatch, related_name="+", verbose_name=_("imports"))
    samples = models.PositiveIntegerField(_("samples"))
    note = models.CharField(_("note"), max_length=300, blank=True)
    backtest = models.JSONField(
        _("back-test"),
        null=True,
        blank=True,
        help_text=_("How the method would have forecast the years that these samples hold."),
    )
    contradictions = models.JSONField(
        _("contradictions"),
        default=list,
        blank=True,
        help_text=_("Figures that were withheld because others contradict them."),
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    released_at = models.DateTimeField(
        _("released at"), null=True, blank=True, help_text=_("When it was first put into effect.")
    )

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("release")
        verbose_name_plural = _("releases")
        permissions = [("publish_release", "Can make and publish releases")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="draft", released_at=None)
                | Q(state="published", released_at__isnull=False),
                name="release_has_a_time_once_it_is_published",
            ),
            models.CheckConstraint(condition=Q(number__gt=0), name="release_number_is_positive"),
        ]

    def __str__(self) -> str:
        return f"R{self.number}"


class ReleaseChange(models.Model):
    """What one release changed of another, in the newest figures of whole countries.

    Releases never change, so it is counted once, when the one first follows the other; `former` is
    None where nothing had been published before. `moved` counts markets that print another figure
    for the same year; `largest` are those that moved most, as the ids of their two estimates.
    """

    release = models.ForeignKey(Release, models.CASCADE, related_name="+")
    former = models.ForeignKey(Release, models.CASCADE, related_name="+", null=True)
    markets = models.PositiveIntegerField()
    came = models.PositiveIntegerField()
    went = models.PositiveIntegerField()
    moved = models.PositiveIntegerField()
    largest = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["release", "former"],
                nulls_distinct=False,
                name="release_is_held_once_against_another",
            )
        ]

    def __str__(self) -> str:
        return f"R{self.former_id or 0} → R{self.release_id}"


class ReleasePublication(models.Model):
    """From an instant on, pages show this release, until the next publication takes over.

    Rolling back is publishing an earlier release again; an instant in the future is a schedule.
    """

    release = models.ForeignKey(
        Release, models.PROTECT, related_name="publications", verbose_name=_("release")
    )
    effective_from = models.DateTimeField(_("in effect from"), unique=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("publication of a release")
        verbose_name_plural = _("publications of releases")

    def __str__(self) -> str:
        return f"R{self.release_id} · {self.effective_from:%Y-%m-%d %H:%M}"
