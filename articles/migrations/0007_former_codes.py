"""What figures, occupations and hubs were called: noted by the database, whoever renames them."""

import django.db.models.deletion
from django.db import migrations, models

FORWARD = """
CREATE FUNCTION articles_note_former_code() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    kind text := TG_ARGV[0];
    name text := TG_ARGV[1];
    former text := to_jsonb(OLD) ->> name;
    present text := to_jsonb(NEW) ->> name;
BEGIN
    IF former = present THEN
        RETURN NULL;
    END IF;
    EXECUTE format(
        'DELETE FROM articles_formercode WHERE %I IS NOT NULL AND former IN ($1, $2)',
        kind || '_id') USING former, present;
    EXECUTE format('INSERT INTO articles_formercode (former, %I) VALUES ($1, $2)', kind || '_id')
        USING former, NEW.id;
    RETURN NULL;
END $$;

CREATE TRIGGER articles_note_former_code AFTER UPDATE OF key ON visa_parameter
    FOR EACH ROW EXECUTE FUNCTION articles_note_former_code('parameter', 'key');
CREATE TRIGGER articles_note_former_code AFTER UPDATE OF code ON benchmarks_occupation
    FOR EACH ROW EXECUTE FUNCTION articles_note_former_code('occupation', 'code');
CREATE TRIGGER articles_note_former_code AFTER UPDATE OF code ON benchmarks_hub
    FOR EACH ROW EXECUTE FUNCTION articles_note_former_code('hub', 'code');

SELECT config_watch('articles_formercode');
"""

BACKWARD = "DROP FUNCTION articles_note_former_code() CASCADE"


def one_of(**given: bool) -> models.Q:
    """The one of three that is set."""
    kinds = ("hub", "occupation", "parameter")
    return models.Q(
        *((f"{kind}__isnull", False) if kind in given else (kind, None) for kind in kinds)
    )


def led_to(kind: str) -> models.UniqueConstraint:
    return models.UniqueConstraint(
        fields=["former"],
        condition=models.Q(**{f"{kind}__isnull": False}),
        name=f"former_code_leads_to_one_{kind}",
    )


def link(to: str) -> models.ForeignKey:
    return models.ForeignKey(to, django.db.models.deletion.CASCADE, null=True, related_name="+")


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0006_partner_offers_and_their_clicks"),
        ("benchmarks", "0017_countries_can_be_reviewed"),
        ("visa", "0004_proposals_are_declined_with_a_reason"),
        ("config", "0001_changes_of_what_pages_show"),
    ]

    operations = [
        migrations.CreateModel(
            name="FormerCode",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("former", models.CharField(max_length=120, verbose_name="former code")),
                ("parameter", link("visa.parameter")),
                ("occupation", link("benchmarks.occupation")),
                ("hub", link("benchmarks.hub")),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=one_of(parameter=True)
                        | one_of(occupation=True)
                        | one_of(hub=True),
                        name="former_code_is_of_one_thing",
                    ),
                    *(led_to(kind) for kind in ("parameter", "occupation", "hub")),
                ],
            },
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
