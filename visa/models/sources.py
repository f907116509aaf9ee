"""Where law and figures were read: sources, and the passages in them that a claim rests on."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from visa import citations

KEY = r"^[a-z0-9]+([.-][a-z0-9]+)*$"


def is_german() -> bool:
    return (get_language() or "en").startswith("de")


def key_constraint(noun: str) -> models.CheckConstraint:
    """Keys are lower-case words joined by dots and hyphens: they stand in prose and in files."""
    return models.CheckConstraint(
        condition=models.Q(key__regex=KEY), name=f"visa_{noun}_key_is_well_formed"
    )


class Source(models.Model):
    """A text that law or a figure was read in."""

    class Grade(models.TextChoices):
        """How near to the law it is."""

        PRIMARY = "P", _("primary: the law itself or an official notice")
        SECONDARY = "S", _("secondary: chambers, law firms, insurers")
        COMPUTED = "C", _("computed by us from other sources")

    key = models.SlugField(_("key"), max_length=80, unique=True)
    publisher = models.CharField(_("publisher"), max_length=200)
    title_de = models.CharField(_("German title"), max_length=300)
    title_en = models.CharField(_("English title"), max_length=300)
    url = models.URLField(_("address"), max_length=500)
    grade = models.CharField(_("grade"), max_length=1, choices=Grade)
    published_on = models.DateField(_("published on"), null=True, blank=True)
    checked_on = models.DateField(
        _("checked on"), help_text=_("The day on which a person last read it and compared.")
    )

    class Meta:
        verbose_name = _("source of law")
        verbose_name_plural = _("sources of law")
        constraints = [key_constraint("source")]

    def __str__(self) -> str:
        return f"{self.publisher}: {self.title}"

    @property
    def title(self) -> str:
        return self.title_de if is_german() else self.title_en


class Citation(models.Model):
    """A passage of a source: act “AufenthG”, pinpoint “§ 18g Abs. 1 Satz 2 Nr. 1”."""

    key = models.CharField(_("key"), max_length=120, unique=True)
    source = models.ForeignKey(
        Source, models.PROTECT, related_name="citations", verbose_name=_("source")
    )
    act = models.CharField(
        _("act"), max_length=120, blank=True, help_text=_("Short name, such as AufenthG.")
    )
    pinpoint = models.CharField(
        _("passage"), max_length=200, blank=True, help_text=_("Such as § 18g Abs. 1 Satz 2 Nr. 1.")
    )

    class Meta:
        verbose_name = _("citation")
        verbose_name_plural = _("citations")
        constraints = [key_constraint("citation")]

    def __str__(self) -> str:
        return f"{self.pinpoint} {self.act}".strip() or str(self.source)

    def as_cited(self) -> citations.Citation:
        """For the rule engine; reads the source, which is one query where it isn't selected."""
        return citations.Citation(
            key=self.key,
            act=self.act,
            pinpoint=self.pinpoint,
            source=citations.Text(self.source.title_de, self.source.title_en),
            url=self.source.url,
            grade=self.source.grade,
            checked_on=self.source.checked_on,
        )
