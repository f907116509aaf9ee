"""A release over many samples, on one core."""

import resource
import time
from dataclasses import dataclass

from django.db import connection
from django.utils import timezone

from benchmarks.models import Estimate, ImportBatch, Source
from benchmarks.releasing import prepare_release
from config.measuring.scratch import scratch_database

# Log-normal pay around a level per occupation, country and seniority, over eight years. A few
# occupations and countries have most of the samples, as in real files: all of ours, in twenty
# countries; half of the samples are in one of the country's first five hubs.
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
                          floor(power(random(), 3) * (SELECT count(*) FROM country)) AS land,
                          random() AS town, floor(random() * 4)::int AS level,
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
    LEFT JOIN hub ON hub.country_id = country.id AND town < 0.5
                 AND hub.place = floor(town * 10)
    CROSS JOIN LATERAL (
        SELECT round(exp(10.8 + 0.01 * drawn.job + 0.2 * level + 0.03 * year
                         + 0.25 * luck)::numeric, 2) AS pay
    ) AS paid
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseMeasurement:
    """`seconds` from reading the samples to the stored draft; `peak_mib` of this process."""

    rows: int
    groups: int
    seconds: float
    peak_mib: float


def measure_release(rows: int) -> ReleaseMeasurement:
    with scratch_database():
        batch = ImportBatch.objects.create(
            source=Source.objects.get(slug="ai-jobs-net"),
            file="measured",
            file_name="measured",
            sha256="0" * 64,
            mapping={},
            state=ImportBatch.State.ACCEPTED,
            decided_at=timezone.now(),
        )
        with connection.cursor() as cursor:
            cursor.execute("SELECT setseed(0.4)")
            cursor.execute(SAMPLES, [rows, batch.pk])
            cursor.execute("ANALYZE benchmarks_salarysample")
        started = time.perf_counter()
        release = prepare_release(by_id=None, at=timezone.now())
        seconds = time.perf_counter() - started
        return ReleaseMeasurement(
            rows=release.samples,
            groups=Estimate.objects.filter(release=release).count(),
            seconds=seconds,
            peak_mib=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        )
