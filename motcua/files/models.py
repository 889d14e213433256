"""What is known of each stored file; the bytes lie in the store under their own hash."""

from django.db import models
from django.db.models import F, Q

from motcua.base.fields import LineField, SealedField

_SHA256 = r"^[0-9a-f]{64}$"


class StoredFile(models.Model):
    """One upload or made document. The row is written once its bytes are safe, and what it says stays true."""

    class Kind(models.TextChoices):
        PAPER = "paper", "Giấy tờ của hồ sơ"
        PROOF = "proof", "Chứng từ nộp tiền"
        RESULT = "result", "Kết quả"
        FORM = "form", "Biểu mẫu do hệ thống lập"

    class Scan(models.TextChoices):
        WAITING = "waiting", "Chờ quét vi-rút"
        CLEAN = "clean", "Không có vi-rút"
        INFECTED = "infected", "Có vi-rút"
        OWN = "own", "Hệ thống lập"  # made by the house itself: nothing to scan

    sha256 = models.CharField("mã băm", max_length=64)
    size = models.BigIntegerField("dung lượng")
    media_type = models.CharField("loại nội dung", max_length=100)
    name = LineField("tên tệp", max_length=200)  # to show; never a path
    kind = models.CharField("là", max_length=8, choices=Kind)
    dossier_id = models.BigIntegerField("hồ sơ", null=True, blank=True)  # dossiers come later in the story
    uploaded_by = models.ForeignKey(
        "people.Account", verbose_name="người tải lên", on_delete=models.PROTECT, related_name="+", null=True
    )
    at = models.DateTimeField("lúc")
    copy_of = models.ForeignKey(  # a paper used again: the same bytes, in another dossier
        "self", verbose_name="dùng lại của", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    scan_state = models.CharField("quét vi-rút", max_length=8, choices=Scan)
    made_from = models.CharField(
        "mã băm tệp gốc", max_length=64, blank=True, default="", db_default=""
    )  # of the photograph
    pages = models.PositiveIntegerField("số trang", null=True)  # where it has pages we can count
    warnings = models.JSONField("cảnh báo", null=True)  # keys of `preflight.WORDS` with pages; none: not looked at
    signatures = SealedField("chữ ký số", null=True)  # JSON of what each says; none: not signed, or not looked at
    remark = models.CharField("lưu ý", max_length=40, blank=True)  # a key of `inspection.REMARKS`

    class Meta:
        verbose_name = "tệp"
        indexes = [
            models.Index(name="files_of_a_dossier", fields=["dossier_id"]),
            models.Index(name="files_waiting_for_a_scan", fields=["id"], condition=Q(scan_state="waiting")),
            models.Index(name="files_by_content", fields=["sha256"]),
        ]
        constraints = [
            models.CheckConstraint(name="file_hash_is_sha256", condition=Q(sha256__regex=_SHA256)),
            models.CheckConstraint(
                name="file_origin_is_sha256", condition=Q(made_from="") | Q(made_from__regex=_SHA256)
            ),
            models.CheckConstraint(name="file_is_not_empty", condition=Q(size__gt=0)),
            models.CheckConstraint(
                name="file_name_is_no_path",
                condition=~Q(name="") & ~Q(name__regex=r"[/\\]") & ~Q(name__regex=r"[[:cntrl:]]"),
            ),
            models.CheckConstraint(
                name="file_type_is_a_media_type", condition=Q(media_type__regex=r"^[a-z]+/[\w.+-]+$")
            ),
            models.CheckConstraint(
                name="file_kind_is_known", condition=Q(kind__in=["paper", "proof", "result", "form"])
            ),
            models.CheckConstraint(
                name="file_scan_is_known", condition=Q(scan_state__in=["waiting", "clean", "infected", "own"])
            ),
            models.CheckConstraint(
                name="file_comes_from_somebody_or_is_our_own",
                condition=Q(uploaded_by__isnull=False) | Q(scan_state="own"),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Upload(models.Model):
    """A file on its way in pieces. What it says is held is on the disk."""

    token = models.CharField("khóa", max_length=40, unique=True)  # random: its address
    account = models.ForeignKey("people.Account", verbose_name="người tải", on_delete=models.CASCADE, related_name="+")
    name = LineField("tên tệp", max_length=200)
    size = models.BigIntegerField("dung lượng")
    sha256 = models.CharField("mã băm người gửi báo", max_length=64, blank=True)
    place = models.CharField("dùng cho", max_length=300, blank=True)  # a note of the door
    received = models.BigIntegerField("đã nhận", default=0)
    file = models.ForeignKey(
        StoredFile, verbose_name="tệp", on_delete=models.CASCADE, related_name="+", null=True
    )  # once it is whole
    begun_at = models.DateTimeField("bắt đầu lúc")
    last_at = models.DateTimeField("nhận lần cuối lúc")

    class Meta:
        verbose_name = "lượt tải lên"
        indexes = [models.Index(name="uploads_by_age", fields=["last_at"])]
        constraints = [
            models.CheckConstraint(name="upload_holds_no_more_than_its_size", condition=Q(received__lte=F("size"))),
            models.CheckConstraint(name="upload_holds_something_or_nothing", condition=Q(received__gte=0)),
            models.CheckConstraint(name="upload_is_of_something", condition=Q(size__gt=0)),
            models.CheckConstraint(
                name="upload_is_whole_when_it_is_a_file", condition=Q(file__isnull=True) | Q(received=F("size"))
            ),
            models.CheckConstraint(name="upload_hash_is_sha256", condition=Q(sha256="") | Q(sha256__regex=_SHA256)),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.received}/{self.size}"
