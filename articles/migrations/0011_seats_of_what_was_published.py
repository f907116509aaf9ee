"""What was published so far takes its seat; where two share one, the one that began first."""

from collections import defaultdict
from datetime import UTC, datetime

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

FOR_EVER = datetime.max.replace(tzinfo=UTC)


def take_seats(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    taken: dict[str, list[tuple[datetime, datetime]]] = defaultdict(list)
    rows = apps.get_model("articles", "Publication").objects.select_related("article", "version")
    for row in rows.filter(article__kind__in=("market", "visa")).order_by("live_from", "pk"):
        seat = _seat(row.article.kind, row.article.language, row.version.content["topic"])
        begins, ends = row.live_from, row.live_until or FOR_EVER
        if seat and all(ends <= first or begins >= last for first, last in taken[seat]):
            taken[seat].append((begins, ends))
            row.seat = seat
            row.save(update_fields=["seat"])


def _seat(kind: str, language: str, topic: dict[str, str]) -> str:
    """As `seat_of` of articles/writing/seats.py named them when this was written."""
    if kind == "visa" and not topic["title"]:
        return ""
    market = (topic["occupation"], topic["hub"] or topic["country"])
    about = market if kind == "market" else (topic["title"], topic["occupation"])
    return " ".join([language, kind, *(one or "*" for one in about)])


class Migration(migrations.Migration):
    dependencies = [("articles", "0010_publications_have_a_seat")]

    operations = [migrations.RunPython(take_seats, migrations.RunPython.noop)]
