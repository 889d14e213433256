import django.contrib.postgres.constraints
import django.db.models.deletion
import django.db.models.functions.comparison
from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations, models

import motcua.org.models.periods


class Migration(migrations.Migration):
    dependencies = [
        ("org", "0002_triggers"),
        ("people", "0001_initial"),
    ]

    operations = [
        BtreeGistExtension(),
        migrations.CreateModel(
            name="Delegation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("role", models.CharField(max_length=24, verbose_name="vai trò")),
                ("valid_from", models.DateField(verbose_name="từ ngày")),
                ("valid_to", models.DateField(verbose_name="đến hết ngày")),
                ("scope_note", models.CharField(max_length=300, verbose_name="phạm vi")),
                ("made_at", models.DateTimeField(verbose_name="lập lúc")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.agency",
                        verbose_name="cơ quan",
                    ),
                ),
                (
                    "from_officer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="delegations_given",
                        to="people.officer",
                        verbose_name="người ủy quyền",
                    ),
                ),
                (
                    "to_officer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="delegations_held",
                        to="people.officer",
                        verbose_name="người được ủy quyền",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.unit",
                        verbose_name="phòng",
                    ),
                ),
            ],
            options={
                "verbose_name": "ủy quyền",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("valid_to__gte", models.F("valid_from"))),
                        name="delegation_days_in_order",
                        violation_error_message="Ủy quyền không được kết thúc trước ngày bắt đầu.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("to_officer", models.F("from_officer")), _negated=True),
                        name="delegation_to_somebody_else",
                        violation_error_message="Không thể ủy quyền cho chính mình.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("role__in", ["division_head", "agency_leader", "committee_leader", "centre_director"])
                        ),
                        name="delegation_of_a_role_that_may_be_lent",
                        violation_error_message="Vai trò này không được ủy quyền.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("scope_note__regex", "^\\s*$"), _negated=True),
                        name="delegation_says_its_scope",
                        violation_error_message="Ủy quyền phải ghi phạm vi.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("from_officer", "="),
                            ("to_officer", "="),
                            ("role", "="),
                            ("agency", "="),
                            (
                                django.db.models.functions.comparison.Coalesce(
                                    "unit_id", models.Value(0, output_field=models.BigIntegerField())
                                ),
                                "=",
                            ),
                            (motcua.org.models.periods.Days(), "&&"),
                        ],
                        name="delegation_not_given_twice_at_once",
                        violation_error_message="Đã có ủy quyền như vậy trong khoảng thời gian đó.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Post",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("role", models.CharField(max_length=24, verbose_name="vai trò")),
                ("title", models.CharField(blank=True, max_length=120, verbose_name="chức danh")),
                ("valid_from", models.DateField(verbose_name="từ ngày")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="đến hết ngày")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.agency",
                        verbose_name="cơ quan",
                    ),
                ),
                (
                    "officer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="posts",
                        to="people.officer",
                        verbose_name="cán bộ",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.unit",
                        verbose_name="phòng",
                    ),
                ),
            ],
            options={
                "verbose_name": "vị trí công tác",
                "indexes": [models.Index(fields=["agency", "role"], name="post_by_agency_and_role")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="post_days_in_order",
                        violation_error_message="Ngày kết thúc không được trước ngày bắt đầu.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "role__in",
                                [
                                    "postal",
                                    "reception",
                                    "return_desk",
                                    "cashier",
                                    "case_officer",
                                    "division_head",
                                    "agency_leader",
                                    "committee_office",
                                    "committee_leader",
                                    "clerk",
                                    "other_agency",
                                    "centre_director",
                                    "procedure_control",
                                    "unit_admin",
                                    "archivist",
                                    "auditor",
                                    "system_admin",
                                ],
                            )
                        ),
                        name="post_role_is_known",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("officer", "="),
                            ("agency", "="),
                            (
                                django.db.models.functions.comparison.Coalesce(
                                    "unit_id", models.Value(0, output_field=models.BigIntegerField())
                                ),
                                "=",
                            ),
                            ("role", "="),
                            (motcua.org.models.periods.Days(), "&&"),
                        ],
                        name="post_not_held_twice_at_once",
                        violation_error_message="Cán bộ đã giữ vị trí này trong khoảng thời gian đó.",
                    ),
                ],
            },
        ),
        # A division belongs to the agency of the post.
        migrations.RunSQL(
            """
            CREATE UNIQUE INDEX IF NOT EXISTS unit_id_with_agency ON org_unit (id, agency_id);
            ALTER TABLE people_post ADD CONSTRAINT post_unit_is_of_the_agency
                FOREIGN KEY (unit_id, agency_id) REFERENCES org_unit (id, agency_id);
            ALTER TABLE people_delegation ADD CONSTRAINT delegation_unit_is_of_the_agency
                FOREIGN KEY (unit_id, agency_id) REFERENCES org_unit (id, agency_id);
            """,
            """
            ALTER TABLE people_post DROP CONSTRAINT post_unit_is_of_the_agency;
            ALTER TABLE people_delegation DROP CONSTRAINT delegation_unit_is_of_the_agency;
            """,
        ),
    ]
