"""Everything on one person's desk, what can't wait first."""

from dataclasses import dataclass

from django.contrib.auth.models import User

from articles.desk.figures import figure_trays
from articles.desk.pages import page_trays
from articles.desk.tray import Tray
from benchmarks.moments import Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Trays with something in them, and the names of those that are empty."""

    trays: tuple[Tray, ...]
    empty: tuple[str, ...]

    @property
    def count(self) -> int:
        return sum(tray.count for tray in self.trays)


def read_desk(user: User, moment: Moment) -> Desk | None:
    """None for who has nothing to do with pages or samples. In thirteen queries at most."""
    trays: list[Tray] = []
    if user.has_perm("articles.change_article") or user.has_perm("articles.review_article"):
        trays += page_trays(user, moment)
    trays += figure_trays(user, moment)
    if not trays:
        return None
    full = [tray for tray in trays if tray.count]
    return Desk(
        trays=tuple(sorted(full, key=lambda tray: not tray.is_urgent)),
        empty=tuple(tray.title for tray in trays if not tray.count),
    )
