"""A release over many samples, on one core."""

import time
from dataclasses import dataclass

from django.db import connection
from django.utils import timezone

from benchmarks.models import Contrast, Estimate, ImportBatch, Source
from benchmarks.releasing import prepare_release
from config.measuring.processes import MemoryWatch, cpu_seconds
from config.measuring.scratch import scratch_database

# Pay of all of our occupations in twenty countries over eight years, log-normal around a level per
# occupation, country, hub, seniority and year, each of which strays from the sum of the others by
# some per cent. A few occupations, countries and hubs have most of the samples, though less so than
# in real files: of 35,000 real samples seven tenths are from one country, and they make 8,100
# estimates. Half of the samples name one of the country's first five hubs.
SAMPLES = """
    WITH occupation AS (SELECT id, row_number() OVER (ORDER BY code) - 1 AS place
                        FROM benchmarks_occupation),
         country AS (SELECT id, code, currency, row_number() OVER (ORDER BY code) - 1 AS place
                     FROM benchmarks_country
                     WHERE code IN ('AT', 'AU', 'BE', 'CA', 'CH', 'CZ', 'DE', 'DK', 'ES', 'FI',
                                    'FR', 'GB', 'IE', 'IT', 'NL', 'NO', 'PL', 'PT', 'SE', 'US')),
         hub AS (SELECT id, country_id,
                        row_number() OVER (PARTITION BY country_id ORDER BY code) - 1 AS place
                 FROM benchmarks_hub),
         drawn AS (SELECT number,
                          floor(power(random(), 3) * (SELECT count(*) FROM occupation)) AS job,
                          floor(power(random(), 4) * (SELECT count(*) FROM country)) AS land,
                          CASE WHEN random() < 0.5 THEN floor(power(random(), 2) * 5) END AS town,
                          floor(random() * 4)::int AS level,
                          floor(random() * 8)::int AS year, random_normal() AS luck
                   FROM generate_series(1, %s) AS number)
    INSERT INTO benchmarks_salarysample
        (batch_id, row_number, occupation_id, country_id, hub_id, seniority, source_kind,
         observed_on, amount, currency, period, yearly_pay, fingerprint)
    SELECT %s, number, occupation.id, country.id, hub.id,
           (ARRAY['entry', 'mid', 'senior', 'lead'])[level + 1],
           CASE WHEN year < 4 THEN 'survey' ELSE 'advert' END,
           make_date(2018 + year, 1 + number %% 12, 1), pay, country.currency, 'year', pay,
           gen_random_uuid()
    FROM drawn
    JOIN occupation ON occupation.place = drawn.job
    JOIN country ON country.place = drawn.land
    LEFT JOIN hub ON hub.country_id = country.id AND hub.place = drawn.town
    CROSS JOIN LATERAL (
        SELECT round(exp(10.8 + 0.01 * job + 0.2 * level + 0.03 * year
                         + 0.15 * sin(7.1 * land) + 0.10 * sin(3.3 * job + 5.9 * land)
                         + coalesce(0.08 * sin(2.7 * town + 4.1 * land + 1.9 * job), 0)
                         + 0.06 * sin(8.3 * level + 2.3 * job + 6.7 * land)
                         + 0.03 * sin(9.7 * year + 3.1 * land)
                         + 0.25 * luck)::numeric, 2) AS pay
    ) AS paid
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseMeasurement:
    """From reading the samples to the stored draft.

    `seconds` by the clock, `own_cpu_seconds` of this process, `cpu_seconds` with the database's;
    `peak_mib` is the most memory that this process held.
    """

    rows: int
    cells: int
    estimates: int
    described: int
    contrasts: int
    seconds: float
    own_cpu_seconds: float
    cpu_seconds: float
    peak_mib: float


def measure_release(rows: int) -> ReleaseMeasurement:
    with scratch_database():
        _make_samples(rows)
        began, own_began, all_began = time.perf_counter(), time.process_time(), cpu_seconds()
        with MemoryWatch() as memory:
            release = prepare_release(by_id=None, at=timezone.now())
        own, everything = time.process_time() - own_began, cpu_seconds() - all_began
        seconds = time.perf_counter() - began
        estimates = Estimate.objects.filter(release=release)
        return ReleaseMeasurement(
            rows=release.samples,
            cells=estimates.values("occupation", "country", "hub", "seniority").distinct().count(),
            estimates=estimates.count(),
            described=estimates.filter(suppression="").count(),
            contrasts=Contrast.objects.filter(release=release).count(),
            seconds=seconds,
            own_cpu_seconds=own,
            cpu_seconds=everything,
            peak_mib=memory.own_mib,
        )


def _make_samples(rows: int) -> None:
    now = timezone.now()
    batch = ImportBatch.objects.create(
        source=Source.objects.get(slug="ai-jobs-net"),
        file="measured",
        file_name="measured",
        sha256="0" * 64,
        mapping={},
        state=ImportBatch.State.ACCEPTED,
        decided_at=now,
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT setseed(0.4)")
        cursor.execute(SAMPLES, [rows, batch.pk])
        cursor.execute("ANALYZE benchmarks_salarysample")
