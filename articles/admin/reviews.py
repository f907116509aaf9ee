"""The buttons of a review: hand in, approve, ask for changes, take back."""

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern
from django.utils.translation import gettext as _

from articles.admin.screens import Right
from articles.admin.version_page import DecisionForm, HandInForm, VersionPage
from articles.admin.writers import editor_of
from articles.models import Review
from articles.publishing.reviewing import decide, open_review, request_review


class Reviews(VersionPage):
    def review_urls(self) -> list[URLPattern]:
        return [
            self.post("<int:pk>/hand-in/", self.hand_in, "hand_in"),
            self.post("<int:pk>/decide/", self.decide, "decide"),
        ]

    def hand_in(self, request: HttpRequest, pk: int) -> HttpResponse:
        version = self.version(request, pk, Right.WRITE)
        form = HandInForm(request.POST)
        if not form.is_valid():
            return self.page(request, version, hand_in_form=form)
        by, at = editor_of(request), self.clock().known_at
        try:
            request_review(version, by=by, at=at, request=form.cleaned_data["request"])
        except ValidationError as error:
            self.refuse(request, error)
        else:
            self.note(
                request,
                version.article,
                _("Version %(number)s was handed in for review.") % {"number": version.number},
            )
        return self.to("change", pk)

    def decide(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Approve or ask for changes, as a second person; or take one's own request back."""
        verdict = request.POST.get("verdict", "")
        if verdict not in Review.Verdict:
            raise Http404
        is_own = verdict == Review.Verdict.WITHDRAWN
        version = self.version(request, pk, Right.WRITE if is_own else Right.REVIEW)
        form = DecisionForm(request.POST)
        if not form.is_valid():
            return self.page(request, version, decision_form=form)
        review = open_review(version)
        by, at, remark = editor_of(request), self.clock().known_at, form.cleaned_data["remark"]
        try:
            if review is None:
                raise ValidationError(_("Nobody asked for a review of this version any more."))
            decide(review, Review.Verdict(verdict), by=by, at=at, remark=remark)
        except ValidationError as error:
            return self.page(request, version, refused=error, decision_form=form)
        self.note(
            request,
            version.article,
            _("Version %(number)s: %(verdict)s.")
            % {"number": version.number, "verdict": Review.Verdict(verdict).label},
        )
        return self.to("change", pk)
