"""Numbered releases and the estimates in them: never changed, only followed by another."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from benchmarks.models.imports import ImportBatch
from benchmarks.models.reference import Country, Hub, Occupation, Seniority
from benchmarks.moments import Moment


class ReleaseQuerySet(models.QuerySet["Release"]):
    def in_effect(self, moment: Moment) -> "Release | None":
        """The release that pages showed at the moment; None before the first."""
        return (
            self.filter(publications__effective_from__lte=moment.known_at)
            .order_by("-publications__effective_from")
            .first()
        )


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


class Estimate(models.Model):
    """What one group of people earns in one year, gross, in the country's currency.

    A group without enough samples of its own is suppressed: it exists, and says nothing more.
    """

    release = models.ForeignKey(Release, models.CASCADE, related_name="estimates")
    occupation = models.ForeignKey(Occupation, models.PROTECT, related_name="+", db_index=False)
    country = models.ForeignKey(Country, models.PROTECT, related_name="+", db_index=False)
    hub = models.ForeignKey(
        Hub, models.PROTECT, related_name="+", null=True, blank=True, db_index=False
    )
    seniority = models.CharField(
        _("seniority"), max_length=10, choices=Seniority, blank=True, help_text=_("Blank: all.")
    )
    year = models.PositiveSmallIntegerField(_("year"))
    is_suppressed = models.BooleanField(_("suppressed"), default=False)
    n = models.PositiveIntegerField(_("samples"), null=True)
    p10 = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    p25 = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    median = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    p75 = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    p90 = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    typical_low = models.DecimalField(
        _("typical pay, from"),
        max_digits=14,
        decimal_places=2,
        null=True,
        help_text=_("80 % interval of the median."),
    )
    typical_high = models.DecimalField(
        _("typical pay, to"), max_digits=14, decimal_places=2, null=True
    )
    observed_from = models.DateField(_("oldest observation"), null=True)
    observed_to = models.DateField(_("newest observation"), null=True)
    provenance = models.JSONField(
        _("provenance"),
        default=list,
        help_text=_("Slug of each source and kind of its samples, without their number."),
    )

    class Meta:
        verbose_name = _("estimate")
        verbose_name_plural = _("estimates")
        constraints = [
            models.UniqueConstraint(
                fields=["release", "occupation", "country", "hub", "seniority", "year"],
                nulls_distinct=False,
                name="estimate_is_one_per_group_and_year",
            ),
            models.CheckConstraint(
                condition=Q(
                    is_suppressed=True,
                    n=None,
                    median=None,
                    p10=None,
                    p25=None,
                    p75=None,
                    p90=None,
                    typical_low=None,
                    typical_high=None,
                    observed_from=None,
                    observed_to=None,
                    provenance=[],
                )
                | Q(
                    is_suppressed=False,
                    # A comparison with NULL is unknown, and the database lets unknown pass.
                    n__isnull=False,
                    n__gte=5,
                    median__isnull=False,
                    median__gt=0,
                    observed_from__isnull=False,
                    observed_to__isnull=False,
                ),
                name="estimate_of_fewer_than_five_says_nothing",
            ),
            models.CheckConstraint(
                condition=(Q(p10=None) | Q(p10__lte=F("p25")))
                & (Q(p25=None) | Q(p25__lte=F("median")))
                & (Q(p75=None) | Q(p75__gte=F("median")))
                & (Q(p90=None) | Q(p90__gte=F("p75")))
                & (Q(typical_low=None) | Q(typical_low__lte=F("median")))
                & (Q(typical_high=None) | Q(typical_high__gte=F("median"))),
                name="estimate_percentiles_are_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.release_id}: {self.occupation_id}/{self.country_id}/{self.year}"
