"""Words for many markets, seen on one of them: where a blueprint is looked at and checked."""

from articles.writing.content import Topic
from benchmarks.models import Country, Hub, Occupation, Release
from benchmarks.moments import Moment
from benchmarks.queries import Group, read_index
from benchmarks.queries.moved import read_hub_markets


def example_market(topic: Topic, moment: Moment) -> Group | None:
    """The market that fits the topic and has most samples; None where there is none at all.

    Before the first release the first by their codes.
    """
    hub = Hub.objects.select_related("country").filter(code=topic.hub).first()
    country = hub.country.code if hub else topic.country
    release = Release.objects.in_effect(moment)
    entries = [
        one
        for one in (read_index(release=release) if release else [])
        if country in ("", one.country.code) and topic.occupation in ("", one.occupation.code)
    ]
    if hub and release:  # rather one with a figure of the hub's own
        own = {row for row, at in read_hub_markets(release=release) if at == hub}
        entries = [one for one in entries if one.occupation in own] or entries
    if entries:
        most = max(entries, key=lambda one: one.n)
        return Group(occupation=most.occupation, country=most.country, hub=hub)
    return _first(topic.occupation, country, hub)


def example_topic(topic: Topic, moment: Moment) -> Topic:
    """The topic, filled up with that of its example."""
    found = example_market(topic, moment)
    if found is None:
        return topic
    return Topic(
        occupation=found.occupation.code,
        country=found.country.code,
        hub=found.hub.code if found.hub else "",
        title=topic.title,
    )


def _first(occupation: str, country: str, hub: Hub | None) -> Group | None:
    occupations = Occupation.objects.filter(**{"code": occupation} if occupation else {})
    countries = Country.objects.filter(**{"code": country} if country else {})
    first, where = occupations.order_by("code").first(), countries.order_by("code").first()
    return Group(occupation=first, country=where, hub=hub) if first and where else None
