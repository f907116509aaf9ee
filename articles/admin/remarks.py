"""Remarks on blocks: made where the block is read, answered, resolved."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from articles.admin.publishing_words import kind_name
from articles.admin.screens import Right, Screens
from articles.admin.writers import editor_of
from articles.comparing.lines import lines_of
from articles.models import Article, Comment
from articles.publishing.remarks import (
    Thread,
    answer,
    by_block,
    remark,
    reopen,
    resolve,
    threads_of,
)

LONGEST = 2000


class Remarks(Screens):
    def remark_urls(self) -> list[URLPattern]:
        return [
            self.read("of/<int:pk>/remarks/", self.remarks_screen, "remarks"),
            self.post("<int:pk>/remark/", self.remark, "remark"),
            self.post("remarks/<int:pk>/answer/", self.answer, "answer"),
            self.post("remarks/<int:pk>/resolve/", self.resolve, "resolve"),
            self.post("remarks/<int:pk>/reopen/", self.reopen, "reopen"),
        ]

    def remarks_screen(self, request: HttpRequest, pk: int) -> HttpResponse:
        """All remarks, in the order of the page as it is being written."""
        article = self.article(request, pk)
        version = self.latest(article)
        content = version.as_content()
        threads = by_block(threads_of(article), content)
        groups: list[tuple[str, int | None, str, list[Thread]]] = [
            (_("The page as a whole"), None, "", threads.get(None, []))
        ]
        for place, block in enumerate(content.blocks, start=1):
            name = f"{place}. {kind_name(block.kind)}"
            begins = next((one.text for one in lines_of(block)), "")
            groups.append((name, block.number, begins, threads.get(block.number, [])))
        context = {"groups": groups, "may_remark": self._may_remark(request, article)}
        return self.show(request, "remarks", version, "remarks", context)

    def remark(self, request: HttpRequest, pk: int) -> HttpResponse:
        version = self.version(request, pk, Right.WRITE, Right.REVIEW)
        block = request.POST.get("block", "")
        is_number = block.isascii() and block.isdigit() and len(block) < 18
        try:
            if block and not is_number:
                raise ValidationError(_("This version has no such block."))
            remark(
                version,
                self._text(request),
                by=editor_of(request),
                at=self.clock().known_at,
                block=int(block) if is_number else None,
            )
        except ValidationError as error:
            self.refuse(request, error)
        return self._back(request, version.article)

    def answer(self, request: HttpRequest, pk: int) -> HttpResponse:
        thread = self._thread(request, pk)
        by, at = editor_of(request), self.clock().known_at
        try:
            answer(thread, self._text(request), by=by, at=at)
        except ValidationError as error:
            self.refuse(request, error)
        return self._back(request, thread.article)

    def resolve(self, request: HttpRequest, pk: int) -> HttpResponse:
        thread = self._thread(request, pk)
        resolve(thread, by=editor_of(request), at=self.clock().known_at)
        return self._back(request, thread.article)

    def reopen(self, request: HttpRequest, pk: int) -> HttpResponse:
        thread = self._thread(request, pk)
        reopen(thread)
        return self._back(request, thread.article)

    def _thread(self, request: HttpRequest, pk: int) -> Comment:
        thread = get_object_or_404(Comment, pk=pk, answers=None)
        self.article(request, thread.article_id, Right.WRITE, Right.REVIEW)
        return thread

    def _may_remark(self, request: HttpRequest, article: Article) -> bool:
        return any(self.may(request, article, right) for right in (Right.WRITE, Right.REVIEW))

    def _text(self, request: HttpRequest) -> str:
        text = request.POST.get("text", "")
        if len(text) > LONGEST:
            raise ValidationError(_("A remark has at most %(n)s characters.") % {"n": LONGEST})
        return text

    def _back(self, request: HttpRequest, article: Article) -> HttpResponse:
        """To the screen that the remark was made on, never off this site."""
        came_from = request.POST.get("next", "")
        if url_has_allowed_host_and_scheme(came_from, allowed_hosts=None):
            return HttpResponseRedirect(came_from)
        return HttpResponseRedirect(reverse("admin:articles_version_remarks", args=[article.pk]))
