"""What waits for an editor of law on the first page of the admin, in nine queries."""

from dataclasses import dataclass

from django.contrib.auth.models import User
from django.urls import reverse

from benchmarks.moments import Moment
from visa.admin.words import day, language
from visa.alarms import Alarm, read_alarms
from visa.models import Parameter, ParameterValue, RuleVersion


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    name: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmLine:
    level: str
    sentence: str
    subjects: tuple[Linked, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Awaits approval; `is_own` is one that the reader can't approve."""

    subject: Linked
    by: str
    is_own: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Frontpage:
    ends: tuple[AlarmLine, ...]
    holes: tuple[AlarmLine, ...]
    proposals: tuple[Proposal, ...]


def read_frontpage(user: User, moment: Moment) -> Frontpage:
    ids = dict(Parameter.objects.values_list("key", "pk"))
    lines = [_line(alarm, ids) for alarm in read_alarms(moment)]
    return Frontpage(
        ends=tuple(line for line in lines if line.level != "hole"),
        holes=tuple(line for line in lines if line.level == "hole"),
        proposals=(*_values(user), *_rules(user)),
    )


def _line(alarm: Alarm, ids: dict[str, int]) -> AlarmLine:
    return AlarmLine(
        level=alarm.level,
        sentence=alarm.sentence.in_language(language()),
        subjects=tuple(
            Linked(
                name=subject.name.in_language(language()),
                url=reverse("admin:visa_parameter_change", args=[ids[subject.key]])
                if subject.kind == "parameter"
                else f"{reverse('admin:visa_ruleversion_changelist')}?q={subject.key}",
            )
            for subject in alarm.subjects
        ),
    )


def _values(user: User) -> list[Proposal]:
    rows = ParameterValue.objects.awaiting_approval().select_related("parameter", "proposed_by")
    return [
        _proposal(row, f"{row.parameter.name}, {day(row.valid_from)}", "parametervalue", user)
        for row in rows.order_by("recorded_at")
    ]


def _rules(user: User) -> list[Proposal]:
    rows = RuleVersion.objects.awaiting_approval().select_related("route__title", "proposed_by")
    return [
        _proposal(row, f"{row.route.title.name}: {row.route.name}", "ruleversion", user)
        for row in rows.order_by("submitted_at")
    ]


def _proposal(row: ParameterValue | RuleVersion, name: str, model: str, user: User) -> Proposal:
    return Proposal(
        subject=Linked(name=name, url=reverse(f"admin:visa_{model}_change", args=[row.pk])),
        by=str(row.proposed_by or ""),
        is_own=row.proposed_by_id == user.pk,
    )
