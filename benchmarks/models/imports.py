"""A spreadsheet on its way in as a whole: the batch, and what happened to it."""

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from benchmarks.models.reference import Source


def uploads_storage() -> Storage:
    return storages["uploads"]


class ImportBatchQuerySet(models.QuerySet["ImportBatch"]):
    def living(self) -> "ImportBatchQuerySet":
        """Batches that a second upload of the same file would repeat."""
        return self.filter(state__in=ImportBatch.LIVING_STATES)

    def accepted(self) -> "ImportBatchQuerySet":
        return self.filter(state=ImportBatch.State.ACCEPTED)


class ImportBatch(models.Model):
    """One file, read by one mapping; its samples count from acceptance until it is undone.

    Undo and redo change the state alone, so each is exact.
    """

    class State(models.TextChoices):
        STAGED = "staged", _("read, waits for confirmation")
        ACCEPTED = "accepted", _("accepted")
        UNDONE = "undone", _("undone")
        DISCARDED = "discarded", _("discarded")

    LIVING_STATES = (State.STAGED, State.ACCEPTED)

    source = models.ForeignKey(Source, models.PROTECT, related_name="+", verbose_name=_("source"))
    file = models.FileField(_("file"), storage=uploads_storage, max_length=200)
    file_name = models.CharField(_("name of the file"), max_length=200)
    sha256 = models.CharField("SHA-256", max_length=64)
    mapping = models.JSONField(_("mapping"))
    effects = models.JSONField(
        _("effect on published figures"),
        null=True,
        blank=True,
        editable=False,
        help_text=_("What accepting it would do, worked out on request."),
    )
    findings = models.JSONField(
        default=dict, help_text=_("What the reader found in the file, for the preview.")
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.STAGED)
    rows_total = models.PositiveIntegerField(_("rows"), default=0)
    rows_accepted = models.PositiveIntegerField(_("usable"), default=0)
    rows_quarantined = models.PositiveIntegerField(_("in quarantine"), default=0)
    rows_refused = models.PositiveIntegerField(_("refused"), default=0)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    uploaded_at = models.DateTimeField(_("uploaded at"), auto_now_add=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    first_accepted_at = models.DateTimeField(
        _("first accepted at"),
        null=True,
        blank=True,
        editable=False,
        help_text=_("Which of two readings of one row is the newer; undo and redo keep it."),
    )

    objects = ImportBatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        default_permissions = ("view",)
        permissions = [("import_samples", "Can import, accept and undo salary samples")]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "sha256"],
                condition=Q(state__in=["staged", "accepted"]),
                name="import_batch_holds_a_file_once",
            ),
            models.CheckConstraint(
                condition=Q(
                    rows_total=F("rows_accepted") + F("rows_quarantined") + F("rows_refused")
                ),
                name="import_batch_accounts_for_every_row",
            ),
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="import_batch_sha256_is_hex"
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.file_name}"

    @property
    def rows_looked_at(self) -> int:
        """Rows that are not refused: usable ones, and those that wait for a person."""
        return self.rows_accepted + self.rows_quarantined


class ImportEvent(models.Model):
    """What happened to an import as a whole: who did it, when and why. Only ever added to."""

    class What(models.TextChoices):
        UPLOADED = "uploaded", _("uploaded and read")
        ACCEPTED = "accepted", _("accepted")
        UNDONE = "undone", _("undone")
        REDONE = "redone", _("redone")
        DISCARDED = "discarded", _("discarded")

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="events")
    what = models.CharField(_("what happened"), max_length=10, choices=What)
    why = models.CharField(_("why"), max_length=300, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    at = models.DateTimeField(_("when"))

    class Meta:
        verbose_name = _("event of an import")
        verbose_name_plural = _("events of imports")
        default_permissions = ("view",)
        constraints = [
            models.CheckConstraint(
                condition=Q(what__in=["uploaded", "accepted", "undone", "redone", "discarded"]),
                name="import_event_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.batch_id}: {self.what}"
