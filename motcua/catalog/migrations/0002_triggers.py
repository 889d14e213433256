"""What is published is kept: triggers, in `catalog/sql/triggers.sql`."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql"

UNDO = """
DROP TRIGGER published_process_never_changes ON catalog_processversion;
DROP FUNCTION catalog_published_process_is_kept();
DROP TRIGGER bound_process_is_published ON catalog_procedureprocess;
DROP FUNCTION catalog_bound_process_is_published();
DROP TRIGGER procedure_version_keeps_its_text ON catalog_procedureversion;
DROP FUNCTION catalog_version_text_is_kept();
DELETE FROM catalog_stamp;
"""


class Migration(migrations.Migration):
    dependencies = [("catalog", "0001_tables")]
    operations = [migrations.RunSQL((SQL / "triggers.sql").read_text(encoding="utf-8"), UNDO)]
