"""Dossiers filed together by one declaration: sets, their members, and the state of one that waits."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalog", "0009_process_editing"),
        ("dossiers", "0015_book"),
        ("org", "0002_triggers"),
        ("people", "0004_represented"),
    ]

    operations = [
        migrations.CreateModel(
            name="LinkedMember",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(verbose_name="thứ tự")),
                ("key", models.CharField(max_length=40, verbose_name="khóa")),
                (
                    "after",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), default=list, size=None, verbose_name="sau"
                    ),
                ),
                ("if_denied", models.CharField(max_length=8, verbose_name="khi hồ sơ trước không được chấp thuận")),
                ("if_withdrawn", models.CharField(max_length=8, verbose_name="khi hồ sơ trước bị rút")),
                ("taken_in", models.CharField(max_length=8, verbose_name="cách tiếp nhận khi đến lượt")),
            ],
            options={
                "verbose_name": "hồ sơ trong bộ liên thông",
            },
        ),
        migrations.CreateModel(
            name="LinkedSet",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("bundle", models.CharField(max_length=64, verbose_name="nhóm thủ tục")),
                ("bundle_since", models.DateField(verbose_name="định nghĩa có hiệu lực từ")),
                ("name", models.CharField(max_length=500, verbose_name="tên")),
                ("name_en", models.CharField(blank=True, max_length=500, verbose_name="tên tiếng Anh")),
                ("answers", models.JSONField(default=dict, verbose_name="nội dung kê khai chung")),
                ("made_at", models.DateTimeField(verbose_name="nộp lúc")),
            ],
            options={
                "verbose_name": "bộ hồ sơ liên thông",
            },
        ),
        migrations.RemoveConstraint(
            model_name="dossier",
            name="dossier_state_is_known",
        ),
        migrations.RemoveConstraint(
            model_name="dossier",
            name="dossier_worked_on_is_accepted",
        ),
        migrations.RemoveConstraint(
            model_name="dossier",
            name="dossier_in_progress_has_a_due_time",
        ),
        migrations.AddField(
            model_name="linkedmember",
            name="dossier",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="linked_as", to="dossiers.dossier"
            ),
        ),
        migrations.AddField(
            model_name="linkedset",
            name="form",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="catalog.formversion"
            ),
        ),
        migrations.AddField(
            model_name="linkedset",
            name="procedure_version",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="catalog.procedureversion"
            ),
        ),
        migrations.AddField(
            model_name="linkedmember",
            name="set",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="members",
                to="dossiers.linkedset",
            ),
        ),
        migrations.AddField(
            model_name="dossier",
            name="linked_set",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                to="dossiers.linkedset",
                verbose_name="bộ hồ sơ liên thông",
            ),
        ),
        migrations.AddConstraint(
            model_name="dossier",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "draft",
                            "awaiting_turn",
                            "submitted",
                            "intake_supplement",
                            "refused",
                            "accepted",
                            "in_transit",
                            "in_process",
                            "supplement",
                            "supplement_given",
                            "finance",
                            "processed",
                            "returned",
                            "withdrawn",
                            "stopped",
                        ],
                    )
                ),
                name="dossier_state_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="dossier",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["awaiting_turn", "draft", "intake_supplement", "refused", "submitted", "withdrawn"]),
                    ("accepted_at__isnull", False),
                    _connector="OR",
                ),
                name="dossier_worked_on_is_accepted",
                violation_error_message="Hồ sơ đang xử lý phải được tiếp nhận.",
            ),
        ),
        migrations.AddConstraint(
            model_name="dossier",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "awaiting_turn",
                            "draft",
                            "finance",
                            "intake_supplement",
                            "refused",
                            "returned",
                            "stopped",
                            "submitted",
                            "supplement",
                            "supplement_given",
                            "withdrawn",
                        ],
                    ),
                    ("has_no_due_date", True),
                    models.Q(
                        ("due_at__gte", models.F("accepted_at")), ("due_at__isnull", False), ("due_on__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="dossier_in_progress_has_a_due_time",
                violation_error_message="Hồ sơ đã tiếp nhận phải có hạn trả kết quả.",
            ),
        ),
        migrations.AddConstraint(
            model_name="dossier",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "awaiting_turn"), _negated=True),
                    ("linked_set__isnull", False),
                    _connector="OR",
                ),
                name="dossier_that_waits_is_linked",
                violation_error_message="Chỉ hồ sơ nộp liên thông mới chờ hồ sơ khác.",
            ),
        ),
        migrations.AddConstraint(
            model_name="linkedset",
            constraint=models.CheckConstraint(
                condition=models.Q(("name__regex", "^\\s*$"), _negated=True), name="linked_set_has_a_name"
            ),
        ),
        migrations.AddConstraint(
            model_name="linkedmember",
            constraint=models.UniqueConstraint(fields=("set", "position"), name="linked_member_position_once"),
        ),
        migrations.AddConstraint(
            model_name="linkedmember",
            constraint=models.UniqueConstraint(fields=("set", "key"), name="linked_member_key_once"),
        ),
        migrations.AddConstraint(
            model_name="linkedmember",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("if_denied__in", ["return", "go_on"]),
                    ("if_withdrawn__in", ["return", "go_on"]),
                    ("taken_in__in", ["at_once", "by_desk"]),
                ),
                name="linked_member_rules_are_known",
            ),
        ),
    ]
