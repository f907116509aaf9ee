"""What editors do around a text: remarks, links for outsiders, who is writing, what was checked."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.articles import Article
from articles.models.versions import Version

USER = settings.AUTH_USER_MODEL


class Comment(models.Model):
    """A remark on a block, or on the whole page where `block` is None; answered, then resolved.

    An answer is a remark that `answers` the first one of its thread; only that one is resolved.
    """

    article = models.ForeignKey(Article, models.PROTECT, related_name="comments")
    version = models.ForeignKey(Version, models.PROTECT, related_name="+")
    block = models.BigIntegerField(null=True, blank=True)
    text = models.TextField(_("remark"))
    answers = models.ForeignKey("self", models.CASCADE, null=True, related_name="answered_by")
    by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    resolved_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    resolved_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("remark")
        verbose_name_plural = _("remarks")

    def __str__(self) -> str:
        return self.text[:60]


class PreviewLink(models.Model):
    """A signed address of one version for somebody without an account; ends, can be revoked."""

    version = models.ForeignKey(Version, models.PROTECT, related_name="preview_links")
    expires_at = models.DateTimeField(_("expires"))
    revoked_at = models.DateTimeField(_("revoked"), null=True)
    created_by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = _("preview link")
        verbose_name_plural = _("preview links")

    def __str__(self) -> str:
        return f"{self.version} until {self.expires_at:%Y-%m-%d %H:%M}"


class Presence(models.Model):
    """That somebody has had an article's form open since `opened_at`, and still at `seen_at`."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="+")
    user = models.ForeignKey(USER, models.CASCADE, related_name="+")
    opened_at = models.DateTimeField()
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["article", "user"], name="presence_is_one_per_article_and_user"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.seen_at:%H:%M}"


class Confirmation(models.Model):
    """“Checked, still right”: somebody read a live page and answers for it till its next review."""

    article = models.ForeignKey(Article, models.PROTECT, related_name="confirmations")
    version = models.ForeignKey(Version, models.PROTECT, related_name="+")
    by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    next_review_on = models.DateField(_("next review"))
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("confirmation")
        verbose_name_plural = _("confirmations")

    def __str__(self) -> str:
        return f"{self.article} {self.at:%Y-%m-%d}"


class ExternalLink(models.Model):
    """An address elsewhere that a live page links to, and how it answered last."""

    url = models.URLField(max_length=1000, unique=True)
    checked_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(_("last answered"), null=True)
    problem = models.CharField(_("problem"), max_length=200, blank=True)
    failures = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("external link")
        verbose_name_plural = _("external links")

    def __str__(self) -> str:
        return self.url
