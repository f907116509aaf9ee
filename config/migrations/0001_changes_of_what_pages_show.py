"""A row for each write that a page can show, made by the database itself: raw SQL counts too.

Rows, not a counter: writers never wait for one another. `config_watch` puts a table under watch;
who adds a table that pages show calls it in a migration (a test lists what is missing).
"""

from django.db import migrations

FORWARD = """
CREATE TABLE config_change (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at timestamptz NOT NULL DEFAULT now()
);

CREATE FUNCTION config_note_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE noted bigint;
BEGIN
    INSERT INTO config_change DEFAULT VALUES RETURNING id INTO noted;
    IF noted % 1000 = 0 THEN
        DELETE FROM config_change WHERE id < noted - 1000;
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION config_watch(watched regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format(
        'CREATE TRIGGER config_note_change AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON %s
         FOR EACH STATEMENT EXECUTE FUNCTION config_note_change()', watched);
END $$;
"""

WATCHED = """
benchmarks_country benchmarks_hub benchmarks_occupation benchmarks_source benchmarks_exchangerate
benchmarks_release benchmarks_release_batches benchmarks_releasepublication benchmarks_estimate
benchmarks_contrast benchmarks_assumption
visa_source visa_citation visa_fact visa_factchoice visa_codegroup visa_codeprefix
visa_occupationcode visa_residencetitle visa_residencetitle_predecessors visa_route visa_parameter
visa_parametervalue visa_guidance visa_ruleversion visa_condition
articles_article articles_publication articles_slug articles_confirmation articles_picture
articles_jobadvert articles_jobadvert_occupations
""".split()

BACKWARD = """
DROP FUNCTION config_watch(regclass);
DROP FUNCTION config_note_change() CASCADE;
DROP TABLE config_change;
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = [
        ("benchmarks", "0017_countries_can_be_reviewed"),
        ("visa", "0004_proposals_are_declined_with_a_reason"),
        ("articles", "0002_versions_never_change"),
    ]

    operations = [
        migrations.RunSQL(FORWARD, BACKWARD),
        *(
            migrations.RunSQL(f"SELECT config_watch('{table}')", migrations.RunSQL.noop)
            for table in WATCHED
        ),
    ]
