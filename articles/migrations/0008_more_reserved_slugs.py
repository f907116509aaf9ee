"""No slug may be a word of an address: an offer and the rules of a title stand beside slugs."""

from django.db import migrations, models

SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
RESERVED = (
    *("angebot", "api", "check", "compare", "method", "methode", "offer", "pruefen", "regeln"),
    *("rules", "search", "suche", "vergleich"),
)


class Migration(migrations.Migration):
    dependencies = [("articles", "0007_former_codes")]

    operations = [
        migrations.RemoveConstraint("article", "article_slug_is_well_formed"),
        migrations.AddConstraint(
            "article",
            models.CheckConstraint(
                condition=models.Q(("slug__regex", SLUG), ~models.Q(("slug__in", RESERVED))),
                name="article_slug_is_well_formed",
            ),
        ),
    ]
