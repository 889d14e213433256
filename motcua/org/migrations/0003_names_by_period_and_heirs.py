"""Names by period, divisions that succeed divisions, and who answers for what has ended."""

import django.contrib.postgres.constraints
import django.db.models.deletion
from django.db import migrations, models

import motcua.base.fields
import motcua.org.models.periods

HEIRS = """
CREATE FUNCTION org_answering(agency bigint, day date) RETURNS bigint LANGUAGE sql STABLE AS $$
    WITH RECURSIVE line(id, since, steps) AS (
        SELECT agency, '-infinity'::date, 0
        UNION ALL
        SELECT s.successor_id, s."on", line.steps + 1
        FROM line JOIN org_agency a ON a.id = line.id AND a.valid_to < day
        JOIN org_succession s ON s.predecessor_id = line.id AND s.is_default
             AND s."on" > a.valid_to AND s."on" <= day AND s."on" >= line.since
    )
    SELECT id FROM line ORDER BY steps DESC, id LIMIT 1
$$;
CREATE FUNCTION org_taken_over(agency bigint) RETURNS TABLE (id bigint, since date) LANGUAGE sql STABLE AS $$
    WITH RECURSIVE line(id, since) AS (
        SELECT s.predecessor_id, s."on" FROM org_succession s
        JOIN org_agency a ON a.id = s.predecessor_id AND a.valid_to < s."on"
        WHERE s.successor_id = agency AND s.is_default
        UNION
        SELECT s.predecessor_id, greatest(s."on", line.since) FROM line
        JOIN org_succession s ON s.successor_id = line.id AND s.is_default
        JOIN org_agency a ON a.id = s.predecessor_id AND a.valid_to < s."on"
    )
    SELECT line.id, min(line.since) FROM line GROUP BY line.id
$$;
CREATE FUNCTION org_unit_answering(unit bigint, day date) RETURNS bigint LANGUAGE sql STABLE AS $$
    WITH RECURSIVE line(id, steps) AS (
        SELECT unit, 0
        UNION ALL
        SELECT u.successor_id, line.steps + 1 FROM line
        JOIN org_unit u ON u.id = line.id AND u.successor_id IS NOT NULL AND u.valid_to < day
        WHERE line.steps < 50
    )
    SELECT id FROM line ORDER BY steps DESC LIMIT 1
$$;
CREATE FUNCTION org_units_taken_over(unit bigint) RETURNS TABLE (id bigint, agency_id bigint, since date)
LANGUAGE sql STABLE AS $$
    WITH RECURSIVE line(id, agency_id, since) AS (
        SELECT u.id, u.agency_id, u.valid_to + 1 FROM org_unit u WHERE u.successor_id = unit
        UNION
        SELECT u.id, u.agency_id, greatest(u.valid_to + 1, line.since) FROM line JOIN org_unit u ON u.successor_id = line.id
    )
    SELECT line.id, line.agency_id, min(line.since) FROM line GROUP BY line.id, line.agency_id
$$;
"""

UNIT = """
CREATE FUNCTION org_unit_successor_goes_on() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM org_unit gone JOIN org_unit heir ON heir.id = gone.successor_id
        WHERE gone.id = NEW.id
          AND NOT daterange(heir.valid_from, heir.valid_to, '[]') @> (gone.valid_to + 1)
    ) THEN
        RAISE EXCEPTION 'unit %: its successor does not stand on the day after', NEW.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'unit_successor_goes_on';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER org_unit_successor_goes_on AFTER INSERT OR UPDATE OF successor_id, valid_to ON org_unit
    FOR EACH ROW WHEN (NEW.successor_id IS NOT NULL) EXECUTE FUNCTION org_unit_successor_goes_on();
"""

