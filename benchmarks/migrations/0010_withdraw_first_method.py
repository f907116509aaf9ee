"""Releases of the first method, made before anything was published for good, go.

Their estimates hold medians and no typical pay; the next release describes the same samples.
"""

from django.db import migrations

FORWARD = """
ALTER TABLE benchmarks_estimate DISABLE TRIGGER published_estimates_never_change;
ALTER TABLE benchmarks_release DISABLE TRIGGER published_releases_never_change;
DELETE FROM benchmarks_releasepublication;
DELETE FROM benchmarks_estimate;
DELETE FROM benchmarks_release_batches;
DELETE FROM benchmarks_release;
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE benchmarks_estimate ENABLE TRIGGER published_estimates_never_change;
ALTER TABLE benchmarks_release ENABLE TRIGGER published_releases_never_change;
"""


class Migration(migrations.Migration):
    dependencies = [("benchmarks", "0009_quarantine_decisions")]

    operations = [migrations.RunSQL(FORWARD, migrations.RunSQL.noop)]
