"""Trays of those who import samples and release benchmarks."""

from collections.abc import Iterator
from datetime import timedelta

from django.contrib.auth.models import User
from django.db.models import CharField, Exists, F, OuterRef, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Lower
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.desk.tray import MOST_LINES, Line, Tray
from articles.publishing.instants import instant
from benchmarks.job_kinds import KINDS
from benchmarks.models import (
    ImportBatch,
    Job,
    OccupationAlias,
    Release,
    SetAsideRow,
    UnlistedWord,
)
from benchmarks.moments import Moment

FAILED_SINCE = timedelta(days=7)
MOST_WORDS = 1000


def figure_trays(user: User, moment: Moment) -> Iterator[Tray]:
    """In two queries; only what the user may do."""
    may_import = user.has_perm("benchmarks.import_samples")
    may_release = user.has_perm("benchmarks.publish_release")
    rows = list(_waiting(moment)) if may_import or may_release else []
    by_kind = {
        kind: [line for what, line in rows if what == kind] for kind in ("import", "job", "release")
    }
    if may_import:
        yield _tray(
            "imports",
            _("Imports to confirm"),
            _("They were read; nothing counts before somebody accepts it."),
            by_kind["import"],
            reverse("admin:benchmarks_importbatch_changelist"),
        )
        yield _tray(
            "jobs",
            _("Failed work"),
            _("Jobs in the background that ended without a result within seven days."),
            by_kind["job"],
            f"{reverse('admin:benchmarks_job_changelist')}?state__exact=failed",
            is_urgent=True,
        )
        yield _words()
    if may_release:
        yield _tray(
            "releases",
            _("Releases in draft"),
            _("Prepared, and not in effect yet."),
            by_kind["release"],
            reverse("admin:benchmarks_release_changelist"),
        )


def _waiting(moment: Moment) -> Iterator[tuple[str, Line]]:
    """Imports, jobs and releases that wait for a person, in one query."""
    imports = ImportBatch.objects.filter(state=ImportBatch.State.STAGED).values_list(
        Value("import"), "pk", Cast("file_name", CharField()), "uploaded_at"
    )
    jobs = Job.objects.filter(
        state=Job.State.FAILED, finished_at__gt=moment.known_at - FAILED_SINCE
    ).values_list(Value("job"), "pk", Cast("kind", CharField()), "finished_at")
    drafts = Release.objects.filter(state=Release.State.DRAFT).values_list(
        Value("release"), "pk", Cast("number", CharField()), "created_at"
    )
    views = {"import": "importbatch", "job": "job", "release": "release"}
    rows = imports.union(jobs, drafts, all=True)
    for kind, pk, label, at in sorted(rows, key=lambda row: row[3], reverse=True):
        text = _name(kind, label)
        address = reverse(f"admin:benchmarks_{views[kind]}_change", args=[pk])
        yield kind, Line(text=text, url=address, detail=instant(at))


def _name(kind: str, label: str) -> str:
    """The file of an import, what a job does, the number of a release."""
    if kind == "job":
        return str(KINDS[label].title) if label in KINDS else label
    return _("Release %(number)s") % {"number": label} if kind == "release" else label


def _words() -> Tray:
    """Titles of living imports that belong to no occupation and that nobody has judged."""
    word = Lower(KeyTextTransform("value", "values"))
    unknown = (
        SetAsideRow.objects.filter(code="unknown-title", batch__in=ImportBatch.objects.living())
        .annotate(word=word)
        .exclude(word=None)
    )
    known = OccupationAlias.objects.filter(plain_text=OuterRef("word"))
    judged = UnlistedWord.objects.filter(subject="title", plain_text=OuterRef("word"))
    words = list(
        unknown.exclude(Exists(known))
        .exclude(Exists(judged))
        .order_by(F("word"))
        .values_list("word", flat=True)
        .distinct()[:MOST_WORDS]
    )
    address = reverse("admin:benchmarks_review_queue", args=["title"])
    said = ngettext("%(n)s title", "%(n)s titles", len(words)) % {"n": len(words)}
    lines = [Line(text=said, url=address, detail=", ".join(words[:5]))] if words else []
    return Tray(
        code="words",
        title=_("Unknown job titles"),
        sentence=_("Rows of imports wait for an occupation: say once what a title stands for."),
        count=len(words),
        lines=tuple(lines),
        url=address,
    )


def _tray(
    code: str, title: str, sentence: str, lines: list[Line], url: str, *, is_urgent: bool = False
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
