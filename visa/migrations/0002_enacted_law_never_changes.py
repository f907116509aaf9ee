"""The database itself refuses to change what was approved, and formulas that make no sense.

Of an approved row only the instant at which it was superseded and the day of the last check may
be set. A value that awaits approval isn't edited either: who approves it approves what was read.
"""

from django.db import migrations

FORWARD = """
CREATE FUNCTION visa_refuse_to_change_enacted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF OLD.known_from IS NOT NULL THEN
            RAISE EXCEPTION '% % was approved: supersede it instead', TG_TABLE_NAME, OLD.id
                USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN OLD;
    END IF;
    IF to_jsonb(NEW) - '{superseded_at,known_from,approved_by_id,verified_on}'::text[]
       IS DISTINCT FROM
       to_jsonb(OLD) - '{superseded_at,known_from,approved_by_id,verified_on}'::text[]
       OR (OLD.known_from IS NOT NULL
           AND (NEW.known_from, NEW.approved_by_id)
               IS DISTINCT FROM (OLD.known_from, OLD.approved_by_id))
       OR (OLD.superseded_at IS NOT NULL AND NEW.superseded_at IS DISTINCT FROM OLD.superseded_at)
    THEN
        RAISE EXCEPTION '% % is never edited: supersede it instead', TG_TABLE_NAME, OLD.id
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER visa_values_never_change
    BEFORE UPDATE OR DELETE ON visa_parametervalue
    FOR EACH ROW EXECUTE FUNCTION visa_refuse_to_change_enacted();

CREATE TRIGGER visa_approved_rules_never_change
    BEFORE UPDATE OR DELETE ON visa_ruleversion
    FOR EACH ROW WHEN (OLD.known_from IS NOT NULL)
    EXECUTE FUNCTION visa_refuse_to_change_enacted();

CREATE FUNCTION visa_refuse_to_change_condition() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM visa_ruleversion
        WHERE known_from IS NOT NULL AND id IN (OLD.rule_id, NEW.rule_id)
    ) THEN
        RAISE EXCEPTION 'an approved rule takes no other conditions'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE TRIGGER visa_approved_conditions_never_change
    BEFORE INSERT OR UPDATE OR DELETE ON visa_condition
    FOR EACH ROW EXECUTE FUNCTION visa_refuse_to_change_condition();

CREATE FUNCTION visa_refuse_formula_without_meaning() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    result visa_parameter;
    percentage visa_parameter;
    base visa_parameter;
BEGIN
    IF NEW.percentage_id IS NULL THEN RETURN NEW; END IF;
    SELECT * INTO result FROM visa_parameter WHERE id = NEW.parameter_id;
    SELECT * INTO percentage FROM visa_parameter WHERE id = NEW.percentage_id;
    SELECT * INTO base FROM visa_parameter WHERE id = NEW.base_id;
    IF percentage.unit <> 'percent' THEN
        RAISE EXCEPTION 'the percentage % is in %', percentage.key, percentage.unit
            USING ERRCODE = 'check_violation', CONSTRAINT = 'visa_percentage_is_in_percent';
    END IF;
    IF (base.unit, base.currency, base.per, base.instalments)
       IS DISTINCT FROM (result.unit, result.currency, result.per, result.instalments) THEN
        RAISE EXCEPTION 'the base % is counted otherwise than %', base.key, result.key
            USING ERRCODE = 'check_violation', CONSTRAINT = 'visa_base_is_counted_as_its_result';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER visa_formulas_have_a_meaning
    BEFORE INSERT ON visa_parametervalue
    FOR EACH ROW EXECUTE FUNCTION visa_refuse_formula_without_meaning();

CREATE FUNCTION visa_refuse_other_unit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM visa_parametervalue
        WHERE OLD.id IN (parameter_id, percentage_id, base_id)
    ) THEN
        RAISE EXCEPTION '% has values, which are in %', OLD.key, OLD.unit
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER visa_parameters_with_values_keep_their_unit
    BEFORE UPDATE ON visa_parameter
    FOR EACH ROW WHEN (
        (OLD.unit, OLD.currency, OLD.per, OLD.instalments)
        IS DISTINCT FROM (NEW.unit, NEW.currency, NEW.per, NEW.instalments)
    ) EXECUTE FUNCTION visa_refuse_other_unit();
"""

BACKWARD = """
DROP TRIGGER visa_parameters_with_values_keep_their_unit ON visa_parameter;
DROP FUNCTION visa_refuse_other_unit();
DROP TRIGGER visa_formulas_have_a_meaning ON visa_parametervalue;
DROP FUNCTION visa_refuse_formula_without_meaning();
DROP TRIGGER visa_approved_conditions_never_change ON visa_condition;
DROP FUNCTION visa_refuse_to_change_condition();
DROP TRIGGER visa_approved_rules_never_change ON visa_ruleversion;
DROP TRIGGER visa_values_never_change ON visa_parametervalue;
DROP FUNCTION visa_refuse_to_change_enacted();
"""


class Migration(migrations.Migration):
    dependencies = [("visa", "0001_dated_law")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
