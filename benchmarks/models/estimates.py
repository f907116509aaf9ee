"""What a release says: of each group and year, and of the steps between groups."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from benchmarks.models.reference import Country, Hub, Occupation, Seniority
from benchmarks.models.releases import Release

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Grade(models.TextChoices):
    """How far a figure can be trusted, computed from measurable criteria alone."""

    A = "A", _("A: precise, several sources, recent")
    B = "B", _("B: good")
    C = "C", _("C: rough")
    D = "D", _("D: modelled from broader groups, a range only")


class Suppression(models.TextChoices):
    """Why a group's figures are hidden."""

    FEW_SAMPLES = "few_samples", _("fewer than five samples")
    FEW_EMPLOYERS = "few_employers", _("fewer than three employers")
    DOMINANT_EMPLOYER = "dominant_employer", _("one employer has more than half of the samples")
    PROTECTS_ANOTHER = "protects_another", _("it would reveal a smaller group")
    SMALL_CHANGE = "small_change", _("the change since the last release would reveal a few people")
    NO_GRADE = "no_grade", _("too uncertain for a figure")
    CONTRADICTORY = "contradictory", _("it can't be true beside the other figures")


# What a suppressed row keeps silent about; the database holds it to that.
FIGURES = (
    *("typical", "typical_low", "typical_high", "p10", "p25", "p75", "p90"),
    *("median", "n", "recent_n", "effective_n", "source_count", "observed_from", "observed_to"),
)


def amount(name: "StrOrPromise", help_text: "StrOrPromise" = "") -> models.DecimalField:
    return models.DecimalField(
        name, max_digits=14, decimal_places=2, null=True, help_text=help_text
    )


