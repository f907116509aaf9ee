"""Skills and certificates that a source names for an occupation, each read by somebody."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from benchmarks.models.reference import Occupation


class OccupationSkill(models.Model):
    """One skill or certificate; that a source names it is all that we say of it."""

    class Kind(models.TextChoices):
        SKILL = "skill", _("skill")
        CERTIFICATE = "certificate", _("certificate")

    occupation = models.ForeignKey(
        Occupation, models.CASCADE, related_name="skills", verbose_name=_("occupation")
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    name_de = models.CharField(_("German name"), max_length=120)
    name_en = models.CharField(_("English name"), max_length=120)
    note_de = models.CharField(_("German note"), max_length=200, blank=True)
    note_en = models.CharField(
        _("English note"),
        max_length=200,
        blank=True,
        help_text=_("What it is, in a few words; never what it is said to pay."),
    )
    source_publisher = models.CharField(_("publisher"), max_length=120)
    source_title = models.CharField(_("title of the source"), max_length=200)
    source_url = models.URLField(_("address of the source"), max_length=500)
    read_on = models.DateField(_("read on"), help_text=_("The day the source was read."))
    reviewed_on = models.DateField(
        _("reviewed on"),
        null=True,
        blank=True,
        help_text=_("When an editor last found it right for this occupation."),
    )
    ordering = models.PositiveSmallIntegerField(_("place"), default=0)

    class Meta:
        verbose_name = _("skill of an occupation")
        verbose_name_plural = _("skills of occupations")
        constraints = [
            models.UniqueConstraint(
                fields=["occupation", "kind", "name_en"],
                name="occupation_skill_is_named_once",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["skill", "certificate"]),
                name="occupation_skill_is_a_skill_or_certificate",
            ),
            models.CheckConstraint(
                condition=~Q(name_de="") & ~Q(name_en="") & ~Q(source_title=""),
                name="occupation_skill_and_its_source_have_names",
            ),
            models.CheckConstraint(
                condition=Q(note_de="", note_en="") | (~Q(note_de="") & ~Q(note_en="")),
                name="occupation_skill_note_is_in_both_languages",
            ),
            models.CheckConstraint(
                condition=Q(source_url__regex=r"^https?://"),
                name="occupation_skill_source_has_an_address",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_on=None) | Q(reviewed_on__gte=F("read_on")),
                name="occupation_skill_is_read_before_it_is_reviewed",
            ),
        ]

    def __str__(self) -> str:
        return self.name_de if (get_language() or "en").startswith("de") else self.name_en

    def clean(self) -> None:
        """Says at the field what the constraints refuse."""
        faults = {}
        if bool(self.note_de) != bool(self.note_en):
            missing = "note_en" if self.note_de else "note_de"
            faults[missing] = _("A note stands in both languages or in neither.")
        if self.reviewed_on and self.read_on and self.reviewed_on < self.read_on:
            faults["reviewed_on"] = _("A source is read before it is reviewed.")
        if faults:
            raise ValidationError(faults)
