"""When a version was approved stands on its page, and it may be approved after it went live."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("config", "0004_changes_between_releases"),
        ("articles", "0002_versions_never_change"),
    ]

    operations = [
        migrations.RunSQL(
            "SELECT config_watch('articles_review')",
            "DROP TRIGGER config_note_change ON articles_review",
        )
    ]