class Estimate(models.Model):
    """What one group of people earns in one year, gross, in the country's currency.

    `typical` with its 80 % interval is the model's estimate of the middle of the group; `p10` to
    `p90` are the range of its people around it, measured where the group is large enough, modelled
    otherwise. `n` and `median` are the year's own samples, unless these are fewer than five;
    `recent_n` counts those of three years up to it. A suppressed row says only that it exists.
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
    is_projection = models.BooleanField(
        _("projection"), default=False, help_text=_("The year has no samples yet.")
    )
    suppression = models.CharField(
        _("hidden because"), max_length=20, choices=Suppression, blank=True
    )
    grade = models.CharField(_("grade"), max_length=1, choices=Grade, blank=True)
    typical = amount(_("typical pay"))
    typical_low = amount(_("typical pay, from"), help_text=_("80 per cent interval."))
    typical_high = amount(_("typical pay, to"))
    p10 = amount("P10")
    p25 = amount("P25")
    p75 = amount("P75")
    p90 = amount("P90")
    range_is_measured = models.BooleanField(_("range is measured"), default=False)
    n = models.PositiveIntegerField(_("samples of the year"), null=True)
    median = amount(_("median of the year's samples"))
    recent_n = models.PositiveIntegerField(_("samples of three years"), null=True)
    effective_n = models.DecimalField(
        _("effective samples of three years"), max_digits=9, decimal_places=1, null=True
    )
    source_count = models.PositiveSmallIntegerField(_("sources"), null=True)
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
            # A comparison with NULL is unknown, and the database lets unknown pass: hence isnull.
            models.CheckConstraint(
                condition=(
                    ~Q(suppression="")
                    & Q(grade="", provenance=[], range_is_measured=False)
                    & Q(**dict.fromkeys(FIGURES))
                )
                | Q(
                    suppression="",
                    grade__in=Grade.values,
                    typical__isnull=False,
                    typical_low__isnull=False,
                    typical_high__isnull=False,
                    typical_low__gt=0,
                    recent_n__isnull=False,
                    recent_n__gte=5,
                ),
                name="estimate_says_all_or_nothing",
            ),
            models.CheckConstraint(
                condition=Q(n=None, median=None)
                | Q(n__isnull=False, n__gte=5, median__isnull=False, is_projection=False),
                name="estimate_of_fewer_than_five_has_no_median",
            ),
            models.CheckConstraint(
                condition=Q(p10=None, p25=None, p75=None, p90=None)
                | Q(
                    p10__lte=F("p25"),
                    p25__lte=F("typical"),
                    p75__gte=F("typical"),
                    p90__gte=F("p75"),
                )
                & Q(p10__isnull=False, p25__isnull=False, p75__isnull=False, p90__isnull=False),
                name="estimate_range_of_people_is_in_order",
            ),
            models.CheckConstraint(
                condition=Q(typical=None)
                | Q(typical_low__lte=F("typical"), typical_high__gte=F("typical")),
                name="estimate_interval_holds_typical_pay",
            ),
        ]
        indexes = [
            # One in forty rows is a forecast of a whole country; they are looked up by themselves.
            models.Index(
                fields=["release", "occupation", "country", "year"],
                condition=Q(is_projection=True, hub=None, seniority="", suppression=""),
                name="estimate_forecasts",
            )
        ]

    def __str__(self) -> str:
        return f"{self.release_id}: {self.occupation_id}/{self.country_id}/{self.year}"

    @property
    def is_suppressed(self) -> bool:
        return bool(self.suppression)


class Contrast(models.Model):
    """How many times the pay of one part of a market is that of another, like with like.

    A level against the next lower one that has samples, or a hub against the whole country; with
    its 80 % interval. An interval that holds 1 shows no clear difference.
    """

    release = models.ForeignKey(Release, models.CASCADE, related_name="contrasts")
    occupation = models.ForeignKey(Occupation, models.PROTECT, related_name="+", db_index=False)
    country = models.ForeignKey(Country, models.PROTECT, related_name="+", db_index=False)
    hub = models.ForeignKey(
        Hub, models.PROTECT, related_name="+", null=True, blank=True, db_index=False
    )
    seniority = models.CharField(_("seniority"), max_length=10, choices=Seniority, blank=True)
    against = models.CharField(_("against seniority"), max_length=10, choices=Seniority, blank=True)
    ratio = models.DecimalField(_("ratio"), max_digits=8, decimal_places=4)
    low = models.DecimalField(_("ratio, from"), max_digits=8, decimal_places=4)
    high = models.DecimalField(_("ratio, to"), max_digits=8, decimal_places=4)

    class Meta:
        verbose_name = _("contrast")
        verbose_name_plural = _("contrasts")
        constraints = [
            models.UniqueConstraint(
                fields=["release", "occupation", "country", "hub", "seniority", "against"],
                nulls_distinct=False,
                name="contrast_is_one_per_pair",
            ),
            models.CheckConstraint(
                condition=Q(hub__isnull=False, seniority="", against="")
                | (Q(hub=None) & ~Q(seniority="") & ~Q(against="") & ~Q(seniority=F("against"))),
                name="contrast_is_of_a_hub_or_of_two_levels",
            ),
            models.CheckConstraint(
                condition=Q(low__gt=0, low__lte=F("ratio"), high__gte=F("ratio")),
                name="contrast_interval_holds_the_ratio",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.release_id}: ×{self.ratio}"

    @property
    def is_clear(self) -> bool:
        return not self.low <= 1 <= self.high


class Assumption(models.Model):
    """A factor that somebody states and nobody measured: shown as such, with its source, or not."""

    occupation = models.ForeignKey(
        Occupation,
        models.CASCADE,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("occupation"),
        help_text=_("Blank: all occupations."),
    )
    country = models.ForeignKey(
        Country, models.CASCADE, related_name="+", verbose_name=_("country")
    )
    hub = models.ForeignKey(
        Hub, models.CASCADE, related_name="+", null=True, blank=True, verbose_name=_("hub")
    )
    seniority = models.CharField(_("seniority"), max_length=10, choices=Seniority, blank=True)
    factor = models.DecimalField(
        _("factor"),
        max_digits=6,
        decimal_places=3,
        help_text=_("Times the pay of the whole country and all levels, such as 1.100."),
    )
    reason_de = models.CharField(_("German reason"), max_length=300)
    reason_en = models.CharField(_("English reason"), max_length=300)
    source_url = models.URLField(_("address of the source"))
    checked_on = models.DateField(_("checked on"))

    class Meta:
        verbose_name = _("assumption")
        verbose_name_plural = _("assumptions")
        constraints = [
            models.UniqueConstraint(
                fields=["occupation", "country", "hub", "seniority"],
                nulls_distinct=False,
                name="assumption_is_one_per_group",
            ),
            models.CheckConstraint(
                condition=(Q(hub__isnull=False) | ~Q(seniority=""))
                & Q(factor__gt=0, factor__lt=10)
                & ~Q(reason_de="")
                & ~Q(reason_en="")
                & ~Q(source_url=""),
                name="assumption_names_its_group_reason_and_source",
            ),
        ]

    def __str__(self) -> str:
        return f"×{self.factor}"
