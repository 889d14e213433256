"""Lists by which papers go from unit to unit, confirmed on both sides."""

import django.db.models.deletion
from django.db import migrations, models

import motcua.base.fields


class Migration(migrations.Migration):
    dependencies = [
        ("dossiers", "0011_who_comes_for_whom"),
        ("org", "0002_triggers"),
    ]

    operations = [
        migrations.CreateModel(
            name="HandoverCounter",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "agency_id", "year", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("last", models.PositiveIntegerField(default=0)),
                (
                    "agency",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.agency"
                    ),
                ),
            ],
            options={
                "verbose_name": "số danh sách bàn giao",
            },
        ),
        migrations.CreateModel(
            name="HandoverList",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField(verbose_name="số")),
                ("year", models.PositiveSmallIntegerField(verbose_name="năm")),
                ("made_by", models.BigIntegerField(verbose_name="người lập")),
                ("made_at", models.DateTimeField(verbose_name="lập lúc")),
                ("key", models.CharField(max_length=80, null=True, unique=True)),
                ("confirmed_by", models.BigIntegerField(null=True, verbose_name="người nhận")),
                ("confirmed_at", models.DateTimeField(null=True, verbose_name="nhận lúc")),
                (
                    "giver",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.agency",
                        verbose_name="bên giao",
                    ),
                ),
                (
                    "to_agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.agency",
                        verbose_name="bên nhận",
                    ),
                ),
                (
                    "to_unit",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.unit",
                        verbose_name="phòng nhận",
                    ),
                ),
            ],
            options={
                "verbose_name": "danh sách bàn giao",
                "indexes": [
                    models.Index(
                        condition=models.Q(("confirmed_at", None)),
                        fields=["to_agency", "to_unit"],
                        name="handover_open",
                    ),
                    models.Index(fields=["giver", "-made_at"], name="handover_made"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("giver", "year", "number"), name="handover_number_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confirmed_at__isnull", True), ("confirmed_by__isnull", True)),
                            models.Q(
                                ("confirmed_at__gte", models.F("made_at")),
                                ("confirmed_at__isnull", False),
                                ("confirmed_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="handover_confirmed_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("confirmed_by__isnull", True),
                            models.Q(("confirmed_by", models.F("made_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="handover_confirmed_by_another",
                        violation_error_message="Người lập danh sách không tự xác nhận đã nhận.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HandoverItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(verbose_name="thứ tự")),
                ("received", models.BooleanField(null=True, verbose_name="đã nhận")),
                ("note", motcua.base.fields.LineField(blank=True, max_length=300, verbose_name="ghi chú")),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="handed", to="dossiers.dossier"
                    ),
                ),
                (
                    "list",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="items",
                        to="dossiers.handoverlist",
                    ),
                ),
            ],
            options={
                "verbose_name": "hồ sơ bàn giao",
                "constraints": [
                    models.UniqueConstraint(fields=("list", "position"), name="handover_item_in_order"),
                    models.UniqueConstraint(
                        condition=models.Q(("received__isnull", True)),
                        fields=("dossier",),
                        name="handover_item_under_way_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("received__isnull", True),
                            ("received", True),
                            models.Q(("note", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="handover_missing_is_explained",
                        violation_error_message="Hồ sơ không nhận được phải ghi rõ chỗ thiếu.",
                    ),
                ],
            },
        ),
    ]
