import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="LookLog",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("dossier_id", models.BigIntegerField(null=True, verbose_name="hồ sơ")),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("processing", "Giải quyết hồ sơ"),
                            ("reception", "Tiếp nhận, trả kết quả"),
                            ("search", "Tra cứu theo yêu cầu"),
                            ("monitoring", "Theo dõi, đôn đốc"),
                            ("inspection", "Thanh tra, kiểm tra"),
                        ],
                        max_length=12,
                        verbose_name="mục đích",
                    ),
                ),
                ("what", models.CharField(max_length=200, verbose_name="đã xem")),
                ("at", models.DateTimeField(verbose_name="lúc")),
                (
                    "officer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.officer",
                        verbose_name="cán bộ",
                    ),
                ),
            ],
            options={
                "verbose_name": "lượt tra cứu",
                "indexes": [
                    models.Index(fields=["dossier_id", "at"], name="looks_at_a_dossier"),
                    models.Index(fields=["officer", "at"], name="looks_of_an_officer"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("purpose__in", ["processing", "reception", "search", "monitoring", "inspection"])
                        ),
                        name="look_has_a_purpose",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("what__regex", "^\\s*$"), _negated=True), name="look_says_at_what"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("dossier_id__isnull", False), ("purpose__in", ["search", "inspection"]), _connector="OR"
                        ),
                        name="look_names_its_dossier",
                    ),
                ],
            },
        ),
        migrations.RunSQL(
            """
            CREATE FUNCTION access_look_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                RAISE EXCEPTION 'a look, once logged, is neither changed nor removed'
                    USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'look_is_final';
            END $$;
            CREATE TRIGGER look_is_final BEFORE UPDATE OR DELETE ON access_looklog
                FOR EACH ROW EXECUTE FUNCTION access_look_is_final();
            """,
            "DROP TRIGGER look_is_final ON access_looklog; DROP FUNCTION access_look_is_final();",
        ),
    ]
