"""What an applicant fills in, versioned with the version of the procedure it belongs to."""

from django.db import models
from django.db.models import F, Q

from motcua.base.words import gettext_lazy as _
from motcua.catalog.models.procedures import ProcedureVersion


class FormVersion(models.Model):
    """An electronic form. A draft may change; once published its text does not (kept by a trigger)."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("bản nháp")
        PUBLISHED = "published", _("đang dùng")
        RETIRED = "retired", _("đã thay")

    version = models.ForeignKey(
        ProcedureVersion, models.PROTECT, related_name="forms", verbose_name="phiên bản thủ tục"
    )
    number = models.PositiveIntegerField("phiên bản biểu mẫu")
    definition = models.JSONField("biểu mẫu")
    digest = models.CharField("dấu của nội dung", max_length=64)
    status = models.CharField("trạng thái", max_length=10, choices=Status, default=Status.DRAFT)
    copied_from = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="copies", verbose_name="chép từ"
    )
    saved_at = models.DateTimeField("lưu lúc")
    published_at = models.DateTimeField("ban hành lúc", null=True, blank=True)
    retired_at = models.DateTimeField("thay lúc", null=True, blank=True)
    compared_at = models.DateTimeField("đối chiếu lúc", null=True, blank=True)
    compared_source = models.TextField("đối chiếu với", blank=True, default="", db_default="")
    publish_on = models.DateField("áp dụng từ ngày", null=True, blank=True)  # a draft that waits for its day
    saved_by = models.ForeignKey(
        "people.Officer", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người lưu"
    )
    published_by = models.ForeignKey(
        "people.Officer", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người ban hành"
    )
    compared_by = models.ForeignKey(
        "people.Officer", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người đối chiếu"
    )

    class Meta:
        verbose_name = "phiên bản biểu mẫu"
        constraints = [
            models.UniqueConstraint(fields=["version", "number"], name="form_number_is_used_once"),
            models.UniqueConstraint(
                fields=["version"],
                condition=Q(status="draft"),
                name="one_draft_of_a_form",
                violation_error_message="Biểu mẫu đã có một bản nháp.",
            ),
            models.UniqueConstraint(
                fields=["version"],
                condition=Q(status="published"),
                name="one_published_form",
                violation_error_message="Mỗi phiên bản thủ tục chỉ dùng một biểu mẫu.",
            ),
            models.CheckConstraint(
                name="form_status_is_known",
                condition=Q(status__in=["draft", "published", "retired"]),
                violation_error_message="Trạng thái biểu mẫu không có trong danh mục.",
            ),
            models.CheckConstraint(
                name="form_says_when_it_was_published",
                condition=Q(status="draft", published_at__isnull=True, retired_at__isnull=True)
                | Q(status="published", published_at__isnull=False, retired_at__isnull=True)
                | Q(
                    status="retired",
                    retired_at__isnull=False,
                    published_at__isnull=False,
                    retired_at__gte=F("published_at"),
                ),
                violation_error_message="Biểu mẫu phải ghi lúc ban hành, lúc thay.",
            ),
            models.CheckConstraint(
                name="form_compared_is_published",
                condition=Q(compared_at__isnull=True) | ~Q(status="draft"),
                violation_error_message="Bản nháp chưa thể xác nhận đã đối chiếu.",
            ),
            models.CheckConstraint(
                name="form_compared_names_its_source",
                condition=Q(compared_at__isnull=True, compared_source="", compared_by__isnull=True)
                | (Q(compared_at__isnull=False) & ~Q(compared_source="")),
                violation_error_message="Xác nhận đối chiếu phải ghi văn bản nguồn.",
            ),
            models.CheckConstraint(
                name="form_that_waits_is_a_draft",
                condition=Q(publish_on__isnull=True) | Q(status="draft"),
                violation_error_message="Chỉ bản nháp mới hẹn ngày áp dụng.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version_id}.{self.number}"
