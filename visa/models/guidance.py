"""What a person needs besides the conditions: documents, timeline, fees, times, mistakes."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from benchmarks.models import Country
from visa.models.sources import Citation, is_german, key_constraint
from visa.models.titles import ResidenceTitle, Route
from visa.models.values import Parameter


class GuidanceQuerySet(models.QuerySet["Guidance"]):
    def in_force(self, on: date) -> "GuidanceQuerySet":
        """Valid on the day, the first one included and the last one not."""
        return self.filter(Q(valid_to=None) | Q(valid_to__gt=on), valid_from__lte=on)

    def for_origin(self, country: str) -> "GuidanceQuerySet":
        """What holds for people from everywhere, and for those from this country by its code."""
        return self.filter(Q(origin=None) | Q(origin__code=country))

    def for_route(self, key: str) -> "GuidanceQuerySet":
        """What holds for all routes of the title, and for this one."""
        return self.filter(Q(route=None) | Q(route__key=key))


class Guidance(models.Model):
    """One line of help on a title; its kind says where on the page it stands."""

    class Kind(models.TextChoices):
        DOCUMENT = "document", _("document to bring")
        MILESTONE = "milestone", _("milestone after the grant")
        FEE = "fee", _("fee")
        PROCESSING_TIME = "processing_time", _("processing time")
        MISTAKE = "mistake", _("common mistake")
        ADVICE = "advice", _("when to see a lawyer")

    key = models.CharField(_("key"), max_length=120, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    title = models.ForeignKey(
        ResidenceTitle, models.PROTECT, related_name="guidance", verbose_name=_("residence title")
    )
    route = models.ForeignKey(
        Route,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("route"),
        help_text=_("Empty: all routes of the title."),
    )
    origin = models.ForeignKey(
        Country,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("country of origin"),
        help_text=_("Empty: people from every country."),
    )
    text_de = models.TextField(_("German text"))
    text_en = models.TextField(_("English text"))
    detail_de = models.TextField(_("German details"), blank=True)
    detail_en = models.TextField(_("English details"), blank=True)
    parameter = models.ForeignKey(
        Parameter,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("legal figure"),
        help_text=_("The fee, or the months of a milestone, as a dated value."),
    )
    months = models.PositiveSmallIntegerField(
        _("months after the grant"),
        null=True,
        blank=True,
        help_text=_("For a milestone whose months are no legal figure of their own."),
    )
    citation = models.ForeignKey(
        Citation,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("citation"),
    )
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid until, exclusive"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(_("position"))

    objects = GuidanceQuerySet.as_manager()

    class Meta:
        verbose_name = _("guidance")
        verbose_name_plural = _("guidance")
        constraints = [
            key_constraint("guidance"),
            models.CheckConstraint(
                condition=~Q(text_de="") & ~Q(text_en=""),
                name="visa_guidance_is_in_both_languages",
            ),
            models.CheckConstraint(
                condition=Q(detail_de="", detail_en="") | (~Q(detail_de="") & ~Q(detail_en="")),
                name="visa_guidance_details_are_in_both_languages",
            ),
            models.CheckConstraint(
                condition=Q(citation__isnull=False) | Q(kind="advice"),
                name="visa_guidance_cites_a_source_unless_it_is_advice",
            ),
            models.CheckConstraint(
                condition=~Q(kind="fee") | Q(parameter__isnull=False),
                name="visa_fee_has_a_dated_amount",
            ),
            models.CheckConstraint(
                condition=~Q(kind="milestone")
                | Q(parameter__isnull=False, months=None)
                | Q(parameter=None, months__isnull=False),
                name="visa_milestone_has_months_in_one_place",
            ),
            models.CheckConstraint(
                condition=Q(months=None) | Q(kind="milestone"),
                name="visa_months_belong_to_a_milestone",
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from")),
                name="visa_guidance_period_is_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.key

    def clean(self) -> None:
        if self.route and self.route.title_id != self.title_id:
            raise ValidationError({"route": _("This route leads to another title.")})

    def is_in_force(self, on: date) -> bool:
        """As `in_force` of many."""
        return self.valid_from <= on and (self.valid_to is None or on < self.valid_to)

    @property
    def text(self) -> str:
        return self.text_de if is_german() else self.text_en

    @property
    def detail(self) -> str:
        return self.detail_de if is_german() else self.detail_en
