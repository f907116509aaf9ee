"""All figures that there are, to be found by words: those of the law, and of every market."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from articles.figures.estimates import STAT_NAMES, seniority_name
from articles.figures.figure import Figure
from articles.figures.keys import FACTS, OF_RELEASE, SENIORITIES, STATS, Market, MarketKey
from articles.figures.reading import read_figures
from articles.figures.search_words import folded, has, words_of
from articles.knowledge import Knowledge
from articles.writing.content import Topic
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


class Entry(NamedTuple):
    """A key by which a figure is found; the lower its rank, the sooner it is offered.

    `text` is what the words have to fit that don't name its group. There are thousands.
    """

    rank: tuple[int, ...]
    key: str
    text: str = ""


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


def find(words: str, *, topic: Topic, known: Knowledge) -> list[str]:
    """The keys that all the words fit, the likeliest first: relative ones where there's a topic."""
    looked_for = tuple(words_of(words))
    wanted = Wanted(words=looked_for, meant=read_meant(looked_for))
    groups = read_told(release=known.release) if known.release else []
    entries = [
        *_of_topic(wanted, groups, topic),
        *_of_law(wanted.words, known, topic),
        *(entry for group in groups for entry in _fitting(wanted, group, _of_group(group))),
        *_of_release(wanted.words),
    ]
    return [entry.key for entry in sorted(entries)]


def _of_law(words: tuple[str, ...], known: Knowledge, topic: Topic) -> Iterator[Entry]:
    for key, parameter in known.values.parameters.items():
        also = (other for word, other in LAW_ALSO_CALLED.items() if word in key)
        text = folded(f"visa.{key}", parameter.name.de, parameter.name.en, *also)
        if _fits(text, words):
            is_here = key.startswith(f"{topic.country.lower()}.")
            yield Entry((1, 0 if is_here else 1), f"visa.{key}")


def _of_topic(wanted: Wanted, groups: Iterable[ToldGroup], topic: Topic) -> Iterator[Entry]:
    """Keys without a place, of the groups that the page is about."""
    for group in groups:
        cell = group.cell
        if (cell.occupation, cell.country, cell.hub) == (
            topic.occupation,
            topic.country,
            topic.hub,
        ):
            yield from _fitting(wanted, group, _entries(group, market=None, first=0))


@lru_cache(maxsize=2_000)
def _of_group(group: ToldGroup) -> tuple[Entry, ...]:
    cell = group.cell
    market = Market(occupation=cell.occupation, country=cell.country.lower(), hub=cell.hub)
    return tuple(_entries(group, market=market, first=2))


def _of_release(words: tuple[str, ...]) -> Iterator[Entry]:
    for place, stat in enumerate(OF_RELEASE):
        if _fits(_stat_text(stat), words):
            yield Entry((3, place), f"data.{stat}")


def _entries(group: ToldGroup, *, market: Market | None, first: int) -> Iterator[Entry]:
    """One for each stat."""
    seniority = group.cell.seniority
    breadth = bool(group.cell.hub) + 2 * bool(seniority)
    for place, (kind, stat) in enumerate(_stats(seniority)):
        key = MarketKey(kind=kind, market=market, seniority=seniority, stat=stat)
        rank = (first, place, breadth, _level(seniority))
        yield Entry(rank, str(key), _stat_text(stat))


def _fitting(wanted: Wanted, group: ToldGroup, entries: Iterable[Entry]) -> Iterable[Entry]:
    """Those of its entries that the words fit which don't name the group itself."""
    if not wanted.words:
        return entries
    text = _group_text(group)
    rest = tuple(
        word
        for word in wanted.words
        if not has(text, word) and group.cell.occupation not in wanted.meant.get(word, ())
    )
    return [entry for entry in entries if _fits(entry.text, rest)]


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


@lru_cache(maxsize=5_000)  # groups share the texts of their stats
def _fits(text: str, words: tuple[str, ...]) -> bool:
    return all(has(text, word) for word in words)
