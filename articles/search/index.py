"""Keeps the entries in step with what is published."""

from itertools import batched
from typing import Literal

from django.db import connection, transaction

from articles.models import SearchEntry, SearchState
from articles.search.entries import entries, guide_rows
from articles.search.words import CONFIGURATIONS
from benchmarks.moments import Moment

_LOCK = 0x5EA8C4
AT_ONCE = 1_000

_FINGERPRINT = """
SELECT concat_ws(' ',
    (SELECT id FROM benchmarks_releasepublication
     WHERE effective_from <= %(now)s ORDER BY effective_from DESC LIMIT 1),
    (SELECT concat(count(*), '-', sum(id)) FROM benchmarks_occupation),
    (SELECT concat(count(*), '-', sum(id)) FROM benchmarks_occupationalias),
    (SELECT concat(max(id), '-', max(superseded_at)) FROM visa_parametervalue),
    (SELECT concat(count(*), '-', max(known_from)) FROM visa_ruleversion),
    (SELECT concat(count(*), '-', sum(id)) FROM articles_publication
     WHERE live_from <= %(now)s AND (live_until IS NULL OR live_until > %(now)s))
)
"""
"""What the entries are made from, in one short look."""

_INDEX_WORDS = """
UPDATE articles_searchentry
SET document = setweight(to_tsvector(%(configuration)s::regconfig, title), 'A')
            || setweight(to_tsvector(%(configuration)s::regconfig, text), 'C')
            || setweight(to_tsvector(%(configuration)s::regconfig, unseen), 'C')
WHERE language = %(language)s
"""


def refresh_index(moment: Moment) -> bool:
    """Make the entries anew where what they are made from has changed; whether it had."""
    return index_state(moment) != "fresh" and make_index(moment)


@transaction.atomic
def make_index(moment: Moment) -> bool:
    """All entries anew, at once for whoever searches; False where another process is at it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [_LOCK])
        if not cursor.fetchone()[0]:
            return False
        made_from = _fingerprint(moment)
        SearchEntry.objects.all().delete()
        rows = {row.path: row for row in (entry.as_row() for entry in entries(moment))}
        # Where a written page stands in the place of a generated one, it is what is found there.
        rows |= {row.path: row for row in guide_rows(moment)}
        for some in batched(rows.values(), AT_ONCE):
            SearchEntry.objects.bulk_create(some)
        for language, configuration in CONFIGURATIONS.items():
            cursor.execute(_INDEX_WORDS, {"language": language, "configuration": configuration})
    SearchState.objects.update_or_create(
        pk=1, defaults={"made_from": made_from, "made_at": moment.known_at}
    )
    return True


def index_state(moment: Moment) -> Literal["none", "old", "fresh"]:
    """Whether there are entries, and whether something was published since they were made."""
    made = SearchState.objects.filter(pk=1).first()
    if made is None:
        return "none"
    return "fresh" if made.made_from == _fingerprint(moment) else "old"


def _fingerprint(moment: Moment) -> str:
    with connection.cursor() as cursor:
        cursor.execute(_FINGERPRINT, {"now": moment.known_at})
        fingerprint: str = cursor.fetchone()[0]
        return fingerprint
