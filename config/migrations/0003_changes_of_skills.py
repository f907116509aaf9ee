"""Skills and certificates stand on market pages."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("config", "0002_changes_of_offers"),
        ("benchmarks", "0019_skills_of_occupations"),
    ]

    operations = [
        migrations.RunSQL(
            "SELECT config_watch('benchmarks_occupationskill')",
            "DROP TRIGGER config_note_change ON benchmarks_occupationskill",
        )
    ]
