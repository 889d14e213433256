"""A move touches what it changes: indexes nobody asks by are gone, the triggers look only at what they guard."""

import django.db.models.deletion
from django.db import migrations, models

FORWARD = """
DROP INDEX IF EXISTS dossiers_dossier_code_6d68c351_like, dossiers_dossier_key_628111b8_like,
    dossiers_commandkey_key_84a92104_like;
ALTER TABLE dossiers_dossier SET (fillfactor = 85); -- room on the page for the next version of a row
DROP TRIGGER dossier_never ON dossiers_dossier;
CREATE TRIGGER dossier_never BEFORE UPDATE ON dossiers_dossier FOR EACH ROW
    WHEN ((OLD.state, OLD.code, OLD.accepted_at, OLD.due_original_at)
          IS DISTINCT FROM (NEW.state, NEW.code, NEW.accepted_at, NEW.due_original_at))
    EXECUTE FUNCTION dossier_never();
CREATE TRIGGER dossier_stays BEFORE DELETE ON dossiers_dossier FOR EACH ROW EXECUTE FUNCTION dossier_never();
"""
BACKWARD = """
DROP TRIGGER dossier_stays ON dossiers_dossier;
DROP TRIGGER dossier_never ON dossiers_dossier;
CREATE TRIGGER dossier_never BEFORE UPDATE OR DELETE ON dossiers_dossier
    FOR EACH ROW EXECUTE FUNCTION dossier_never();
ALTER TABLE dossiers_dossier RESET (fillfactor);
CREATE INDEX dossiers_dossier_code_6d68c351_like ON dossiers_dossier (code varchar_pattern_ops);
CREATE INDEX dossiers_dossier_key_628111b8_like ON dossiers_dossier (key varchar_pattern_ops);
CREATE INDEX dossiers_commandkey_key_84a92104_like ON dossiers_commandkey (key varchar_pattern_ops);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("catalog", "0005_field_order"),
        ("dossiers", "0006_names_from_each_word"),
        ("org", "0002_triggers"),
        ("people", "0002_posts"),
    ]

    operations = [
        migrations.AlterField(
            model_name="dossier",
            name="calendar_version",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.calendarversion"
            ),
        ),
        migrations.AlterField(
            model_name="dossier",
            name="field",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="catalog.field"
            ),
        ),
        migrations.AlterField(
            model_name="dossier",
            name="owner_citizen",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.citizen",
            ),
        ),
        migrations.AlterField(
            model_name="dossier",
            name="parent",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                to="dossiers.dossier",
                verbose_name="hồ sơ gốc",
            ),
        ),
        migrations.AlterField(
            model_name="dossier",
            name="process_version",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="catalog.processversion",
            ),
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
