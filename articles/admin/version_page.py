"""One version: where it stands, what checks found, its review, and the way to its readers."""

from collections.abc import Sequence
from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy

from articles.admin.publishing_words import STAGES, kind_name
from articles.admin.screens import Right, Screens, told
from articles.admin.writers import editor_of
from articles.checking.findings import Finding
from articles.models import Version
from articles.publishing.going_live import check_publication
from articles.publishing.history import pasts
from articles.publishing.reviewing import may_decide, open_review
from articles.publishing.second_person import approval_of, needs_second_person
from benchmarks.moments import Moment

BERLIN_FORMAT = "%Y-%m-%dT%H:%M"
LINES = {"rows": 3, "class": "vLargeTextField"}


class HandInForm(forms.Form):
    request = forms.CharField(
        label=gettext_lazy("For the reviewer"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs=LINES),
        help_text=gettext_lazy("What changed and what to look at first."),
    )


class DecisionForm(forms.Form):
    remark = forms.CharField(
        label=gettext_lazy("Remark"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs=LINES),
        help_text=gettext_lazy("Needed where changes are wanted; stays in the history."),
    )


class PublishForm(forms.Form):
    """When a version goes live; a choice of its own, so that no forgotten date decides."""

    when = forms.ChoiceField(
        label=gettext_lazy("Goes live"),
        choices=[("now", gettext_lazy("at once")), ("later", gettext_lazy("at a time"))],
        initial="now",
        widget=forms.RadioSelect,
    )
    live_from = forms.DateTimeField(
        label=gettext_lazy("From"),
        required=False,
        help_text=gettext_lazy("Berlin time."),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=BERLIN_FORMAT),
    )
    live_until = forms.DateTimeField(
        label=gettext_lazy("Expires"),
        required=False,
        help_text=gettext_lazy("Berlin time. Blank: until further notice."),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=BERLIN_FORMAT),
    )
    note = forms.CharField(
        label=gettext_lazy("Public note on the change"),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text=gettext_lazy("Readers see it in the page's log of changes."),
    )
    is_minor = forms.BooleanField(
        label=gettext_lazy("A minor change: no news to readers"),
        required=False,
    )
    next_review_on = forms.DateField(
        label=gettext_lazy("Next review"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def clean(self) -> dict[str, object]:
        given = self.cleaned_data
        when, live_from = given.get("when"), given.get("live_from")
        if when == "later" and not live_from and "live_from" not in self.errors:
            self.add_error("live_from", gettext_lazy("Please say from when."))
        elif when == "later" and live_from and live_from <= timezone.now():
            self.add_error("live_from", gettext_lazy("This instant has passed."))
        elif when == "now" and live_from:
            self.add_error(
                "live_from", gettext_lazy("A time is given: choose “at a time”, or clear it.")
            )
        return given


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundLine:
    """A finding with the words for where it is; `address` leads to its block in the form."""

    finding: Finding
    where: str
    address: str
    is_read: bool


class VersionPage(Screens):
    """Shows a version; what is done with it is in reviews and publications."""

    def page(
        self,
        request: HttpRequest,
        version: Version,
        findings: Sequence[Finding] | None = None,
        *,
        refused: ValidationError | None = None,
        **forms: forms.Form,
    ) -> HttpResponse:
        moment = self.clock()
        if findings is None:
            findings = check_publication(version, moment)
        may_write = self.may(request, version.article, Right.WRITE)
        context: dict[str, object] = {
            "refused": told(refused) if refused else [],
            "findings": found_lines(version, findings, set(request.POST.getlist("read"))),
            "may_mend": may_write and version == self.latest(version.article),
            "blocks_publishing": any(one.blocks for one in findings),
            "hand_in_form": HandInForm(),
            "decision_form": DecisionForm(),
            "publish_form": PublishForm(initial={"next_review_on": version.article.next_review_on}),
            **self._standing(version, moment),
            **self._reviewing(request, version, moment),
            **forms,
        }
        # Warnings are ticked where there is a form to send them with.
        context["can_go_live"] = self.may(request, version.article, Right.PUBLISH) and not (
            context["is_live"]
            or context["coming"]
            or version.is_aside
            or (context["needs_second_person"] and not context["approval"])
        )
        return self.show(request, "page", version, "page", context, status=400 if forms else 200)

    def _standing(self, version: Version, moment: Moment) -> dict[str, object]:
        """What of the article is live now and what comes; whether either is this version."""
        publications = version.article.publications
        live = publications.live(moment.known_at).select_related("version", "published_by").first()
        coming = publications.coming(moment.known_at).select_related("version", "published_by")
        following = coming.first()
        return {
            "live": live,
            "coming": following,
            "is_live": bool(live and live.version_id == version.pk),
            "is_coming": bool(following and following.version_id == version.pk),
        }

    def _reviewing(
        self, request: HttpRequest, version: Version, moment: Moment
    ) -> dict[str, object]:
        past, review = pasts([version], moment.known_at)[0], open_review(version)
        user = editor_of(request)
        may_review = self.may(request, version.article, Right.REVIEW)
        return {
            "stages": [(stage.value, STAGES[stage]) for stage in past.stages],
            "review": review,
            "is_asker": bool(review and review.requested_by_id == user.pk),
            "may_decide": bool(review and may_review and may_decide(review, user)),
            "approval": approval_of(version),
            "needs_second_person": needs_second_person(version),
            "decided": [one for one in past.reviews if one.verdict],
        }


def found_lines(version: Version, findings: Sequence[Finding], read: set[str]) -> list[FoundLine]:
    """Findings with their places in words: `3. Running text`."""
    content = version.as_content()
    numbers = [block.number for block in content.blocks]
    form = reverse("admin:articles_article_change", args=[version.article_id])
    told = []
    for one in findings:
        block = one.place.block
        place = numbers.index(block) + 1 if block in numbers else None
        where = f"{place}. {kind_name(one.place.kind)}" if place else ""
        told.append(
            FoundLine(
                finding=one,
                where=where,
                address=f"{form}#block-{block}" if place else form,
                is_read=one.handle in read,
            )
        )
    return told
