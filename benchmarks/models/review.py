"""Words of spreadsheets that a person has looked at and that stand for nothing of ours."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import MD5
from django.utils.translation import gettext_lazy as _


class UnlistedWord(models.Model):
    """A title, city or country that is none of ours, so that the review queue asks only once."""

    class Subject(models.TextChoices):
        TITLE = "title", _("job title")
        CITY = "city", _("city")
        COUNTRY = "country", _("country")

    subject = models.CharField(_("is a"), max_length=10, choices=Subject)
    text = models.TextField(_("as written"))
    plain_text = models.TextField(editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        null=True,
        verbose_name=_("decided by"),
    )
    decided_at = models.DateTimeField(_("decided at"))

    class Meta:
        verbose_name = _("word that is none of ours")
        verbose_name_plural = _("words that are none of ours")
        default_permissions = ("view",)
        constraints = [
            # By hash: titles of any length come out of files, and an index row has its limit.
            models.UniqueConstraint(
                "subject", MD5("plain_text"), name="unlisted_word_is_decided_once"
            ),
            models.CheckConstraint(
                condition=Q(subject__in=["title", "city", "country"]) & ~Q(plain_text=""),
                name="unlisted_word_is_a_title_city_or_country",
            ),
        ]

    def __str__(self) -> str:
        return self.text