NAME = """
CREATE FUNCTION org_agency_name_is_free() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM org_agencyname mine JOIN org_agency own ON own.id = mine.agency_id
        JOIN org_agency beside ON beside.parent_id = own.parent_id AND beside.id <> own.id
        LEFT JOIN org_agencyname named ON named.agency_id = beside.id
        WHERE mine.id = NEW.id AND coalesce(named.name, beside.name) = mine.name
          AND daterange(mine.valid_from, coalesce(mine.valid_to, own.valid_to), '[]')
              && daterange(greatest(named.valid_from, beside.valid_from), least(named.valid_to, beside.valid_to), '[]')
    ) THEN
        RAISE EXCEPTION 'agency name %: another agency beside it bears it at that time', NEW.id
            USING ERRCODE = 'exclusion_violation', CONSTRAINT = 'agencyname_once_under_a_parent';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER org_agency_name_is_free AFTER INSERT OR UPDATE ON org_agencyname
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION org_agency_name_is_free();
"""

UNDO = """
DROP TRIGGER org_agency_name_is_free ON org_agencyname;
DROP FUNCTION org_agency_name_is_free();
DROP TRIGGER org_unit_successor_goes_on ON org_unit;
DROP FUNCTION org_unit_successor_goes_on();
DROP FUNCTION org_units_taken_over(bigint);
DROP FUNCTION org_unit_answering(bigint, date);
DROP FUNCTION org_taken_over(bigint);
DROP FUNCTION org_answering(bigint, date);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("org", "0002_triggers"),
    ]

    operations = [
        migrations.CreateModel(
            name="AgencyName",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", motcua.base.fields.LineField(max_length=300, verbose_name="tên")),
                ("short_name", motcua.base.fields.LineField(max_length=200, verbose_name="tên ngắn, tên địa phương")),
                ("valid_from", models.DateField(verbose_name="từ ngày")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="đến hết ngày")),
                ("decision", motcua.base.fields.LineField(blank=True, max_length=200, verbose_name="căn cứ")),
            ],
            options={
                "verbose_name": "tên cơ quan",
            },
        ),
        migrations.CreateModel(
            name="UnitName",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", motcua.base.fields.LineField(max_length=200, verbose_name="tên")),
                ("valid_from", models.DateField(verbose_name="từ ngày")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="đến hết ngày")),
            ],
            options={
                "verbose_name": "tên phòng",
            },
        ),
        migrations.AddField(
            model_name="unit",
            name="successor",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="predecessors",
                to="org.unit",
                verbose_name="phòng kế tiếp",
            ),
        ),
        migrations.AddConstraint(
            model_name="unit",
            constraint=models.CheckConstraint(
                condition=models.Q(("successor__isnull", True), ("valid_to__isnull", False), _connector="OR"),
                name="unit_with_a_successor_ends",
            ),
        ),
        migrations.AddConstraint(
            model_name="unit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("successor__isnull", True), models.Q(("successor", models.F("id")), _negated=True), _connector="OR"
                ),
                name="unit_does_not_succeed_itself",
            ),
        ),
        migrations.AddField(
            model_name="agencyname",
            name="agency",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="names",
                to="org.agency",
                verbose_name="cơ quan",
            ),
        ),
        migrations.AddField(
            model_name="unitname",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="names", to="org.unit", verbose_name="phòng"
            ),
        ),
        migrations.AddConstraint(
            model_name="agencyname",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                ),
                name="agencyname_days_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="agencyname",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("name", ""), _negated=True), models.Q(("short_name", ""), _negated=True)),
                name="agencyname_is_a_name",
            ),
        ),
        migrations.AddConstraint(
            model_name="agencyname",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[("agency", "="), (motcua.org.models.periods.Days(), "&&")], name="agencyname_one_at_a_time"
            ),
        ),
        migrations.AddConstraint(
            model_name="unitname",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                ),
                name="unitname_days_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="unitname",
            constraint=models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True), name="unitname_is_a_name"
            ),
        ),
        migrations.AddConstraint(
            model_name="unitname",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[("unit", "="), (motcua.org.models.periods.Days(), "&&")], name="unitname_one_at_a_time"
            ),
        ),
        migrations.RunSQL(HEIRS + UNIT + NAME, UNDO),
    ]
