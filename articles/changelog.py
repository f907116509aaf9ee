"""What changed for readers: releases of figures, guides, values and rules of the law."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from itertools import groupby, pairwise

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.addresses import Address, language_here, named_day
from articles.frames import Link
from articles.guide_cards import guide_cards
from articles.knowledge import Knowledge
from articles.models import Article, Publication
from articles.queries import Live, live_of_articles
from benchmarks import formats
from benchmarks.models import ReleasePublication
from benchmarks.moments import Moment
from visa.citations import Citation
from visa.queries import read_rule_versions
from visa.rule_history import Step, steps_of
from visa.values import Value
from visa.wording import value_amount

PAGE = 60
MOST_PAGES = 20


class Kind(StrEnum):
    RELEASE = "release"
    GUIDE = "guide"
    LAW = "law"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One line of the log; `note` says what changed, empty where nobody said it."""

    at: datetime
    kind: Kind
    link: Link
    note: str
    is_announced: bool = False

    @property
    def day(self) -> date:
        return timezone.localdate(self.at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    on: date
    changes: list[Change]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeLog:
    """One page of it. `ahead` is law that is known for days to come, the nearest first."""

    ahead: list[Day]
    days: list[Day]
    has_more: bool


def read_change_log(moment: Moment, *, number: int) -> ChangeLog:
    """The `number`th page as known at the moment, in few queries however much has changed."""
    knowledge = Knowledge(moment)
    wanted = PAGE * number + 1
    law = [*_law(knowledge), *_rules(moment)]
    ahead = [one for one in law if one.day > moment.on]
    begun = [one for one in law if one.day <= moment.on]
    found = [*_releases(moment, wanted), *_guides(knowledge, wanted), *begun]
    found.sort(key=lambda one: (one.day, -list(Kind).index(one.kind), one.at), reverse=True)
    return ChangeLog(
        ahead=_by_day(sorted(ahead, key=lambda one: one.at)) if number == 1 else [],
        days=_by_day(found[PAGE * (number - 1) : PAGE * number]),
        has_more=len(found) > PAGE * number and number < MOST_PAGES,
    )


def _by_day(changes: Iterable[Change]) -> list[Day]:
    return [
        Day(on=day, changes=list(of_day))
        for day, of_day in groupby(changes, key=lambda one: one.day)
    ]


def _releases(moment: Moment, limit: int) -> list[Change]:
    rows = ReleasePublication.objects.filter(effective_from__lte=moment.known_at)
    link = Address(view="releases", as_of=named_day(moment)).get_absolute_url()
    return [
        Change(
            at=row.effective_from,
            kind=Kind.RELEASE,
            link=Link(text=_release_title(row), href=link),
            note=_release_note(row),
        )
        for row in rows.select_related("release").order_by("-effective_from")[:limit]
    ]


def _release_title(row: ReleasePublication) -> str:
    first = row.release.released_at
    is_back = first is not None and first < row.effective_from
    title = _("Release %(number)s is in effect again") if is_back else _("Release %(number)s")
    return title % {"number": row.release.number}


def _release_note(row: ReleasePublication) -> str:
    count = row.release.samples
    samples = ngettext(
        "All salary figures rest on %(count)s sample from now on.",
        "All salary figures rest on %(count)s samples from now on.",
        count,
    ) % {"count": formats.number(count, language_here())}
    return " ".join(filter(None, (samples, row.release.note, row.reason)))


def _guides(knowledge: Knowledge, limit: int) -> list[Change]:
    """Publications that were news, of guides that are live at the moment."""
    moment = knowledge.moment
    earlier = Publication.objects.filter(
        article=OuterRef("article"), live_from__lt=OuterRef("live_from")
    )
    rows = list(
        Publication.objects.filter(
            live_from__lte=moment.known_at,
            article__language=language_here(),
            article__in=Publication.objects.live(moment.known_at).values("article"),
        )
        .annotate(is_first=~Exists(earlier))
        .filter(Q(is_minor=False) | Q(is_first=True))
        .order_by("-live_from", "-pk")[:limit]
        .values_list("article_id", "live_from", "note", "is_first")
    )
    links = _links(live_of_articles({article for article, *_rest in rows}, moment), knowledge)
    return [
        Change(
            at=at,
            kind=Kind.GUIDE,
            link=links[article],
            note=_("First published") if is_first else note or _("Revised"),
        )
        for article, at, note, is_first in rows
    ]


def _links(lives: Iterable[Live], knowledge: Knowledge) -> dict[int, Link]:
    """By article, where readers find it; the words of many market pages have no page of theirs."""
    of_markets: list[Live] = []
    of_guides: list[Live] = []
    for live in lives:
        is_of_markets = live.article.kind == Article.Kind.MARKET
        (of_markets if is_of_markets else of_guides).append(live)
    cards = guide_cards(of_guides, knowledge.moment, knowledge=knowledge)
    markets = Address(view="salary_index", as_of=named_day(knowledge.moment)).get_absolute_url()
    return {
        live.article.pk: Link(text=card.title, href=card.address.get_absolute_url())
        for live, card in zip(of_guides, cards, strict=True)
    } | {live.article.pk: Link(text=_of_markets(live), href=markets) for live in of_markets}


def _of_markets(live: Live) -> str:
    names = [one.name for one in (live.article.occupation, live.article.country) if one]
    return ": ".join([_("Salary pages"), *([", ".join(names)] if names else [])])


def _law(knowledge: Knowledge) -> Iterator[Change]:
    """Each value from its first day on; one that says the same as the one before is no change."""
    as_of = named_day(knowledge.moment)
    for key, values in knowledge.values.values.items():
        url = Address(view="figure_detail", key=f"visa.{key}", as_of=as_of).get_absolute_url()
        for former, value in pairwise((None, *values)):
            if value is not None and not _repeats(former, value):
                yield Change(
                    at=_begin_of(value.valid_from),
                    kind=Kind.LAW,
                    link=Link(text=value.parameter.name.in_language(language_here()), href=url),
                    note=_law_note(former, value),
                    is_announced=value.announced,
                )


def _begin_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _repeats(former: Value | None, value: Value) -> bool:
    return former is not None and _follows(former, value) and former.exact() == value.exact()


def _follows(former: Value, value: Value) -> bool:
    return former.valid_to == value.valid_from


def _law_note(former: Value | None, value: Value) -> str:
    language = language_here()
    amount = value_amount(value, language)
    if former is None or not _follows(former, value):
        return amount
    return _("%(amount)s, before that %(former)s") % {
        "amount": amount,
        "former": value_amount(former, language),
    }


def _rules(moment: Moment) -> Iterator[Change]:
    """Each route to a residence title from the first day of its rule on, and when it closes."""
    language, as_of = language_here(), named_day(moment)
    for title in read_rule_versions(moment):
        url = Address(view="visa_detail", title=title.slug, as_of=as_of).get_absolute_url()
        for step in steps_of(title):
            names = (title.name, step.route.name)
            yield Change(
                at=_begin_of(step.on),
                kind=Kind.LAW,
                link=Link(text=": ".join(one.in_language(language) for one in names), href=url),
                note=_rule_note(step),
            )


def _rule_note(step: Step) -> str:
    if step.after is None:
        return _("This way is closed.")
    rests_on = _cited(step.after.citation)
    former = _cited(step.before.citation) if step.before else ""
    if not former:
        return _("Rules: %(act)s") % {"act": rests_on}
    if former == rests_on:
        return _("New rules: %(act)s") % {"act": rests_on}
    return _("Rules: %(act)s, before that %(former)s") % {"act": rests_on, "former": former}


def _cited(citation: Citation) -> str:
    """The passage; the name of the source where that isn't divided into any."""
    title = citation.source.in_language(language_here())
    return str(citation) or _("“%(title)s”") % {"title": title}
