"""Days away, and a substitute who is there on all of them."""

import django.contrib.postgres.constraints
import django.db.models.deletion
from django.db import migrations, models

import motcua.org.models.periods

FORWARD = """
CREATE FUNCTION people_leave_covered() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- Two leaves that touch the same people wait for each other here, so that both cannot pass unseen.
    PERFORM pg_advisory_xact_lock(727, least(NEW.officer_id, NEW.substitute_id)::int);
    PERFORM pg_advisory_xact_lock(727, greatest(NEW.officer_id, NEW.substitute_id)::int);
    IF EXISTS (SELECT FROM people_leave l WHERE l.id <> NEW.id
               AND (l.officer_id = NEW.substitute_id OR l.substitute_id = NEW.officer_id)
               AND daterange(l.valid_from, l.valid_to, '[]') && daterange(NEW.valid_from, NEW.valid_to, '[]')) THEN
        RAISE EXCEPTION 'who stands in is there: leave_substitute_is_there' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER people_leave_covered AFTER INSERT OR UPDATE ON people_leave
    FOR EACH ROW EXECUTE FUNCTION people_leave_covered();
"""
BACKWARD = """
DROP TRIGGER people_leave_covered ON people_leave;
DROP FUNCTION people_leave_covered();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0002_posts"),
    ]

    operations = [
        migrations.CreateModel(
            name="Leave",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid_from", models.DateField(verbose_name="từ ngày")),
                ("valid_to", models.DateField(verbose_name="đến hết ngày")),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="lý do")),
                ("made_at", models.DateTimeField(verbose_name="lập lúc")),
                (
                    "officer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="leaves",
                        to="people.officer",
                        verbose_name="người nghỉ",
                    ),
                ),
                (
                    "substitute",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="substitutions",
                        to="people.officer",
                        verbose_name="người làm thay",
                    ),
                ),
            ],
            options={
                "verbose_name": "ngày nghỉ",
                "indexes": [models.Index(fields=["substitute", "valid_from"], name="leave_by_substitute")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("valid_to__gte", models.F("valid_from"))),
                        name="leave_days_in_order",
                        violation_error_message="Ngày kết thúc không được trước ngày bắt đầu.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("substitute", models.F("officer")), _negated=True),
                        name="leave_substitute_is_another",
                        violation_error_message="Người làm thay phải là người khác.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[("officer", "="), (motcua.org.models.periods.Days(), "&&")],
                        name="leave_not_taken_twice_at_once",
                        violation_error_message="Đã có ngày nghỉ trong khoảng thời gian này.",
                    ),
                ],
            },
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
