"""Live pages about an occupation, for pages that are about the same one."""

from django.db.models import Case, Value, When

from articles.queries.published import Live, as_live, live_publications, of_topic
from articles.writing.content import Topic
from benchmarks.moments import Moment


def guides_about(topic: Topic, *, language: str, moment: Moment, limit: int) -> list[Live]:
    """Guides and visa guides of the topic's occupation, in its country or in none; one query.

    Those of the country first, then the newest.
    """
    found = (
        live_publications(moment)
        .annotate(on_occupation=of_topic("occupation"), on_country=of_topic("country"))
        .filter(
            article__language=language,
            on_occupation=topic.occupation,
            on_country__in=("", topic.country),
        )
        .annotate(distance=Case(When(on_country="", then=Value(1)), default=Value(0)))
        .order_by("distance", "-live_from", "-pk")
    )
    return [as_live(one) for one in found[:limit]]
