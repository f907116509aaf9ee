"""What each release changed of the one before it stands on the page of releases."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("config", "0003_changes_of_skills"),
        ("benchmarks", "0021_changes_between_releases"),
    ]

    operations = [
        migrations.RunSQL(
            "SELECT config_watch('benchmarks_releasechange')",
            "DROP TRIGGER config_note_change ON benchmarks_releasechange",
        )
    ]
