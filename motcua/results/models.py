"""Tables of `results`: the answer, who approved it, its register number, and how it was handed over."""

from django.db import models
from django.db.models import Q

from motcua.base.fields import LineField, ProseField, SealedField
from motcua.base.words import gettext_lazy as _
from motcua.core.flow import MarkState


class Result(models.Model):
    """The answer to a dossier: a document uploaded or a decision written here. Not digitally signed in this version."""

    class Kind(models.TextChoices):
        UPLOAD = "upload", _("Tệp kết quả")
        WRITTEN = "written", _("Văn bản soạn tại hệ thống")

    dossier = models.ForeignKey("dossiers.Dossier", on_delete=models.PROTECT, related_name="results", db_index=False)
    kind = models.CharField("loại", max_length=8, choices=Kind)
    title = LineField("tên văn bản", max_length=500)
    body = ProseField("nội dung", blank=True)
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    is_negative = models.BooleanField("không chấp thuận", default=False)
    drafted_by = models.ForeignKey("people.Officer", on_delete=models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField("soạn lúc")
    register_number = models.CharField("số, ký hiệu", max_length=60, blank=True)
    registered_by = models.ForeignKey("people.Officer", on_delete=models.PROTECT, null=True, related_name="+")
    registered_at = models.DateTimeField("vào sổ lúc", null=True)

    class Meta:
        verbose_name = "kết quả"
        constraints = [
            models.UniqueConstraint(name="result_one_a_dossier", fields=["dossier"]),
            models.CheckConstraint(
                name="result_has_its_content",
                condition=Q(kind="upload", file__isnull=False) | (Q(kind="written") & ~Q(body="")),
                violation_error_message="Kết quả phải có tệp hoặc nội dung.",
            ),
            models.CheckConstraint(
                name="result_registered_whole",
                condition=Q(register_number="", registered_at__isnull=True, registered_by__isnull=True)
                | (~Q(register_number="") & Q(registered_at__isnull=False, registered_by__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return self.register_number or self.title

    @property
    def standing_approvals(self) -> list["Approval"]:
        """The approvals whose work has not gone back since, oldest first."""
        return [approval for approval in self.approvals.all() if approval.step.state == MarkState.DONE]


class Approval(models.Model):
    """A leader's recorded approval of a result, made by completing a step. It stands while that step is done: work sent
    back is approved anew. The last standing one counts for the signature block; none is ever changed or deleted."""

    result = models.ForeignKey(Result, on_delete=models.CASCADE, related_name="approvals")
    step = models.OneToOneField("dossiers.Step", on_delete=models.PROTECT, related_name="approval")
    officer = models.ForeignKey("people.Officer", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("duyệt lúc")
    note = models.CharField("ý kiến", max_length=1000, blank=True)

    class Meta:
        verbose_name = "phê duyệt"
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.result_id} {self.officer_id}"


class Register(models.Model):
    """The last number of a register: per agency, symbol and year, without gaps."""

    agency = models.ForeignKey("org.Agency", on_delete=models.PROTECT, related_name="+")
    symbol = models.CharField("ký hiệu", max_length=40)
    year = models.PositiveSmallIntegerField("năm")
    last = models.PositiveIntegerField("số cuối", default=0)

    class Meta:
        verbose_name = "sổ văn bản"
        constraints = [models.UniqueConstraint(name="register_once_a_year", fields=["agency", "symbol", "year"])]

    def __str__(self) -> str:
        return f"{self.last}/{self.symbol}"


class Delivery(models.Model):
    """The minutes of handing the result over: who got what, what was checked, what was taken back."""

    class Way(models.TextChoices):
        DIRECT = "direct", _("Tại quầy")
        POSTAL = "postal", _("Qua bưu chính")
        ONLINE = "online", _("Bản điện tử")

    class Capacity(models.TextChoices):
        """As whom somebody received it."""

        OWNER = "owner", _("Chủ hồ sơ")
        PROXY = "proxy", _("Người được ủy quyền nộp hồ sơ")
        SUBMITTER = "submitter", _("Người nộp hồ sơ")
        OTHER = "other", _("Người khác nhận thay")

    dossier = models.OneToOneField("dossiers.Dossier", on_delete=models.PROTECT, related_name="delivery")
    way = models.CharField("cách trả", max_length=8, choices=Way)
    to_name = LineField("người nhận", max_length=300)
    proof = LineField("đã kiểm tra", max_length=300)
    waybill = models.CharField("mã vận đơn", max_length=40, blank=True)
    originals_back = LineField("bản chính trả lại", max_length=500, blank=True)
    capacity = models.CharField("tư cách nhận", max_length=10, choices=Capacity, blank=True, db_default="")
    id_number = SealedField("số giấy tờ đã kiểm tra", blank=True, null=True)
    is_matched = models.BooleanField("số khớp hồ sơ", default=False, db_default=False)
    ground = LineField("căn cứ nhận thay", max_length=300, blank=True, db_default="")
    handed_by = models.ForeignKey("people.Officer", on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField("lúc")

    class Meta:
        verbose_name = "biên bản trả kết quả"
        constraints = [
            models.CheckConstraint(
                name="delivery_by_post_has_a_waybill",
                condition=~Q(way="postal") | ~Q(waybill=""),
                violation_error_message="Trả qua bưu chính phải có mã vận đơn.",
            ),
            models.CheckConstraint(name="delivery_way_is_known", condition=Q(way__in=["direct", "postal", "online"])),
            models.CheckConstraint(name="delivery_to_somebody", condition=~Q(to_name="")),
            models.CheckConstraint(
                name="delivery_to_another_has_a_ground",
                condition=Q(capacity__in=["", "owner", "proxy", "submitter"]) | (Q(capacity="other") & ~Q(ground="")),
                violation_error_message="Trả cho người nhận thay phải ghi căn cứ nhận thay.",
            ),
            models.CheckConstraint(
                name="delivery_matched_has_a_number",
                condition=Q(is_matched=False) | Q(id_number__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id} {self.way}"


class IssuedForm(models.Model):
    """A statutory form that left the printer: its number, so that it can be printed again and say so."""

    file = models.OneToOneField("files.StoredFile", on_delete=models.PROTECT, primary_key=True, related_name="issued")
    number = models.CharField("số, ký hiệu", max_length=60)
    issued_by = models.ForeignKey("people.Officer", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("lúc")

    class Meta:
        verbose_name = "giấy đã lập"

    def __str__(self) -> str:
        return self.number


class Reprint(models.Model):
    """A form printed once more, by whom and when: each such copy says so itself."""

    form = models.ForeignKey(IssuedForm, on_delete=models.PROTECT, related_name="reprints")
    officer = models.ForeignKey("people.Officer", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("lúc")

    class Meta:
        verbose_name = "lần in lại"

    def __str__(self) -> str:
        return f"{self.form_id} {self.at}"
