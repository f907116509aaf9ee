"""Versions of a route's rule, each an indented outline of conditions."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Deferrable, Q
from django.utils.translation import gettext_lazy as _

from visa.models.enacted import Enacted, EnactedQuerySet, no_overlap
from visa.models.facts import CodeGroup, Fact
from visa.models.sources import Citation, is_german
from visa.models.titles import Route
from visa.models.values import Parameter


class RuleVersionQuerySet(EnactedQuerySet["RuleVersion"]):
    """The vocabulary of dated rules."""

    def awaiting_approval(self) -> "RuleVersionQuerySet":
        """Handed in by their editor; what isn't is still being written."""
        return self.filter(known_from=None, submitted_at__isnull=False)


class RuleVersion(Enacted):
    """What a route required during a period. Drafts can be edited; what was approved can't."""

    route = models.ForeignKey(
        Route, models.PROTECT, related_name="versions", verbose_name=_("route")
    )
    citation = models.ForeignKey(
        Citation, models.PROTECT, related_name="+", verbose_name=_("citation")
    )
    note = models.CharField(
        _("what changed"), max_length=300, blank=True, help_text=_("For the other editors.")
    )
    submitted_at = models.DateTimeField(
        _("handed in at"),
        null=True,
        blank=True,
        editable=False,
        help_text=_("From then on nobody edits it: what is approved is what was read."),
    )

    objects = RuleVersionQuerySet.as_manager()

    class Meta(Enacted.Meta):
        verbose_name = _("version of a rule")
        verbose_name_plural = _("versions of rules")
        permissions = [("approve_ruleversion", "Can approve rules of others")]
        constraints = [
            *Enacted.Meta.constraints,
            no_overlap("route", "visa_rules_of_a_route_do_not_overlap"),
        ]

    def __str__(self) -> str:
        return f"{self.route_id and self.route.key} · {self.valid_from}"

    @property
    def is_editable(self) -> bool:
        return not self.is_approved and self.submitted_at is None


class Operator(models.TextChoices):
    """One for each class of visa/terms.py, and the bands that stand below a lookup."""

    ALL = "all", _("all of")
    ANY_OF = "any_of", _("one of")
    AT_LEAST = "at_least", _("at least so many of")
    NONE_OF = "none_of", _("none of")
    UNLESS = "unless", _("the first, unless one of the others")
    SCORE = "score", _("points reach a minimum")
    POINTS = "points", _("points where all below is met")
    POINTS_PER = "points_per", _("points for every unit of a number")
    HIGHEST = "highest", _("only the most points of")
    CAPPED = "capped", _("the sum of points, up to a maximum")
    COMPARE = "compare", _("compare with a figure")
    LOOKUP = "lookup", _("compare with the figure of an age band")
    BAND = "band", _("band: from so many years on")
    IN_GROUP = "in_group", _("occupation in a group")
    ONE_OF = "one_of", _("one of these answers")
    AGE = "age", _("whole years since a date")
    WITHIN = "within", _("date within a time")
    WORKED = "worked", _("months of work within years")
    EVIDENCE = "evidence", _("shown by evidence")
    AUTHORITY = "authority", _("left to the authority")


LEAVES = (
    Operator.POINTS_PER,
    Operator.COMPARE,
    Operator.LOOKUP,
    Operator.IN_GROUP,
    Operator.ONE_OF,
    Operator.AGE,
    Operator.WITHIN,
    Operator.WORKED,
    Operator.EVIDENCE,
    Operator.AUTHORITY,
)


