"""No two pages are live on what only one can be on: the database itself refuses."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields.ranges import RangeBoundary
from django.db import migrations, models

from articles.models.versions import TsTzRange


class Migration(migrations.Migration):
    dependencies = [("articles", "0009_parts_of_market_pages")]

    operations = [
        migrations.AddField(
            model_name="publication",
            name="seat",
            field=models.CharField(blank=True, editable=False, max_length=200, default=""),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name="publication",
            constraint=ExclusionConstraint(
                name="publications_of_a_seat_do_not_overlap",
                condition=models.Q(("seat", ""), _negated=True),
                expressions=[
                    ("seat", "="),
                    (TsTzRange("live_from", "live_until", RangeBoundary()), "&&"),
                ],
            ),
        ),
    ]
