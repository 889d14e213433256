"""The trace of who looked at whose data."""

from django.db import models
from django.db.models import Q

from motcua.base.words import gettext_lazy as _


class LookLog(models.Model):
    """One look of an officer at personal data: what, for which dossier, why, when. Never edited, never removed."""

    class Purpose(models.TextChoices):
        PROCESSING = "processing", _("Giải quyết hồ sơ")
        RECEPTION = "reception", _("Tiếp nhận, trả kết quả")
        SEARCH = "search", _("Tra cứu theo yêu cầu")
        MONITORING = "monitoring", _("Theo dõi, đôn đốc")
        INSPECTION = "inspection", _("Thanh tra, kiểm tra")

    officer = models.ForeignKey(
        "people.Officer", verbose_name="cán bộ", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    dossier_id = models.BigIntegerField("hồ sơ", null=True)  # dossiers come later in the story: no foreign key ahead
    purpose = models.CharField("mục đích", max_length=12, choices=Purpose)
    what = models.CharField("đã xem", max_length=200)
    at = models.DateTimeField("lúc")

    class Meta:
        verbose_name = "lượt tra cứu"
        indexes = [
            models.Index(name="looks_at_a_dossier", fields=["dossier_id", "at"]),
            models.Index(name="looks_of_an_officer", fields=["officer", "at"]),
        ]
        constraints = [
            models.CheckConstraint(
                name="look_has_a_purpose",
                condition=Q(purpose__in=["processing", "reception", "search", "monitoring", "inspection"]),
            ),
            models.CheckConstraint(name="look_says_at_what", condition=~Q(what__regex=r"^\s*$")),
            # Only a search in the registers happens without a dossier.
            models.CheckConstraint(
                name="look_names_its_dossier",
                condition=Q(dossier_id__isnull=False) | Q(purpose__in=["search", "inspection"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.officer_id} · {self.dossier_id} · {self.at}"
