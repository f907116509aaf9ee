"""The fields of an article itself, with the version that its form was opened on."""

import re
from typing import Any  # what Django hands to forms

from django import forms
from django.contrib.auth.models import User
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.block_form import CITES
from articles.models import Article
from articles.writing.saving import latest_version
from benchmarks.models.reference import SLUG
from benchmarks.spelling import RESERVED_SLUGS

BESIDES_VERSIONS = ("kind", "language", "original", "owner", "next_review_on", "successor")
"""Fields that no version keeps. Somebody may change one elsewhere while a form is open, such as
the next review by confirming the page: what this form didn't change, it must not set back."""


class ArticleForm(forms.ModelForm[Article]):
    opened_on = forms.IntegerField(required=False, widget=forms.HiddenInput)
    note = forms.CharField(
        label=gettext_lazy("What changed"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("For those who look over it: a few words on this save."),
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )

    class Meta:
        model = Article
        fields = [
            *("heading", "slug", "lead", "description", "author"),
            *("occupation", "country", "hub", "title"),
            *BESIDES_VERSIONS,
        ]
        widgets = {
            "heading": forms.TextInput(attrs={"class": "vTextField", **CITES}),
            "lead": forms.Textarea(attrs={"class": "vLargeTextField", "rows": 3, **CITES}),
            "description": forms.Textarea(attrs={"class": "vLargeTextField", "rows": 2, **CITES}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance._state.adding and "opened_on" in self.fields:
            latest = latest_version(self.instance)
            self.initial["opened_on"] = latest.number if latest else None
        if isinstance(owner := self.fields.get("owner"), forms.ModelChoiceField):
            owner.queryset = who_can_own(self.instance)
        for name in BESIDES_VERSIONS:
            if name in self.fields:
                self.fields[name].show_hidden_initial = not self.instance._state.adding

    def clean_slug(self) -> str:
        slug = str(self.cleaned_data["slug"])
        if not re.fullmatch(SLUG, slug):
            raise forms.ValidationError(
                _("An address has small letters, digits and single hyphens, such as “ki-beruf”.")
            )
        if slug in RESERVED_SLUGS:
            raise forms.ValidationError(
                _("“%(slug)s” is an address of the site itself: please choose another.")
                % {"slug": slug}
            )
        return slug

    def clean(self) -> dict[str, Any]:
        written = super().clean() or self.cleaned_data
        self._leave_what_was_not_changed(written)
        language, kind = (self._now(written, name) for name in ("language", "kind"))
        self._check_address(written.get("slug"), language, kind)
        self._check_original(written.get("original"), language)
        hub, country = written.get("hub"), written.get("country")
        if hub and country and hub.country_id != country.pk:
            self.add_error("hub", _("This city is in another country than the one chosen."))
        elif hub and "country" in self.fields:
            written["country"] = hub.country
        if written.get("successor") and written["successor"].pk == self.instance.pk:
            self.add_error("successor", _("A page can't lead to itself."))
        return written

    def _leave_what_was_not_changed(self, written: dict[str, Any]) -> None:
        if self.instance._state.adding:
            return
        for name in BESIDES_VERSIONS:
            if name in written and name not in self.changed_data:
                written[name] = getattr(self.instance, name)

    def _now(self, written: dict[str, Any], name: str) -> str:
        return str(written.get(name) or getattr(self.instance, name))

    def _check_address(self, slug: str | None, language: str, kind: str) -> None:
        others = Article.objects.filter(language=language, kind=kind, slug=slug)
        taken = others.exclude(pk=self.instance.pk).first() if slug else None
        if taken:
            self.add_error(
                "slug", _("“%(page)s” has this address already.") % {"page": taken.heading}
            )

    def _check_original(self, original: Article | None, language: str) -> None:
        if original is None:
            return
        if original.language == language:
            self.add_error("original", _("The original is in the other language."))
        elif original.original_id:
            self.add_error("original", _("This is a translation itself: please name its original."))
        elif original.translations.filter(language=language).exclude(pk=self.instance.pk).exists():
            self.add_error("original", _("It has a translation into this language already."))


def who_can_own(article: Article) -> QuerySet[User]:
    """Everybody who works here, and whoever owns the page by now."""
    at_work = Q(is_staff=True, is_active=True)
    return User.objects.filter(at_work | Q(pk=article.owner_id)).order_by("username")
