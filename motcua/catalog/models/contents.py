"""What a version of a procedure holds: ways to file with time and fee, papers, legal bases, results."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from motcua.base.words import gettext_lazy as _
from motcua.catalog.models.procedures import ProcedureCase, ProcedureVersion


class ChannelKind(models.TextChoices):
    """How a dossier reaches the door."""

    DIRECT = "direct", _("Trực tiếp")
    ONLINE = "online", _("Trực tuyến")
    POSTAL = "postal", _("Dịch vụ bưu chính")


class Understanding(models.TextChoices):
    """How far a published text was understood; the text is kept in any case."""

    UNDERSTOOD = "understood", _("đã hiểu")
    TEXT = "text", _("giữ nguyên văn")
    CLERK_MUST_CHOOSE = "clerk_must_choose", _("cán bộ phải chọn")


class TimeUnit(models.TextChoices):
    """Units of a norm; the values are those of `core.deadline.Unit`."""

    WORKING_DAY = "working_day", _("ngày làm việc")
    CALENDAR_DAY = "calendar_day", _("ngày")
    WORKING_HOUR = "working_hour", _("giờ làm việc")
    MONTH = "month", _("tháng")
    SAME_DAY = "same_day", _("trong ngày")
    NONE = "none", _("không quy định thời hạn")


class Channel(models.Model):
    """One way to file, in one case: its time and its fee as published and as understood."""

    version = models.ForeignKey(ProcedureVersion, models.CASCADE, related_name="channels", verbose_name="phiên bản")
    position = models.PositiveSmallIntegerField("thứ tự")
    kind = models.CharField("hình thức nộp", max_length=10, choices=ChannelKind)
    case = models.ForeignKey(ProcedureCase, models.CASCADE, null=True, blank=True, verbose_name="trường hợp")
    description = models.TextField("mô tả", blank=True)

    time_raw = models.TextField("thời hạn giải quyết (nguyên văn)", blank=True)
    time_status = models.CharField(max_length=20, choices=Understanding)
    time_value = models.DecimalField(max_digits=7, decimal_places=2, null=True, blank=True)
    time_unit = models.CharField(max_length=20, choices=TimeUnit, blank=True)
    time_alternatives = models.JSONField("các thời hạn được nêu", default=list, blank=True)
    time_defect = models.CharField(max_length=60, blank=True)
    time_note = models.TextField(blank=True)

    fee_raw = models.TextField("phí, lệ phí (nguyên văn)", blank=True)
    fee_status = models.CharField(max_length=20, choices=Understanding)
    fee_defects = ArrayField(models.CharField(max_length=60), default=list, blank=True)

    class Meta:
        verbose_name = "cách thức thực hiện"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["version", "position"], name="channel_position_is_used_once"),
            models.CheckConstraint(
                name="channel_kind_is_known",
                condition=Q(kind__in=ChannelKind.values),
                violation_error_message="Hình thức nộp không có trong danh mục.",
            ),
            models.CheckConstraint(
                name="channel_time_is_whole_or_absent",
                condition=(
                    Q(time_status="understood", time_unit="none", time_value__isnull=True)
                    | Q(
                        time_status="understood",
                        time_unit__in=[unit for unit in TimeUnit.values if unit != "none"],
                        time_value__isnull=False,  # a comparison with nothing would be neither true nor refused
                        time_value__gte=0,
                    )
                    | Q(time_status__in=["text", "clerk_must_choose"], time_unit="", time_value__isnull=True)
                ),
                violation_error_message="Thời hạn đã hiểu phải đủ số và đơn vị; chưa hiểu thì để cán bộ chọn.",
            ),
            models.CheckConstraint(
                name="channel_fee_status_is_known",
                condition=Q(fee_status__in=Understanding.values),
                violation_error_message="Trạng thái phí không có trong danh mục.",
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class Fee(models.Model):
    """An amount a channel's fee text names, with the days and the case it is for."""

    class Kind(models.TextChoices):
        """Phí and lệ phí are different things in law (law:fees-and-levies)."""

        FEE = "fee", _("phí")
        LEVY = "levy", _("lệ phí")
        UNKNOWN = "unknown", _("phí hoặc lệ phí")

    channel = models.ForeignKey(Channel, models.CASCADE, related_name="fees", verbose_name="cách thức")
    position = models.PositiveSmallIntegerField("thứ tự")
    kind = models.CharField("loại", max_length=10, choices=Kind, default=Kind.UNKNOWN)
    amount_vnd = models.BigIntegerField("số tiền (đồng)", null=True, blank=True)
    foreign_amount = models.DecimalField("số ngoại tệ", max_digits=12, decimal_places=2, null=True, blank=True)
    currency = models.CharField("loại tiền", max_length=3, default="VND")
    valid_from = models.DateField("từ ngày", null=True, blank=True)
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)
    words = models.TextField("trường hợp áp dụng", blank=True)
    legal = models.CharField("văn bản", max_length=60, blank=True)

    class Meta:
        verbose_name = "mức phí, lệ phí"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["channel", "position"], name="fee_position_is_used_once"),
            models.CheckConstraint(
                name="fee_is_never_negative",
                condition=Q(amount_vnd__isnull=True) | Q(amount_vnd__gte=0),
                violation_error_message="Mức phí không được âm.",
            ),
            models.CheckConstraint(
                name="fee_in_dong_or_in_a_foreign_currency",
                condition=Q(currency="VND", foreign_amount__isnull=True)
                | (~Q(currency="VND") & Q(amount_vnd__isnull=True)),
                violation_error_message="Một mức phí chỉ có một loại tiền.",
            ),
            models.CheckConstraint(
                name="fee_period_is_in_order",
                condition=Q(valid_to__isnull=True) | Q(valid_from__isnull=True) | Q(valid_to__gte=F("valid_from")),
                violation_error_message="Ngày hết hiệu lực của mức phí phải sau ngày bắt đầu.",
            ),
        ]

    def __str__(self) -> str:
        return self.words or str(self.amount_vnd)


