"""Names by period. An agency or a division keeps its identity when it is renamed; only its name has a period.

Rows stand only for what was renamed: until then the name beside the record is its name on every day.
"""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Q

from motcua.base.fields import LineField
from motcua.org.models.agencies import Agency, Unit
from motcua.org.models.periods import IN_ORDER, Days


class AgencyName(models.Model):
    """What an agency is called between two days; the last period is open."""

    agency = models.ForeignKey(Agency, verbose_name="cơ quan", on_delete=models.CASCADE, related_name="names")
    name = LineField("tên", max_length=300)
    short_name = LineField("tên ngắn, tên địa phương", max_length=200)
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)
    decision = LineField("căn cứ", max_length=200, blank=True)

    class Meta:
        verbose_name = "tên cơ quan"
        constraints = [
            models.CheckConstraint(name="agencyname_days_in_order", condition=IN_ORDER),
            models.CheckConstraint(name="agencyname_is_a_name", condition=~Q(name="") & ~Q(short_name="")),
            ExclusionConstraint(
                name="agencyname_one_at_a_time",
                expressions=[("agency", RangeOperators.EQUAL), (Days(), RangeOperators.OVERLAPS)],
            ),
        ]

    def __str__(self) -> str:
        return self.name


class UnitName(models.Model):
    """What a division is called between two days."""

    unit = models.ForeignKey(Unit, verbose_name="phòng", on_delete=models.CASCADE, related_name="names")
    name = LineField("tên", max_length=200)
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)

    class Meta:
        verbose_name = "tên phòng"
        constraints = [
            models.CheckConstraint(name="unitname_days_in_order", condition=IN_ORDER),
            models.CheckConstraint(name="unitname_is_a_name", condition=~Q(name="")),
            ExclusionConstraint(
                name="unitname_one_at_a_time",
                expressions=[("unit", RangeOperators.EQUAL), (Days(), RangeOperators.OVERLAPS)],
            ),
        ]

    def __str__(self) -> str:
        return self.name
