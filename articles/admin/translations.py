"""Both languages of a page side by side, which of them lags behind, and the other one begun."""

from dataclasses import dataclass
from difflib import SequenceMatcher

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, reverse
from django.utils.translation import gettext as _

from articles.admin.comparisons import side_of
from articles.admin.publishing_words import kind_name, role_name
from articles.admin.screens import Right, Screens
from articles.admin.writers import editor_of
from articles.comparing.comparison import Side, field_lines
from articles.comparing.lines import Line, lines_of
from articles.figures.references import REFERENCE
from articles.models import Article, Version
from articles.publishing.translating import (
    begin_translation,
    bring_up_to_date,
    in_all_languages,
    lag_of,
    missing_languages,
)
from articles.writing.content import Block
from benchmarks.moments import Moment

NAMES = dict(settings.LANGUAGES)
FIELDS = ("heading", "slug", "lead", "description", "author")


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What stands beside each other: of one kind; empty where a language lacks it."""

    name: str
    left: list[tuple[str, str]]
    right: list[tuple[str, str]]


class Translations(Screens):
    def translation_urls(self) -> list[URLPattern]:
        return [
            self.read("of/<int:pk>/languages/", self.translations_screen, "translations"),
            self.post("of/<int:pk>/translate/", self.translate, "translate"),
            self.post("of/<int:pk>/up-to-date/", self.follow, "follow"),
        ]

    def translations_screen(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The original to the left, as its readers have it where it is live."""
        article, moment = self.article(request, pk), self.clock()
        pages = in_all_languages(article)
        pair = _pair(article, pages)
        context = {
            "pages": [(one, NAMES[one.language], lag_of(one, moment.known_at)) for one in pages],
            "missing": [(code, NAMES[code]) for code in missing_languages(article)],
            "lag": lag_of(article, moment.known_at),
        }
        if pair:
            original = self._read(pair[0], moment)
            translation = self.latest(pair[1])
            context |= {
                "left": original,
                "right": translation,
                "left_name": NAMES[pair[0].language],
                "right_name": NAMES[pair[1].language],
                "beside": beside(side_of(original, moment), side_of(translation, moment)),
            }
        return self.show(request, "translations", self.latest(article), "translations", context)

    def _read(self, original: Article, moment: Moment) -> Version:
        live = original.publications.live(moment.known_at).select_related("version").first()
        return live.version if live else self.latest(original)

    def translate(self, request: HttpRequest, pk: int) -> HttpResponse:
        article = self.article(request, pk, Right.TRANSLATE)
        language = request.POST.get("language", "")
        if language not in NAMES:
            raise Http404
        source = self._read(article, self.clock())
        by, at = editor_of(request), self.clock().known_at
        try:
            begun = begin_translation(source, language, by=by, at=at)
        except ValidationError as error:
            self.refuse(request, error)
            return self.to("translations", pk)
        self.note(
            request,
            begun,
            _("A copy to be translated: %(language)s.") % {"language": NAMES[language]},
        )
        return HttpResponseRedirect(reverse("admin:articles_article_change", args=[begun.pk]))

    def follow(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The translator states that the page says what the original's version says."""
        article = self.article(request, pk, Right.WRITE)
        number = request.POST.get("number", "")
        is_number = number.isascii() and number.isdigit() and len(number) < 8
        said = (
            Version.objects.filter(article=article.original_id, number=int(number)).first()
            if is_number and article.original_id
            else None
        )
        if said is None:
            raise Http404
        bring_up_to_date(article, said)
        self.note(
            request,
            article,
            _("It says what version %(number)s of the original says.") % {"number": said.number},
        )
        return self.to("translations", pk)


def beside(left: Side, right: Side) -> list[Beside]:
    """Fields, then blocks: those of one kind in the same order stand beside each other."""
    fields = [
        {line.role: line for line in field_lines(side.content) if line.role in FIELDS}
        for side in (left, right)
    ]
    rows = [
        Beside(
            name=role_name(name),
            left=_told([fields[0][name]], left),
            right=_told([fields[1][name]], right),
        )
        for name in FIELDS
    ]
    for one, other in _paired(left.content.blocks, right.content.blocks):
        rows.append(
            Beside(
                name=kind_name((one or other).kind),  # type: ignore[union-attr]  # one of them is there
                left=_told(lines_of(one), left) if one else [],
                right=_told(lines_of(other), right) if other else [],
            )
        )
    return rows


def _paired(
    left: tuple[Block, ...], right: tuple[Block, ...]
) -> list[tuple[Block | None, Block | None]]:
    """In the order of the left side; what is of no kind there comes last.

    Kinds that follow each other alike on both sides belong together; what then is left over, a
    block that moved on one side, goes with the next of its kind on the other.
    """
    kinds = ([block.kind for block in left], [block.kind for block in right])
    partner: dict[int, Block] = {}
    matcher = SequenceMatcher(None, *kinds, autojunk=False)
    for i, k, size in matcher.get_matching_blocks():
        partner |= {i + n: right[k + n] for n in range(size)}
    taken = {block.number for block in partner.values()}
    spare = [block for block in right if block.number not in taken]
    for place, block in enumerate(left):
        match = next((one for one in spare if one.kind == block.kind), None)
        if place not in partner and match:
            partner[place] = match
            spare.remove(match)
    return [
        *((block, partner.get(place)) for place, block in enumerate(left)),
        *((None, block) for block in spare),
    ]


def _told(lines: list[Line] | tuple[Line, ...], side: Side) -> list[tuple[str, str]]:
    """Each line's part and its text, figures printed."""
    return [
        (line.role, REFERENCE.sub(lambda found: side.printed(found[0]), line.text))
        for line in lines
        if line.text
    ]


def _pair(article: Article, pages: list[Article]) -> tuple[Article, Article] | None:
    """The original and the translation that is looked at, or its first one."""
    translations = [one for one in pages if one.original_id]
    if not translations:
        return None
    return pages[0], article if article.original_id else translations[0]
