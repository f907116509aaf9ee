"""The buttons that decide on a proposal: approve, decline with a reason, take back."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from benchmarks.moments import Moment
from visa.admin.tables import Undeleted, editor_of
from visa.admin.words import day
from visa.enacting import approve_value
from visa.models import Enacted, ParameterValue, RuleVersion
from visa.submitting import approve_permission, approve_submitted, decline


class DeclineForm(forms.Form):
    because = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=300,
        help_text=gettext_lazy("The proposer reads it, and it stays in the history."),
        widget=forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
        error_messages={
            "required": gettext_lazy("Please say why you decline it: the proposer reads it.")
        },
    )


class FourEyes[Row: Enacted](Undeleted[Row]):
    """Rows that go live by a second person's approval. Subclasses show a row with `_page`."""

    def get_urls(self) -> list[URLPattern]:
        wrap, name = self.admin_site.admin_view, f"visa_{self.opts.model_name}"
        return [
            path("<int:pk>/approve/", wrap(require_POST(self.approve)), name=f"{name}_approve"),
            path("<int:pk>/decline/", wrap(require_POST(self.decline)), name=f"{name}_decline"),
            *super().get_urls(),
        ]

    def approve(self, request: HttpRequest, pk: int) -> HttpResponse:
        row = self._to_decide(request, pk)
        try:
            with transaction.atomic():
                _approve(row, request)
                self.log_change(request, row, _("approved"))
        except ValidationError as error:
            self._say(request, error)
        else:
            messages.success(
                request,
                _("Approved: pages and checks use it from %(day)s on.")
                % {"day": day(row.valid_from)},
            )
        return HttpResponseRedirect(self._address(row))

    def decline(self, request: HttpRequest, pk: int) -> HttpResponse:
        row = self._to_decide(request, pk)
        form = DeclineForm(request.POST)
        if not form.is_valid():
            return self._page(request, row, form)
        try:
            because = form.cleaned_data["because"]
            decline(row, by=editor_of(request), at=Moment.now().known_at, because=because)
        except ValidationError as error:
            self._say(request, error)
        else:
            self.log_change(request, row, _("declined: %(reason)s") % {"reason": because})
            messages.success(request, _("Declined; the reason stands in the history."))
        return HttpResponseRedirect(self._address(row))

    def _to_decide(self, request: HttpRequest, pk: int) -> Row:
        row = get_object_or_404(self.model, pk=pk)
        if not request.user.has_perm(approve_permission(row)):
            raise PermissionDenied
        return row

    def _address(self, row: Enacted) -> str:
        return reverse(f"admin:visa_{self.opts.model_name}_change", args=[row.pk])

    def _say(self, request: HttpRequest, error: ValidationError) -> None:
        for sentence in error.messages:
            messages.error(request, sentence)

    def _page(self, request: HttpRequest, row: Row, form: DeclineForm) -> HttpResponse:
        raise NotImplementedError


def _approve(row: Enacted, request: HttpRequest) -> None:
    if isinstance(row, ParameterValue):
        approve_value(row, by=editor_of(request), at=Moment.now().known_at)
    elif isinstance(row, RuleVersion):
        approve_submitted(row, by=editor_of(request), at=Moment.now().known_at)
