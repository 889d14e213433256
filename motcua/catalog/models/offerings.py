"""Which agency offers which procedure, from when, and how far online."""

from datetime import date
from typing import Final

from django.db import models
from django.db.models import Q

from motcua.base.words import gettext_lazy as _
from motcua.catalog.models import periods
from motcua.catalog.models.procedures import Procedure

SCOPE_SINCE: Final = date(2022, 6, 24)
"""law:decree-42-2022 — levels 1–4 before this day, full or partial from it; the past does not change any more."""


class Offering(models.Model):
    """An agency offers a procedure for a period, at one online level and by one division of its own."""

    class Level(models.TextChoices):
        """Levels 1–4 of the years before 2022, full and partial since."""

        LEVEL_1 = "1", _("mức độ 1")
        LEVEL_2 = "2", _("mức độ 2")
        LEVEL_3 = "3", _("mức độ 3")
        LEVEL_4 = "4", _("mức độ 4")
        NONE = "none", _("chưa trực tuyến")
        PARTIAL = "partial", _("trực tuyến một phần")
        FULL = "full", _("trực tuyến toàn trình")

    LEGACY = ("1", "2", "3", "4")
    ONLINE = ("3", "4", "partial", "full")

    agency = models.ForeignKey("org.Agency", models.PROTECT, related_name="+", verbose_name="cơ quan")
    procedure = models.ForeignKey(Procedure, models.PROTECT, related_name="offerings", verbose_name="thủ tục")
    handling_unit = models.ForeignKey(
        "org.Unit", models.PROTECT, related_name="+", null=True, blank=True, verbose_name="phòng thụ lý"
    )
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)
    online_level = models.CharField("mức trực tuyến", max_length=10, choices=Level)
    partial_reason = models.TextField("lý do chỉ trực tuyến một phần", blank=True)

    class Meta:
        verbose_name = "thủ tục của cơ quan"
        constraints = [
            periods.in_order("offering_period_is_in_order"),
            periods.never_overlap(
                "agency_id",
                "procedure_id",
                name="offerings_never_overlap",
                message="Cơ quan đã cung cấp thủ tục này trong thời gian đó.",
            ),
            models.CheckConstraint(
                name="offering_level_belongs_to_its_time",
                condition=(
                    Q(online_level__in=["1", "2", "3", "4"], valid_to__isnull=False, valid_to__lt=SCOPE_SINCE)
                    | Q(online_level__in=["none", "partial", "full"], valid_from__gte=SCOPE_SINCE)
                ),
                violation_error_message=(
                    "Mức độ 1–4 chỉ dùng trước ngày 24/6/2022, toàn trình và một phần chỉ dùng từ ngày đó."
                ),
            ),
            models.CheckConstraint(
                name="offering_reason_is_for_partial_only",
                condition=Q(partial_reason="") | Q(online_level="partial"),
                violation_error_message="Chỉ dịch vụ trực tuyến một phần mới nêu lý do.",
            ),
        ]
        indexes = [models.Index(fields=["procedure", "agency"], name="offering_by_procedure")]

    def __str__(self) -> str:
        return f"{self.agency_id} {self.procedure_id}"
