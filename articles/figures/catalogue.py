"""All figures that there are, to be found by words: those of the law, and of every market."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from articles.figures.estimates import STAT_NAMES, seniority_name
from articles.figures.figure import Figure
from articles.figures.group_keys import Keys, Run, Stat, in_runs, stats_of
from articles.figures.keys import OF_RELEASE, SENIORITIES, MarketKey
from articles.figures.reading import read_figures
from articles.figures.search_words import folded, has, words_of
from articles.knowledge import Knowledge
from articles.writing.content import Topic
from benchmarks.keeping import kept
from benchmarks.models import Release
from benchmarks.moments import Moment
from benchmarks.queries.told import ToldGroup, read_meant, read_told
from visa.citations import Text

ALSO_CALLED = {
    "typical": Text("Gehalt Lohn Verdienst Einkommen Durchschnitt", "salary wage average earnings"),
    "n": Text("Anzahl Fallzahl", "number count sample size"),
    "samples": Text("Anzahl Fallzahl", "number count sample size"),
    "to": Text("Stand Datenstand", "date of the data"),
    "median": Text("Mitte", "middle"),
    "projection": Text("Vorhersage nächstes Jahr", "forecast next year"),
    "": Text("Verteilung Erfahrung", "distribution experience"),
}


LAW_ALSO_CALLED = {
    "shortage": "Engpass Mangelberuf",
    "salary": "Gehalt Lohn Mindestgehalt minimum pay",
    "ceiling": "BBG Bemessungsgrenze",
    "livelihood": "Sperrkonto blocked account",
}
"""By a word of the key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is looked for, and which occupations somebody calls by one of the words."""

    words: tuple[str, ...]
    meant: Mapping[str, Collection[str]]


def search(words: str, *, topic: Topic, moment: Moment, limit: int) -> list[Figure]:
    """The first figures that all the words fit, as of the moment; all there are for no words."""
    known = Knowledge(moment)
    keys = find(words, topic=topic, known=known)[:limit]
    book = read_figures(keys, topic=topic, moment=moment, knowledge=known)
    return [figure for key in keys if (figure := book.of(key))]


def find(words: str, *, topic: Topic, known: Knowledge) -> Keys:
    """The keys that all the words fit, the likeliest first: relative ones where there's a topic."""
    looked_for = tuple(words_of(words))
    wanted = Wanted(words=looked_for, meant=read_meant(looked_for))
    groups = read_told(release=known.release) if known.release else []
    return Keys(
        [*_of_topic(wanted, groups, topic), *_of_law(wanted.words, known, topic)],
        _runs(wanted, known.release),
        [f"data.{stat}" for stat in OF_RELEASE if _fits(_stat_text(stat), wanted.words)],
    )


@kept
def _runs_by_release() -> dict[int, list[Run]]:
    """Of all groups, as they stand where nothing is looked for: tens of thousands to be sorted."""
    return {}


def _runs(wanted: Wanted, release: Release | None) -> list[Run]:
    if release is None:
        return []
    groups = read_told(release=release)
    if wanted.words:
        return in_runs(_by_what_fits(wanted, groups))
    runs = _runs_by_release()
    if release.pk not in runs:
        runs[release.pk] = in_runs(_by_what_fits(wanted, groups))
    return runs[release.pk]


def _of_law(words: tuple[str, ...], known: Knowledge, topic: Topic) -> list[str]:
    """Those of the page's country first."""
    here = f"{topic.country.lower()}."
    found = []
    for key, parameter in known.values.parameters.items():
        also = (other for word, other in LAW_ALSO_CALLED.items() if word in key)
        text = folded(f"visa.{key}", parameter.name.de, parameter.name.en, *also)
        if _fits(text, words):
            found.append(key)
    return [f"visa.{key}" for key in sorted(found, key=lambda key: (not key.startswith(here), key))]


def _of_topic(wanted: Wanted, groups: Iterable[ToldGroup], topic: Topic) -> list[str]:
    """Keys without a place, of the groups that the page is about."""
    if not topic.occupation:
        return []
    here = (topic.occupation, topic.country, topic.hub)
    own = [
        group
        for group in groups
        if (group.cell.occupation, group.cell.country, group.cell.hub) == here
    ]
    return [
        str(MarketKey(kind=kind, market=None, seniority=group.cell.seniority, stat=stat))
        for run in in_runs(_by_what_fits(wanted, own))
        for group in run.groups
        for kind, stat in [run.stat]
    ]


def _by_what_fits(
    wanted: Wanted, groups: Iterable[ToldGroup]
) -> dict[frozenset[Stat], list[ToldGroup]]:
    """The groups by the stats of theirs that the words fit; the others are left out."""
    found: dict[frozenset[Stat], list[ToldGroup]] = defaultdict(list)
    for group in groups:
        if stats := _fitting(_unnamed(wanted, group), bool(group.cell.seniority)):
            found[stats].append(group)
    return found


def _unnamed(wanted: Wanted, group: ToldGroup) -> tuple[str, ...]:
    """The words that don't name the group itself."""
    if not wanted.words:
        return ()
    text = _group_text(group)
    return tuple(
        word
        for word in wanted.words
        if not has(text, word) and group.cell.occupation not in wanted.meant.get(word, ())
    )


@lru_cache(maxsize=5_000)  # groups share the words that don't name them
def _fitting(words: tuple[str, ...], has_level: bool) -> frozenset[Stat]:
    stats = stats_of(SENIORITIES[0] if has_level else "")
    return frozenset(stat for stat in stats if _fits(_stat_text(stat[1]), words))


@lru_cache(maxsize=50_000)
def _group_text(group: ToldGroup) -> str:
    level = seniority_name(group.cell.seniority)
    return folded(
        *(group.cell.occupation, *group.occupation, *group.country, *group.hub),
        *(group.cell.hub, group.cell.country, group.cell.seniority, level.de, level.en),
    )


@lru_cache(maxsize=64)
def _stat_text(stat: str) -> str:
    name, also = STAT_NAMES[stat], ALSO_CALLED.get(stat, Text("", ""))
    return folded(stat, name.de, name.en, also.de, also.en)


def _fits(text: str, words: tuple[str, ...]) -> bool:
    return all(has(text, word) for word in words)
