"""Code tables of the installation: codes with their days."""

import django.contrib.postgres.constraints
import django.db.models.deletion
import django.db.models.expressions
from django.db import migrations, models

import motcua.base.fields
import motcua.catalog.models.periods


class Migration(migrations.Migration):
    dependencies = [
        ("catalog", "0010_procedure_drafts"),
        ("people", "0004_represented"),
    ]

    operations = [
        migrations.CreateModel(
            name="CodeTable",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=40, unique=True, verbose_name="khóa")),
                ("name", motcua.base.fields.LineField(max_length=200, verbose_name="tên")),
                ("name_en", motcua.base.fields.LineField(blank=True, max_length=200, verbose_name="tên tiếng Anh")),
                ("source", motcua.base.fields.LineField(blank=True, max_length=300, verbose_name="nguồn")),
                ("compared_at", models.DateTimeField(blank=True, null=True, verbose_name="đối chiếu lúc")),
                (
                    "compared_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.officer",
                        verbose_name="người đối chiếu",
                    ),
                ),
            ],
            options={
                "verbose_name": "danh mục dùng chung",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("key__regex", "^[a-z][a-z0-9_]{0,39}$")),
                        name="codetable_key_is_a_name",
                        violation_error_message="Khóa danh mục gồm chữ thường không dấu, số, gạch dưới.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="codetable_has_a_name"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("compared_at__isnull", True), ("compared_by__isnull", True)),
                            models.Q(
                                ("compared_at__isnull", False),
                                ("compared_by__isnull", False),
                                models.Q(("source", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="codetable_compared_by_somebody_against_something",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CodeEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=40, verbose_name="mã")),
                ("name", motcua.base.fields.LineField(max_length=200, verbose_name="tên")),
                ("name_en", motcua.base.fields.LineField(blank=True, max_length=200, verbose_name="tên tiếng Anh")),
                ("position", models.PositiveIntegerField(default=0, verbose_name="thứ tự")),
                ("valid_from", models.DateField(verbose_name="từ ngày")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="đến hết ngày")),
                (
                    "table",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="entries",
                        to="catalog.codetable",
                        verbose_name="danh mục",
                    ),
                ),
            ],
            options={
                "verbose_name": "mục của danh mục",
                "indexes": [
                    models.Index(fields=["table", "position"], name="codeentry_in_order"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("code__regex", "^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$")),
                        name="codeentry_code_is_plain",
                        violation_error_message="Mã gồm chữ không dấu, số, dấu chấm, gạch.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="codeentry_has_a_name"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True),
                            (
                                "valid_to__gte",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("valid_from"), "-", models.Value(1)
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="codeentry_days_in_order",
                        violation_error_message="Ngày hết hiệu lực phải sau ngày có hiệu lực.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[("table", "="), ("code", "="), (motcua.catalog.models.periods.Days(), "&&")],
                        name="codeentry_means_one_thing_a_day",
                        violation_error_message="Mã này đã có trong khoảng thời gian đó.",
                    ),
                ],
            },
        ),
    ]
