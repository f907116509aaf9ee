"""How much changed from one version to the next, without reading it word by word; pure."""

from dataclasses import dataclass

from articles.comparing.aligning import kept_in_order
from articles.writing.content import Content


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """How many blocks came, went, changed or moved; which fields of the article changed."""

    added: int
    removed: int
    changed: int
    moved: int
    fields: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.added or self.removed or self.changed or self.moved or self.fields)


def summary(before: Content, after: Content) -> Summary:
    old, new = ({block.number: block for block in side.blocks} for side in (before, after))
    places = {number: place for place, number in enumerate(old)}
    common = [number for number in new if number in old]
    return Summary(
        added=len(new.keys() - old.keys()),
        removed=len(old.keys() - new.keys()),
        changed=sum(old[number] != new[number] for number in common),
        moved=len(common) - len(kept_in_order([places[number] for number in common])),
        fields=tuple(
            name
            for name in ("heading", "slug", "lead", "description", "author", "topic")
            if getattr(before, name) != getattr(after, name)
        ),
    )