class Paper(models.Model):
    """A row of the list of papers; the sources also put notes there, which nobody can hand in."""

    class Kind(models.TextChoices):
        REQUIRED = "required", _("bắt buộc")
        CONDITIONAL = "conditional", _("khi thuộc trường hợp")
        ONE_OF_GROUP = "one_of_group", _("một trong các giấy tờ của nhóm")
        PRESENT_ONLY = "present_only", _("xuất trình, không nộp")
        NOTE = "note", _("ghi chú, không phải giấy tờ")

    version = models.ForeignKey(ProcedureVersion, models.CASCADE, related_name="papers", verbose_name="phiên bản")
    position = models.PositiveSmallIntegerField("thứ tự")
    case = models.ForeignKey(ProcedureCase, models.CASCADE, null=True, blank=True, verbose_name="trường hợp")
    name = models.TextField("tên giấy tờ")
    originals = models.PositiveSmallIntegerField("bản chính", default=0)
    copies = models.PositiveSmallIntegerField("bản sao", default=0)
    kind = models.CharField("loại", max_length=20, choices=Kind)
    status = models.CharField(max_length=20, choices=Understanding, default=Understanding.UNDERSTOOD)

    class Meta:
        verbose_name = "thành phần hồ sơ"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["version", "position"], name="paper_position_is_used_once"),
            models.CheckConstraint(
                name="paper_that_is_a_note_is_not_counted",
                condition=~Q(kind="note") | Q(originals=0, copies=0),
                violation_error_message="Ghi chú không có số bản.",
            ),
            models.CheckConstraint(
                name="paper_kind_is_known",
                condition=Q(kind__in=["required", "conditional", "one_of_group", "present_only", "note"]),
                violation_error_message="Loại giấy tờ không có trong danh mục.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class LegalBasis(models.Model):
    """A document the procedure rests on."""

    version = models.ForeignKey(ProcedureVersion, models.CASCADE, related_name="legal_bases", verbose_name="phiên bản")
    position = models.PositiveSmallIntegerField("thứ tự")
    number = models.TextField("số, ký hiệu", blank=True)
    title = models.TextField("trích yếu", blank=True)

    class Meta:
        verbose_name = "căn cứ pháp lý"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["version", "position"], name="legal_basis_position_is_used_once")
        ]

    def __str__(self) -> str:
        return self.number or self.title


class ResultTemplate(models.Model):
    """What the applicant gets at the end."""

    version = models.ForeignKey(ProcedureVersion, models.CASCADE, related_name="results", verbose_name="phiên bản")
    position = models.PositiveSmallIntegerField("thứ tự")
    code = models.CharField("mã kết quả", max_length=60, blank=True)
    name = models.TextField("tên kết quả")

    class Meta:
        verbose_name = "kết quả thực hiện"
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["version", "position"], name="result_position_is_used_once")]

    def __str__(self) -> str:
        return self.name
