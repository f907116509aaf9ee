"""Offers are shown on pages, and so is whether their addresses answer."""

from django.db import migrations

WATCHED = """
articles_partneroffer articles_partneroffer_countries articles_partneroffer_occupations
articles_externallink
""".split()

UNWATCH = "DROP TRIGGER config_note_change ON {}"


class Migration(migrations.Migration):
    dependencies = [
        ("config", "0001_changes_of_what_pages_show"),
        ("articles", "0006_partner_offers_and_their_clicks"),
    ]

    operations = [
        migrations.RunSQL(f"SELECT config_watch('{table}')", UNWATCH.format(table))
        for table in WATCHED
    ]
