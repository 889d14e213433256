"""Electronic forms of their own; the few questions a version held become its first form."""

import hashlib
import json
from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q

SQL = Path(__file__).resolve().parent.parent / "sql"
UNDO = (
    "DROP TRIGGER published_form_never_changes ON catalog_formversion; DROP FUNCTION catalog_published_form_is_kept();"
)
KINDS = {"text": "text", "date": "date", "number": "whole", "choice": "choice"}
USUAL = [{"key": "noi_dung", "label": "Nội dung đề nghị giải quyết", "type": "text", "required": True}]


def write_forms(apps, schema_editor):
    """Publish a form for every version that asked something of its own."""
    versions = apps.get_model("catalog", "ProcedureVersion")
    forms = apps.get_model("catalog", "FormVersion")
    for version in versions.objects.exclude(quick_fields=[]).exclude(quick_fields=USUAL).defer("source").iterator():
        document = _document(version.quick_fields)
        mark = hashlib.sha256(json.dumps(document, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
        forms.objects.create(
            version=version, number=1, definition=document, digest=mark, status="published",
            saved_at=version.recorded_at, published_at=version.recorded_at,
        )  # fmt: skip


def _document(questions):
    fields = []
    for question in questions:
        field = {"key": question["key"], "kind": KINDS[question["type"]], "label": question["label"]}
        if question.get("required"):
            field["required"] = "true"
        if question.get("choices"):
            field["choices"] = [[choice, choice] for choice in question["choices"]]
        fields.append(field)
    section = {"key": "noi_dung", "title": "Nội dung đề nghị", "title_en": "What is asked for", "fields": fields}
    return {"version": 1, "key": "de_nghi", "title": "Đơn đề nghị", "sections": [section]}


class Migration(migrations.Migration):
    dependencies = [("catalog", "0005_field_order")]

    operations = [
        migrations.CreateModel(
            name="FormVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField(verbose_name="phiên bản biểu mẫu")),
                ("definition", models.JSONField(verbose_name="biểu mẫu")),
                ("digest", models.CharField(max_length=64, verbose_name="dấu của nội dung")),
                (
                    "status",
                    models.CharField(
                        choices=[("draft", "bản nháp"), ("published", "đang dùng"), ("retired", "đã thay")],
                        default="draft",
                        max_length=10,
                        verbose_name="trạng thái",
                    ),
                ),
                ("saved_at", models.DateTimeField(verbose_name="lưu lúc")),
                ("published_at", models.DateTimeField(blank=True, null=True, verbose_name="ban hành lúc")),
                ("retired_at", models.DateTimeField(blank=True, null=True, verbose_name="thay lúc")),
                ("compared_at", models.DateTimeField(blank=True, null=True, verbose_name="đối chiếu lúc")),
                (
                    "copied_from",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="copies",
                        to="catalog.formversion",
                        verbose_name="chép từ",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="forms",
                        to="catalog.procedureversion",
                        verbose_name="phiên bản thủ tục",
                    ),
                ),
            ],
            options={
                "verbose_name": "phiên bản biểu mẫu",
                "constraints": [
                    models.UniqueConstraint(fields=("version", "number"), name="form_number_is_used_once"),
                    models.UniqueConstraint(
                        condition=Q(("status", "draft")),
                        fields=("version",),
                        name="one_draft_of_a_form",
                        violation_error_message="Biểu mẫu đã có một bản nháp.",
                    ),
                    models.UniqueConstraint(
                        condition=Q(("status", "published")),
                        fields=("version",),
                        name="one_published_form",
                        violation_error_message="Mỗi phiên bản thủ tục chỉ dùng một biểu mẫu.",
                    ),
                    models.CheckConstraint(
                        condition=Q(("status__in", ["draft", "published", "retired"])),
                        name="form_status_is_known",
                        violation_error_message="Trạng thái biểu mẫu không có trong danh mục.",
                    ),
                    models.CheckConstraint(
                        condition=Q(status="draft", published_at__isnull=True, retired_at__isnull=True)
                        | Q(status="published", published_at__isnull=False, retired_at__isnull=True)
                        | Q(
                            status="retired",
                            retired_at__isnull=False,
                            published_at__isnull=False,
                            retired_at__gte=F("published_at"),
                        ),
                        name="form_says_when_it_was_published",
                        violation_error_message="Biểu mẫu phải ghi lúc ban hành, lúc thay.",
                    ),
                    models.CheckConstraint(
                        condition=Q(compared_at__isnull=True) | ~Q(status="draft"),
                        name="form_compared_is_published",
                        violation_error_message="Bản nháp chưa thể xác nhận đã đối chiếu.",
                    ),
                ],
            },
        ),
        migrations.RunSQL((SQL / "form_triggers.sql").read_text(encoding="utf-8"), UNDO),
        migrations.RunPython(write_forms, migrations.RunPython.noop),
    ]
