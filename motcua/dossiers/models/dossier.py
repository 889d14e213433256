"""The dossier, its parties, papers, answers and clock."""

from django.db import models
from django.db.models import F, Q

from motcua.base.fields import LineField, SealedField
from motcua.base.words import gettext_lazy as _
from motcua.core import lifecycle
from motcua.core.lifecycle import BEFORE_ACCEPTANCE, CLOCK_STOPPED, STANDINGS, State

_BEFORE = sorted(BEFORE_ACCEPTANCE | {State.WITHDRAWN})  # a dossier may be withdrawn before it was accepted
_ENDED = sorted(lifecycle.CLOSED)
_DATELESS = sorted(BEFORE_ACCEPTANCE | CLOCK_STOPPED | lifecycle.CLOSED)
_CODE = r"^[A-Z0-9]{3}(\.[A-Z0-9]{1,8}){0,8}-\d{6}(\d{2})?-\d{4,10}$"


class Dossier(models.Model):
    """One application for one procedure, from draft to closed."""

    class Channel(models.TextChoices):
        DIRECT = "direct", _("Trực tiếp")
        ONLINE = "online", _("Trực tuyến")
        POSTAL = "postal", _("Bưu chính công ích")

    id = models.BigAutoField(primary_key=True)
    code = models.CharField("mã hồ sơ", max_length=64, unique=True, null=True)  # noqa: DJ001 – a draft has none
    key = models.CharField("khóa tra cứu", max_length=24, unique=True)  # random, printed in the QR code
    state = models.CharField("trạng thái", max_length=20)
    channel = models.CharField("cách nộp", max_length=8, choices=Channel)
    parent = models.ForeignKey("self", verbose_name="hồ sơ gốc", on_delete=models.PROTECT, null=True, db_index=False)
    parent_step_no = models.PositiveIntegerField("bước của hồ sơ gốc", null=True)

    linked_set = models.ForeignKey(
        "dossiers.LinkedSet", verbose_name="bộ hồ sơ liên thông", on_delete=models.PROTECT, null=True, db_index=False
    )

    procedure_version = models.ForeignKey("catalog.ProcedureVersion", on_delete=models.PROTECT, related_name="+")
    case_key = models.CharField("trường hợp", max_length=64, blank=True)
    # No index where nobody asks by the column, or where one of several columns below begins with it.
    process_version = models.ForeignKey(
        "catalog.ProcessVersion", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    calendar_version = models.ForeignKey(
        "org.CalendarVersion", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    norm_value = models.DecimalField("thời hạn", max_digits=7, decimal_places=2, null=True)
    norm_unit = models.CharField("đơn vị thời hạn", max_length=16, blank=True)  # empty: whoever accepts must choose
    supplement_policy = models.CharField("đồng hồ sau bổ sung", max_length=8, default="restart")
    due_hour = models.CharField("giờ hẹn trả", max_length=8, default="receipt")
    field = models.ForeignKey(  # the row of the report
        "catalog.Field", on_delete=models.PROTECT, related_name="+", db_index=False
    )

    receiving_agency = models.ForeignKey("org.Agency", on_delete=models.PROTECT, related_name="+", db_index=False)
    competent_agency = models.ForeignKey("org.Agency", on_delete=models.PROTECT, related_name="+", db_index=False)
    handling_unit = models.ForeignKey("org.Unit", on_delete=models.PROTECT, related_name="+", null=True)
    is_non_territorial = models.BooleanField("tiếp nhận phi địa giới", default=False)
    owner_citizen = models.ForeignKey(
        "people.Citizen", on_delete=models.PROTECT, related_name="+", null=True, db_index=False
    )
    # How well who filed was known in that session: 1 and 2 by electronic identity, else 0.
    identity_level = models.PositiveSmallIntegerField("mức định danh khi nộp", db_default=0, default=0)
    owner_name = models.CharField("chủ hồ sơ", max_length=300)
    owner_folded = models.CharField(max_length=300, db_collation="C")
    owner_sort_key = models.CharField(max_length=1200, db_collation="C")

    submitted_at = models.DateTimeField("nộp lúc", null=True)
    accepted_at = models.DateTimeField("tiếp nhận lúc", null=True)
    accepted_by = models.BigIntegerField("người tiếp nhận", null=True)
    taken_over_at = models.DateTimeField("cơ quan có thẩm quyền nhận lúc", null=True)
    due_original_at = models.DateTimeField("hẹn trả ban đầu", null=True)
    due_at = models.DateTimeField("hẹn trả", null=True)
    due_on = models.DateField("ngày hẹn trả", null=True)
    due_is_draft = models.BooleanField("ngày hẹn theo lịch dự kiến", default=False)
    has_no_due_date = models.BooleanField("không quy định thời hạn", default=False)
    processed_at = models.DateTimeField("xử lý xong lúc", null=True)
    timeliness = models.CharField("đúng hạn", max_length=8, blank=True)  # early, on_time, late: decided at `processed`
    returned_at = models.DateTimeField("trả lúc", null=True)
    closed_at = models.DateTimeField("đóng lúc", null=True)
    state_since = models.DateTimeField("ở trạng thái từ")
    last_at = models.DateTimeField("thay đổi lúc")
    timer_kind = models.CharField("nhắc việc", max_length=20, blank=True)
    timer_at = models.DateTimeField("nhắc lúc", null=True)
    supplements_asked = models.PositiveSmallIntegerField("số lần yêu cầu bổ sung", default=0)
    postponements = models.PositiveSmallIntegerField("số lần hẹn lại", default=0)
    is_negative = models.BooleanField("kết quả không chấp thuận", default=False)
    open_proposals = models.PositiveSmallIntegerField(default=0)
    open_consultations = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = "hồ sơ"
        constraints = [
            models.CheckConstraint(
                name="dossier_state_is_known", condition=Q(state__in=[str(state) for state in STANDINGS])
            ),
            models.CheckConstraint(
                name="dossier_channel_is_known", condition=Q(channel__in=["direct", "online", "postal"])
            ),
            models.CheckConstraint(name="dossier_identity_level_is_known", condition=Q(identity_level__in=[0, 1, 2])),
            models.CheckConstraint(
                name="dossier_code_is_well_formed",
                condition=Q(code__isnull=True, state=State.DRAFT) | Q(code__isnull=False, code__regex=_CODE),
                violation_error_message="Hồ sơ đã nộp phải có mã hồ sơ đúng quy cách.",
            ),
            models.CheckConstraint(
                name="dossier_submitted_has_a_moment",
                condition=Q(state=State.DRAFT) | Q(submitted_at__isnull=False),
            ),
            models.CheckConstraint(
                name="dossier_accepted_after_submission",
                condition=Q(accepted_at__isnull=True) | Q(accepted_at__gte=F("submitted_at")),
            ),
            models.CheckConstraint(
                name="dossier_worked_on_is_accepted",
                condition=Q(state__in=[str(state) for state in _BEFORE]) | Q(accepted_at__isnull=False),
                violation_error_message="Hồ sơ đang xử lý phải được tiếp nhận.",
            ),
            models.CheckConstraint(
                name="dossier_accepted_has_a_norm",
                condition=Q(accepted_at__isnull=True) | ~Q(norm_unit=""),
                violation_error_message="Hồ sơ đã tiếp nhận phải có thời hạn giải quyết.",
            ),
            models.CheckConstraint(
                name="dossier_refused_was_never_accepted",
                condition=~Q(state=State.REFUSED) | Q(accepted_at__isnull=True),
            ),
            models.CheckConstraint(
                name="dossier_in_progress_has_a_due_time",
                condition=Q(state__in=[str(state) for state in _DATELESS])
                | Q(has_no_due_date=True)
                | Q(due_at__isnull=False, due_on__isnull=False, due_at__gte=F("accepted_at")),
                violation_error_message="Hồ sơ đã tiếp nhận phải có hạn trả kết quả.",
            ),
            models.CheckConstraint(
                name="dossier_processed_has_a_moment",
                condition=Q(state__in=[State.PROCESSED, State.RETURNED], processed_at__isnull=False)
                | (~Q(state__in=[State.PROCESSED, State.RETURNED]) & Q(processed_at__isnull=True)),
                violation_error_message="Hồ sơ đã xử lý xong phải có thời điểm xử lý xong.",
            ),
            models.CheckConstraint(
                name="dossier_timeliness_is_decided_once",
                condition=Q(processed_at__isnull=True, timeliness="")
                | Q(processed_at__isnull=False, timeliness__in=["early", "on_time", "late"]),
            ),
            models.CheckConstraint(
                name="dossier_returned_after_processing",
                condition=Q(state=State.RETURNED, returned_at__isnull=False, returned_at__gte=F("processed_at"))
                | (~Q(state=State.RETURNED) & Q(returned_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="dossier_closed_has_a_moment",
                condition=Q(state__in=[str(state) for state in _ENDED], closed_at__isnull=False)
                | (~Q(state__in=[str(state) for state in _ENDED]) & Q(closed_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="dossier_part_has_parent_and_step",
                condition=Q(parent__isnull=True, parent_step_no__isnull=True)
                | Q(parent__isnull=False, parent_step_no__isnull=False),
            ),
            models.CheckConstraint(
                name="dossier_that_waits_is_linked",
                condition=~Q(state=State.AWAITING_TURN) | Q(linked_set__isnull=False),
                violation_error_message="Chỉ hồ sơ nộp liên thông mới chờ hồ sơ khác.",
            ),
            models.UniqueConstraint(name="dossier_one_part_a_step", fields=["parent", "parent_step_no"]),
        ]
        indexes = [
            models.Index(
                name="dossier_desk", fields=["receiving_agency", "state", "timer_at"], condition=Q(closed_at=None)
            ),
            models.Index(
                name="dossier_competent_desk",
                fields=["competent_agency", "state", "due_at"],
                condition=Q(closed_at=None),
            ),
            models.Index(name="dossier_overdue", fields=["due_at"], condition=Q(closed_at=None, processed_at=None)),
            models.Index(
                name="dossier_agency_overdue",
                fields=["competent_agency", "due_at"],
                condition=Q(closed_at=None, processed_at=None),
            ),
            models.Index(name="dossier_competent_owner", fields=["competent_agency", "owner_folded", "id"]),
            models.Index(name="dossier_receiving_owner", fields=["receiving_agency", "owner_folded", "id"]),
            models.Index(name="dossier_timer", fields=["timer_at"], condition=Q(timer_at__isnull=False)),
            models.Index(name="dossier_by_citizen", fields=["owner_citizen", "-submitted_at"]),
            models.Index(name="dossier_by_owner", fields=["owner_folded", "-id"]),
            models.Index(name="dossier_accepted", fields=["accepted_at"]),
            models.Index(name="dossier_book", fields=["receiving_agency", "accepted_at"]),
        ]

    def __str__(self) -> str:
        return self.code or f"nháp {self.id}"


class Party(models.Model):
    """Owner, submitter or proxy: three different things, even when they are one person."""

    class Ground(models.TextChoices):
        """Why somebody hands in what is another's."""

        AUTHORISATION = "authorisation", _("Giấy ủy quyền")
        REPRESENTATIVE = "representative", _("Người đại diện theo pháp luật")
        GUARDIAN = "guardian", _("Cha, mẹ, người giám hộ")
        RELATIVE = "relative", _("Người thân thích theo quy định")
        INTRODUCTION = "introduction", _("Giấy giới thiệu của tổ chức")
        POST = "post", _("Nhân viên bưu chính")

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="parties")
    role = models.CharField("tư cách", max_length=10)  # owner, submitter, proxy
    kind = models.CharField("loại", max_length=12, default="citizen")  # citizen, organisation, household …
    full_name = models.CharField("họ và tên", max_length=300)
    personal_id = SealedField("số định danh cá nhân", blank=True)
    personal_id_hash = models.CharField(max_length=32, blank=True)
    tax_code = models.CharField("mã số thuế", max_length=14, blank=True)
    born_on = models.CharField("ngày sinh", max_length=10, blank=True)  # may be a year or a month only
    phone = SealedField("điện thoại", blank=True)
    phone_hash = models.CharField(max_length=32, blank=True)
    email = SealedField("thư điện tử", blank=True)
    address = SealedField("địa chỉ", blank=True)
    commune_code = models.CharField("mã xã", max_length=8, blank=True)
    ground = models.CharField("căn cứ nộp thay", max_length=16, choices=Ground, blank=True, db_default="")
    ground_paper = LineField("giấy tờ làm căn cứ", max_length=300, blank=True, db_default="")

    class Meta:
        verbose_name = "đương sự"
        constraints = [
            models.UniqueConstraint(name="party_role_once", fields=["dossier", "role"]),
            models.CheckConstraint(name="party_role_is_known", condition=Q(role__in=["owner", "submitter", "proxy"])),
            models.CheckConstraint(name="party_has_a_name", condition=~Q(full_name__regex=r"^\s*$")),
            models.CheckConstraint(
                name="party_ground_is_known",
                condition=Q(ground="")
                | Q(
                    ground__in=["authorisation", "representative", "guardian", "relative", "introduction", "post"],
                    role__in=["submitter", "proxy"],
                ),
                violation_error_message="Chỉ người nộp thay mới có căn cứ nộp thay.",
            ),
        ]
        indexes = [
            models.Index(name="party_by_id", fields=["personal_id_hash"], condition=~Q(personal_id_hash="")),
            models.Index(name="party_by_phone", fields=["phone_hash"], condition=~Q(phone_hash="")),
            models.Index(name="party_by_tax_code", fields=["tax_code"], condition=~Q(tax_code="")),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.dossier_id}"


class NamePart(models.Model):
    """An owner's folded name from one of its words on: `van hung`, `hung`.

    Whatever is typed of a name, from the beginning of a word, is the beginning of such a part: one walk of an index.
    """

    pk = models.CompositePrimaryKey("part", "dossier_id")
    part = models.CharField(max_length=300, db_collation="C")
    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="+", db_index=False)

    class Meta:
        verbose_name = "phần tên"

    def __str__(self) -> str:
        return self.part


class Component(models.Model):
    """A paper of the dossier: how many originals and copies, what was only shown, and the file that holds it."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="components")
    position = models.PositiveSmallIntegerField("thứ tự")
    name = models.CharField("tên giấy tờ", max_length=2000)
    originals = models.PositiveSmallIntegerField("bản chính", default=0)
    copies = models.PositiveSmallIntegerField("bản sao", default=0)
    certified_copies = models.PositiveSmallIntegerField("bản sao chứng thực", default=0)
    is_present_only = models.BooleanField("chỉ xuất trình", default=False)
    is_reused = models.BooleanField("tái sử dụng", default=False)
    is_digitised = models.BooleanField("đã số hóa", default=False)
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    supplement_number = models.PositiveSmallIntegerField("lần bổ sung", default=0)  # 0: handed in at first
    note = models.CharField("ghi chú", max_length=500, blank=True)

    class Meta:
        verbose_name = "thành phần hồ sơ"
        constraints = [
            models.UniqueConstraint(name="component_position_once", fields=["dossier", "position"]),
            models.CheckConstraint(name="component_has_a_name", condition=~Q(name__regex=r"^\s*$")),
        ]

    def __str__(self) -> str:
        return self.name


class Answers(models.Model):
    """What the applicant answered to the procedure's fields."""

    dossier = models.OneToOneField(Dossier, on_delete=models.CASCADE, primary_key=True, related_name="answers")
    form = models.ForeignKey(
        "catalog.FormVersion", on_delete=models.PROTECT, null=True, related_name="+", verbose_name="biểu mẫu"
    )  # the one that was filled in; none where the procedure had none
    answers = models.JSONField("nội dung kê khai", default=dict)

    class Meta:
        verbose_name = "nội dung kê khai"

    def __str__(self) -> str:
        return f"{self.dossier_id}"


class ClockEvent(models.Model):
    """One entry of the clock's ledger. Insert-only: the due date is recomputed from it, never stored over it."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="clock", db_index=False)
    seq = models.PositiveSmallIntegerField("số thứ tự")
    kind = models.CharField("loại", max_length=8)
    at = models.DateTimeField("lúc")
    cause = models.CharField("do", max_length=16)
    ground = models.CharField("căn cứ", max_length=300, blank=True)
    until = models.DateTimeField("đến", null=True)

    class Meta:
        verbose_name = "sự kiện thời hạn"
        constraints = [
            models.UniqueConstraint(name="clock_seq_once", fields=["dossier", "seq"]),
            models.CheckConstraint(
                name="clock_extension_has_an_end",
                condition=Q(kind="extend", until__isnull=False, until__gt=F("at"))
                | Q(kind="move", until__isnull=False)
                | (~Q(kind__in=["extend", "move"]) & Q(until__isnull=True)),
            ),
            models.UniqueConstraint(name="clock_starts_once", fields=["dossier"], condition=Q(kind="start")),
            models.UniqueConstraint(name="clock_finishes_once", fields=["dossier"], condition=Q(kind="finish")),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.at}"
