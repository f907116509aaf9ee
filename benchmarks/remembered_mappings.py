"""Mappings to start from: the last one of each source, and those that are shipped."""

import json
from dataclasses import dataclass
from pathlib import Path

from benchmarks.mapping_json import Json
from benchmarks.models import ImportBatch, Source

SHIPPED = Path(__file__).parent / "samples"


@dataclass(frozen=True, slots=True, kw_only=True)
class RememberedMapping:
    """A mapping by a key that a form can hold; `batch` is None for a shipped one."""

    key: str
    name: str
    batch: ImportBatch | None
    rules: Json


def remembered_mappings() -> list[RememberedMapping]:
    """One for each source that has imports, the newest first, then the shipped ones."""
    newest = ImportBatch.objects.order_by("source_id", "-pk").distinct("source_id")
    used = [
        RememberedMapping(
            key=f"import-{batch.pk}",
            name=f"{batch.source} (#{batch.pk})",
            batch=batch,
            rules=batch.mapping,
        )
        for batch in sorted(newest.select_related("source"), key=lambda one: -one.pk)
    ]
    return [*used, *map(_shipped, sorted(SHIPPED.glob("*.mapping.json")))]


def last_mapping_of(source: Source) -> Json:
    """The mapping of the newest import of a source; None where it has none.

    One that was discarded counts only where there is no other: it was likely the wrong file.
    """
    imports = ImportBatch.objects.filter(source=source).order_by("-pk")
    newest = imports.exclude(state=ImportBatch.State.DISCARDED).first() or imports.first()
    return newest.mapping if newest else None


def _shipped(path: Path) -> RememberedMapping:
    rules = json.loads(path.read_text(encoding="utf-8"))
    return RememberedMapping(
        key=f"shipped-{path.name.removesuffix('.mapping.json')}",
        name=str(rules.get("name", path.name)),
        batch=None,
        rules=rules,
    )
