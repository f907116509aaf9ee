"""What a release changed is counted once; forecasts of whole countries are found by themselves."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("benchmarks", "0020_samples_name_their_parts"),
    ]

    operations = [
        migrations.CreateModel(
            name="ReleaseChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("markets", models.PositiveIntegerField()),
                ("came", models.PositiveIntegerField()),
                ("went", models.PositiveIntegerField()),
                ("moved", models.PositiveIntegerField()),
                ("largest", models.JSONField(default=list)),
            ],
        ),
        migrations.AddIndex(
            model_name="estimate",
            index=models.Index(
                condition=models.Q(
                    ("hub", None), ("is_projection", True), ("seniority", ""), ("suppression", "")
                ),
                fields=["release", "occupation", "country", "year"],
                name="estimate_forecasts",
            ),
        ),
        migrations.AddField(
            model_name="releasechange",
            name="former",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="benchmarks.release",
            ),
        ),
        migrations.AddField(
            model_name="releasechange",
            name="release",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="benchmarks.release",
            ),
        ),
        migrations.AddConstraint(
            model_name="releasechange",
            constraint=models.UniqueConstraint(
                fields=("release", "former"),
                name="release_is_held_once_against_another",
                nulls_distinct=False,
            ),
        ),
    ]
