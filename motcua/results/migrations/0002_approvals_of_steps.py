"""An approval belongs to the step it was given in; what was registered, approved or handed over is never changed."""

import django.db.models.deletion
from django.db import migrations, models

FILL = """
UPDATE results_approval a SET step_id = (
    SELECT s.id FROM dossiers_step s JOIN results_result r ON r.dossier_id = s.dossier_id
    WHERE r.id = a.result_id AND s.done_by = a.officer_id AND s.done_at IS NOT NULL
    ORDER BY abs(extract(epoch FROM s.done_at - a.at)), s.no DESC LIMIT 1);
DELETE FROM results_approval WHERE step_id IS NULL;
"""
NEVER = """
CREATE FUNCTION results_never() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER result_registered_stays BEFORE UPDATE OR DELETE ON results_result
    FOR EACH ROW WHEN (OLD.register_number <> '') EXECUTE FUNCTION results_never('a registered result is never changed');
CREATE TRIGGER approval_stays BEFORE UPDATE OR DELETE ON results_approval
    FOR EACH ROW EXECUTE FUNCTION results_never('an approval is never changed');
CREATE TRIGGER delivery_stays BEFORE UPDATE OR DELETE ON results_delivery
    FOR EACH ROW EXECUTE FUNCTION results_never('the minutes of a hand-over are never changed');
CREATE TRIGGER register_counts_on BEFORE UPDATE ON results_register
    FOR EACH ROW WHEN (NEW.last <> OLD.last + 1 OR (NEW.agency_id, NEW.symbol, NEW.year)
                       IS DISTINCT FROM (OLD.agency_id, OLD.symbol, OLD.year))
    EXECUTE FUNCTION results_never('a register counts on by one');
CREATE TRIGGER register_stays BEFORE DELETE ON results_register
    FOR EACH ROW EXECUTE FUNCTION results_never('a register is never deleted');
"""
AGAIN = """
DROP TRIGGER register_stays ON results_register;
DROP TRIGGER register_counts_on ON results_register;
DROP TRIGGER delivery_stays ON results_delivery;
DROP TRIGGER approval_stays ON results_approval;
DROP TRIGGER result_registered_stays ON results_result;
DROP FUNCTION results_never();
"""


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0004_statements"), ("results", "0001_initial")]

    operations = [
        migrations.RemoveConstraint(model_name="approval", name="approval_once_an_officer"),
        migrations.AddField(
            model_name="approval",
            name="step",
            field=models.OneToOneField(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="approval", to="dossiers.step"
            ),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", "SET CONSTRAINTS ALL IMMEDIATE"),
        migrations.AlterField(
            model_name="approval",
            name="step",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="approval", to="dossiers.step"
            ),
        ),
        migrations.RunSQL(NEVER, AGAIN),
    ]
