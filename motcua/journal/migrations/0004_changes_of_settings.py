"""The page of changes reads settings alone: a small index beside the dossiers' millions of events."""

from django.db import migrations

FORWARD = """
CREATE INDEX journal_of_settings ON journal_journalevent (id DESC)
WHERE subject NOT LIKE 'dossier:%' AND subject NOT LIKE 'rating:%';
"""


class Migration(migrations.Migration):
    dependencies = [("journal", "0003_heads_move_cheaply")]
    operations = [migrations.RunSQL(FORWARD, "DROP INDEX journal_of_settings;")]
