"""What one release would change of another, figure by figure, before it is published."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import connection

from benchmarks.models import Country, Hub, Occupation, Release, Seniority

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
    SELECT occupation_id, country_id, hub_id, seniority, year, was, becomes
    FROM pair WHERE change <> 'same'
    ORDER BY abs(ln(becomes / was)) DESC NULLS LAST, occupation_id, country_id, hub_id, seniority,
             year
    LIMIT %(listed)s
"""  # noqa: S608 - constants


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Typical pay of a group and year in both releases; None where a release shows none."""

    occupation: Occupation
    country: Country
    hub: Hub | None
    seniority: Seniority | None
    year: int
    before: Decimal | None
    after: Decimal | None

    @property
    def ratio(self) -> Decimal | None:
        """By how much it moves, as a fraction; None where it comes or goes."""
        return self.after / self.before - 1 if self.before and self.after else None


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
    occupations = Occupation.objects.in_bulk({row[0] for row in rows})
    countries = Country.objects.in_bulk({row[1] for row in rows})
    hubs = Hub.objects.in_bulk({row[2] for row in rows if row[2]})
    return Changes(
        came=counts.get("came", 0),
        went=counts.get("went", 0),
        moved=counts.get("moved", 0),
        same=counts.get("same", 0),
        largest=[
            Change(
                occupation=occupations[occupation],
                country=countries[country],
                hub=hubs[hub] if hub else None,
                seniority=Seniority(seniority) if seniority else None,
                year=year,
                before=was,
                after=becomes,
            )
            for occupation, country, hub, seniority, year, was, becomes in rows
        ],
    )
