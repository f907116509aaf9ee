"""Trays of those who write and review pages."""

from collections.abc import Iterator
from datetime import timedelta

from django.contrib.auth.models import User
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.addresses import language_here
from articles.alarms import PageAlarm, listed, read_page_alarms
from articles.desk.tray import MOST_LINES, Line, Tray
from articles.linking.external import broken_links
from articles.linking.problems import in_words
from articles.models import Comment, Publication, Review
from articles.publishing.instants import instant
from benchmarks.moments import Moment

A_WEEK = timedelta(days=7)


def page_trays(user: User, moment: Moment) -> Iterator[Tray]:
    """In eleven queries at most."""
    yield from _reviews(user)
    yield from _remarks(user)
    publications = list(
        Publication.objects.exclude(live_until__lte=moment.known_at)
        .select_related("version", "article__owner")
        .order_by("live_from", "pk")
    )
    yield from _schedule(publications, moment)
    yield from _alarms(user, publications, moment)
    yield from _links()


def _reviews(user: User) -> Iterator[Tray]:
    """What waits for this reviewer, and what came back to this writer, in one query."""
    may_review = user.has_perm("articles.review_article")
    mine = Q(requested_by=user) | Q(version__saved_by=user)
    wanted = Q(verdict=Review.Verdict.CHANGES) & mine
    if may_review:
        wanted |= Q(verdict="") & ~mine
    rows = list(
        Review.objects.filter(wanted, version__is_aside=False)
        .select_related("version__article", "requested_by", "decided_by")
        .order_by("requested_at", "pk")
    )
    yield _tray(
        "reviews",
        _("Awaiting your review"),
        _("Somebody handed these in and waits for a second pair of eyes."),
        [
            Line(
                text=str(one.version.article.heading),
                url=reverse("admin:articles_version_change", args=[one.version_id]),
                detail=_("version %(number)s, handed in by %(person)s, %(when)s")
                % {
                    "number": one.version.number,
                    "person": one.requested_by,
                    "when": instant(one.requested_at),
                },
            )
            for one in rows
            if not one.verdict
        ],
        is_urgent=True,
    )
    returned = [one for one in rows if one.verdict]
    yield _tray(
        "returned",
        _("Came back with remarks"),
        _("A reviewer wants changes before these go live."),
        [
            Line(
                text=str(one.version.article.heading),
                url=reverse("admin:articles_version_change", args=[one.version_id]),
                detail=_("%(person)s: “%(remark)s”")
                % {"person": one.decided_by, "remark": one.remark[:120]},
            )
            for one in _not_handed_in_again(returned)
        ],
        is_urgent=True,
    )


def _not_handed_in_again(returned: list[Review]) -> list[Review]:
    """The last one of each article, unless a newer version was handed in since."""
    last = {one.version.article_id: one for one in returned}
    newer = Review.objects.filter(version__article__in=last).values_list(
        "version__article", "version__number"
    )
    settled = {
        article
        for article, number in (newer if last else ())
        if number > last[article].version.number
    }
    return [one for article, one in last.items() if article not in settled]


def _remarks(user: User) -> Iterator[Tray]:
    rows = (
        Comment.objects.filter(article__owner=user, resolved_at=None)
        .exclude(by=user)
        .select_related("article", "by")
        .order_by("-at", "-pk")
    )
    yield _tray(
        "remarks",
        _("Remarks on your pages"),
        _("Others asked or said something that nobody has settled."),
        [
            Line(
                text=one.article.heading,
                url=reverse("admin:articles_version_remarks", args=[one.article_id]),
                detail=_("%(person)s: “%(remark)s”") % {"person": one.by, "remark": one.text[:120]},
            )
            for one in rows
        ],
    )


def _schedule(publications: list[Publication], moment: Moment) -> Iterator[Tray]:
    """What begins or ends within a week, by its instant."""
    now, soon = moment.known_at, moment.known_at + A_WEEK
    begins = [one for one in publications if now < one.live_from <= soon]
    started = {(one.article_id, one.live_from) for one in begins}
    ends = [
        one
        for one in publications
        if one.live_until
        and one.live_until <= soon
        and (one.article_id, one.live_until) not in started
    ]
    events = sorted(
        [(one.live_from, "live", _("goes live"), one) for one in begins]
        + [(one.live_until or now, "ends-7", _("ends"), one) for one in ends],
        key=lambda event: event[0],
    )
    yield _tray(
        "week",
        _("This week"),
        _("Pages that go live or end within seven days, without anybody doing anything."),
        [
            Line(
                text=one.article.heading,
                url=reverse("admin:articles_version_change", args=[one.version_id]),
                detail=instant(at),
                state=state,
                label=label,
            )
            for at, state, label, one in events
        ],
    )


def _alarms(user: User, publications: list[Publication], moment: Moment) -> Iterator[Tray]:
    """Of one's own pages; who may publish sees those of all."""
    live = [one for one in publications if one.live_from <= moment.known_at]
    sees_all = user.has_perm("articles.publish_article")
    alarms = [
        one for one in read_page_alarms(moment, live) if sees_all or one.article.owner_id == user.pk
    ]
    yield _alarm_tray(
        "figures",
        _("Figures on pages"),
        _("Live pages cite a figure that ends soon or has no value."),
        [one for one in alarms if one.kind == "figure"],
        user,
    )
    yield _alarm_tray(
        "due",
        _("Pages to be checked"),
        _("Their review is due: read them, then change them or say “checked, still right”."),
        [one for one in alarms if one.kind == "review"],
        user,
    )


def _alarm_tray(code: str, title: str, sentence: str, alarms: list[PageAlarm], user: User) -> Tray:
    return _tray(
        code,
        title,
        sentence,
        [
            Line(
                text=one.article.heading,
                url=reverse("admin:articles_version_versions", args=[one.article.pk]),
                detail=_what(one)
                + ("" if one.article.owner_id == user.pk else f" · {one.article.owner}"),
                state=f"ends-{one.level}",
                label=_days(one),
            )
            for one in alarms
        ],
        is_urgent=any(one.is_urgent for one in alarms),
    )


def _what(alarm: PageAlarm) -> str:
    """The figures that end, since the label says when; else the whole sentence."""
    language = language_here()
    ends = alarm.kind == "figure" and alarm.days_left > 0
    return listed(alarm.names, language) if ends else alarm.sentence.in_language(language)


def _days(alarm: PageAlarm) -> str:
    if alarm.days_left <= 0:
        return _("now")
    return ngettext("%(n)s day", "%(n)s days", alarm.days_left) % {"n": alarm.days_left}


def _links() -> Iterator[Tray]:
    yield _tray(
        "links",
        _("Broken links"),
        _("Sites that live pages link to failed to answer twice or more."),
        [
            Line(
                text=one.url,
                url=f"{reverse('admin:articles_externallink_changelist')}?q={one.url}",
                detail=in_words(one.problem, language_here())
                + (
                    " " + _("Last answered %(day)s.") % {"day": instant(one.answered_at)}
                    if one.answered_at
                    else ""
                ),
            )
            for one in broken_links()[:100]
        ],
        url=reverse("admin:articles_externallink_changelist"),
    )


def _tray(
    code: str,
    title: str,
    sentence: str,
    lines: list[Line],
    *,
    url: str = "",
    is_urgent: bool = False,
) -> Tray:
    return Tray(
        code=code,
        title=title,
        sentence=sentence,
        count=len(lines),
        lines=tuple(lines[:MOST_LINES]),
        url=url,
        is_urgent=is_urgent and bool(lines),
    )
