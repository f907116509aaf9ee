"""The skills and certificates that sources name for an occupation."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.utils.translation import get_language

from benchmarks.keeping import kept
from benchmarks.models import Occupation, OccupationSkill


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillSource:
    """Who names it and where; `read_on` is the day we read it."""

    publisher: str
    title: str
    url: str
    read_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedSkill:
    """A skill or a certificate in both languages; notes may be empty."""

    name_de: str
    name_en: str
    note_de: str
    note_en: str
    source: SkillSource

    @property
    def name(self) -> str:
        return self.name_de if _is_german() else self.name_en

    @property
    def note(self) -> str:
        return self.note_de if _is_german() else self.note_en


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillGroup:
    """What one source names."""

    source: SkillSource
    skills: tuple[NamedSkill, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OccupationSkills:
    """In the editors' order. `reviewed_on` is the oldest review; None while one is missing."""

    skills: tuple[NamedSkill, ...]
    certificates: tuple[NamedSkill, ...]
    reviewed_on: date | None

    @property
    def groups(self) -> tuple[SkillGroup, ...]:
        """The skills by source, in the order of each source's first."""
        order = list(dict.fromkeys(skill.source for skill in self.skills))
        by_source = sorted(self.skills, key=lambda skill: order.index(skill.source))
        return tuple(
            SkillGroup(source=source, skills=tuple(named))
            for source, named in groupby(by_source, key=lambda skill: skill.source)
        )


def read_skills(*, occupation: Occupation) -> OccupationSkills | None:
    """None where no source names anything. One query where nothing changed, else two."""
    return _by_occupation().get(occupation.pk)


@kept
def _by_occupation() -> dict[int, OccupationSkills]:
    rows: dict[int, list[OccupationSkill]] = defaultdict(list)
    for row in OccupationSkill.objects.order_by("ordering", "name_en", "pk"):
        rows[row.occupation_id].append(row)
    return {occupation: _skills_of(named) for occupation, named in rows.items()}


def _skills_of(rows: Sequence[OccupationSkill]) -> OccupationSkills:
    reviews = [row.reviewed_on for row in rows if row.reviewed_on]
    return OccupationSkills(
        skills=_named(rows, OccupationSkill.Kind.SKILL),
        certificates=_named(rows, OccupationSkill.Kind.CERTIFICATE),
        reviewed_on=min(reviews) if len(reviews) == len(rows) else None,
    )


def _named(rows: Sequence[OccupationSkill], kind: OccupationSkill.Kind) -> tuple[NamedSkill, ...]:
    return tuple(
        NamedSkill(
            name_de=row.name_de,
            name_en=row.name_en,
            note_de=row.note_de,
            note_en=row.note_en,
            source=SkillSource(
                publisher=row.source_publisher,
                title=row.source_title,
                url=row.source_url,
                read_on=row.read_on,
            ),
        )
        for row in rows
        if row.kind == kind
    )


def _is_german() -> bool:
    return (get_language() or "en").startswith("de")
