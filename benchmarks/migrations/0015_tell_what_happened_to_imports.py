"""Tells of imports that are here already what is known of them: their upload and last decision.

They keep the order in which their rows count today, that of their uploads.
"""

from django.db import migrations
from django.db.models import F

_WHAT = {"accepted": "accepted", "undone": "undone", "discarded": "discarded"}


def tell(apps, schema_editor):
    batches = apps.get_model("benchmarks", "ImportBatch").objects
    event = apps.get_model("benchmarks", "ImportEvent")
    batches.filter(state__in=["accepted", "undone"]).update(first_accepted_at=F("uploaded_at"))
    for batch in batches.order_by("pk").iterator():
        event.objects.create(
            batch=batch, what="uploaded", by_id=batch.uploaded_by_id, at=batch.uploaded_at
        )
        if batch.decided_at and batch.state in _WHAT:
            event.objects.create(
                batch=batch,
                what=_WHAT[batch.state],
                by_id=batch.decided_by_id,
                at=batch.decided_at,
            )


class Migration(migrations.Migration):
    dependencies = [("benchmarks", "0014_changed_rows_and_events_of_imports")]

    operations = [migrations.RunPython(tell, migrations.RunPython.noop)]
