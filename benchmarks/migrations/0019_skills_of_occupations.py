"""What sources name for an occupation: skills and certificates, with the day each was read."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("benchmarks", "0018_more_reserved_slugs"),
    ]

    operations = [
        migrations.CreateModel(
            name="OccupationSkill",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("skill", "skill"), ("certificate", "certificate")],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("name_de", models.CharField(max_length=120, verbose_name="German name")),
                ("name_en", models.CharField(max_length=120, verbose_name="English name")),
                (
                    "note_de",
                    models.CharField(blank=True, max_length=200, verbose_name="German note"),
                ),
                (
                    "note_en",
                    models.CharField(
                        blank=True,
                        help_text="What it is, in a few words; never what it is said to pay.",
                        max_length=200,
                        verbose_name="English note",
                    ),
                ),
                ("source_publisher", models.CharField(max_length=120, verbose_name="publisher")),
                (
                    "source_title",
                    models.CharField(max_length=200, verbose_name="title of the source"),
                ),
                (
                    "source_url",
                    models.URLField(max_length=500, verbose_name="address of the source"),
                ),
                (
                    "read_on",
                    models.DateField(
                        help_text="The day the source was read.", verbose_name="read on"
                    ),
                ),
                (
                    "reviewed_on",
                    models.DateField(
                        blank=True,
                        help_text="When an editor last found it right for this occupation.",
                        null=True,
                        verbose_name="reviewed on",
                    ),
                ),
                ("ordering", models.PositiveSmallIntegerField(default=0, verbose_name="place")),
                (
                    "occupation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="skills",
                        to="benchmarks.occupation",
                        verbose_name="occupation",
                    ),
                ),
            ],
            options={
                "verbose_name": "skill of an occupation",
                "verbose_name_plural": "skills of occupations",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("occupation", "kind", "name_en"),
                        name="occupation_skill_is_named_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["skill", "certificate"])),
                        name="occupation_skill_is_a_skill_or_certificate",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("name_de", ""), _negated=True),
                            models.Q(("name_en", ""), _negated=True),
                            models.Q(("source_title", ""), _negated=True),
                        ),
                        name="occupation_skill_and_its_source_have_names",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("note_de", ""), ("note_en", "")),
                            models.Q(
                                models.Q(("note_de", ""), _negated=True),
                                models.Q(("note_en", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="occupation_skill_note_is_in_both_languages",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("source_url__regex", "^https?://")),
                        name="occupation_skill_source_has_an_address",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("reviewed_on", None),
                            ("reviewed_on__gte", models.F("read_on")),
                            _connector="OR",
                        ),
                        name="occupation_skill_is_read_before_it_is_reviewed",
                    ),
                ],
            },
        ),
    ]
