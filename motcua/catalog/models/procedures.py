"""Procedures, their fields and their versions, each with the text it was published in."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from motcua.base.words import gettext_lazy as _
from motcua.catalog.models import periods
from motcua.core import numbering


class Stamp(models.Model):
    """One row that changes with every change of the catalogue; what is kept in memory is compared with it."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    value = models.BigIntegerField("số lần thay đổi", default=0)

    class Meta:
        verbose_name = "dấu thay đổi danh mục"
        constraints = [models.CheckConstraint(name="catalog_stamp_is_one_row", condition=Q(id=1))]

    def __str__(self) -> str:
        return str(self.value)


class Field(models.Model):
    """A subject area (lĩnh vực): civil status, land, construction."""

    code = models.CharField("mã lĩnh vực", max_length=40, blank=True)
    name = models.CharField("tên lĩnh vực", max_length=300, unique=True)
    name_folded = models.CharField(max_length=300, editable=False)
    sort_key = models.TextField(editable=False, db_collation="C")

    class Meta:
        verbose_name = "lĩnh vực"
        ordering = ["sort_key"]
        constraints = [
            models.UniqueConstraint(
                fields=["code"],
                name="field_code_is_used_once",
                condition=~Q(code=""),
                violation_error_message="Mã lĩnh vực đã được dùng.",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Procedure(models.Model):
    """An administrative procedure; what it asks and promises stands in its versions."""

    class HandledBy(models.TextChoices):
        """Where its dossiers are worked: a ministry's own system serves the whole country."""

        LOCAL = "local", _("hệ thống của tỉnh")
        CENTRAL = "central_system", _("hệ thống của bộ, ngành")

    national_code = models.CharField("mã thủ tục", max_length=8, unique=True)
    local_code = models.CharField("mã tại tỉnh", max_length=40, unique=True, null=True, blank=True)
    handled_by = models.CharField("nơi xử lý", max_length=20, choices=HandledBy, default=HandledBy.LOCAL)
    online_filing_open = models.BooleanField("nhận hồ sơ trực tuyến tại hệ thống này", default=True)
    abolished_on = models.DateField("ngày bãi bỏ", null=True, blank=True)

    class Meta:
        verbose_name = "thủ tục hành chính"
        constraints = [
            models.CheckConstraint(
                name="procedure_code_is_national",
                condition=Q(national_code__regex=f"^{numbering.NATIONAL_CODE}$"),
                violation_error_message="Mã thủ tục có dạng 1.001193: một chữ số, dấu chấm, sáu chữ số.",
            ),
            models.CheckConstraint(
                name="procedure_local_code_begins_with_the_national_one",
                condition=Q(local_code__isnull=True) | Q(local_code__startswith=F("national_code")),
                violation_error_message="Mã tại tỉnh phải bắt đầu bằng mã thủ tục quốc gia.",
            ),
        ]

    def __str__(self) -> str:
        return self.national_code


class ProcedureVersion(models.Model):
    """A procedure as it was published for a period. A dossier keeps the version it was filed under."""

    class Scope(models.TextChoices):
        NATIONAL = "national", _("toàn quốc")
        LOCAL = "local", _("đặc thù địa phương")
        UNKNOWN = "unknown", _("chưa rõ")

    class Policy(models.TextChoices):
        """What a supplement does to the clock (law:supplement-clock)."""

        RESTART = "restart", _("tính lại từ đầu")
        PAUSE = "pause", _("tạm dừng rồi tính tiếp")

    procedure = models.ForeignKey(Procedure, models.PROTECT, related_name="versions", verbose_name="thủ tục")
    number = models.PositiveIntegerField("phiên bản")
    valid_from = models.DateField("có hiệu lực từ")
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)
    recorded_at = models.DateTimeField("ghi nhận lúc")

    name = models.TextField("tên thủ tục")
    name_folded = models.TextField(editable=False)
    sort_key = models.TextField(editable=False, db_collation="C")
    field = models.ForeignKey(Field, models.PROTECT, related_name="versions", verbose_name="lĩnh vực")
    scope = models.CharField("phạm vi", max_length=10, choices=Scope, default=Scope.UNKNOWN)
    province = models.CharField("tỉnh", max_length=100, blank=True)
    kind = models.CharField("loại thủ tục", max_length=20, blank=True)
    levels = ArrayField(models.CharField(max_length=10), verbose_name="cấp thực hiện", default=list, blank=True)
    targets = ArrayField(models.TextField(), verbose_name="đối tượng thực hiện", default=list, blank=True)
    decision_number = models.TextField("quyết định công bố", blank=True)
    issuing_agency = models.TextField("cơ quan ban hành", blank=True)
    executing_agency = models.TextField("cơ quan thực hiện", blank=True)
    competent_authority = models.TextField("cơ quan có thẩm quyền", blank=True)
    delegated_agency = models.TextField("cơ quan được ủy quyền", blank=True)
    coordinating_agency = models.TextField("cơ quan phối hợp", blank=True)
    receiving_address = models.TextField("địa chỉ tiếp nhận", blank=True)
    steps = models.TextField("trình tự thực hiện", blank=True)
    conditions = models.TextField("yêu cầu, điều kiện", blank=True)
    description = models.TextField("mô tả", blank=True)
    keywords = models.TextField("từ khóa", blank=True)

    supplement_policy = models.CharField("khi bổ sung hồ sơ", max_length=10, choices=Policy, default=Policy.RESTART)

    source_kind = models.CharField("nguồn", max_length=20)
    source = models.JSONField("nguyên văn", default=dict)
    source_hash = models.CharField("dấu của nguyên văn", max_length=64, db_index=True)
    content_hash = models.CharField("dấu của nội dung", max_length=64, blank=True, default="")

    class Meta:
        verbose_name = "phiên bản thủ tục"
        constraints = [
            models.UniqueConstraint(fields=["procedure", "number"], name="procedure_version_number_is_used_once"),
            periods.in_order("procedure_version_period_is_in_order"),
            periods.never_overlap(
                "procedure_id",
                name="procedure_versions_never_overlap",
                message="Thủ tục đã có một phiên bản khác trong thời gian này.",
            ),
            models.CheckConstraint(
                name="procedure_version_has_a_name",
                condition=~Q(name=""),
                violation_error_message="Thủ tục phải có tên.",
            ),
            models.CheckConstraint(
                name="procedure_version_numbers_begin_at_one",
                condition=Q(number__gte=1),
                violation_error_message="Số phiên bản bắt đầu từ 1.",
            ),
        ]
        indexes = [
            models.Index(fields=["sort_key"], name="procedure_version_by_name"),
            models.Index(fields=["field", "valid_from"], name="procedure_version_by_field"),
        ]

    def __str__(self) -> str:
        return self.name


class ProcedureCase(models.Model):
    """A case (trường hợp) with its own papers, time or fee."""

    version = models.ForeignKey(ProcedureVersion, models.CASCADE, related_name="cases", verbose_name="phiên bản")
    position = models.PositiveSmallIntegerField("thứ tự")
    name = models.TextField("trường hợp")

    class Meta:
        verbose_name = "trường hợp"
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["version", "position"], name="case_position_is_used_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def key(self) -> str:
        """Return what a dossier keeps of the case it was filed under."""
        return str(self.position)


class SourceText(models.Model):
    """A published text that told nothing new about a version: the same procedure in another shape. Nothing is lost."""

    version = models.ForeignKey(
        ProcedureVersion, models.CASCADE, related_name="other_sources", verbose_name="phiên bản"
    )
    kind = models.CharField("nguồn", max_length=20)
    hash = models.CharField("dấu của nguyên văn", max_length=64)
    text = models.JSONField("nguyên văn")
    recorded_at = models.DateTimeField("ghi nhận lúc")

    class Meta:
        verbose_name = "nguyên văn khác"
        constraints = [models.UniqueConstraint(fields=["version", "hash"], name="source_text_is_kept_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.hash[:12]}"
