"""Words that name no country of ours can be decided too, as titles and cities are."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("benchmarks", "0016_scheduled_releases_can_be_taken_back")]

    operations = [
        migrations.RemoveConstraint(
            model_name="unlistedword", name="unlisted_word_is_a_title_or_city"
        ),
        migrations.AlterField(
            model_name="unlistedword",
            name="subject",
            field=models.CharField(
                choices=[("title", "job title"), ("city", "city"), ("country", "country")],
                max_length=10,
                verbose_name="is a",
            ),
        ),
        migrations.AddConstraint(
            model_name="unlistedword",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("subject__in", ["title", "city", "country"]),
                    models.Q(("plain_text", ""), _negated=True),
                ),
                name="unlisted_word_is_a_title_city_or_country",
            ),
        ),
    ]
