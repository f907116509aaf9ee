"""All figures that there are, to be found by words: those of the law, and of every market."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from articles.figures.estimates import STAT_NAMES, seniority_name
from articles.figures.figure import Figure
from articles.figures.keys import FACTS, OF_RELEASE, SENIORITIES, STATS, Market, MarketKey
from articles.figures.reading import read_figures
from articles.figures.search_words import folded, has, words_of
from articles.writing.content import Topic
from benchmarks.models import Release
from benchmarks.moments import Moment
from benchmarks.queries.told import ToldGroup, read_meant, read_told
from visa.citations import Text
from visa.queries import read_values

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
class Entry:
    """A key by which it is found; the lower its rank, the sooner it is offered."""

    key: str
    rank: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is looked for, and which occupations somebody calls by one of the words."""

    words: Sequence[str]
    meant: Mapping[str, Collection[str]]


def search(words: str, *, topic: Topic, moment: Moment, limit: int) -> list[Figure]:
    """The first figures that all the words fit, as of the moment; all there are for no words."""
    keys = find(words, topic=topic, moment=moment)[:limit]
    book = read_figures(keys, topic=topic, moment=moment)
    return [figure for key in keys if (figure := book.of(key))]


def find(words: str, *, topic: Topic, moment: Moment) -> list[str]:
    """The keys that all the words fit, the likeliest first: relative ones where there's a topic."""
    wanted = Wanted(words=words_of(words), meant=read_meant(words_of(words)))
    release = Release.objects.in_effect(moment)
    groups = read_told(release=release) if release else []
    entries = [
        *_of_topic(wanted, groups, topic),
        *_of_law(wanted.words, moment, topic),
        *(entry for group in groups for entry in _of_group(wanted, group)),
        *_of_release(wanted.words),
    ]
    return [entry.key for entry in sorted(entries, key=lambda one: (one.rank, one.key))]


def _of_law(words: Sequence[str], moment: Moment, topic: Topic) -> Iterator[Entry]:
    for key, parameter in read_values(moment.known_at).parameters.items():
        also = (other for word, other in LAW_ALSO_CALLED.items() if word in key)
        text = folded(f"visa.{key}", parameter.name.de, parameter.name.en, *also)
        if _fits(text, words):
            is_here = key.startswith(f"{topic.country.lower()}.")
            yield Entry(key=f"visa.{key}", rank=(1, 0 if is_here else 1))


def _of_topic(wanted: Wanted, groups: Iterable[ToldGroup], topic: Topic) -> Iterator[Entry]:
    """Keys without a place, of the groups that the page is about."""
    for group in groups:
        cell = group.cell
        if (cell.occupation, cell.country, cell.hub) == (
            topic.occupation,
            topic.country,
            topic.hub,
        ):
            yield from _entries(wanted, group, market=None, first=0)


def _of_group(wanted: Wanted, group: ToldGroup) -> Iterator[Entry]:
    cell = group.cell
    market = Market(occupation=cell.occupation, country=cell.country.lower(), hub=cell.hub)
    yield from _entries(wanted, group, market=market, first=2)


def _of_release(words: Sequence[str]) -> Iterator[Entry]:
    for place, stat in enumerate(OF_RELEASE):
        if _fits(_stat_text(stat), words):
            yield Entry(key=f"data.{stat}", rank=(3, place))


def _entries(
    wanted: Wanted, group: ToldGroup, *, market: Market | None, first: int
) -> Iterator[Entry]:
    """One for each stat that the words fit which don't name the group itself."""
    text = _group_text(group)
    rest = [
        word
        for word in wanted.words
        if not has(text, word) and group.cell.occupation not in wanted.meant.get(word, ())
    ]
    breadth = bool(group.cell.hub) + 2 * bool(group.cell.seniority)
    for place, (kind, stat) in enumerate(_stats(group.cell.seniority)):
        if _fits(_stat_text(stat), rest):
            key = MarketKey(kind=kind, market=market, seniority=group.cell.seniority, stat=stat)
            yield Entry(key=str(key), rank=(first, place, breadth, _level(group.cell.seniority)))


@lru_cache(maxsize=2)
def _all_stats(has_share: bool) -> tuple[tuple[str, str], ...]:
    facts = [("data", fact) for fact in FACTS if fact not in OF_RELEASE]
    shares = [("share", "")] if has_share else []
    return (*(("salary", stat) for stat in STATS), *shares, *facts)


def _stats(seniority: str) -> tuple[tuple[str, str], ...]:
    return _all_stats(bool(seniority))


def _level(seniority: str) -> int:
    return SENIORITIES.index(seniority) + 1 if seniority else 0


@lru_cache(maxsize=5_000)
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


def _fits(text: str, words: Sequence[str]) -> bool:
    return all(has(text, word) for word in words)
