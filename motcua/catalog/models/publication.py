"""Drafts of procedures, and the decisions by which procedures are published or abolished."""

from django.db import models
from django.db.models import Q

from motcua.base.words import gettext_lazy as _
from motcua.catalog.models.procedures import Procedure, ProcedureVersion
from motcua.core import numbering
from motcua.core.publication import Issuer


class ProcedureDraft(models.Model):
    """The next version of a procedure while a clerk writes it, in the schema of the published records."""

    class IssuedBy(models.TextChoices):
        PROVINCE = Issuer.PROVINCE.value, _("Chủ tịch Ủy ban nhân dân tỉnh")
        MINISTRY = Issuer.MINISTRY.value, _("Bộ, cơ quan ngang bộ")

    code = models.CharField("mã thủ tục", max_length=8, unique=True)
    base = models.ForeignKey(
        ProcedureVersion, models.PROTECT, null=True, blank=True, related_name="drafts", verbose_name="lập từ phiên bản"
    )
    data = models.JSONField("nội dung")
    mark = models.CharField("dấu của nội dung", max_length=64)
    supplement_policy = models.CharField(
        "khi bổ sung hồ sơ",
        max_length=10,
        choices=ProcedureVersion.Policy,
        default=ProcedureVersion.Policy.RESTART,
    )
    effective_on = models.DateField("dự kiến áp dụng từ", null=True, blank=True)
    decision_number = models.CharField("quyết định công bố", max_length=100, blank=True)
    decided_on = models.DateField("ngày ký quyết định", null=True, blank=True)
    issuer = models.CharField("cơ quan công bố", max_length=10, choices=IssuedBy, default=IssuedBy.PROVINCE)
    saved_at = models.DateTimeField("lưu lúc")
    saved_by = models.ForeignKey(
        "people.Officer", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người lưu"
    )

    class Meta:
        verbose_name = "bản nháp thủ tục"
        constraints = [
            models.CheckConstraint(
                name="procedure_draft_code_is_national",
                condition=Q(code__regex=f"^{numbering.NATIONAL_CODE}$"),
                violation_error_message="Mã thủ tục có dạng 1.001193: một chữ số, dấu chấm, sáu chữ số.",
            ),
            models.CheckConstraint(
                name="procedure_draft_decision_is_whole",
                condition=Q(decided_on__isnull=True) | ~Q(decision_number=""),
                violation_error_message="Quyết định công bố phải có số và ngày ký.",
            ),
            models.CheckConstraint(
                name="procedure_draft_issuer_is_known",
                condition=Q(issuer__in=[issuer.value for issuer in Issuer]),
                violation_error_message="Cơ quan công bố không có trong danh mục.",
            ),
        ]

    def __str__(self) -> str:
        return self.code


class PublicationDecision(models.Model):
    """A decision publishing or abolishing procedures; one decision may concern many."""

    number = models.CharField("số quyết định", max_length=100)
    decided_on = models.DateField("ngày ký")
    issuer = models.CharField("cơ quan công bố", max_length=10, choices=ProcedureDraft.IssuedBy)

    class Meta:
        verbose_name = "quyết định công bố"
        constraints = [
            models.UniqueConstraint(fields=["number", "decided_on", "issuer"], name="decision_is_kept_once"),
            models.CheckConstraint(
                name="decision_has_a_number",
                condition=~Q(number=""),
                violation_error_message="Quyết định công bố phải có số.",
            ),
            models.CheckConstraint(
                name="decision_issuer_is_known",
                condition=Q(issuer__in=[issuer.value for issuer in Issuer]),
                violation_error_message="Cơ quan công bố không có trong danh mục.",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Publication(models.Model):
    """What a decision did to one procedure, from which day, and when that was made public here."""

    class What(models.TextChoices):
        ISSUED = "issued", _("công bố")
        ABOLISHED = "abolished", _("bãi bỏ")

    decision = models.ForeignKey(PublicationDecision, models.PROTECT, related_name="publications")
    procedure = models.ForeignKey(Procedure, models.PROTECT, related_name="publications", verbose_name="thủ tục")
    version = models.OneToOneField(
        ProcedureVersion, models.PROTECT, null=True, blank=True, related_name="publication", verbose_name="phiên bản"
    )
    what = models.CharField("nội dung", max_length=10, choices=What)
    effective_on = models.DateField("có hiệu lực từ")
    public_at = models.DateTimeField("công khai lúc")
    public_by = models.ForeignKey(
        "people.Officer", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người công khai"
    )

    class Meta:
        verbose_name = "việc công bố"
        constraints = [
            models.CheckConstraint(
                name="publication_has_its_version",
                condition=Q(what="issued", version__isnull=False) | Q(what="abolished", version__isnull=True),
                violation_error_message="Công bố thì phải có phiên bản, bãi bỏ thì không.",
            ),
            models.UniqueConstraint(
                fields=["procedure"],
                condition=Q(what="abolished"),
                name="procedure_is_abolished_once",
                violation_error_message="Thủ tục đã có quyết định bãi bỏ.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.decision} {self.what}"


class CatalogIntake(models.Model):
    """A file of procedures as it was received, what a trial of it said, and what became of it."""

    name = models.CharField("tên tệp", max_length=200)
    content = models.BinaryField("nội dung tệp")
    digest = models.CharField("dấu của tệp", max_length=64)
    valid_from = models.DateField("phiên bản mới áp dụng từ")
    report = models.JSONField("kết quả")
    received_at = models.DateTimeField("nhận lúc")
    received_by = models.ForeignKey(
        "people.Officer", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người gửi"
    )
    taken_at = models.DateTimeField("nhập lúc", null=True, blank=True)
    taken_by = models.ForeignKey(
        "people.Officer", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người nhập"
    )

    class Meta:
        verbose_name = "tệp thủ tục"
        constraints = [
            models.CheckConstraint(
                name="catalog_intake_is_taken_after_it_came",
                condition=Q(taken_at__isnull=True, taken_by__isnull=True) | Q(taken_at__gte=models.F("received_at")),
                violation_error_message="Tệp được nhập sau khi nhận.",
            ),
        ]

    def __str__(self) -> str:
        return self.name
