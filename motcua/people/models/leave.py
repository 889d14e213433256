"""Who is away on which days, and who does their work meanwhile."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from motcua.org.models.periods import Days
from motcua.people.models.accounts import Officer


class Leave(models.Model):
    """Days away with a substitute. Steps that are theirs, and new ones, are the substitute's to do on those days.

    Neither may stand in for somebody while away: a trigger refuses it (people_leave_covered).
    """

    officer = models.ForeignKey(Officer, verbose_name="người nghỉ", on_delete=models.PROTECT, related_name="leaves")
    substitute = models.ForeignKey(
        Officer, verbose_name="người làm thay", on_delete=models.PROTECT, related_name="substitutions"
    )
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến hết ngày")
    reason = models.CharField("lý do", max_length=200, blank=True)
    made_at = models.DateTimeField("lập lúc")

    class Meta:
        verbose_name = "ngày nghỉ"
        indexes = [models.Index(name="leave_by_substitute", fields=["substitute", "valid_from"])]
        constraints = [
            models.CheckConstraint(
                name="leave_days_in_order",
                condition=Q(valid_to__gte=F("valid_from")),
                violation_error_message="Ngày kết thúc không được trước ngày bắt đầu.",
            ),
            models.CheckConstraint(
                name="leave_substitute_is_another",
                condition=~Q(substitute=F("officer")),
                violation_error_message="Người làm thay phải là người khác.",
            ),
            ExclusionConstraint(
                name="leave_not_taken_twice_at_once",
                expressions=[("officer", RangeOperators.EQUAL), (Days(), RangeOperators.OVERLAPS)],
                violation_error_message="Đã có ngày nghỉ trong khoảng thời gian này.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.officer_id} {self.valid_from}–{self.valid_to} → {self.substitute_id}"
