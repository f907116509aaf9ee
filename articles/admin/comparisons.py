"""Two versions compared as readable text, with remarks at the blocks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern
from django.utils import timezone
from django.utils.dateparse import parse_date

from articles.admin.publishing_words import kind_name, role_name
from articles.admin.screens import Right, Screens
from articles.comparing.comparison import BlockChange, Fate, LineChange, Side, compare
from articles.figures.rendering import book_of, plain
from articles.models import Article, Version
from articles.publishing.remarks import Thread, by_block, threads_of
from benchmarks.moments import Moment

AROUND = 1
"""Lines that stayed and stand beside a change are shown; those further off are folded away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownLine:
    """A line with the name of its part, and of its former part where that changed."""

    change: LineChange
    name: str
    former: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """Lines in a row; folded ones stayed as they were, far from any change."""

    is_folded: bool
    lines: list[ShownLine]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownBlock:
    """A block as the screen shows it; `name` is its kind in words."""

    change: BlockChange
    name: str
    lines: list[Lines]
    threads: list[Thread]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Blocks in a row; folded ones nobody touched or remarked on."""

    is_folded: bool
    blocks: list[ShownBlock]


class Comparisons(Screens):
    def comparison_urls(self) -> list[URLPattern]:
        return [self.read("<int:pk>/compare/", self.compare_screen, "compare")]

    def compare_screen(self, request: HttpRequest, pk: int) -> HttpResponse:
        """From what is live, unless `?with=` names another version; days by `?before=`, `?after=`.

        The other version has to be of the same article: rights on one tell nothing of another.
        """
        version, moment = self.version(request, pk), self.clock()
        article = version.article
        other = _asked_for(request, article) or _before(version, moment)
        days = [
            _day(request.GET.get(name)) or day_of(side, moment)
            for name, side in (("before", other), ("after", version))
        ]
        result = compare(
            *(
                side_of(one, as_of(day, moment))
                for one, day in zip((other, version), days, strict=True)
            )
        )
        threads = by_block(threads_of(article), version.as_content())
        context = {
            "other": other,
            "before_day": days[0],
            "after_day": days[1],
            "result": result,
            "fields": [(role_name(line.role), line) for line in result.changed_fields],
            "stretches": stretches(result.blocks, threads),
            "page_threads": threads.get(None, []),
            "versions": article.versions.select_related("saved_by")
            .defer("content", "keys")
            .order_by("-number")[:200],
            "may_remark": any(
                self.may(request, article, right) for right in (Right.WRITE, Right.REVIEW)
            ),
        }
        return self.show(request, "compare", version, "compare", context)


def side_of(version: Version, moment: Moment) -> Side:
    """A version with its figures as they read at the moment, in the page's language."""
    content, language = version.as_content(), version.article.language
    book = book_of(content, moment)
    return Side(content, lambda reference: plain(reference, book, language))


def day_of(version: Version, moment: Moment) -> date:
    """The day on which readers meet the version: its first one where it is still to come, its
    last one where it was live once, else today.
    """
    publications = list(version.publications.order_by("live_from"))
    if not publications or any(
        _is_live(one.live_from, one.live_until, moment) for one in publications
    ):
        return moment.on
    last = publications[-1]
    if last.live_from > moment.known_at:
        return timezone.localdate(last.live_from)
    return timezone.localdate(last.live_until) if last.live_until else moment.on


def as_of(day: date, moment: Moment) -> Moment:
    return moment if day == moment.on else Moment.as_of(day, clock=moment.known_at)


def stretches(
    blocks: Iterable[BlockChange], threads: dict[int | None, list[Thread]]
) -> list[Stretch]:
    """All blocks in reading order, those that nobody has to read folded together."""
    shown = [
        ShownBlock(
            change=block,
            name=kind_name(block.kind),
            lines=folded(block.lines),
            threads=threads.get(block.number, []),
        )
        for block in blocks
    ]
    return [
        Stretch(is_folded=is_folded, blocks=list(run))
        for is_folded, run in groupby(
            shown, key=lambda one: not (one.change.is_touched or _are_open(one.threads))
        )
    ]


def folded(lines: tuple[LineChange, ...]) -> list[Lines]:
    """Lines with those folded that are alike and further than `AROUND` from a change."""
    changed = [place for place, line in enumerate(lines) if line.fate is not Fate.SAME]
    near = {place + step for place in changed for step in range(-AROUND, AROUND + 1)}
    numbered = [(place not in near, line) for place, line in enumerate(lines)]
    return [
        Lines(is_folded=is_far, lines=[_shown(line) for _far, line in run])
        for is_far, run in groupby(numbered, key=lambda one: one[0])
    ]


def _shown(line: LineChange) -> ShownLine:
    former = role_name(line.former_role) if line.former_role else ""
    return ShownLine(change=line, name=role_name(line.role), former=former)


def _are_open(threads: Iterable[Thread]) -> bool:
    return any(thread.is_open for thread in threads)


def _is_live(since: datetime, until: datetime | None, moment: Moment) -> bool:
    return since <= moment.known_at and (until is None or until > moment.known_at)


def _asked_for(request: HttpRequest, article: Article) -> Version | None:
    """The version of this article that `?with=` names by its number."""
    number = request.GET.get("with", "")
    is_number = number.isascii() and number.isdigit() and len(number) < 8
    return article.versions.filter(number=int(number)).first() if is_number else None


def _before(version: Version, moment: Moment) -> Version:
    """What is live; where that is this version, what its writer had before them."""
    live = version.article.publications.live(moment.known_at).select_related("version").first()
    if live and live.version_id != version.pk:
        return live.version
    return version.based_on or version


def _day(text: str | None) -> date | None:
    """A day that was asked for; what is none is as if nobody had asked."""
    try:
        day = parse_date(text or "")
    except ValueError:
        return None
    return day if day and 2000 <= day.year <= 2100 else None
