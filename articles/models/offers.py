"""What partners pay for, and how often readers followed it; nothing about the readers."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from benchmarks.models import Country, Occupation


class PartnerOffer(models.Model):
    """A link that a partner pays for, in one language, from one day to another.

    Empty countries or occupations mean all of them; an empty placement, every place for offers.
    """

    reference = models.SlugField(
        _("reference"), max_length=80, unique=True, help_text=_("The end of the address /go/….")
    )
    partner = models.CharField(_("partner"), max_length=120)
    title = models.CharField(_("title"), max_length=120)
    text = models.CharField(
        _("text"),
        max_length=300,
        help_text=_("What it is, plainly. That it is advertising is said by itself."),
    )
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)
    url = models.URLField(_("address"), max_length=800)
    valid_from = models.DateField(_("from"))
    valid_to = models.DateField(_("until"), help_text=_("The first day on which it is gone."))
    countries = models.ManyToManyField(
        Country, blank=True, related_name="+", verbose_name=_("countries")
    )
    occupations = models.ManyToManyField(
        Occupation, blank=True, related_name="+", verbose_name=_("occupations")
    )
    placement = models.SlugField(
        _("placement"),
        max_length=80,
        blank=True,
        help_text=_("Only where a block of a page asks for this placement; empty: everywhere."),
    )
    priority = models.PositiveSmallIntegerField(
        _("priority"), default=0, help_text=_("Higher ones first; equal ones take turns by day.")
    )
    sells = ArrayField(
        models.CharField(max_length=80),
        default=list,
        blank=True,
        verbose_name=_("sells"),
        help_text=_(
            "Names of what it sells, separated by commas: a page that recommends one of them "
            "is flagged before it goes live."
        ),
    )

    class Meta:
        verbose_name = _("partner offer")
        verbose_name_plural = _("partner offers")
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__gt=F("valid_from")), name="offer_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(url__startswith="https://") | Q(url__startswith="http://"),
                name="offer_leads_to_a_web_address",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.partner}"


class OfferClicks(models.Model):
    """How often an offer was followed from one page on one day. No cookie, address or browser."""

    offer = models.ForeignKey(
        PartnerOffer, models.PROTECT, related_name="clicks", verbose_name=_("partner offer")
    )
    page = models.CharField(_("page"), max_length=300, blank=True)
    on = models.DateField(_("day"))
    count = models.PositiveIntegerField(_("clicks"))

    class Meta:
        verbose_name = _("clicks on an offer")
        verbose_name_plural = _("clicks on offers")
        constraints = [
            models.UniqueConstraint(
                fields=["offer", "page", "on"], name="clicks_are_one_row_a_page_and_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.offer} {self.on}: {self.count}"
