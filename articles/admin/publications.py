"""The buttons that let a version go live, now or later, and take a schedule back."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern
from django.utils.translation import gettext as _

from articles.admin.screens import Right
from articles.admin.version_page import PublishForm, VersionPage
from articles.admin.writers import editor_of
from articles.models import Publication
from articles.publishing.going_live import FindingsStand, Plan, go_live
from articles.publishing.instants import instant
from articles.publishing.publications import cancel


class Publications(VersionPage):
    def publication_urls(self) -> list[URLPattern]:
        return [
            self.post("<int:pk>/publish/", self.publish, "publish"),
            self.post("publications/<int:pk>/cancel/", self.cancel, "cancel"),
        ]

    def publish(self, request: HttpRequest, pk: int) -> HttpResponse:
        version = self.version(request, pk, Right.PUBLISH)
        form = PublishForm(request.POST)
        if not form.is_valid():
            return self.page(request, version, publish_form=form)
        given = dict(form.cleaned_data)
        if given.pop("when") == "now":
            given["live_from"] = None
        moment = self.clock()
        try:
            publication = go_live(
                version,
                Plan(**given),
                by=editor_of(request),
                moment=moment,
                read=request.POST.getlist("read"),
            )
        except ValidationError as error:
            findings = error.findings if isinstance(error, FindingsStand) else None
            return self.page(request, version, findings, refused=error, publish_form=form)
        is_later = publication.live_from > moment.known_at
        said = (
            _("Version %(number)s goes live on %(instant)s.")
            if is_later
            else _("Version %(number)s is live since %(instant)s.")
        )
        self.note(
            request,
            version.article,
            said % {"number": version.number, "instant": instant(publication.live_from)},
        )
        return self.to("change", pk)

    def cancel(self, request: HttpRequest, pk: int) -> HttpResponse:
        row = get_object_or_404(Publication.objects.select_related("version__article"), pk=pk)
        version = self.version(request, row.version_id, Right.PUBLISH)
        try:
            cancel(row, at=self.clock().known_at)
        except ValidationError as error:
            self.refuse(request, error)
        else:
            self.note(
                request,
                version.article,
                _("Version %(number)s doesn't go live: cancelled.") % {"number": version.number},
            )
        return self.to("change", version.pk)
