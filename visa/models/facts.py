"""What rules ask of a person, and the groups of occupations that they speak of."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from benchmarks.models import Occupation
from visa import citations, facts, values
from visa.models.sources import Citation, is_german, key_constraint


class Fact(models.Model):
    """A question that rules need answered; one question serves all titles."""

    class Kind(models.TextChoices):
        """As visa.facts.FactKind."""

        MONEY = "money", _("money")
        DATE = "date", _("date")
        CODE = "code", _("code of an occupation")
        CHOICE = "choice", _("one of several answers")
        YES_NO = "yes_no", _("yes or no")
        NUMBER = "number", _("number")
        SPANS = "spans", _("periods of work")

    class Unit(models.TextChoices):
        """Those of visa.values.Unit that an answer can count."""

        POINTS = "points", _("points")
        YEARS = "years", _("years")
        MONTHS = "months", _("months")
        WEEKS = "weeks", _("weeks")
        HOURS = "hours", _("hours")

    key = models.CharField(_("key"), max_length=80, unique=True)
    kind = models.CharField(_("kind of answer"), max_length=10, choices=Kind)
    question_de = models.CharField(_("question in German"), max_length=300)
    question_en = models.CharField(_("question in English"), max_length=300)
    name_de = models.CharField(
        _("name in German"),
        max_length=120,
        blank=True,
        help_text=_("How sentences about the answer begin, such as “Ihr Gehalt”, “Your salary”."),
    )
    name_en = models.CharField(_("name in English"), max_length=120, blank=True)
    unit = models.CharField(
        _("unit"), max_length=10, choices=Unit, blank=True, help_text=_("What a number counts.")
    )
    help_de = models.TextField(_("explanation in German"), blank=True)
    help_en = models.TextField(_("explanation in English"), blank=True)
    position = models.PositiveSmallIntegerField(
        _("position"), help_text=_("Its place in the form; what decides most comes first.")
    )

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        constraints = [
            key_constraint("fact"),
            models.CheckConstraint(
                condition=~Q(question_de="") & ~Q(question_en=""),
                name="visa_fact_is_asked_in_both_languages",
            ),
            models.CheckConstraint(
                condition=Q(name_de="", name_en="") | (~Q(name_de="") & ~Q(name_en="")),
                name="visa_fact_is_named_in_both_languages",
            ),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def question(self) -> str:
        return self.question_de if is_german() else self.question_en

    def as_fact(self) -> facts.Fact:
        """For the rule engine, with the choices, which are one query unless they are prefetched."""
        return facts.Fact(
            key=self.key,
            kind=facts.FactKind(self.kind),
            question=citations.Text(self.question_de, self.question_en),
            name=citations.Text(self.name_de, self.name_en),
            unit=values.Unit(self.unit) if self.unit else None,
            help=citations.Text(self.help_de, self.help_en),
            choices=tuple(
                facts.Choice(one.key, citations.Text(one.name_de, one.name_en))
                for one in sorted(self.choices.all(), key=lambda choice: choice.position)
            ),
        )


class FactChoice(models.Model):
    fact = models.ForeignKey(
        Fact, models.CASCADE, related_name="choices", verbose_name=_("question")
    )
    key = models.SlugField(_("key"), max_length=60)
    name_de = models.CharField(_("German name"), max_length=200)
    name_en = models.CharField(_("English name"), max_length=200)
    position = models.PositiveSmallIntegerField(_("position"))

    class Meta:
        verbose_name = _("answer to choose")
        verbose_name_plural = _("answers to choose")
        constraints = [
            key_constraint("factchoice"),
            models.UniqueConstraint(
                fields=["fact", "key"], name="visa_choice_is_one_per_question_and_key"
            ),
        ]

    def __str__(self) -> str:
        return self.name_de if is_german() else self.name_en


class CodeGroup(models.Model):
    """Occupations that law names together, by the beginnings of their ISCO-08 codes."""

    key = models.CharField(_("key"), max_length=80, unique=True)
    name_de = models.CharField(_("German name"), max_length=200)
    name_en = models.CharField(_("English name"), max_length=200)

    class Meta:
        verbose_name = _("group of occupations")
        verbose_name_plural = _("groups of occupations")
        constraints = [key_constraint("codegroup")]

    def __str__(self) -> str:
        return self.key

    @property
    def name(self) -> str:
        return self.name_de if is_german() else self.name_en


class CodePrefix(models.Model):
    """All codes that begin so are in the group during the period: 2512 is in 25."""

    group = models.ForeignKey(
        CodeGroup, models.CASCADE, related_name="prefixes", verbose_name=_("group of occupations")
    )
    prefix = models.CharField(_("code begins with"), max_length=4)
    name_de = models.CharField(_("German name"), max_length=200)
    name_en = models.CharField(_("English name"), max_length=200)
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid until, exclusive"), null=True, blank=True)
    citation = models.ForeignKey(
        Citation, models.PROTECT, related_name="+", verbose_name=_("citation")
    )

    class Meta:
        verbose_name = _("beginning of a code")
        verbose_name_plural = _("beginnings of codes")
        constraints = [
            models.UniqueConstraint(
                fields=["group", "prefix", "valid_from"],
                name="visa_prefix_is_one_per_group_and_day",
            ),
            models.CheckConstraint(
                condition=Q(prefix__regex=r"^[0-9]{1,4}$"), name="visa_prefix_is_digits"
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from")),
                name="visa_prefix_period_is_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.prefix


class OccupationCode(models.Model):
    """A group that an occupation may be classed in; the work decides, not the job title."""

    occupation = models.ForeignKey(
        Occupation, models.PROTECT, related_name="+", verbose_name=_("occupation")
    )
    code = models.CharField("ISCO-08", max_length=4)
    name_de = models.CharField(_("German name"), max_length=200)
    name_en = models.CharField(_("English name"), max_length=200)
    note_de = models.TextField(_("German note"), blank=True)
    note_en = models.TextField(_("English note"), blank=True)
    citation = models.ForeignKey(
        Citation, models.PROTECT, related_name="+", verbose_name=_("citation")
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("possible code of an occupation")
        verbose_name_plural = _("possible codes of occupations")
        constraints = [
            models.UniqueConstraint(
                fields=["occupation", "code"], name="visa_occupation_has_a_code_once"
            ),
            models.CheckConstraint(
                condition=Q(code__regex=r"^[0-9]{1,4}$"), name="visa_occupation_code_is_digits"
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def name(self) -> str:
        return self.name_de if is_german() else self.name_en

    @property
    def note(self) -> str:
        return self.note_de if is_german() else self.note_en