class Condition(models.Model):
    """One line of a rule's outline; what is indented deeper below it belongs to it.

    Which columns an operator uses is the business of visa/outline.py.
    """

    class Relation(models.TextChoices):
        """As visa.terms.Relation."""

        AT_LEAST = "at_least", _("at least")
        MORE_THAN = "more_than", _("more than")
        AT_MOST = "at_most", _("at most")
        LESS_THAN = "less_than", _("less than")
        EQUAL = "equal", _("equal to")

    class CalendarUnit(models.TextChoices):
        """As visa.terms.CalendarUnit."""

        DAYS = "days", _("days")
        MONTHS = "months", _("months")
        YEARS = "years", _("years")

    class ChangeableBy(models.TextChoices):
        """As visa.facts.ChangeableBy."""

        APPLICANT = "applicant", _("the applicant")
        EMPLOYER = "employer", _("the employer")
        TIME = "time", _("time")
        AUTHORITY = "authority", _("the authority")
        NOBODY = "nobody", _("nobody")

    rule = models.ForeignKey(
        RuleVersion, models.CASCADE, related_name="conditions", verbose_name=_("version of a rule")
    )
    position = models.PositiveSmallIntegerField(_("position"))
    depth = models.PositiveSmallIntegerField(_("indented by"), default=0)
    key = models.SlugField(
        _("key"),
        max_length=80,
        blank=True,
        help_text=_("Scenarios name a condition by it; only bands have none."),
    )
    operator = models.CharField(_("operator"), max_length=12, choices=Operator)
    fact = models.ForeignKey(
        Fact,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("question"),
    )
    born = models.ForeignKey(
        Fact,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("date of birth"),
        help_text=_("The question whose answer gives the age, for a figure by age band."),
    )
    reference = models.ForeignKey(
        Fact,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("counted to"),
        help_text=_("A question about a day; empty: the day of the application."),
    )
    relation = models.CharField(_("relation"), max_length=10, choices=Relation, blank=True)
    parameter = models.ForeignKey(
        Parameter,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("legal figure"),
    )
    number = models.DecimalField(
        _("number"),
        max_digits=12,
        decimal_places=4,
        null=True,
        blank=True,
        help_text=_("Years, months, points or how many: whatever the operator counts."),
    )
    window = models.PositiveSmallIntegerField(
        _("within years"), null=True, blank=True, help_text=_("For months of work.")
    )
    unit = models.CharField(_("unit of time"), max_length=10, choices=CalendarUnit, blank=True)
    group = models.ForeignKey(
        CodeGroup,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("group of occupations"),
    )
    choices = ArrayField(
        models.CharField(max_length=60),
        default=list,
        blank=True,
        verbose_name=_("answers that count"),
    )
    points = models.DecimalField(_("points"), max_digits=6, decimal_places=2, null=True, blank=True)
    text_de = models.TextField(_("requirement in German"), blank=True)
    text_en = models.TextField(_("requirement in English"), blank=True)
    citation = models.ForeignKey(
        Citation,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("citation"),
    )
    changeable_by = models.CharField(
        _("who can change it"),
        max_length=10,
        choices=ChangeableBy,
        default=ChangeableBy.NOBODY,
    )

    class Meta:
        verbose_name = _("condition")
        verbose_name_plural = _("conditions")
        ordering = ["rule", "position"]  # an outline has no other order
        constraints = [
            models.UniqueConstraint(
                fields=["rule", "position"],
                name="visa_condition_has_a_place_of_its_own",
                deferrable=Deferrable.DEFERRED,
            ),
            models.UniqueConstraint(
                fields=["rule", "key"],
                name="visa_condition_has_a_key_of_its_own",
                condition=~Q(key=""),
            ),
            models.CheckConstraint(
                condition=~Q(key="") | Q(operator="band"), name="visa_condition_has_a_key"
            ),
            models.CheckConstraint(
                condition=~Q(operator__in=LEAVES) | (~Q(text_de="") & ~Q(text_en="")),
                name="visa_condition_says_what_it_requires_in_both_languages",
            ),
            models.CheckConstraint(
                condition=~Q(operator__in=LEAVES) | Q(citation__isnull=False),
                name="visa_condition_cites_the_law",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.key or self.get_operator_display()}"

    @property
    def text(self) -> str:
        return self.text_de if is_german() else self.text_en
