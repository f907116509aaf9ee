"""Figures that law sets anew from time to time, and what they were in which period."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from benchmarks.models import Country
from visa import citations
from visa import values as pure
from visa.models.enacted import Enacted, EnactedQuerySet, no_overlap
from visa.models.sources import Citation, is_german, key_constraint


class Parameter(models.Model):
    """A figure by its key, which prose and rules cite: `de.blue-card.salary.shortage`."""

    class Unit(models.TextChoices):
        """As visa.values.Unit."""

        MONEY = "money", _("money")
        PERCENT = "percent", _("percent")
        POINTS = "points", _("points")
        YEARS = "years", _("years")
        MONTHS = "months", _("months")
        WEEKS = "weeks", _("weeks")
        HOURS = "hours", _("hours")

    class Per(models.TextChoices):
        """As visa.values.Per."""

        YEAR = "year", _("per year")
        MONTH = "month", _("per month")
        ONCE = "once", _("once")

    class Cadence(models.TextChoices):
        YEARLY = "yearly", _("every 1 January")
        AD_HOC = "ad_hoc", _("when the law changes")

    key = models.CharField(
        _("key"),
        max_length=120,
        unique=True,
        help_text=_("Prose cites it, so it stays: de.blue-card.salary.shortage."),
    )
    name_de = models.CharField(_("German name"), max_length=200)
    name_en = models.CharField(_("English name"), max_length=200)
    country = models.ForeignKey(
        Country, models.PROTECT, related_name="+", verbose_name=_("country")
    )
    unit = models.CharField(_("unit"), max_length=10, choices=Unit)
    currency = models.CharField(_("currency"), max_length=3, blank=True, help_text="ISO 4217")
    per = models.CharField(_("per"), max_length=10, choices=Per, default=Per.ONCE)
    instalments = models.PositiveSmallIntegerField(
        _("payments a year"),
        default=pure.MONTHS,
        help_text=_("Money per month is paid so many times a year: 12, or 14 in Austria."),
    )
    pay_components_de = models.CharField(_("what counts, in German"), max_length=300, blank=True)
    pay_components_en = models.CharField(_("what counts, in English"), max_length=300, blank=True)
    cadence = models.CharField(
        _("changes"),
        max_length=10,
        choices=Cadence,
        default=Cadence.AD_HOC,
        help_text=_("A yearly value ends by itself on the next 1 January."),
    )

    class Meta:
        verbose_name = _("legal figure")
        verbose_name_plural = _("legal figures")
        constraints = [
            key_constraint("parameter"),
            models.CheckConstraint(
                condition=Q(unit="money", currency__regex=r"^[A-Z]{3}$")
                | Q(~Q(unit="money"), currency=""),
                name="visa_parameter_has_a_currency_if_it_is_money",
            ),
            models.CheckConstraint(
                condition=Q(instalments=12) | Q(unit="money", per="month", instalments__gt=0),
                name="visa_parameter_has_other_instalments_only_per_month",
            ),
            models.CheckConstraint(
                condition=Q(pay_components_de="", pay_components_en="")
                | (~Q(pay_components_de="") & ~Q(pay_components_en="")),
                name="visa_parameter_pay_components_are_in_both_languages",
            ),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def name(self) -> str:
        return self.name_de if is_german() else self.name_en

    @property
    def pay_components(self) -> str:
        return self.pay_components_de if is_german() else self.pay_components_en

    def as_parameter(self) -> pure.Parameter:
        return pure.Parameter(
            key=self.key,
            name=citations.Text(self.name_de, self.name_en),
            unit=pure.Unit(self.unit),
            currency=self.currency,
            per=pure.Per(self.per),
            instalments=self.instalments,
            is_yearly=self.cadence == self.Cadence.YEARLY,
        )


class ParameterValueQuerySet(EnactedQuerySet["ParameterValue"]):
    """The vocabulary of dated values."""


class ParameterValue(Enacted):
    """What a figure was or will be: an amount, or a percentage of a base on the same day."""

    class Status(models.TextChoices):
        ANNOUNCED = "announced", _("announced, not yet enacted")
        IN_FORCE = "in_force", _("enacted")

    parameter = models.ForeignKey(
        Parameter, models.PROTECT, related_name="values", verbose_name=_("legal figure")
    )
    amount = models.DecimalField(
        _("amount"), max_digits=16, decimal_places=4, null=True, blank=True
    )
    divisor = models.PositiveSmallIntegerField(
        _("divided by"), default=1, help_text=_("Two thirds in percent is 200 divided by 3.")
    )
    percentage = models.ForeignKey(
        Parameter,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("percentage"),
        help_text=_("A figure in percent; its value on the same day counts."),
    )
    base = models.ForeignKey(
        Parameter,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("base"),
        help_text=_("What the percentage is taken of; its value on the same day counts."),
    )
    published_amount = models.DecimalField(
        _("amount as published"),
        max_digits=16,
        decimal_places=2,
        null=True,
        blank=True,
        help_text=_("What the gazette printed; it must equal the formula to the cent."),
    )
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.IN_FORCE)
    citation = models.ForeignKey(
        Citation, models.PROTECT, related_name="+", verbose_name=_("citation")
    )
    verified_on = models.DateField(
        _("checked on"),
        null=True,
        blank=True,
        help_text=_("When a person last compared it with its source."),
    )
    note_de = models.CharField(_("German note"), max_length=300, blank=True)
    note_en = models.CharField(_("English note"), max_length=300, blank=True)

    objects = ParameterValueQuerySet.as_manager()

    class Meta(Enacted.Meta):
        verbose_name = _("dated value")
        verbose_name_plural = _("dated values")
        permissions = [("approve_parametervalue", "Can approve dated values of others")]
        constraints = [
            *Enacted.Meta.constraints,
            no_overlap("parameter", "visa_values_of_a_parameter_do_not_overlap"),
            models.CheckConstraint(
                condition=Q(amount__isnull=False, percentage=None, base=None)
                | Q(amount=None, percentage__isnull=False, base__isnull=False, divisor=1),
                name="visa_value_is_an_amount_or_a_formula",
            ),
            models.CheckConstraint(
                condition=Q(percentage=None)
                | (~Q(percentage=F("base")) & ~Q(percentage=F("parameter")))
                & ~Q(base=F("parameter")),
                name="visa_value_is_no_formula_of_itself",
            ),
            models.CheckConstraint(
                condition=Q(published_amount=None) | Q(amount=None),
                name="visa_value_has_a_published_amount_beside_a_formula_only",
            ),
            models.CheckConstraint(
                condition=Q(amount=None) | Q(amount__gte=0), name="visa_value_is_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(divisor__gt=0), name="visa_value_is_divided_by_a_positive_number"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.parameter_id and self.parameter.key} · {self.valid_from}"

    @property
    def is_announced(self) -> bool:
        return self.status == self.Status.ANNOUNCED
