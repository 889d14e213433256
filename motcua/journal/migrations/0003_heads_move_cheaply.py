"""The trigger of a chain's head is called for what it forbids, not for every step forward."""

from django.db import migrations

FORWARD = """
DROP INDEX IF EXISTS journal_journalhead_subject_811197ea_like;
DROP TRIGGER journal_head_forward ON journal_journalhead;
CREATE TRIGGER journal_head_forward BEFORE UPDATE ON journal_journalhead FOR EACH ROW
    WHEN (NEW.seq < OLD.seq OR NEW.subject <> OLD.subject) EXECUTE FUNCTION journal_head_only_forward();
CREATE TRIGGER journal_head_stays BEFORE DELETE ON journal_journalhead
    FOR EACH ROW EXECUTE FUNCTION journal_head_only_forward();
"""
BACKWARD = """
DROP TRIGGER journal_head_stays ON journal_journalhead;
DROP TRIGGER journal_head_forward ON journal_journalhead;
CREATE TRIGGER journal_head_forward BEFORE UPDATE OR DELETE ON journal_journalhead
    FOR EACH ROW EXECUTE FUNCTION journal_head_only_forward();
CREATE INDEX journal_journalhead_subject_811197ea_like ON journal_journalhead (subject varchar_pattern_ops);
"""


class Migration(migrations.Migration):
    dependencies = [("journal", "0002_insert_only")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
