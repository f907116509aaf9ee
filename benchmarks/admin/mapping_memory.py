"""What was taken over from the last file of a source, and under which new names."""

from dataclasses import dataclass

from benchmarks.admin.mapping_labels import LABELS, Label
from benchmarks.mapping import SampleMapping, Target


@dataclass(frozen=True, slots=True, kw_only=True)
class Renamed:
    """A field that comes from elsewhere than last time, mostly a column under a new name."""

    field: Label
    before: str
    now: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WaveChanges:
    """How a file differs from the last one of its source; `lost` have no column any more."""

    same: int
    renamed: list[Renamed]
    lost: list[Label]


def wave_changes(last: SampleMapping, now: SampleMapping) -> WaveChanges | None:
    """None where the source has no mapping to remember."""
    if not last.fields:
        return None
    same, renamed, lost = 0, [], []
    for target in last.fields:
        before, after = _origins(last, target), _origins(now, target)
        if not after:
            lost.append(LABELS[target])
        elif before != after:
            renamed.append(Renamed(field=LABELS[target], before=before, now=after))
        else:
            same += 1
    return WaveChanges(same=same, renamed=renamed, lost=lost)


def _origins(mapping: SampleMapping, target: Target) -> str:
    """The columns and constants of a field in words; empty where it has none."""
    rules = mapping.fields.get(target, ())
    said = (
        rule.column or rule.constant or (str(LABELS[rule.within]) if rule.within else "")
        for rule in rules
    )
    return " → ".join(text.strip() for text in said)
