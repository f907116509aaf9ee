"""The database itself refuses to change or delete what was saved.

Of a version only the mark that it lies aside may be taken off, once its writer has joined it in.
"""

from django.db import migrations

FORWARD = """
CREATE FUNCTION articles_refuse_to_change_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR to_jsonb(NEW) - 'is_aside' IS DISTINCT FROM to_jsonb(OLD) - 'is_aside'
    THEN
        RAISE EXCEPTION 'version % of article % is kept as it is', OLD.number, OLD.article_id
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER articles_versions_never_change
    BEFORE UPDATE OR DELETE ON articles_version
    FOR EACH ROW EXECUTE FUNCTION articles_refuse_to_change_version();
"""

BACKWARD = """
DROP TRIGGER articles_versions_never_change ON articles_version;
DROP FUNCTION articles_refuse_to_change_version();
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0001_articles_and_versions")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
