"""The usable rows of imports, and how they compare with what counted before."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from benchmarks.models.imports import ImportBatch
from benchmarks.models.reference import Country, Hub, Occupation, Seniority, SourceKind


class SalarySample(models.Model):
    """One observed salary: as given, and as gross pay per year in the country's currency."""

    class Period(models.TextChoices):
        YEAR = "year", _("per year")
        MONTH = "month", _("per month")
        WEEK = "week", _("per week")
        HOUR = "hour", _("per hour")

    # Indexes and foreign keys are few on purpose: a million rows arrive by COPY.
    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="samples", db_index=False)
    row_number = models.PositiveIntegerField(_("row"))
    occupation = models.ForeignKey(
        Occupation, models.PROTECT, related_name="+", db_index=False, verbose_name=_("occupation")
    )
    country = models.ForeignKey(
        Country, models.PROTECT, related_name="+", db_index=False, verbose_name=_("country")
    )
    hub = models.ForeignKey(
        Hub,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        db_index=False,
        verbose_name=_("hub"),
    )
    seniority = models.CharField(_("seniority"), max_length=10, choices=Seniority, blank=True)
    source_kind = models.CharField(_("kind of source"), max_length=10, choices=SourceKind)
    observed_on = models.DateField(
        _("observed on"), help_text=_("First day of the period that the row names.")
    )
    amount = models.DecimalField(_("amount as given"), max_digits=16, decimal_places=4)
    currency = models.CharField(_("currency"), max_length=3)
    period = models.CharField(_("period"), max_length=10, choices=Period)
    yearly_pay = models.DecimalField(
        _("gross per year"),
        max_digits=14,
        decimal_places=2,
        help_text=_("In the country's currency, at the rate of the year of observation."),
    )
    fingerprint = models.UUIDField(
        _("fingerprint"),
        help_text=_("Equal for rows that are one observation; such rows count once."),
    )
    # Only where the source's own row id tells observations apart: the fingerprint is that of the
    # id then, and this tells a changed row from the same one.
    content = models.UUIDField(_("fingerprint of what a row with an id says"), null=True)

    class Meta:
        verbose_name = _("salary sample")
        verbose_name_plural = _("salary samples")
        default_permissions = ("view",)
        permissions = [("export_salarysample", "Can export salary samples")]
        constraints = [
            models.UniqueConstraint(
                fields=["batch", "row_number"], name="salary_sample_is_one_per_row"
            ),
            # PostgreSQL counts NaN as greater than any number: the upper bound keeps it out.
            models.CheckConstraint(
                condition=Q(yearly_pay__gt=0, yearly_pay__lt=10**11, amount__gt=0),
                name="salary_sample_pay_is_positive_and_finite",
            ),
            models.CheckConstraint(
                condition=Q(currency__regex=r"^[A-Z]{3}$"),
                name="salary_sample_currency_is_three_capitals",
            ),
            models.CheckConstraint(
                condition=Q(seniority__in=["", *Seniority.values])
                & Q(source_kind__in=SourceKind.values)
                & Q(period__in=["year", "month", "week", "hour"]),
                name="salary_sample_words_are_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.batch_id}/{self.row_number}"


class ComparedRows(models.Model):
    """Usable rows of an import that compare alike with what counts, a thousand at a time.

    Any page of a million rows is found by its number, and a file of nothing but new rows has none.
    """

    class Verdict(models.TextChoices):
        NEW = "new", _("new")
        CHANGED = "changed", _("changed")
        SAME = "same", _("the same")
        REPEATED = "repeated", _("repeated")

    AT_A_TIME = 1_000

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="compared", db_index=False)
    verdict = models.CharField(max_length=10, choices=Verdict)
    place = models.PositiveIntegerField(help_text=_("The first thousand is 0."))
    row_numbers = ArrayField(models.PositiveIntegerField())
    former = ArrayField(
        models.BigIntegerField(null=True),
        help_text=_("For each row the sample that it changes, equals or repeats, if any."),
    )

    class Meta:
        verbose_name = _("compared rows")
        verbose_name_plural = _("compared rows")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["batch", "verdict", "place"], name="compared_rows_stand_in_one_place"
            ),
            models.CheckConstraint(
                condition=Q(verdict__in=["new", "changed", "same", "repeated"]),
                name="compared_rows_have_a_known_verdict",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.batch_id}: {self.verdict} {self.place}"
