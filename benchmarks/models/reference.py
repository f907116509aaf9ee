"""What the samples are sorted by: countries, hubs, occupations, sources and exchange rates."""

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from benchmarks.spelling import RESERVED_SLUGS, plain

SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"


class Seniority(models.TextChoices):
    """How far along a person is; the samples' own words are mapped to these at import."""

    ENTRY = "entry", _("Entry")
    MID = "mid", _("Professional")
    SENIOR = "senior", _("Senior")
    LEAD = "lead", _("Lead")
    EXECUTIVE = "executive", _("Executive")


class SourceKind(models.TextChoices):
    """How a figure came about; kinds differ in level and in how they repeat."""

    SURVEY = "survey", _("survey of employees")
    ADVERT = "advert", _("job adverts")
    OFFER = "offer", _("offers")
    PAYROLL = "payroll", _("payroll")
    REGISTER = "register", _("official statistics")


class Named(models.Model):
    """A thing with a name and a slug in each language."""

    name_de = models.CharField(_("German name"), max_length=120)
    name_en = models.CharField(_("English name"), max_length=120)
    slug_de = models.SlugField(_("German slug"), max_length=120, db_index=False)
    slug_en = models.SlugField(_("English slug"), max_length=120, db_index=False)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the language of the page or of the admin."""
        return self.name_in(get_language() or "en")

    def name_in(self, language: str) -> str:
        return self.name_de if language.startswith("de") else self.name_en

    def slug_in(self, language: str) -> str:
        return self.slug_de if language.startswith("de") else self.slug_en


def slug_constraints(noun: str, within: tuple[str, ...] = ()) -> list[models.BaseConstraint]:
    """Slugs are well-formed, never a reserved word, and unique (inside `within`, if given)."""
    constraints: list[models.BaseConstraint] = []
    for language in ("de", "en"):
        slug = f"slug_{language}"
        constraints += [
            models.UniqueConstraint(
                fields=[*within, slug], name=f"{noun}_slug_{language}_is_unique"
            ),
            models.CheckConstraint(
                condition=Q(**{f"{slug}__regex": SLUG}) & ~Q(**{f"{slug}__in": RESERVED_SLUGS}),
                name=f"{noun}_slug_{language}_is_well_formed",
            ),
        ]
    return constraints


class Country(Named):
    """A country that has samples; pay is shown in its currency."""

    code = models.CharField(_("code"), max_length=2, unique=True, help_text="ISO 3166-1 alpha-2")
    currency = models.CharField(_("currency"), max_length=3, help_text="ISO 4217")
    plausible_from = models.DecimalField(
        _("plausible from"),
        max_digits=14,
        decimal_places=2,
        help_text=_(
            "Gross per year in the country's currency. Rows below wait for a person: "
            "this is our policy, not a statistic."
        ),
    )
    plausible_to = models.DecimalField(_("plausible to"), max_digits=14, decimal_places=2)

    class Meta:
        verbose_name = _("country")
        verbose_name_plural = _("countries")
        constraints = [
            *slug_constraints("country"),
            models.CheckConstraint(
                condition=Q(code__regex=r"^[A-Z]{2}$"), name="country_code_is_two_capitals"
            ),
            models.CheckConstraint(
                condition=Q(currency__regex=r"^[A-Z]{3}$"),
                name="country_currency_is_three_capitals",
            ),
            models.CheckConstraint(
                condition=Q(plausible_from__gt=0, plausible_to__gt=models.F("plausible_from")),
                name="country_plausible_pay_is_a_range",
            ),
        ]


class Hub(Named):
    """A city, or a city and what surrounds it, whose pay is shown apart from its country's."""

    code = models.CharField(_("code"), max_length=60, unique=True)
    country = models.ForeignKey(
        Country, models.PROTECT, related_name="hubs", verbose_name=_("country")
    )

    class Meta:
        verbose_name = _("hub")
        verbose_name_plural = _("hubs")
        constraints = [
            *slug_constraints("hub", within=("country",)),
            models.CheckConstraint(
                condition=Q(code__regex=r"^[a-z]{2}-[a-z0-9-]+$"),
                name="hub_code_is_country_and_name",
            ),
        ]


