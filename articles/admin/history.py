"""All that was saved of an article; what is live and until when; earlier words brought back."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.publishing_words import STAGES, summary_words
from articles.admin.screens import Right, Screens
from articles.admin.writers import editor_of
from articles.comparing.summary import summary
from articles.models import Article, Confirmation, Publication, Version
from articles.publishing.confirming import confirm
from articles.publishing.history import Past, pasts
from articles.publishing.publications import set_end, withdraw
from articles.writing.saving import restore

PAGE_SIZE = 25
HALF_A_YEAR = timedelta(days=182)
WITHDRAW_IDS = "withdraw_%s"
"""Its successor is another field than that of the form beside it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One version as the list shows it; `changed` is against what its writer had."""

    past: Past
    stages: list[tuple[str, str]]
    changed: str


class SuccessorForm(forms.Form):
    successor = forms.ModelChoiceField(
        Article.objects.none(),
        label=gettext_lazy("Lead visitors to"),
        required=False,
        empty_label=gettext_lazy("nowhere: “this page is gone”"),
    )

    def __init__(self, *args: object, article: Article, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # the form's own arguments
        field = self.fields["successor"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101  # tells the type
        live = Publication.objects.live(timezone.now()).values("article")
        field.queryset = (
            Article.objects.filter(pk__in=live, language=article.language)
            .exclude(pk=article.pk)
            .order_by("heading", "pk")
        )


class EndForm(SuccessorForm):
    until = forms.DateTimeField(
        label=gettext_lazy("Expires"),
        required=False,
        help_text=gettext_lazy("Berlin time. Blank: until further notice."),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    field_order = ["until", "successor"]


class ConfirmForm(forms.Form):
    next_review_on = forms.DateField(
        label=gettext_lazy("Next review"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    note = forms.CharField(
        label=gettext_lazy("What was checked"),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )


class History(Screens):
    """The list of versions, and what concerns the page as a whole."""

    def history_urls(self) -> list[URLPattern]:
        return [
            self.read("of/<int:pk>/", self.history_screen, "versions"),
            self.post("of/<int:pk>/withdraw/", self.withdraw, "withdraw"),
            self.post("of/<int:pk>/end/", self.set_end, "end"),
            self.post("of/<int:pk>/confirm/", self.confirm, "confirm"),
            self.post("<int:pk>/restore/", self.restore, "restore"),
        ]

    def history_screen(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self._history(request, self.article(request, pk))

    def _history(self, request: HttpRequest, article: Article, **forms: forms.Form) -> HttpResponse:
        moment = self.clock()
        versions = article.versions.select_related("saved_by", "based_on").order_by("-number")
        page = Paginator(versions, PAGE_SIZE).get_page(request.GET.get("page"))
        live = article.publications.live(moment.known_at).select_related("version").first()
        coming = article.publications.coming(moment.known_at).select_related("version")
        context = {
            "rows": _rows(list(page.object_list), moment.known_at),
            "page": page,
            "live": live,
            "coming": coming.order_by("live_from").first(),
            "last_confirmation": Confirmation.objects.filter(article=article)
            .select_related("by")
            .order_by("-at")
            .first(),
            "is_review_due": bool(article.next_review_on and article.next_review_on <= moment.on),
            "withdraw_form": SuccessorForm(article=article, auto_id=WITHDRAW_IDS),
            "end_form": EndForm(
                article=article,
                initial={
                    "until": live.planned_until if live else None,
                    "successor": article.successor_id,
                },
            ),
            "confirm_form": ConfirmForm(initial={"next_review_on": moment.on + HALF_A_YEAR}),
            **forms,
        }
        status = 400 if forms else 200
        return self.show(
            request, "history", self.latest(article), "history", context, status=status
        )

    def withdraw(self, request: HttpRequest, pk: int) -> HttpResponse:
        article = self.article(request, pk, Right.PUBLISH)
        form = SuccessorForm(request.POST, article=article, auto_id=WITHDRAW_IDS)
        if not form.is_valid():
            return self._history(request, article, withdraw_form=form)
        try:
            withdraw(article, at=self.clock().known_at, successor=form.cleaned_data["successor"])
        except ValidationError as error:
            self.refuse(request, error)
        else:
            self.note(request, article, _("Withdrawn: visitors don't read it any more."))
        return self.to("versions", pk)

    def set_end(self, request: HttpRequest, pk: int) -> HttpResponse:
        article = self.article(request, pk, Right.PUBLISH)
        form = EndForm(request.POST, article=article)
        if not form.is_valid():
            return self._history(request, article, end_form=form)
        until = form.cleaned_data["until"]
        try:
            set_end(
                article,
                until=until,
                at=self.clock().known_at,
                successor=form.cleaned_data["successor"],
            )
        except ValidationError as error:
            self.refuse(request, error)
        else:
            said = _("The page expires.") if until else _("The page has no end any more.")
            self.note(request, article, said)
        return self.to("versions", pk)

    def confirm(self, request: HttpRequest, pk: int) -> HttpResponse:
        article = self.article(request, pk, Right.WRITE, Right.REVIEW)
        form = ConfirmForm(request.POST)
        if not form.is_valid():
            return self._history(request, article, confirm_form=form)
        by, at = editor_of(request), self.clock().known_at
        try:
            confirm(article, by=by, at=at, **form.cleaned_data)
        except ValidationError as error:
            self.refuse(request, error)
        else:
            self.note(request, article, _("Checked, still right."))
        return self.to("versions", pk)

    def restore(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The version's words become what is being written; what visitors read doesn't move."""
        version = self.version(request, pk, Right.WRITE)
        note = _("version %(number)s restored") % {"number": version.number}
        by, at = editor_of(request), self.clock().known_at
        try:
            with transaction.atomic():
                restored = restore(version, by=by, at=at, note=note)
        except IntegrityError:
            sentence = _("Its address belongs to another page by now: “%(slug)s”.")
            self.refuse(request, ValidationError(sentence % {"slug": version.as_content().slug}))
            return self.to("versions", version.article_id)
        self.note(
            request,
            version.article,
            _("Version %(number)s says again what version %(former)s said.")
            % {"number": restored.number, "former": version.number},
        )
        return self.to("change", restored.pk)


def _rows(versions: list[Version], at: datetime) -> list[Row]:
    """With what each changed, against the version that its writer had before them."""
    told = []
    for past in pasts(versions, at):
        before = past.version.based_on
        told.append(
            Row(
                past=past,
                stages=[(stage.value, str(STAGES[stage])) for stage in past.stages],
                changed=summary_words(
                    summary(before.as_content(), past.version.as_content()) if before else None
                ),
            )
        )
    return told
