"""Step processes and which version of a procedure is worked by which of them."""

from django.db import models
from django.db.models import Q

from motcua.base.words import gettext_lazy as _
from motcua.catalog.models.procedures import ProcedureCase, ProcedureVersion


class Process(models.Model):
    """An internal process (quy trình nội bộ) or a template for several."""

    key = models.CharField("khóa", max_length=120, unique=True)
    name = models.TextField("tên quy trình")

    class Meta:
        verbose_name = "quy trình"

    def __str__(self) -> str:
        return self.name


class ProcessVersion(models.Model):
    """A step table. A draft may change; once published nothing about it does (kept by a trigger)."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("bản nháp")
        PUBLISHED = "published", _("đã ban hành")

    process = models.ForeignKey(Process, models.PROTECT, related_name="versions", verbose_name="quy trình")
    number = models.PositiveIntegerField("phiên bản")
    definition = models.JSONField("bảng bước", default=dict)
    norm_hours = models.DecimalField("tổng thời gian (giờ)", max_digits=8, decimal_places=2, null=True, blank=True)
    status = models.CharField("trạng thái", max_length=10, choices=Status, default=Status.DRAFT)
    is_template = models.BooleanField("là quy trình mẫu", default=False)
    template = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="adaptations", verbose_name="lập theo mẫu"
    )
    findings = models.JSONField("điều cần xem lại", default=list, blank=True)
    source = models.JSONField("nguyên văn", default=dict, blank=True)
    source_hash = models.CharField("dấu của nguyên văn", max_length=64, blank=True, db_index=True)
    valid_from = models.DateField("áp dụng từ", null=True, blank=True)
    published_at = models.DateTimeField("ban hành lúc", null=True, blank=True)
    published_by = models.ForeignKey(
        "people.Officer", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người ban hành"
    )
    publish_reason = models.TextField("lý do ban hành dù còn cảnh báo", blank=True, default="", db_default="")
    saved_at = models.DateTimeField("lưu lúc", null=True, blank=True)
    saved_by = models.ForeignKey(
        "people.Officer", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người lưu"
    )
    trials = models.JSONField(
        "tình huống thử", default=list, blank=True, db_default=models.Value([], models.JSONField())
    )

    class Meta:
        verbose_name = "phiên bản quy trình"
        constraints = [
            models.UniqueConstraint(fields=["process", "number"], name="process_version_number_is_used_once"),
            models.CheckConstraint(
                name="process_version_status_is_known",
                condition=Q(status__in=["draft", "published"]),
                violation_error_message="Trạng thái quy trình không có trong danh mục.",
            ),
            models.CheckConstraint(
                name="published_process_says_from_when",
                condition=Q(status="draft") | Q(valid_from__isnull=False, published_at__isnull=False),
                violation_error_message="Quy trình đã ban hành phải có ngày áp dụng.",
            ),
            models.CheckConstraint(
                name="process_hours_are_positive",
                condition=Q(norm_hours__isnull=True) | Q(norm_hours__gt=0),
                violation_error_message="Tổng thời gian của quy trình phải lớn hơn 0.",
            ),
            models.CheckConstraint(
                name="draft_process_is_published_by_nobody",
                condition=Q(status="published") | Q(published_by__isnull=True, publish_reason=""),
                violation_error_message="Bản nháp chưa có người ban hành.",
            ),
            models.CheckConstraint(
                name="template_is_not_made_from_a_template",
                condition=Q(is_template=False) | Q(template__isnull=True),
                violation_error_message="Quy trình mẫu không lập theo mẫu khác.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.process} ({self.number})"


class ProcedureProcess(models.Model):
    """Which process works a version of a procedure, for one case or for all that have none of their own."""

    version = models.ForeignKey(ProcedureVersion, models.CASCADE, related_name="processes", verbose_name="phiên bản")
    case = models.ForeignKey(ProcedureCase, models.CASCADE, null=True, blank=True, verbose_name="trường hợp")
    process_version = models.ForeignKey(
        ProcessVersion, models.PROTECT, related_name="bindings", verbose_name="phiên bản quy trình"
    )

    class Meta:
        verbose_name = "quy trình của thủ tục"
        constraints = [
            models.UniqueConstraint(
                fields=["version", "case"],
                name="procedure_case_has_one_process",
                nulls_distinct=False,
                violation_error_message="Trường hợp này đã có quy trình.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.version_id} → {self.process_version_id}"
