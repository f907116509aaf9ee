"""The review queue: words that imports could not place, each settled by one answer."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from benchmarks.admin.import_progress import read_in_background
from benchmarks.admin.releases import ReadOnlyAdmin
from benchmarks.background_imports import WantedImport
from benchmarks.models import Country, Hub, ImportBatch, Occupation, UnlistedWord
from benchmarks.reading.problems import ReadingError
from benchmarks.review_queue import (
    CannotSettle,
    OpenWord,
    ReviewQueue,
    Subject,
    review_queue,
    settle_as,
    settle_as_none,
    suggest,
)
from benchmarks.templatetags.imports import sentence

MAY_IMPORT = "benchmarks.import_samples"
WORDS_ON_A_PAGE = 50
NONE = "none"  # an answer that is no row of ours


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One suggested answer: `value` as the form sends it, `score` in percent."""

    value: str
    name: str
    score: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One word with the answers to choose from."""

    word: OpenWord
    choices: list[Choice]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tab:
    """One kind of word, and how many of it wait."""

    subject: Subject
    words: int


@admin.register(UnlistedWord)
class UnlistedWordAdmin(ReadOnlyAdmin):
    """Deleting a word puts it back into the queue."""

    list_display = ["text", "subject", "decided_by", "decided_at"]
    list_display_links = None
    list_filter = ["subject"]
    list_select_related = ["decided_by"]
    search_fields = ["text"]
    ordering = ["-decided_at", "-pk"]
    change_list_template = "admin/benchmarks/queue/change_list.html"

    def has_view_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return request.user.has_perm(MAY_IMPORT) or super().has_view_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return request.user.has_perm(MAY_IMPORT)

    def get_urls(self) -> list[URLPattern]:
        queue = self.admin_site.admin_view(self.queue)
        again = self.admin_site.admin_view(require_POST(self.again))
        return [
            path("queue/<str:subject>/", queue, name="benchmarks_review_queue"),
            path("queue/<str:subject>/again/<int:pk>/", again, name="benchmarks_review_again"),
            *super().get_urls(),
        ]

    def queue(self, request: HttpRequest, subject: str) -> HttpResponse:
        """What waits, the most frequent first; answers come back by POST."""
        about = _subject_for(request, subject)
        batch = _import_for(request)
        waiting = review_queue(about, batch_id=batch.pk if batch else None)
        if request.method == "POST":
            self._settle(request, about, waiting.words)
            return HttpResponseRedirect(request.get_full_path())
        page: Page[OpenWord] = Paginator(waiting.words, WORDS_ON_A_PAGE).get_page(
            request.GET.get("page")
        )
        names = _names(about)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Words to review"),
            "subject": about,
            "tabs": _tabs(about, waiting, batch),
            "import": batch,
            "page": page,
            "rows": sum(word.rows for word in waiting.words),
            "questions": _questions(about, page, names),
            "names": sorted(names.items(), key=lambda found: found[1].casefold()),
            "outdated": waiting.outdated,
        }
        return TemplateResponse(request, "admin/benchmarks/queue/queue.html", context)

    def again(self, request: HttpRequest, subject: str, pk: int) -> HttpResponse:
        """Let a worker read the file of an import with the aliases of now."""
        about = _subject_for(request, subject)
        batch = get_object_or_404(ImportBatch.objects.select_related("source"), pk=pk)
        try:
            return read_in_background(request, WantedImport.again(batch))
        except ReadingError as error:
            messages.error(request, sentence(error.problem))
            return HttpResponseRedirect(reverse("admin:benchmarks_review_queue", args=[about]))

    def _settle(self, request: HttpRequest, subject: Subject, words: Sequence[OpenWord]) -> None:
        """Turn the answers into aliases, or remember that a word is none of ours."""
        known = set(map(str, _names(subject)))
        settled = 0
        for word, answer in _answers(request.POST, words):
            if answer is None or answer not in {NONE, *known}:
                messages.error(request, _two_answers(word))
                continue
            row: Model
            try:
                if answer == NONE:
                    row = settle_as_none(subject, word, by_id=request.user.pk, at=timezone.now())
                else:
                    row = settle_as(subject, word, int(answer))
            except CannotSettle as error:
                messages.error(request, _why_not(error))
                continue
            self.log_addition(request, row, str(row)[:200])
            settled += 1
        if settled:
            said = ngettext("%(count)s word settled.", "%(count)s words settled.", settled)
            messages.success(request, said % {"count": settled})


def _subject_for(request: HttpRequest, subject: str) -> Subject:
    if not request.user.has_perm(MAY_IMPORT):
        raise PermissionDenied
    if subject not in Subject.values:
        raise Http404
    return Subject(subject)


def _import_for(request: HttpRequest) -> ImportBatch | None:
    """The import whose words alone are asked for, if any."""
    wanted = request.GET.get("import", "")
    return get_object_or_404(ImportBatch, pk=int(wanted)) if wanted.isdecimal() else None


def _tabs(about: Subject, waiting: ReviewQueue, batch: ImportBatch | None) -> list[Tab]:
    """The kinds of word, each with how many wait."""
    batch_id = batch.pk if batch else None
    return [
        Tab(
            subject=subject,
            words=len(
                (waiting if subject == about else review_queue(subject, batch_id=batch_id)).words
            ),
        )
        for subject in Subject
    ]


def _names(subject: Subject) -> dict[int, str]:
    """The occupations, hubs or countries to choose from, by key, in the reader's language."""
    if subject == Subject.TITLE:
        return {row.pk: row.name for row in Occupation.objects.all()}
    if subject == Subject.COUNTRY:
        return {row.pk: row.name for row in Country.objects.all()}
    return {
        row.pk: f"{row.name}, {row.country.name}" for row in Hub.objects.select_related("country")
    }


def _questions(subject: Subject, page: Page[OpenWord], names: Mapping[int, str]) -> list[Question]:
    suggested = suggest(subject, [word.spelling for word in page])
    return [
        Question(
            word=word,
            choices=[
                Choice(value=str(one.row_id), name=names[one.row_id], score=one.score)
                for one in suggested.get(word.spelling, ())
            ],
        )
        for word in page
    ]


def _answers(
    posted: Mapping[str, str], words: Sequence[OpenWord]
) -> Iterator[tuple[OpenWord, str | None]]:
    """What was answered, word by word; None where button and list say different things."""
    for word in words:
        said = {posted.get(f"{field}:{word.spelling}", "") for field in ("is", "other")} - {""}
        if said:
            yield word, said.pop() if len(said) == 1 else None


def _two_answers(word: OpenWord) -> str:
    return _("“%(word)s” has two answers: choose one.") % {"word": word.text}


def _why_not(error: CannotSettle) -> str:
    if error.taken_by is None:
        return _("“%(word)s” is too long to be remembered: more than 200 characters.") % {
            "word": f"{error.text[:80]}…"
        }
    return _("“%(word)s” already stands for %(name)s.") % {
        "word": error.text,
        "name": error.taken_by,
    }
