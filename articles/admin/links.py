"""Addresses elsewhere that live pages link to: which answer, which don't, since when."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from articles.addresses import language_here
from articles.linking.external import BROKEN_AFTER
from articles.linking.problems import in_words
from articles.models import ExternalLink
from articles.publishing.instants import instant
from articles.tasks import check_links

MAY_ASK = "articles.change_article"


class Broken(admin.SimpleListFilter):
    title = gettext_lazy("state")
    parameter_name = "state"

    def lookups(
        self, request: HttpRequest, model_admin: admin.ModelAdmin[Model]
    ) -> list[tuple[str, str]]:
        return [("broken", _("broken")), ("fine", _("fine")), ("new", _("not asked yet"))]

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[ExternalLink]
    ) -> QuerySet[ExternalLink]:
        if self.value() == "broken":
            return queryset.filter(failures__gte=BROKEN_AFTER)
        if self.value() == "fine":
            return queryset.filter(failures__lt=BROKEN_AFTER, checked_at__isnull=False)
        return queryset.filter(checked_at=None) if self.value() == "new" else queryset


@admin.register(ExternalLink)
class ExternalLinkAdmin(admin.ModelAdmin[ExternalLink]):
    """Who may see articles sees their links; nobody types one here."""

    list_display = ["address", "said", "asked", "answered"]
    list_filter = [Broken]
    search_fields = ["url"]
    ordering = ["-failures", "url"]
    list_display_links = None
    actions = None
    change_list_template = "admin/articles/externallink/change_list.html"

    @admin.display(description=gettext_lazy("address"), ordering="url")
    def address(self, link: ExternalLink) -> SafeString:
        return format_html('<a href="{}" rel="noreferrer noopener">{}</a>', link.url, link.url)

    @admin.display(description=gettext_lazy("answer"))
    def said(self, link: ExternalLink) -> str:
        if link.checked_at is None:
            return _("not asked yet")
        return in_words(link.problem, language_here()) if link.problem else _("fine")

    @admin.display(description=gettext_lazy("asked"), ordering="checked_at")
    def asked(self, link: ExternalLink) -> str:
        return instant(link.checked_at) if link.checked_at else "–"

    @admin.display(description=gettext_lazy("last answered"), ordering="answered_at")
    def answered(self, link: ExternalLink) -> str:
        return instant(link.answered_at) if link.answered_at else "–"

    def get_urls(self) -> list[URLPattern]:
        ask = self.admin_site.admin_view(require_POST(self.ask))
        return [path("ask/", ask, name="articles_externallink_ask"), *super().get_urls()]

    def ask(self, request: HttpRequest) -> HttpResponse:
        """Have the background ask what is due."""
        if not request.user.has_perm(MAY_ASK):
            raise PermissionDenied
        check_links.enqueue()
        messages.success(request, _("What is due is being asked; look again in a few minutes."))
        return HttpResponseRedirect(reverse("admin:articles_externallink_changelist"))

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, object] | None = None
    ) -> HttpResponse:
        context = {"may_ask": request.user.has_perm(MAY_ASK)}
        return super().changelist_view(request, (extra_context or {}) | context)

    def has_view_permission(self, request: HttpRequest, obj: ExternalLink | None = None) -> bool:
        return request.user.has_perm("articles.view_article")

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: ExternalLink | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: ExternalLink | None = None) -> bool:
        return False
