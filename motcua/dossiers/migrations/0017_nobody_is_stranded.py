"""An agency that ends leaves no post, no procedure on offer and no running dossier without anybody."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION dossiers_nobody_is_stranded() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- Deferred: posts and procedures may move after the agency has its last day, in the same transaction.
    IF NOT EXISTS (SELECT FROM org_agency WHERE id = NEW.id AND valid_to = NEW.valid_to) THEN
        RETURN NULL;
    END IF;
    IF EXISTS (SELECT FROM people_post WHERE agency_id = NEW.id AND (valid_to IS NULL OR valid_to > NEW.valid_to)) THEN
        RAISE EXCEPTION 'agency % ends and somebody holds a post there afterwards', NEW.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'agency_end_leaves_no_post';
    END IF;
    IF EXISTS (SELECT FROM catalog_offering WHERE agency_id = NEW.id AND (valid_to IS NULL OR valid_to > NEW.valid_to)) THEN
        RAISE EXCEPTION 'agency % ends and offers a procedure afterwards', NEW.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'agency_end_leaves_no_offering';
    END IF;
    IF EXISTS (
        SELECT FROM dossiers_dossier
        WHERE (competent_agency_id = NEW.id OR receiving_agency_id = NEW.id) AND closed_at IS NULL AND state <> 'draft'
    ) AND NOT EXISTS (
        SELECT FROM org_succession WHERE predecessor_id = NEW.id AND is_default AND "on" > NEW.valid_to
    ) THEN
        RAISE EXCEPTION 'agency % ends with running dossiers and nobody takes them', NEW.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'agency_end_leaves_no_dossier';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER dossiers_nobody_is_stranded AFTER UPDATE OF valid_to ON org_agency
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.valid_to IS NOT NULL AND NEW.valid_to IS DISTINCT FROM OLD.valid_to)
    EXECUTE FUNCTION dossiers_nobody_is_stranded();
"""
BACKWARD = """
DROP TRIGGER dossiers_nobody_is_stranded ON org_agency;
DROP FUNCTION dossiers_nobody_is_stranded();
"""


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0016_linked"), ("org", "0003_names_by_period_and_heirs")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
