"""Residence titles and the routes that lead to each."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from benchmarks.models import Country, Named
from benchmarks.models.reference import slug_constraints
from visa.models.sources import is_german, key_constraint


class ResidenceTitle(Named):
    """A permit to live and work, such as the EU Blue Card of one country."""

    class Entitlement(models.TextChoices):
        SHALL = "shall", _("granted to whoever meets the conditions")
        MAY = "may", _("at the authority's discretion")

    key = models.CharField(_("key"), max_length=80, unique=True)
    country = models.ForeignKey(
        Country, models.PROTECT, related_name="+", verbose_name=_("country")
    )
    entitlement = models.CharField(_("entitlement"), max_length=10, choices=Entitlement)
    short_de = models.TextField(
        _("short answer in German"),
        help_text=_("Who gets it, in two or three sentences; figures as [[visa.…]], never typed."),
    )
    short_en = models.TextField(_("short answer in English"))
    predecessors = models.ManyToManyField(
        "self",
        symmetrical=False,
        blank=True,
        related_name="successors",
        verbose_name=_("titles from which people change to this one"),
    )
    position = models.PositiveSmallIntegerField(_("position"))

    class Meta:
        verbose_name = _("residence title")
        verbose_name_plural = _("residence titles")
        constraints = [
            key_constraint("title"),
            *slug_constraints("visa_title"),
            models.CheckConstraint(
                condition=~Q(short_de="") & ~Q(short_en=""),
                name="visa_title_is_described_in_both_languages",
            ),
        ]

    @property
    def short(self) -> str:
        return self.short_de if is_german() else self.short_en


class Route(models.Model):
    """One way to a title; whoever meets the rule of any route meets the title's."""

    title = models.ForeignKey(
        ResidenceTitle, models.PROTECT, related_name="routes", verbose_name=_("residence title")
    )
    key = models.CharField(_("key"), max_length=120, unique=True)
    name_de = models.CharField(_("German name"), max_length=120)
    name_en = models.CharField(_("English name"), max_length=120)
    summary_de = models.TextField(_("German summary"))
    summary_en = models.TextField(_("English summary"))
    consent_de = models.CharField(
        _("whose consent is needed, in German"),
        max_length=300,
        blank=True,
        help_text=_("Such as the Federal Employment Agency's; empty where nobody's is."),
    )
    consent_en = models.CharField(
        _("whose consent is needed, in English"), max_length=300, blank=True
    )
    position = models.PositiveSmallIntegerField(_("position"))

    class Meta:
        verbose_name = _("route")
        verbose_name_plural = _("routes")
        constraints = [
            key_constraint("route"),
            models.CheckConstraint(
                condition=~Q(summary_de="") & ~Q(summary_en=""),
                name="visa_route_is_described_in_both_languages",
            ),
            models.CheckConstraint(
                condition=Q(consent_de="", consent_en="") | (~Q(consent_de="") & ~Q(consent_en="")),
                name="visa_route_consent_is_in_both_languages",
            ),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def name(self) -> str:
        return self.name_de if is_german() else self.name_en

    @property
    def summary(self) -> str:
        return self.summary_de if is_german() else self.summary_en

    @property
    def consent(self) -> str:
        return self.consent_de if is_german() else self.consent_en
