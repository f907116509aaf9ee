"""Which live pages cite a figure: by the keys that their versions kept when they were saved."""

from collections.abc import Iterable

from django.db.models import Q

from articles.figures.former import former_keys
from articles.figures.keys import MarketKey, read_key
from articles.queries.published import Live, as_live, live_publications
from articles.writing.content import Topic
from benchmarks.moments import Moment


def live_citing(key: str, moment: Moment) -> list[Live]:
    """Pages that cite the figure of this explicit key, by its own name or relative to their topic.

    What a figure of the law was called before counts as well. In two queries.
    """
    relative = _relative(key)
    parsed = read_key(key)
    called = [key, *(former_keys(parsed) if parsed else ())]
    wanted = Q(version__keys__overlap=[*called, *relative])
    found = (as_live(row) for row in live_publications(moment).filter(wanted).order_by("pk"))
    return [
        live
        for live in found
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
