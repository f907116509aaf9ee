"""A spreadsheet on its way in: the batch, its usable rows, and the rows that were set aside."""

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from benchmarks.models.reference import Country, Hub, Occupation, Seniority, Source, SourceKind


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
    occupation = models.ForeignKey(Occupation, models.PROTECT, related_name="+", db_index=False)
    country = models.ForeignKey(Country, models.PROTECT, related_name="+", db_index=False)
    hub = models.ForeignKey(
        Hub, models.PROTECT, related_name="+", null=True, blank=True, db_index=False
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
