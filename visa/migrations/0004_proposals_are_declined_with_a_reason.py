"""Who declines a proposal says why; rules are handed in before they are approved."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def refuse_changes(columns: str, declined: str) -> str:
    """The trigger function of 0002, with other columns that may be set once."""
    return f"""
CREATE OR REPLACE FUNCTION visa_refuse_to_change_enacted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF OLD.known_from IS NOT NULL {declined} THEN
            RAISE EXCEPTION '% % was approved or declined: supersede it instead', TG_TABLE_NAME, OLD.id
                USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN OLD;
    END IF;
    IF to_jsonb(NEW) - '{{{columns}}}'::text[]
       IS DISTINCT FROM to_jsonb(OLD) - '{{{columns}}}'::text[]
       OR (OLD.known_from IS NOT NULL
           AND (NEW.known_from, NEW.approved_by_id)
               IS DISTINCT FROM (OLD.known_from, OLD.approved_by_id))
       OR (OLD.superseded_at IS NOT NULL AND NEW.superseded_at IS DISTINCT FROM OLD.superseded_at)
       {declined}
    THEN
        RAISE EXCEPTION '% % is never edited: supersede it instead', TG_TABLE_NAME, OLD.id
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
"""


ONCE = "superseded_at,known_from,approved_by_id,verified_on"
FORWARD = refuse_changes(
    f"{ONCE},declined_at,declined_by_id,declined_because", "OR OLD.declined_at IS NOT NULL"
)
BACKWARD = refuse_changes(ONCE, "")


class Migration(migrations.Migration):
    dependencies = [
        ("visa", "0003_facts_begin_sentences"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="parametervalue",
            name="declined_at",
            field=models.DateTimeField(
                blank=True, editable=False, null=True, verbose_name="declined at"
            ),
        ),
        migrations.AddField(
            model_name="parametervalue",
            name="declined_because",
            field=models.CharField(
                blank=True, editable=False, max_length=300, verbose_name="declined because"
            ),
        ),
        migrations.AddField(
            model_name="parametervalue",
            name="declined_by",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="declined by",
            ),
        ),
        migrations.AddField(
            model_name="ruleversion",
            name="declined_at",
            field=models.DateTimeField(
                blank=True, editable=False, null=True, verbose_name="declined at"
            ),
        ),
        migrations.AddField(
            model_name="ruleversion",
            name="declined_because",
            field=models.CharField(
                blank=True, editable=False, max_length=300, verbose_name="declined because"
            ),
        ),
        migrations.AddField(
            model_name="ruleversion",
            name="declined_by",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="declined by",
            ),
        ),
        migrations.AddField(
            model_name="ruleversion",
            name="submitted_at",
            field=models.DateTimeField(
                blank=True,
                editable=False,
                help_text="From then on nobody edits it: what is approved is what was read.",
                null=True,
                verbose_name="handed in at",
            ),
        ),
        migrations.AddConstraint(
            model_name="parametervalue",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("declined_at", None), ("declined_because", ""), ("declined_by", None)
                    ),
                    models.Q(
                        models.Q(("declined_because", ""), _negated=True),
                        ("declined_at__isnull", False),
                        ("declined_by__isnull", False),
                        ("known_from", None),
                    ),
                    _connector="OR",
                ),
                name="visa_parametervalue_is_declined_with_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="ruleversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("declined_at", None), ("declined_because", ""), ("declined_by", None)
                    ),
                    models.Q(
                        models.Q(("declined_because", ""), _negated=True),
                        ("declined_at__isnull", False),
                        ("declined_by__isnull", False),
                        ("known_from", None),
                    ),
                    _connector="OR",
                ),
                name="visa_ruleversion_is_declined_with_a_reason",
            ),
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
