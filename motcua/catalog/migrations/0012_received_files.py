"""Files of procedures are kept as they came, with what a trial of them said."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalog", "0011_code_tables"),
        ("people", "0006_language"),
    ]

    operations = [
        migrations.CreateModel(
            name="CatalogIntake",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200, verbose_name="tên tệp")),
                ("content", models.BinaryField(verbose_name="nội dung tệp")),
                ("digest", models.CharField(max_length=64, verbose_name="dấu của tệp")),
                ("valid_from", models.DateField(verbose_name="phiên bản mới áp dụng từ")),
                ("report", models.JSONField(verbose_name="kết quả")),
                ("received_at", models.DateTimeField(verbose_name="nhận lúc")),
                ("taken_at", models.DateTimeField(blank=True, null=True, verbose_name="nhập lúc")),
                (
                    "received_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.officer",
                        verbose_name="người gửi",
                    ),
                ),
                (
                    "taken_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.officer",
                        verbose_name="người nhập",
                    ),
                ),
            ],
            options={
                "verbose_name": "tệp thủ tục",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("taken_at__isnull", True), ("taken_by__isnull", True)),
                            ("taken_at__gte", models.F("received_at")),
                            _connector="OR",
                        ),
                        name="catalog_intake_is_taken_after_it_came",
                        violation_error_message="Tệp được nhập sau khi nhận.",
                    )
                ],
            },
        ),
    ]
