"""Words that are none of ours, and trigram indexes by which unknown words are likened to ours."""

import django.contrib.postgres.indexes
import django.db.models.deletion
from django.conf import settings
from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations, models
from django.db.models.functions import MD5


class Migration(migrations.Migration):
    dependencies = [
        ("benchmarks", "0007_job_subject_and_row"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        TrigramExtension(),
        migrations.CreateModel(
            name="UnlistedWord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "subject",
                    models.CharField(
                        choices=[("title", "job title"), ("city", "city")],
                        max_length=10,
                        verbose_name="is a",
                    ),
                ),
                ("text", models.TextField(verbose_name="as written")),
                ("plain_text", models.TextField(editable=False)),
                ("decided_at", models.DateTimeField(verbose_name="decided at")),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="decided by",
                    ),
                ),
            ],
            options={
                "verbose_name": "word that is none of ours",
                "verbose_name_plural": "words that are none of ours",
                "default_permissions": ("view",),
                "constraints": [
                    models.UniqueConstraint(
                        models.F("subject"),
                        MD5("plain_text"),
                        name="unlisted_word_is_decided_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("subject__in", ["title", "city"]),
                            models.Q(("plain_text", ""), _negated=True),
                        ),
                        name="unlisted_word_is_a_title_or_city",
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="hubalias",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["plain_text"], name="hub_alias_by_trigrams", opclasses=["gin_trgm_ops"]
            ),
        ),
        migrations.AddIndex(
            model_name="occupationalias",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["plain_text"],
                name="occupation_alias_by_trigrams",
                opclasses=["gin_trgm_ops"],
            ),
        ),
    ]
