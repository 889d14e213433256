"""The journal can be added to and never edited, by anybody but a superuser who removes the trigger first."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION journal_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the journal is insert-only' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER journal_insert_only BEFORE UPDATE OR DELETE ON journal_journalevent
    FOR EACH ROW EXECUTE FUNCTION journal_refuse_change();
CREATE TRIGGER journal_never_emptied BEFORE TRUNCATE ON journal_journalevent
    FOR EACH STATEMENT EXECUTE FUNCTION journal_refuse_change();
CREATE FUNCTION journal_head_only_forward() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR NEW.seq < OLD.seq OR NEW.subject <> OLD.subject THEN
        RAISE EXCEPTION 'the head of a chain only moves forward' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER journal_head_forward BEFORE UPDATE OR DELETE ON journal_journalhead
    FOR EACH ROW EXECUTE FUNCTION journal_head_only_forward();
"""
BACKWARD = """
DROP TRIGGER journal_head_forward ON journal_journalhead;
DROP FUNCTION journal_head_only_forward();
DROP TRIGGER journal_never_emptied ON journal_journalevent;
DROP TRIGGER journal_insert_only ON journal_journalevent;
DROP FUNCTION journal_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
