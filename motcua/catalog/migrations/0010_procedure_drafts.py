"""Procedures are drafted in the console; decisions and received files are kept with their days."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalog", "0009_process_editing"),
        ("people", "0004_represented"),
    ]

    operations = [
        migrations.CreateModel(
            name="PublicationDecision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=100, verbose_name="số quyết định")),
                ("decided_on", models.DateField(verbose_name="ngày ký")),
                (
                    "issuer",
                    models.CharField(
                        choices=[("province", "Chủ tịch Ủy ban nhân dân tỉnh"), ("ministry", "Bộ, cơ quan ngang bộ")],
                        max_length=10,
                        verbose_name="cơ quan công bố",
                    ),
                ),
            ],
            options={
                "verbose_name": "quyết định công bố",
                "constraints": [
                    models.UniqueConstraint(fields=("number", "decided_on", "issuer"), name="decision_is_kept_once"),
                    models.CheckConstraint(
                        condition=models.Q(("number", ""), _negated=True),
                        name="decision_has_a_number",
                        violation_error_message="Quyết định công bố phải có số.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("issuer__in", ["province", "ministry"])),
                        name="decision_issuer_is_known",
                        violation_error_message="Cơ quan công bố không có trong danh mục.",
                    ),
                ],
            },
        ),
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
        migrations.CreateModel(
            name="ProcedureDraft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=8, unique=True, verbose_name="mã thủ tục")),
                ("data", models.JSONField(verbose_name="nội dung")),
                ("mark", models.CharField(max_length=64, verbose_name="dấu của nội dung")),
                (
                    "supplement_policy",
                    models.CharField(
                        choices=[("restart", "tính lại từ đầu"), ("pause", "tạm dừng rồi tính tiếp")],
                        default="restart",
                        max_length=10,
                        verbose_name="khi bổ sung hồ sơ",
                    ),
                ),
                ("effective_on", models.DateField(blank=True, null=True, verbose_name="dự kiến áp dụng từ")),
                ("decision_number", models.CharField(blank=True, max_length=100, verbose_name="quyết định công bố")),
                ("decided_on", models.DateField(blank=True, null=True, verbose_name="ngày ký quyết định")),
                (
                    "issuer",
                    models.CharField(
                        choices=[("province", "Chủ tịch Ủy ban nhân dân tỉnh"), ("ministry", "Bộ, cơ quan ngang bộ")],
                        default="province",
                        max_length=10,
                        verbose_name="cơ quan công bố",
                    ),
                ),
                ("saved_at", models.DateTimeField(verbose_name="lưu lúc")),
                (
                    "base",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="drafts",
                        to="catalog.procedureversion",
                        verbose_name="lập từ phiên bản",
                    ),
                ),
                (
                    "saved_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.officer",
                        verbose_name="người lưu",
                    ),
                ),
            ],
            options={
                "verbose_name": "bản nháp thủ tục",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("code__regex", "^[0-9]\\.[0-9]{6}$")),
                        name="procedure_draft_code_is_national",
                        violation_error_message="Mã thủ tục có dạng 1.001193: một chữ số, dấu chấm, sáu chữ số.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_on__isnull", True),
                            models.Q(("decision_number", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="procedure_draft_decision_is_whole",
                        violation_error_message="Quyết định công bố phải có số và ngày ký.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("issuer__in", ["province", "ministry"])),
                        name="procedure_draft_issuer_is_known",
                        violation_error_message="Cơ quan công bố không có trong danh mục.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Publication",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "what",
                    models.CharField(
                        choices=[("issued", "công bố"), ("abolished", "bãi bỏ")], max_length=10, verbose_name="nội dung"
                    ),
                ),
                ("effective_on", models.DateField(verbose_name="có hiệu lực từ")),
                ("public_at", models.DateTimeField(verbose_name="công khai lúc")),
                (
                    "procedure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="publications",
                        to="catalog.procedure",
                        verbose_name="thủ tục",
                    ),
                ),
                (
                    "public_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.officer",
                        verbose_name="người công khai",
                    ),
                ),
                (
                    "version",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="publication",
                        to="catalog.procedureversion",
                        verbose_name="phiên bản",
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="publications",
                        to="catalog.publicationdecision",
                    ),
                ),
            ],
            options={
                "verbose_name": "việc công bố",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("version__isnull", False), ("what", "issued")),
                            models.Q(("version__isnull", True), ("what", "abolished")),
                            _connector="OR",
                        ),
                        name="publication_has_its_version",
                        violation_error_message="Công bố thì phải có phiên bản, bãi bỏ thì không.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("what", "abolished")),
                        fields=("procedure",),
                        name="procedure_is_abolished_once",
                        violation_error_message="Thủ tục đã có quyết định bãi bỏ.",
                    ),
                ],
            },
        ),
    ]
