"""Work done in the background: what was asked for, who is on it and until when, how it ended."""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """What a person is told, in both languages of the admin."""

    de: str
    en: str


class JobQuerySet(models.QuerySet["Job"]):
    def living(self) -> "JobQuerySet":
        return self.filter(state__in=Job.LIVING_STATES)

    def abandoned(self) -> "JobQuerySet":
        """Running by the book, while their worker has been silent for longer than its lease."""
        return self.filter(state=Job.State.RUNNING, lease_until__lt=Now())

    def locked(self) -> "JobQuerySet":
        """Rows that nobody else holds, held until the end of the transaction.

        Not FOR UPDATE: rows that refer to a job may be written meanwhile.
        """
        return self.select_for_update(skip_locked=True, no_key=True)


class Job(models.Model):
    """One piece of work; a worker holds it by a lease, and each claim has the next attempt number.

    The clock of all leases is the database's, so that workers on several hosts agree.
    """

    class State(models.TextChoices):
        QUEUED = "queued", _("waiting")
        RUNNING = "running", _("running")
        SUCCEEDED = "succeeded", _("done")
        FAILED = "failed", _("failed")
        CANCELLED = "cancelled", _("cancelled")

    LIVING_STATES = (State.QUEUED, State.RUNNING)

    kind = models.CharField(_("kind"), max_length=40)
    subject = models.CharField(
        _("subject"),
        max_length=100,
        blank=True,
        help_text=_("What it works on: a subject has one living job of a kind."),
    )
    row_id = models.BigIntegerField(
        _("row"), null=True, blank=True, help_text=_("The row that it works on or has made.")
    )
    arguments = models.JSONField(_("arguments"), default=dict, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.QUEUED)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("requested by"),
    )
    requested_at = models.DateTimeField(_("requested at"), db_default=Now())
    task_id = models.UUIDField(null=True, blank=True, help_text=_("Its newest task in the queue."))

    attempt = models.PositiveIntegerField(_("attempt"), default=0)
    setbacks = models.PositiveSmallIntegerField(
        _("setbacks"), default=0, help_text=_("Attempts that ended through no decision of anyone.")
    )
    leased_by = models.CharField(_("worker"), max_length=100, blank=True)
    lease_until = models.DateTimeField(_("lease until"), null=True, blank=True)
    heartbeat_at = models.DateTimeField(_("last sign of life"), null=True, blank=True)
    started_at = models.DateTimeField(_("started at"), null=True, blank=True)
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)
    rows_done = models.PositiveBigIntegerField(_("rows done"), default=0)
    rows_total = models.PositiveBigIntegerField(_("rows"), null=True, blank=True)

    cancel_requested = models.BooleanField(_("to be cancelled"), default=False)
    cancelled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("cancelled by"),
    )
    problem_de = models.TextField(_("what went wrong, in German"), blank=True)
    problem_en = models.TextField(_("what went wrong, in English"), blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = _("job")
        verbose_name_plural = _("jobs")
        default_permissions = ("view",)
        permissions = [("cancel_job", "Can cancel jobs")]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "subject"],
                condition=Q(state__in=["queued", "running"]),
                name="job_is_the_only_living_one_of_its_subject",
            ),
            models.CheckConstraint(
                condition=Q(
                    state="running",
                    lease_until__isnull=False,
                    heartbeat_at__isnull=False,
                    attempt__gt=0,
                )
                & ~Q(leased_by="")
                | ~Q(state="running") & Q(leased_by="", lease_until=None, heartbeat_at=None),
                name="job_has_a_lease_just_while_it_runs",
            ),
            # No other state than these five passes here.
            models.CheckConstraint(
                condition=Q(state__in=["queued", "running"], finished_at=None)
                | Q(state__in=["succeeded", "failed", "cancelled"], finished_at__isnull=False),
                name="job_has_an_end_once_it_is_finished",
            ),
            models.CheckConstraint(
                condition=Q(attempt=0, started_at=None)
                | Q(attempt__gt=0, started_at__isnull=False),
                name="job_has_a_start_once_it_was_claimed",
            ),
            models.CheckConstraint(
                condition=Q(state="failed") & ~Q(problem_de="") & ~Q(problem_en="")
                | ~Q(state="failed") & Q(problem_de="", problem_en=""),
                name="job_says_why_it_failed",
            ),
            models.CheckConstraint(
                condition=~Q(state="queued", cancel_requested=True),
                name="job_in_the_queue_is_cancelled_at_once",
            ),
            models.CheckConstraint(
                condition=Q(setbacks__lte=models.F("attempt")),
                name="job_has_at_most_one_setback_per_attempt",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.kind}"

    @property
    def is_living(self) -> bool:
        return self.state in self.LIVING_STATES

    @property
    def problem(self) -> str:
        """Why it failed, in the language of the reader; empty unless it failed."""
        return self.problem_de if (get_language() or "en").startswith("de") else self.problem_en

    @property
    def seconds_worked(self) -> float | None:
        """From the start of this attempt to its last sign of life or its end; None before it."""
        until = self.finished_at or self.heartbeat_at
        if self.started_at is None or until is None:
            return None
        return (until - self.started_at).total_seconds()

    @property
    def rows_per_second(self) -> float | None:
        """The mean since the start of this attempt; None while there is nothing to divide."""
        seconds = self.seconds_worked
        return self.rows_done / seconds if seconds and self.rows_done else None

    @property
    def time_left(self) -> timedelta | None:
        """At the mean rate so far; None when the rate or the number of rows is unknown."""
        rate = self.rows_per_second
        if self.state != self.State.RUNNING or rate is None or self.rows_total is None:
            return None
        return timedelta(seconds=max(self.rows_total - self.rows_done, 0) / rate)

    def take(self, *, worker: str, lease: timedelta) -> None:
        """Start the next attempt; the caller holds the row and saves it."""
        self.state = self.State.RUNNING
        self.attempt += 1
        self.leased_by = worker
        self.started_at = self.heartbeat_at = Now()
        self.lease_until = Now() + lease
        self.rows_done, self.rows_total = 0, None

    def wait_again(self) -> None:
        """Back into the queue; the caller holds the row, saves it and sends a task."""
        self.state = self.State.QUEUED
        self.rows_done, self.rows_total = 0, None
        self._let_go()

    def end(self, state: State, problem: Sentence | None = None) -> None:
        """Finish as succeeded, cancelled, or failed with a sentence; the caller saves the row."""
        self.state = state
        self.finished_at = Now()
        if problem:
            self.problem_de, self.problem_en = problem.de, problem.en
        self._let_go()

    def _let_go(self) -> None:
        self.leased_by = ""
        self.lease_until = self.heartbeat_at = None
