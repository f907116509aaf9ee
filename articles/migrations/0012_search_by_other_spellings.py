"""Pages are found by spellings and names that they don't have themselves."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0011_seats_of_what_was_published")]

    operations = [
        migrations.AddField(
            model_name="searchentry",
            name="unseen",
            field=models.TextField(blank=True, default=""),
            preserve_default=False,
        ),
        # Entries are made anew when somebody searches next.
        migrations.RunSQL("DELETE FROM articles_searchstate", migrations.RunSQL.noop),
    ]
