"""Which live pages cite a figure: by the keys that their versions kept when they were saved."""

from collections.abc import Iterable

from articles.figures.former import former_keys
from articles.figures.keys import MarketKey, read_key
from articles.models import Publication
from articles.queries.live import Live
from articles.queries.shelf import read_shelf
from articles.writing.content import Topic
from benchmarks.moments import Moment


def live_citing(key: str, moment: Moment) -> list[Live]:
    """Pages that cite the figure of this explicit key, by its own name or relative to their topic.

    What a figure of the law was called before counts as well. In two queries.
    """
    relative = _relative(key)
    parsed = read_key(key)
    called = [key, *(former_keys(parsed) if parsed else ())]
    citing = set(
        Publication.objects.live(moment.known_at)
        .filter(version__keys__overlap=[*called, *relative])
        .values_list("pk", flat=True)
    )
    shelf = read_shelf()
    found = [row for row in shelf.everything_live(moment) if row.pk in citing]
    return [
        live
        for live in shelf.read(sorted(found, key=lambda row: row.pk), moment)
        if not set(called).isdisjoint(live.publication.version.keys)
        or _cites(relative, key, live.content.topic, live.publication.version.keys)
    ]


def _relative(key: str) -> list[str]:
    """How a page about the figure's own market may cite it."""
    parsed = read_key(key)
    if not isinstance(parsed, MarketKey) or parsed.market is None:
        return []
    words = (parsed.kind, parsed.seniority, parsed.stat)
    return [".".join(word for word in words if word)]


def _cites(relative: Iterable[str], key: str, topic: Topic, cited: Iterable[str]) -> bool:
    for one in relative:
        parsed = read_key(one) if one in cited else None
        if isinstance(parsed, MarketKey) and str(parsed.about(topic)) == key:
            return True
    return False
