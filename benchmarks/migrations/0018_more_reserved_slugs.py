"""No slug may be a word of an address: an offer and the rules of a title stand beside slugs."""

from django.db import migrations, models

SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
RESERVED = (
    *("angebot", "api", "check", "compare", "method", "methode", "offer", "pruefen", "regeln"),
    *("rules", "search", "suche", "vergleich"),
)


def well_formed(slug: str, name: str) -> models.CheckConstraint:
    allowed = models.Q((f"{slug}__regex", SLUG), ~models.Q((f"{slug}__in", RESERVED)))
    return models.CheckConstraint(condition=allowed, name=name)


class Migration(migrations.Migration):
    dependencies = [("benchmarks", "0017_countries_can_be_reviewed")]

    operations = [
        operation
        for model, noun in (("country", "country"), ("hub", "hub"), ("occupation", "occupation"))
        for language in ("de", "en")
        for name in [f"{noun}_slug_{language}_is_well_formed"]
        for operation in (
            migrations.RemoveConstraint(model, name),
            migrations.AddConstraint(model, well_formed(f"slug_{language}", name)),
        )
    ]
