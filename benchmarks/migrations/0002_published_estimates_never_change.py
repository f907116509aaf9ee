"""The database itself refuses to change or delete what was published."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION refuse_to_change_estimate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM benchmarks_release
        WHERE state = 'published' AND id IN (OLD.release_id, NEW.release_id)
    ) THEN
        RAISE EXCEPTION 'a published release takes no other estimates'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE TRIGGER published_estimates_never_change
    BEFORE INSERT OR UPDATE OR DELETE ON benchmarks_estimate
    FOR EACH ROW EXECUTE FUNCTION refuse_to_change_estimate();

CREATE FUNCTION refuse_to_change_release() RETURNS trigger LANGUAGE plpgsql AS $$
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

CREATE TRIGGER published_releases_never_change
    BEFORE UPDATE OR DELETE ON benchmarks_release
    FOR EACH ROW EXECUTE FUNCTION refuse_to_change_release();
"""

BACKWARD = """
DROP TRIGGER published_releases_never_change ON benchmarks_release;
DROP FUNCTION refuse_to_change_release();
DROP TRIGGER published_estimates_never_change ON benchmarks_estimate;
DROP FUNCTION refuse_to_change_estimate();
"""


class Migration(migrations.Migration):
    dependencies = [("benchmarks", "0001_reference_imports_releases")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
