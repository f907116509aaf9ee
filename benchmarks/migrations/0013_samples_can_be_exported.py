"""A permission of its own for whoever may take raw samples away."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("benchmarks", "0012_effects_of_imports")]

    operations = [
        migrations.AlterModelOptions(
            name="salarysample",
            options={
                "default_permissions": ("view",),
                "permissions": [("export_salarysample", "Can export salary samples")],
                "verbose_name": "salary sample",
                "verbose_name_plural": "salary samples",
            },
        ),
    ]
