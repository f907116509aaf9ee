"""A kind of block for the parts that market pages show besides words."""

from django.db import migrations, models

KINDS = [
    *("prose", "quote", "takeaways", "faq", "checklist", "steps", "table", "cards", "image"),
    *("figure", "pay", "roadmap", "hubs", "thresholds", "eligibility", "documents", "offers"),
    *("jobs", "sources", "part"),
]


class Migration(migrations.Migration):
    dependencies = [("articles", "0008_more_reserved_slugs")]

    operations = [
        migrations.AlterField(
            model_name="block",
            name="kind",
            field=models.CharField(
                choices=[(kind, kind) for kind in KINDS], max_length=20, verbose_name="kind"
            ),
        ),
        migrations.CreateModel(
            name="PartBlock",
            fields=[],
            options={
                "verbose_name": "part of the market page",
                "verbose_name_plural": "parts of the market page",
                "proxy": True,
                "default_permissions": (),
                "indexes": [],
                "constraints": [],
            },
            bases=("articles.block",),
        ),
    ]
