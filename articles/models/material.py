"""What articles show besides text: pictures with their rights, and job adverts."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from imagefield.fields import ImageField

from benchmarks.models import Occupation


class Picture(models.Model):
    """A picture with what it shows in both languages, unless it only decorates, and its rights."""

    image = ImageField(
        _("picture"),
        upload_to="pictures/%Y/",
        width_field="width",
        height_field="height",
        formats={
            "small": ["default", ("thumbnail", (480, 4800))],
            "medium": ["default", ("thumbnail", (960, 9600))],
            "large": ["default", ("thumbnail", (1600, 16000))],
        },
        auto_add_fields=True,
    )
    width = models.PositiveIntegerField(editable=False, default=0)
    height = models.PositiveIntegerField(editable=False, default=0)
    is_decorative = models.BooleanField(_("only decorates"), default=False)
    alt_de = models.CharField(_("what it shows, in German"), max_length=300, blank=True)
    alt_en = models.CharField(_("what it shows, in English"), max_length=300, blank=True)
    credit = models.CharField(_("credit"), max_length=200)
    licence = models.CharField(_("licence"), max_length=120)
    source_url = models.URLField(_("source"), blank=True)

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        constraints = [
            models.CheckConstraint(
                condition=Q(is_decorative=True) | (~Q(alt_de="") & ~Q(alt_en="")),
                name="picture_is_described_or_decorative",
            )
        ]

    def __str__(self) -> str:
        return self.alt_en or self.image.name


class JobAdvert(models.Model):
    """A job that guides show to readers interested in its occupations, until it expires."""

    reference = models.SlugField(_("reference"), max_length=80, unique=True)
    employer = models.CharField(_("employer"), max_length=120)
    title = models.CharField(_("title"), max_length=160)
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)
    places = models.CharField(_("places"), max_length=200, help_text=_("Separated by semicolons."))
    fields = models.CharField(
        _("fields"), max_length=200, blank=True, help_text=_("Separated by semicolons.")
    )
    url = models.URLField(_("address"), max_length=500)
    valid_from = models.DateField(_("from"))
    valid_to = models.DateField(_("until"), help_text=_("The first day on which it is gone."))
    is_paid = models.BooleanField(_("paid for"), default=False)
    occupations = models.ManyToManyField(
        Occupation, related_name="+", verbose_name=_("occupations")
    )

    class Meta:
        verbose_name = _("job advert")
        verbose_name_plural = _("job adverts")
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__gt=models.F("valid_from")), name="job_ends_after_it_begins"
            )
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.employer}"
