"""What constraints of one row cannot say: the tree holds together on every day, and a calendar version never changes."""

from django.db import migrations

TREE = """
CREATE FUNCTION org_agency_tree_holds() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- Deferred, so that a reorganisation may touch parents and children in any order; the rows are read as they are at the end.
    IF EXISTS (
        SELECT FROM org_agency child JOIN org_agency parent ON parent.id = child.parent_id
        WHERE (child.id = NEW.id OR parent.id = NEW.id)
          AND NOT daterange(parent.valid_from, parent.valid_to, '[]') @> daterange(child.valid_from, child.valid_to, '[]')
    ) THEN
        RAISE EXCEPTION 'agency %: a child holds on a day on which its parent does not', NEW.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'agency_within_the_days_of_its_parent';
    END IF;
    IF EXISTS (
        WITH RECURSIVE above(id, parent_id) AS (
            SELECT id, parent_id FROM org_agency WHERE id = NEW.id
            UNION
            SELECT a.id, a.parent_id FROM org_agency a JOIN above ON a.id = above.parent_id
        )
        SELECT FROM above WHERE parent_id = NEW.id
    ) THEN
        RAISE EXCEPTION 'agency % stands above itself', NEW.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'agency_tree_has_no_circle';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER org_agency_tree_holds AFTER INSERT OR UPDATE OF parent_id, valid_from, valid_to ON org_agency
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION org_agency_tree_holds();
"""

SUCCESSION = """
CREATE FUNCTION org_succession_day_fits() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM org_succession s
        JOIN org_agency before ON before.id = s.predecessor_id
        JOIN org_agency after ON after.id = s.successor_id
        WHERE s.id = NEW.id
          AND before.valid_from < s."on"
          AND daterange(after.valid_from, after.valid_to, '[]') @> s."on"
    ) AND EXISTS (SELECT FROM org_succession WHERE id = NEW.id) THEN
        RAISE EXCEPTION 'succession %: the successor does not hold on that day, or nothing came before it', NEW.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'succession_day_fits_both_agencies';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER org_succession_day_fits AFTER INSERT OR UPDATE ON org_succession
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION org_succession_day_fits();
"""

UNIT = """
CREATE FUNCTION org_unit_stays_inside() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM org_unit child JOIN org_unit parent ON parent.id = child.parent_id
        WHERE (child.id = NEW.id OR parent.id = NEW.id) AND child.agency_id <> parent.agency_id
    ) THEN
        RAISE EXCEPTION 'unit %: a unit and the unit above it belong to one agency', NEW.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'unit_stays_in_its_agency';
    END IF;
    IF EXISTS (
        WITH RECURSIVE above(id, parent_id) AS (
            SELECT id, parent_id FROM org_unit WHERE id = NEW.id
            UNION
            SELECT u.id, u.parent_id FROM org_unit u JOIN above ON u.id = above.parent_id
        )
        SELECT FROM above WHERE parent_id = NEW.id
    ) THEN
        RAISE EXCEPTION 'unit % stands above itself', NEW.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'unit_tree_has_no_circle';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER org_unit_stays_inside AFTER INSERT OR UPDATE OF parent_id, agency_id ON org_unit
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION org_unit_stays_inside();
"""

CALENDAR = """
CREATE FUNCTION org_calendar_version_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a calendar version never changes: dossiers rest on it; make a new one'
        USING ERRCODE = 'restrict_violation', CONSTRAINT = 'calendar_version_is_final';
END $$;
CREATE TRIGGER org_calendarversion_is_final BEFORE UPDATE ON org_calendarversion
    FOR EACH ROW EXECUTE FUNCTION org_calendar_version_is_final();
CREATE TRIGGER org_calendaryear_is_final BEFORE UPDATE ON org_calendaryear
    FOR EACH ROW EXECUTE FUNCTION org_calendar_version_is_final();
"""

UNDO = """
DROP TRIGGER org_calendaryear_is_final ON org_calendaryear;
DROP TRIGGER org_calendarversion_is_final ON org_calendarversion;
DROP FUNCTION org_calendar_version_is_final();
DROP TRIGGER org_unit_stays_inside ON org_unit;
DROP FUNCTION org_unit_stays_inside();
DROP TRIGGER org_succession_day_fits ON org_succession;
DROP FUNCTION org_succession_day_fits();
DROP TRIGGER org_agency_tree_holds ON org_agency;
DROP FUNCTION org_agency_tree_holds();
"""


class Migration(migrations.Migration):
    dependencies = [("org", "0001_initial")]

    operations = [migrations.RunSQL(TREE + SUCCESSION + UNIT + CALENDAR, UNDO)]
