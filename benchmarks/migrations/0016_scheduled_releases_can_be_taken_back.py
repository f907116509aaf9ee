"""A release is beyond change once it was in effect; one that is still to come can be taken back."""

from django.db import migrations

FORWARD = """
CREATE OR REPLACE FUNCTION refuse_to_change_release() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state = 'published' AND (
        TG_OP = 'DELETE'
        OR (NEW.number, NEW.method_version, NEW.input_hash, NEW.samples)
           IS DISTINCT FROM (OLD.number, OLD.method_version, OLD.input_hash, OLD.samples)
        OR ((NEW.state, NEW.released_at) IS DISTINCT FROM (OLD.state, OLD.released_at)
            AND EXISTS (
                SELECT FROM benchmarks_releasepublication
                WHERE release_id = OLD.id AND effective_from <= now()
            ))
    ) THEN
        RAISE EXCEPTION 'release % is published', OLD.number
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
"""

BACKWARD = """
CREATE OR REPLACE FUNCTION refuse_to_change_release() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state = 'published' AND (
        TG_OP = 'DELETE'
        OR (NEW.number, NEW.state, NEW.method_version, NEW.input_hash, NEW.samples, NEW.released_at)
           IS DISTINCT FROM
           (OLD.number, OLD.state, OLD.method_version, OLD.input_hash, OLD.samples, OLD.released_at)
    ) THEN
        RAISE EXCEPTION 'release % is published', OLD.number
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("benchmarks", "0015_tell_what_happened_to_imports")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
