"""What stands beside a dossier: proposals, supplements, consultations, messages, command keys, codes of elsewhere."""

from django.db import models
from django.db.models import F, Q

from motcua.base.fields import SealedField
from motcua.dossiers.models.dossier import Dossier


class Proposal(models.Model):
    """A notice or letter on its way through the leader, or a wish to withdraw."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="proposals")
    kind = models.CharField("loại", max_length=12)
    stage = models.CharField("giai đoạn", max_length=10)
    content = models.JSONField("nội dung", default=dict)
    ground = models.CharField("căn cứ", max_length=500, blank=True)
    new_due_at = models.DateTimeField("hẹn mới", null=True)
    drafted_by = models.BigIntegerField("người soạn", null=True)
    drafted_at = models.DateTimeField("soạn lúc")
    decided_by = models.BigIntegerField("người quyết định", null=True)
    decided_at = models.DateTimeField("quyết định lúc", null=True)

    class Meta:
        verbose_name = "dự thảo"
        constraints = [
            models.CheckConstraint(
                name="proposal_kind_is_known", condition=Q(kind__in=["supplement", "apology", "withdrawal"])
            ),
            models.CheckConstraint(
                name="proposal_decided_has_a_moment",
                condition=Q(stage="drafted", decided_at__isnull=True)
                | Q(stage__in=["signed", "done", "rejected"], decided_at__isnull=False),
            ),
            models.CheckConstraint(
                name="proposal_signed_by_another",
                condition=Q(decided_by__isnull=True)
                | Q(kind="withdrawal")
                | Q(stage="rejected")
                | ~Q(decided_by=F("drafted_by")),
                violation_error_message="Người soạn không được tự ký.",
            ),
            models.UniqueConstraint(
                name="proposal_one_live_a_kind",
                fields=["dossier", "kind"],
                condition=Q(stage__in=["drafted", "signed"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.dossier_id}"


class Supplement(models.Model):
    """One request for missing papers."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="supplements", db_index=False)
    number = models.PositiveSmallIntegerField("lần")
    at_intake = models.BooleanField("khi tiếp nhận")
    asked_at = models.DateTimeField("yêu cầu lúc")
    asked_by = models.BigIntegerField("người yêu cầu", null=True)
    content = models.JSONField("nội dung", default=dict)
    term_ends_on = models.DateField("hạn bổ sung")
    supplied_at = models.DateTimeField("bổ sung lúc", null=True)
    confirmed_at = models.DateTimeField("xác nhận lúc", null=True)

    class Meta:
        verbose_name = "yêu cầu bổ sung"
        constraints = [
            models.UniqueConstraint(name="supplement_number_once", fields=["dossier", "number"]),
            models.CheckConstraint(
                name="supplement_in_order",
                condition=(Q(supplied_at__isnull=True) | Q(supplied_at__gte=F("asked_at")))
                & (Q(confirmed_at__isnull=True) | Q(supplied_at__isnull=False, confirmed_at__gte=F("supplied_at"))),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id} lần {self.number}"


class Consultation(models.Model):
    """A question put to another agency."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="consultations")
    agency = models.ForeignKey("org.Agency", on_delete=models.PROTECT, related_name="+")
    question = models.CharField("nội dung hỏi", max_length=4000)
    asked_at = models.DateTimeField("hỏi lúc")
    asked_by = models.BigIntegerField("người hỏi", null=True)
    due_at = models.DateTimeField("hạn trả lời")
    answer = models.CharField("trả lời", max_length=4000, blank=True)
    answered_at = models.DateTimeField("trả lời lúc", null=True)
    answered_by = models.BigIntegerField("người trả lời", null=True)

    class Meta:
        verbose_name = "lấy ý kiến"
        constraints = [
            models.CheckConstraint(name="consultation_has_a_term", condition=Q(due_at__gt=F("asked_at"))),
            models.CheckConstraint(
                name="consultation_answer_has_a_moment",
                condition=Q(answered_at__isnull=True, answer="") | (Q(answered_at__isnull=False) & ~Q(answer="")),
            ),
        ]
        indexes = [
            models.Index(
                name="consultation_waiting", fields=["agency", "due_at"], condition=Q(answered_at__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id} → {self.agency_id}"


class Parcel(models.Model):
    """The postal item a dossier came in. One item may hold several dossiers."""

    dossier = models.OneToOneField(Dossier, on_delete=models.CASCADE, primary_key=True, related_name="parcel")
    waybill = models.CharField("mã vận đơn", max_length=40)
    posted_on = models.DateField("ngày gửi")  # by the postmark: what was posted in time was filed in time
    arrived_on = models.DateField("ngày đến")

    class Meta:
        verbose_name = "bưu gửi"
        constraints = [
            models.CheckConstraint(
                name="parcel_has_a_waybill",
                condition=Q(waybill__regex=r"^[A-Z0-9]{6,40}$"),
                violation_error_message="Bưu gửi phải có mã vận đơn.",
            ),
            models.CheckConstraint(
                name="parcel_arrives_after_posting",
                condition=Q(arrived_on__gte=F("posted_on")),
                violation_error_message="Ngày gửi không được sau ngày đến.",
            ),
        ]
        indexes = [models.Index(name="parcel_by_waybill", fields=["waybill"])]

    def __str__(self) -> str:
        return self.waybill


class Statement(models.Model):
    """What was said with a move: why it was refused or stopped, what is to be paid, what proves that it was.

    It may name people, so it does not stand in the journal, which could never forget it.
    """

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="statements")
    kind = models.CharField("việc", max_length=40)  # the kind of the journal event it belongs to
    content = models.JSONField("nội dung", default=dict)
    at = models.DateTimeField("lúc")
    by = models.BigIntegerField("người ghi", null=True)

    class Meta:
        verbose_name = "lời ghi"

    def __str__(self) -> str:
        return f"{self.kind} {self.dossier_id}"


class Message(models.Model):
    """A message between the owner and the office. Its text may name people: it is sealed, and not in the journal."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="messages", db_index=False)
    text = SealedField("nội dung")
    at = models.DateTimeField("gửi lúc")
    officer = models.ForeignKey(  # none: the owner wrote it
        "people.Officer", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    agency = models.ForeignKey("org.Agency", on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    read_at = models.DateTimeField("đọc lúc", null=True)  # by the other side, for the first time

    class Meta:
        verbose_name = "tin nhắn"
        indexes = [
            models.Index(name="message_of_dossier", fields=["dossier", "id"]),
            models.Index(
                name="message_waiting", fields=["dossier"], condition=Q(officer__isnull=True, read_at__isnull=True)
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="message_of_an_office_or_the_owner",
                condition=Q(officer__isnull=True, agency__isnull=True) | Q(officer__isnull=False, agency__isnull=False),
            ),
            models.CheckConstraint(
                name="message_read_after_it_was_sent", condition=Q(read_at__isnull=True) | Q(read_at__gte=F("at"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id} {self.at}"


class CommandKey(models.Model):
    """A command from a door, by the key the door gave it: the same key twice is one change."""

    key = models.CharField(max_length=80, primary_key=True)
    verb = models.CharField(max_length=32)
    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        verbose_name = "khóa thao tác"

    def __str__(self) -> str:
        return self.key


class ExternalCode(models.Model):
    """The code another system knows the dossier by."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="external_codes")
    system = models.CharField("hệ thống", max_length=40)
    code = models.CharField("mã", max_length=64)

    class Meta:
        verbose_name = "mã ở hệ thống khác"
        constraints = [models.UniqueConstraint(name="external_code_once", fields=["system", "code"])]

    def __str__(self) -> str:
        return f"{self.system} {self.code}"


class CodeCounter(models.Model):
    """The running number of dossier codes, per agency code and day of submission. Gaps are allowed, reuse never."""

    pk = models.CompositePrimaryKey("prefix", "day")
    prefix = models.CharField(max_length=40)
    day = models.DateField()
    last = models.PositiveIntegerField()

    class Meta:
        verbose_name = "bộ đếm mã hồ sơ"

    def __str__(self) -> str:
        return f"{self.prefix} {self.day} {self.last}"