class Occupation(Named):
    """A kind of work that a market page is about."""

    class Family(models.TextChoices):
        SOFTWARE = "software", _("Software")
        DATA = "data", _("Data")
        AI = "ai", _("Artificial intelligence")
        OPERATIONS = "operations", _("Operations and cloud")
        SECURITY = "security", _("Security")
        PRODUCT = "product", _("Product and design")
        RESEARCH = "research", _("Research")
        MANAGEMENT = "management", _("Management")

    code = models.CharField(_("code"), max_length=60, unique=True)
    family = models.CharField(_("family"), max_length=20, choices=Family)
    isco08 = models.CharField(
        "ISCO-08", max_length=4, help_text=_("Unit group, four digits; law refers to it.")
    )
    summary_de = models.TextField(_("German summary"), blank=True)
    summary_en = models.TextField(_("English summary"), blank=True)

    class Meta:
        verbose_name = _("occupation")
        verbose_name_plural = _("occupations")
        constraints = [
            *slug_constraints("occupation"),
            models.CheckConstraint(
                condition=Q(code__regex=SLUG), name="occupation_code_is_well_formed"
            ),
            models.CheckConstraint(
                condition=Q(isco08__regex=r"^[1-9][0-9]{3}$"),
                name="occupation_isco_is_a_unit_group",
            ),
        ]

    @property
    def summary(self) -> str:
        return self.summary_de if (get_language() or "en").startswith("de") else self.summary_en


class Alias(models.Model):
    """One way of writing a name; two that differ only in case or signs are the same."""

    text = models.CharField(_("as written"), max_length=200)
    plain_text = models.CharField(max_length=200, editable=False, unique=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=~Q(plain_text=""), name="%(class)s_has_a_letter_or_digit"
            )
        ]

    def __str__(self) -> str:
        return self.text

    def save(self, *args: object, **kwargs: object) -> None:
        self.plain_text = plain(self.text)
        super().save(*args, **kwargs)  # type: ignore[arg-type]  # passed through untouched

    def clean(self) -> None:
        self.plain_text = plain(self.text)


class OccupationAlias(Alias):
    occupation = models.ForeignKey(Occupation, models.CASCADE, related_name="aliases")

    class Meta(Alias.Meta):
        verbose_name = _("job title")
        verbose_name_plural = _("job titles")
        indexes = [
            GinIndex(
                fields=["plain_text"],
                opclasses=["gin_trgm_ops"],
                name="occupation_alias_by_trigrams",
            )
        ]


class CountryAlias(Alias):
    country = models.ForeignKey(Country, models.CASCADE, related_name="aliases")

    class Meta(Alias.Meta):
        verbose_name = _("spelling of a country")
        verbose_name_plural = _("spellings of countries")


class HubAlias(Alias):
    """Where two cities share a name, neither has it as an alias."""

    hub = models.ForeignKey(Hub, models.CASCADE, related_name="aliases")

    class Meta(Alias.Meta):
        verbose_name = _("spelling of a hub")
        verbose_name_plural = _("spellings of hubs")
        indexes = [
            GinIndex(
                fields=["plain_text"], opclasses=["gin_trgm_ops"], name="hub_alias_by_trigrams"
            )
        ]


class Source(models.Model):
    """Who published the figures that we use, under which licence."""

    slug = models.SlugField(_("slug"), max_length=60, unique=True)
    publisher = models.CharField(_("publisher"), max_length=200)
    title = models.CharField(_("title"), max_length=200)
    url = models.URLField(_("address"), blank=True)
    licence = models.CharField(_("licence"), max_length=120)
    licence_url = models.URLField(_("address of the licence"), blank=True)
    attribution_de = models.CharField(_("German attribution"), max_length=300, blank=True)
    attribution_en = models.CharField(_("English attribution"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")

    def __str__(self) -> str:
        return f"{self.publisher}: {self.title}"

    @property
    def attribution(self) -> str:
        is_german = (get_language() or "en").startswith("de")
        return self.attribution_de if is_german else self.attribution_en


class ExchangeRate(models.Model):
    """The mean of a year's daily reference rates; the last day tells whether the year is whole."""

    currency = models.CharField(_("currency"), max_length=3)
    year = models.PositiveSmallIntegerField(_("year"))
    units_per_euro = models.DecimalField(_("units per euro"), max_digits=16, decimal_places=6)
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"))
    days = models.PositiveSmallIntegerField(_("days with a rate"))
    source = models.ForeignKey(Source, models.PROTECT, related_name="+", verbose_name=_("source"))

    class Meta:
        verbose_name = _("exchange rate")
        verbose_name_plural = _("exchange rates")
        constraints = [
            models.UniqueConstraint(
                fields=["currency", "year"], name="exchange_rate_is_one_per_currency_and_year"
            ),
            models.CheckConstraint(
                condition=Q(units_per_euro__gt=0), name="exchange_rate_is_positive"
            ),
            models.CheckConstraint(
                condition=Q(first_day__lte=models.F("last_day")) & Q(days__gt=0),
                name="exchange_rate_has_days",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.units_per_euro} {self.currency} = 1 EUR ({self.year})"
