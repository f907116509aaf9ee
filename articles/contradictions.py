"""What a release withholds because its figures contradict each other, in words."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from articles.sheets import Sheet
from benchmarks.estimating.consistency import Kind
from benchmarks.queries import Withheld


@dataclass(frozen=True, slots=True, kw_only=True)
class WithheldRow:
    """A group, its year, and why nothing is said of it."""

    name: str
    year: int
    reason: str


def withheld_rows(found: Iterable[Withheld]) -> list[WithheldRow]:
    return [WithheldRow(name=one.name, year=one.year, reason=reason_of(one.kind)) for one in found]


def reason_of(kind: Kind) -> str:
    return {
        Kind.ORDER: _("its percentiles or its interval are out of order"),
        Kind.MORE_PARTS_THAN_WHOLE: _("its parts count more people than the whole"),
        Kind.IMPOSSIBLE_REST: _(
            "beside its parts, the remaining people would have to earn an impossible amount"
        ),
        Kind.WHOLE_OUTSIDE_PARTS: _("the whole lies outside all of its parts"),
        Kind.CONTRAST: _(
            "the levels lie otherwise apart than the step between them; the step is left out"
        ),
        Kind.LEAP: _("the projection lies impossibly far from the year before"),
        Kind.OUTDATED: _("the figure kept from the release before contradicts the new ones"),
    }[kind]


def withheld_sheet(name: str, found: Iterable[Withheld]) -> Sheet:
    columns = ("occupation", "country", "hub", "seniority", "year", "contradiction")
    rows = [
        (
            *(one.occupation.code, one.country.code, one.hub.code if one.hub else None),
            *(one.seniority.value if one.seniority else None, one.year, one.kind.value),
        )
        for one in found
    ]
    return Sheet(name=name, columns=columns, rows=rows)
