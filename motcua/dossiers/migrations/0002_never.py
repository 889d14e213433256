"""What must never happen to a dossier, whoever writes: see the domain's "not allowed"."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION dossier_never() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF OLD.code IS NOT NULL THEN
            RAISE EXCEPTION 'a submitted dossier is never deleted' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN OLD;
    END IF;
    IF OLD.state IN ('refused', 'returned', 'withdrawn', 'stopped') AND NEW.state <> OLD.state THEN
        RAISE EXCEPTION 'a closed dossier stays closed: % to %', OLD.state, NEW.state
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.state = 'processed' AND NEW.state NOT IN ('processed', 'returned') THEN
        RAISE EXCEPTION 'a processed dossier is not reopened' USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.code IS NOT NULL AND NEW.code IS DISTINCT FROM OLD.code THEN
        RAISE EXCEPTION 'a dossier keeps its code for life' USING ERRCODE = 'restrict_violation';
    END IF;
    IF (OLD.accepted_at IS NOT NULL AND NEW.accepted_at IS DISTINCT FROM OLD.accepted_at)
       OR (OLD.due_original_at IS NOT NULL AND NEW.due_original_at IS DISTINCT FROM OLD.due_original_at) THEN
        RAISE EXCEPTION 'the first acceptance and the first promise are kept' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER dossier_never BEFORE UPDATE OR DELETE ON dossiers_dossier
    FOR EACH ROW EXECUTE FUNCTION dossier_never();

CREATE FUNCTION clock_insert_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the clock is a ledger: entries are added, never changed' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER clock_insert_only BEFORE UPDATE OR DELETE ON dossiers_clockevent
    FOR EACH ROW EXECUTE FUNCTION clock_insert_only();
"""
BACKWARD = """
DROP TRIGGER clock_insert_only ON dossiers_clockevent;
DROP FUNCTION clock_insert_only();
DROP TRIGGER dossier_never ON dossiers_dossier;
DROP FUNCTION dossier_never();
"""


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
