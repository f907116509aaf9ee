"""What goes live only by a second person's approval, and is superseded, never edited.

Two times are kept: the days on which it is law, `valid_from <= day < valid_to`, and the instants
at which we held it for true, `known_from <= instant < superseded_at`. The database refuses two
rows that speak of the same thing on the same day at the same instant.
"""

from datetime import date, datetime

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import Deferrable, F, Func, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class EnactedQuerySet[Row: models.Model](models.QuerySet[Row]):
    def known_at(self, instant: datetime) -> "EnactedQuerySet[Row]":
        """What was approved by then and not yet superseded."""
        return self.filter(
            Q(superseded_at=None) | Q(superseded_at__gt=instant), known_from__lte=instant
        )

    def in_force(self, on: date) -> "EnactedQuerySet[Row]":
        """Valid on the day, the first one included and the last one not."""
        return self.filter(Q(valid_to=None) | Q(valid_to__gt=on), valid_from__lte=on)

    def awaiting_approval(self) -> "EnactedQuerySet[Row]":
        return self.filter(known_from=None, declined_at=None)

    def standing(self) -> "EnactedQuerySet[Row]":
        """Approved, and superseded by nothing: what we hold for true now."""
        return self.filter(known_from__isnull=False, superseded_at=None)


class Enacted(models.Model):
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(
        _("valid until, exclusive"),
        null=True,
        blank=True,
        help_text=_("The first day on which it no longer holds; empty: until further notice."),
    )
    loaded = models.BooleanField(
        _("came with the product"),
        default=False,
        editable=False,
        help_text=_("Reviewed in the repository instead of by two persons here."),
    )
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        editable=False,
        verbose_name=_("proposed by"),
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        editable=False,
        verbose_name=_("approved by"),
    )
    recorded_at = models.DateTimeField(_("recorded at"), db_default=Now(), editable=False)
    known_from = models.DateTimeField(
        _("approved at"),
        null=True,
        blank=True,
        editable=False,
        help_text=_("From this instant on, pages and checks use it."),
    )
    superseded_at = models.DateTimeField(_("superseded at"), null=True, blank=True, editable=False)
    declined_at = models.DateTimeField(_("declined at"), null=True, blank=True, editable=False)
    declined_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        editable=False,
        verbose_name=_("declined by"),
    )
    declined_because = models.CharField(
        _("declined because"), max_length=300, blank=True, editable=False
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from")),
                name="visa_%(class)s_period_is_in_order",
            ),
            models.CheckConstraint(
                condition=Q(loaded=True, proposed_by=None, approved_by=None)
                | Q(loaded=False, proposed_by__isnull=False, approved_by=None, known_from=None)
                | Q(
                    ~Q(approved_by=F("proposed_by")),
                    loaded=False,
                    proposed_by__isnull=False,
                    approved_by__isnull=False,
                    known_from__isnull=False,
                ),
                name="visa_%(class)s_is_approved_by_another_person",
            ),
            models.CheckConstraint(
                condition=Q(superseded_at=None) | Q(superseded_at__gte=F("known_from")),
                name="visa_%(class)s_is_superseded_after_it_was_known",
            ),
            models.CheckConstraint(
                condition=Q(superseded_at=None) | Q(known_from__isnull=False),
                name="visa_%(class)s_was_known_if_it_is_superseded",
            ),
            models.CheckConstraint(
                condition=Q(declined_at=None, declined_by=None, declined_because="")
                | Q(
                    ~Q(declined_because=""),
                    declined_at__isnull=False,
                    declined_by__isnull=False,
                    known_from=None,
                ),
                name="visa_%(class)s_is_declined_with_a_reason",
            ),
        ]

    @property
    def is_approved(self) -> bool:
        return self.known_from is not None

    @property
    def is_declined(self) -> bool:
        return self.declined_at is not None

    @property
    def is_standing(self) -> bool:
        return self.is_approved and self.superseded_at is None


def no_overlap(subject: str, name: str) -> ExclusionConstraint:
    """Of one subject no two rows hold on the same day as known at the same instant.

    Deferred, so that a row and what supersedes it can change in one transaction.
    """
    days = Func("valid_from", "valid_to", function="DATERANGE", output_field=DateRangeField())
    instants = Func(
        "known_from", "superseded_at", function="TSTZRANGE", output_field=DateTimeRangeField()
    )
    return ExclusionConstraint(
        name=name,
        expressions=[
            (subject, RangeOperators.EQUAL),
            (days, RangeOperators.OVERLAPS),
            (instants, RangeOperators.OVERLAPS),
        ],
        condition=Q(known_from__isnull=False),
        deferrable=Deferrable.DEFERRED,
    )
