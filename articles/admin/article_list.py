"""The list of pages: how each stands, whose it is, and when it has to be looked over."""

from datetime import date, datetime
from typing import Any  # Any: what Django's admin hands around is untyped

from django.contrib import admin
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.addresses import language_here
from articles.models import Article, Publication, Review, Version
from articles.publishing.instants import instant
from benchmarks import formats
from benchmarks.moments import Moment


def with_standing(articles: QuerySet[Article], at: datetime) -> QuerySet[Article]:
    """Each with what is live and scheduled of it, its latest version, and open reviews."""
    own = Publication.objects.filter(article=OuterRef("pk"))
    live, coming = own.live(at), own.coming(at).order_by("live_from")
    versions = Version.objects.filter(article=OuterRef("pk"))
    return articles.annotate(
        live_number=Subquery(live.values("version__number")[:1]),
        live_since=Subquery(live.values("live_from")[:1]),
        coming_at=Subquery(coming.values("live_from")[:1]),
        latest_number=Subquery(
            versions.filter(is_aside=False).order_by("-number").values("number")[:1]
        ),
        in_review=Exists(
            Review.objects.filter(version__article=OuterRef("pk"), verdict="").order_by()
        ),
        has_aside=Exists(versions.filter(is_aside=True, settled_at=None)),
    )


STATES = {
    "live": Q(live_number__isnull=False),
    "ahead": Q(live_number__isnull=False) & ~Q(live_number=F("latest_number")),
    "scheduled": Q(coming_at__isnull=False),
    "in-review": Q(in_review=True),
    "not-live": Q(live_number__isnull=True),
    "aside": Q(has_aside=True),
}


class StateFilter(admin.SimpleListFilter):
    title = gettext_lazy("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("live", gettext_lazy("live")),
            ("ahead", gettext_lazy("draft ahead of live")),
            ("scheduled", gettext_lazy("scheduled")),
            ("in-review", gettext_lazy("in review")),
            ("not-live", gettext_lazy("not live")),
            ("aside", gettext_lazy("to be joined")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Article]) -> QuerySet[Article]:
        chosen = self.value()
        return queryset.filter(STATES[chosen]) if chosen in STATES else queryset


class ReviewFilter(admin.SimpleListFilter):
    title = gettext_lazy("next review")
    parameter_name = "review"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("due", gettext_lazy("due")), ("none", gettext_lazy("not planned"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Article]) -> QuerySet[Article]:
        if self.value() == "due":
            return queryset.filter(next_review_on__lte=Moment.now().on)
        return queryset.filter(next_review_on=None) if self.value() == "none" else queryset


class ArticleList(admin.ModelAdmin[Article]):
    """Part of the admin of articles that lists them."""

    list_display = ["heading", "state", "language", "kind", "owner", "review"]
    list_filter = [
        *(StateFilter, ReviewFilter, "kind", "language"),
        ("owner", admin.RelatedOnlyFieldListFilter),
    ]
    search_fields = ["heading", "slug", "lead", "author"]
    ordering = ["heading", "language"]
    list_per_page = 50

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        return with_standing(super().get_queryset(request), Moment.now().known_at)

    @admin.display(description=gettext_lazy("state"))
    def state(self, row: Any) -> SafeString:
        """Each state as a mark: the first says what visitors read."""
        return format_html_join(" ", '<span class="state" data-state="{}">{}</span>', _states(row))

    @admin.display(description=gettext_lazy("next review"), ordering="next_review_on")
    def review(self, row: Article) -> str | SafeString:
        if row.next_review_on is None:
            return "–"
        day = formats.day(row.next_review_on, language_here())
        if row.next_review_on > Moment.now().on:
            return day
        return format_html('<span class="state" data-state="due">{}</span>', day)


def _states(row: Any) -> list[tuple[str, str]]:
    states: list[tuple[str, str]] = []
    if row.live_number:
        day = _day(row.live_since.date())
        states.append(("live", _("live since %(day)s") % {"day": day}))
    else:
        states.append(("not-live", _("not live")))
    if row.coming_at:
        said = _("scheduled for %(instant)s") % {"instant": instant(row.coming_at)}
        states.append(("scheduled", said))
    if row.in_review:
        states.append(("in-review", _("in review")))
    if row.live_number and row.latest_number != row.live_number:
        states.append(("ahead", _("draft ahead of live")))
    if row.has_aside:
        states.append(("aside", _("to be joined")))
    return states


def _day(day: date) -> str:
    return formats.day(day, language_here())
