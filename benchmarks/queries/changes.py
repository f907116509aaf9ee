"""What one release would change of another, figure by figure, before it is published."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import connection

from benchmarks.models import Country, Estimate, Hub, Occupation, Release, Seniority
from benchmarks.queries.figures import Pay, shown

LISTED = 100
"""The largest changes are listed one by one; all are counted."""

# A full join over groups and years; a figure that is hidden counts as none.
CHANGES = """
    WITH before AS (SELECT * FROM benchmarks_estimate WHERE release_id = %(before)s),
         after AS (SELECT * FROM benchmarks_estimate WHERE release_id = %(after)s),
         pair AS (
            SELECT coalesce(after.occupation_id, before.occupation_id) AS occupation_id,
                   coalesce(after.country_id, before.country_id) AS country_id,
                   coalesce(after.hub_id, before.hub_id) AS hub_id,
                   coalesce(after.seniority, before.seniority) AS seniority,
                   coalesce(after.year, before.year) AS year,
                   before.typical AS was, after.typical AS becomes,
                   before.id AS before_id, after.id AS after_id,
                   CASE WHEN before.typical IS NULL THEN 'came'
                        WHEN after.typical IS NULL THEN 'went'
                        WHEN before.typical <> after.typical THEN 'moved'
                        ELSE 'same' END AS change
            FROM before FULL JOIN after
              ON after.occupation_id = before.occupation_id
             AND after.country_id = before.country_id
             AND after.hub_id IS NOT DISTINCT FROM before.hub_id
             AND after.seniority = before.seniority AND after.year = before.year
            WHERE before.typical IS NOT NULL OR after.typical IS NOT NULL
         )
"""
COUNTS = f"{CHANGES} SELECT change, count(*) FROM pair GROUP BY change"  # noqa: S608 - constants
LARGEST = f"""{CHANGES}
    SELECT before_id, after_id, becomes / was - 1 FROM pair WHERE change <> 'same'
    ORDER BY abs(ln(becomes / was)) DESC NULLS LAST, occupation_id, country_id, hub_id, seniority,
             year
    LIMIT %(listed)s
"""  # noqa: S608 - constants


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A group and year in both releases, as each prints it; None where a release shows none.

    `ratio` is by how much typical pay moves, as a fraction; None where it comes or goes.
    """

    occupation: Occupation
    country: Country
    hub: Hub | None
    seniority: Seniority | None
    year: int
    before: Pay | None
    after: Pay | None
    ratio: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """How many figures come, go, move or stay, and the largest changes of them."""

    came: int
    went: int
    moved: int
    same: int
    largest: Sequence[Change]


def read_changes(*, before: Release | None, after: Release) -> Changes:
    """All figures of `after` beside those of `before`; without one, all of them come."""
    releases = {"before": before.pk if before else None, "after": after.pk, "listed": LISTED}
    with connection.cursor() as cursor:
        cursor.execute(COUNTS, releases)
        counts = dict(cursor.fetchall())
        cursor.execute(LARGEST, releases)
        rows = cursor.fetchall()
    return Changes(
        came=counts.get("came", 0),
        went=counts.get("went", 0),
        moved=counts.get("moved", 0),
        same=counts.get("same", 0),
        largest=_changes(rows),
    )


def _changes(rows: Sequence[tuple[int | None, int | None, Decimal | None]]) -> list[Change]:
    ids = {one for before, after, _ratio in rows for one in (before, after) if one}
    estimates = Estimate.objects.select_related("occupation", "country", "hub").in_bulk(ids)
    changes = []
    for before_id, after_id, ratio in rows:
        before, after = estimates.get(before_id or 0), estimates.get(after_id or 0)
        group = after or before
        if group is None:
            continue  # withdrawn between the two queries
        currency = group.country.currency
        changes.append(
            Change(
                occupation=group.occupation,
                country=group.country,
                hub=group.hub,
                seniority=Seniority(group.seniority) if group.seniority else None,
                year=group.year,
                before=shown(before, currency) if before else None,
                after=shown(after, currency) if after else None,
                ratio=ratio,
            )
        )
    return changes
