"""How a unit shares its new steps out among its officers."""

from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce

from motcua.core.assigning import Method


class SharingRule(models.Model):
    """One unit's (or whole agency's) rule for the new steps of one role. Without a rule they are free to all of it."""

    agency = models.ForeignKey("org.Agency", verbose_name="cơ quan", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(
        "org.Unit", verbose_name="phòng", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    role = models.CharField("vai trò", max_length=24)
    method = models.CharField("cách chia", max_length=10)
    set_by = models.BigIntegerField("người đặt", null=True)
    set_at = models.DateTimeField("đặt lúc")

    class Meta:
        verbose_name = "quy tắc giao việc"
        constraints = [
            models.UniqueConstraint(
                F("agency"),
                Coalesce("unit", Value(0, output_field=models.BigIntegerField())),
                F("role"),
                name="sharing_one_rule_a_unit",
            ),
            models.CheckConstraint(
                name="sharing_method_is_known", condition=Q(method__in=[str(method) for method in Method])
            ),
            models.CheckConstraint(name="sharing_of_case_work", condition=Q(role="case_officer")),
        ]

    def __str__(self) -> str:
        return f"{self.agency_id} {self.unit_id} {self.method}"


class SharedCommune(models.Model):
    """Which officer of the unit looks after a commune."""

    rule = models.ForeignKey(SharingRule, on_delete=models.CASCADE, related_name="communes")
    commune_code = models.CharField("mã xã", max_length=8)
    officer = models.ForeignKey("people.Officer", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "xã phụ trách"
        constraints = [
            models.UniqueConstraint(name="sharing_commune_once", fields=["rule", "commune_code"]),
            models.CheckConstraint(name="sharing_commune_is_a_code", condition=Q(commune_code__regex=r"^\d{4,8}$")),
        ]

    def __str__(self) -> str:
        return f"{self.commune_code} → {self.officer_id}"
