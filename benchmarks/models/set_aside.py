"""The rows that an import set aside, and what people decided of them."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from benchmarks.models.imports import ImportBatch


class QuarantineDecision(models.Model):
    """What a person decided of rows in quarantine: as what they count, who, when and why.

    `take_as` is the likely reading that was taken, `as_it_is`, or `refuse`. A decision is undone as
    a whole, and stays here.
    """

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="decisions")
    take_as = models.CharField(_("decision"), max_length=30)
    rows = models.PositiveIntegerField(_("rows"))
    why = models.CharField(_("why"), max_length=300)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    decided_at = models.DateTimeField(_("decided at"))
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    undone_at = models.DateTimeField(_("undone at"), null=True, blank=True)

    class Meta:
        verbose_name = _("decision on quarantine")
        verbose_name_plural = _("decisions on quarantine")
        default_permissions = ("view",)
        constraints = [
            models.CheckConstraint(
                condition=Q(rows__gt=0) & ~Q(take_as="") & ~Q(why=""),
                name="quarantine_decision_says_what_and_why",
            ),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=False) | Q(undone_by=None),
                name="quarantine_decision_is_undone_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.batch_id}: {self.take_as}"


class SetAsideRow(models.Model):
    """A row that was set aside: refused, or in quarantine until a person decides.

    Nothing is lost: a row that a person has taken stays here beside its sample.
    """

    class Decision(models.TextChoices):
        QUARANTINED = "quarantined", _("in quarantine")
        REFUSED = "refused", _("refused")
        TAKEN = "taken", _("taken")

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="set_aside", db_index=False)
    row_number = models.PositiveIntegerField(_("row"))
    decision = models.CharField(_("decision"), max_length=12, choices=Decision)
    code = models.CharField(_("reason"), max_length=60)
    values = models.JSONField(
        default=dict, help_text=_("What the sentence of the reason is filled with.")
    )
    cells = models.JSONField(
        default=dict, help_text=_("The row as it came, by column; of mapped columns alone.")
    )
    decided_in = models.ForeignKey(
        QuarantineDecision,
        models.PROTECT,
        related_name="set_aside",
        null=True,
        blank=True,
        db_index=False,
    )

    class Meta:
        verbose_name = _("row set aside")
        verbose_name_plural = _("rows set aside")
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(
                fields=["batch", "row_number"], name="set_aside_row_is_one_per_row"
            ),
            models.CheckConstraint(
                condition=Q(decision__in=["quarantined", "refused", "taken"]) & ~Q(code=""),
                name="set_aside_row_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(decision="quarantined", decided_in=None)
                | Q(decision="taken", decided_in__isnull=False)
                | Q(decision="refused"),
                name="set_aside_row_is_taken_by_a_decision",
            ),
        ]
        indexes = [models.Index(fields=["batch", "code"], name="set_aside_row_by_reason")]

    def __str__(self) -> str:
        return f"{self.batch_id}/{self.row_number}: {self.code}"
