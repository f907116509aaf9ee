"""Finds pages by words: all of them, else some, else by a spelling that comes near."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from articles.models import SearchEntry
from articles.search.words import CONFIGURATIONS, Wanted, wanted
from benchmarks.moments import Moment

PAGE = 20
MOST_PAGES = 25
SUGGESTIONS = 5
NEAR = 0.45  # of the letters, three by three
type Facts = dict[str, str | int | float | datetime | list[int]]

BEGIN, END = "\x02", "\x03"

# What has ended since the index was made is not found any more, whatever the index says.
_VISIBLE = """
    FROM articles_searchentry e
    LEFT JOIN articles_publication p ON p.id = e.publication_id
    WHERE e.language = %(language)s
      AND (e.publication_id IS NULL
           OR (p.live_from <= %(now)s AND (p.live_until IS NULL OR p.live_until > %(now)s)))
"""
_BY_WORDS = f"""
SELECT e.id, count(*) OVER ()
{_VISIBLE} AND e.document @@ to_tsquery(%(configuration)s::regconfig, %(query)s)
ORDER BY (e.folded = %(folded)s) DESC,
         ts_rank(e.document, to_tsquery(%(configuration)s::regconfig, %(query)s)) * e.weight DESC,
         length(e.title), e.path
LIMIT %(limit)s OFFSET %(offset)s
"""
_SNIPPETS = """
SELECT id,
       ts_headline(%(configuration)s::regconfig, title, q, %(whole)s),
       ts_headline(%(configuration)s::regconfig, text, q, %(part)s)
FROM articles_searchentry, to_tsquery(%(configuration)s::regconfig, %(query)s) q
WHERE id = ANY(%(ids)s)
"""
_BY_SPELLING = f"""
SELECT e.id
{_VISIBLE} AND word_similarity(%(folded)s, e.folded) >= %(nearest)s
ORDER BY word_similarity(%(folded)s, e.folded) * e.weight DESC, length(e.title), e.path
LIMIT %(limit)s
"""
_MARKS = f'StartSel="{BEGIN}", StopSel="{END}"'
_WHOLE = f"{_MARKS}, HighlightAll=true"
_PART = f'{_MARKS}, MaxFragments=2, MaxWords=24, MinWords=10, FragmentDelimiter=" … "'


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A page that was found; `title` and `snippet` have the words marked that it was found by."""

    kind: SearchEntry.Kind
    path: str
    title: SafeString
    snippet: SafeString


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """`is_of_some`: no page has all words, these have some. `suggestions` are pages whose titles
    come near what was typed, where no page has any of the words.
    """

    typed: str
    total: int
    number: int
    hits: list[Hit]
    is_of_some: bool
    suggestions: list[Hit]

    @property
    def pages(self) -> int:
        return min(-(-self.total // PAGE), MOST_PAGES)

    @property
    def previous(self) -> int:
        return self.number - 1

    @property
    def next(self) -> int:
        return self.number + 1


def search(typed: str, *, language: str, moment: Moment, number: int = 1) -> Results:
    """One page of what is found, the best first; nothing where nothing was typed."""
    asked = wanted(typed)
    number = min(max(number, 1), MOST_PAGES)
    hits: list[Hit] = []
    total, is_of_some = 0, False
    if asked:
        hits, total = _by_words(asked.all_words, asked, language, moment, number)
        if not total and " " in asked.typed:
            hits, total = _by_words(asked.any_word, asked, language, moment, number)
            is_of_some = total > 0
    return Results(
        typed=asked.typed,
        total=total,
        number=number,
        hits=hits,
        is_of_some=is_of_some,
        suggestions=[] if hits or not asked else _by_spelling(asked, language, moment),
    )


def nearest(typed: str, *, language: str, moment: Moment) -> list[Hit]:
    """The pages whose titles come nearest to what was typed, by spelling alone; one or two queries.

    For an address that leads nowhere: its words are those of a title, or nearly.
    """
    asked = wanted(typed)
    return _by_spelling(asked, language, moment) if asked else []


def _by_words(
    query: str, asked: Wanted, language: str, moment: Moment, number: int
) -> tuple[list[Hit], int]:
    if not query:
        return [], 0
    facts: Facts = {
        "language": language,
        "configuration": CONFIGURATIONS[language],
        "now": moment.known_at,
        "query": query,
        "folded": asked.folded,
        "limit": PAGE,
        "offset": PAGE * (number - 1),
        "whole": _WHOLE,
        "part": _PART,
    }
    with connection.cursor() as cursor:
        cursor.execute(_BY_WORDS, facts)
        found = cursor.fetchall()
        ids = [one for one, _total in found]
        cursor.execute(_SNIPPETS, {**facts, "ids": ids})
        marked = {one: (title, text) for one, title, text in cursor.fetchall()}
    rows = SearchEntry.objects.in_bulk(ids)
    hits = [_hit(rows[one], *marked[one], moment) for one in ids]
    return hits, found[0][1] if found else 0


def _by_spelling(asked: Wanted, language: str, moment: Moment) -> list[Hit]:
    facts: Facts = {
        "language": language,
        "now": moment.known_at,
        "folded": asked.folded,
        "nearest": NEAR,
        "limit": SUGGESTIONS,
    }
    with connection.cursor() as cursor:
        cursor.execute(_BY_SPELLING, facts)
        ids = [one for (one,) in cursor.fetchall()]
    rows = SearchEntry.objects.in_bulk(ids) if ids else {}
    return [_hit(rows[one], rows[one].title, "", moment) for one in ids]


def _hit(row: SearchEntry, title: str, snippet: str, moment: Moment) -> Hit:
    """With the day that the reader named, as every link of such a page."""
    query = "" if moment.is_now else f"?as_of={moment.on.isoformat()}"
    return Hit(
        kind=SearchEntry.Kind(row.kind),
        path=f"{row.path}{query}",
        title=_marked(title),
        snippet=_marked(snippet),
    )


def _marked(text: str) -> SafeString:
    """The words that were found as `<mark>`, all else escaped."""
    whole = escape(text).replace(BEGIN, "<mark>").replace(END, "</mark>")
    return mark_safe(whole)  # noqa: S308 # escaped before
