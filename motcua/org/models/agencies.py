"""Agencies by period: a new parent or border makes a new agency, and successions tell what became of the old.

A new name alone does not: see `names`."""

from typing import Any

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from motcua.base.fields import LineField, ProseField
from motcua.base.words import gettext_lazy as _
from motcua.core import vietnam
from motcua.org.models.periods import IN_ORDER, Days


class Agency(models.Model):
    """A body that receives or decides: a People's Committee, a department, a centre."""

    class Level(models.TextChoices):
        """Where it stands in the state."""

        CENTRAL = "central", _("trung ương")
        PROVINCE = "province", _("cấp tỉnh")
        DEPARTMENT = "department", _("sở, ban, ngành")
        CENTRE = "centre", _("trung tâm phục vụ hành chính công")
        DISTRICT = "district", _("cấp huyện")
        COMMUNE = "commune", _("cấp xã")

    key = models.CharField(
        "khóa", max_length=100, unique=True, help_text="bất biến; nhập lại dữ liệu thì so theo khóa này"
    )
    name = LineField("tên", max_length=300)
    short_name = LineField("tên ngắn, tên địa phương", max_length=200)
    level = models.CharField("cấp", max_length=12, choices=Level)
    kind = models.CharField("loại", max_length=40, blank=True)
    parent = models.ForeignKey(
        "self",
        verbose_name="cơ quan cấp trên",
        on_delete=models.PROTECT,
        related_name="children",
        null=True,
        blank=True,
    )
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)
    is_one_stop = models.BooleanField("có Bộ phận Một cửa", default=False)
    evidence = ProseField("nguồn, mức tin cậy", blank=True)
    is_verified = models.BooleanField("đã đối chiếu", default=True)
    sort_key = models.TextField(editable=False, db_collation="C")
    name_folded = models.TextField(editable=False)

    class Meta:
        verbose_name = "cơ quan"
        indexes = [models.Index(name="agency_by_parent", fields=["parent", "sort_key"])]
        constraints = [
            models.CheckConstraint(
                name="agency_days_in_order",
                condition=IN_ORDER,
                violation_error_message="Ngày kết thúc không được trước ngày bắt đầu.",
            ),
            models.CheckConstraint(
                name="agency_is_not_its_own_parent",
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
                violation_error_message="Cơ quan không thể là cấp trên của chính mình.",
            ),
            models.CheckConstraint(
                name="agency_has_a_name",
                condition=~Q(name="") & ~Q(short_name=""),
                violation_error_message="Cơ quan phải có tên.",
            ),
            models.CheckConstraint(
                name="agency_level_is_known",
                condition=Q(level__in=["central", "province", "department", "centre", "district", "commune"]),
            ),
            ExclusionConstraint(
                name="agency_name_once_under_a_parent",
                expressions=[
                    ("parent", RangeOperators.EQUAL),
                    ("name", RangeOperators.EQUAL),
                    (Days(), RangeOperators.OVERLAPS),
                ],
                violation_error_message="Đã có cơ quan cùng tên, cùng cấp trên trong khoảng thời gian này.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the sort key and the folded name with the name."""
        self.compute_keys()
        super().save(*args, **kwargs)

    def compute_keys(self) -> None:
        """Set what is computed from the name; `bulk_create` does not call `save`."""
        self.sort_key = vietnam.collation_key(self.short_name)
        self.name_folded = vietnam.fold(f"{self.name} {self.short_name}")


class AgencyCode(models.Model):
    """A code of an agency under one scheme, for as long as it is used."""

    class Scheme(models.TextChoices):
        """law:agency-codes-old, law:agency-codes-new; GSO codes belong to the place."""

        OLD = "old", _("mã định danh cũ (bốn nhóm, từ phải sang trái)")
        NEW = "new", _("mã định danh mới (từ trái sang phải)")
        GSO = "gso", _("mã đơn vị hành chính")

    agency = models.ForeignKey(Agency, verbose_name="cơ quan", on_delete=models.CASCADE, related_name="codes")
    scheme = models.CharField("loại mã", max_length=3, choices=Scheme)
    code = models.CharField("mã", max_length=35)
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)
    is_placeholder = models.BooleanField("mã tạm, chưa có quyết định", default=False)

    class Meta:
        verbose_name = "mã cơ quan"
        constraints = [
            models.CheckConstraint(name="agencycode_days_in_order", condition=IN_ORDER),
            models.CheckConstraint(name="agencycode_scheme_is_known", condition=Q(scheme__in=["old", "new", "gso"])),
            models.CheckConstraint(
                name="agencycode_has_the_form_of_its_scheme",
                condition=Q(scheme="old", code__regex=r"^[A-Z0-9]{3}\.[A-Z0-9]{2}\.[A-Z0-9]{2}\.[A-Y][0-9]{2}$")
                | Q(scheme="new", code__regex=r"^[A-Z][0-9]{2}(\.[A-Z0-9]{1,32})*$")
                | Q(scheme="gso", code__regex=r"^[0-9]{2,5}$"),
                violation_error_message="Mã không đúng dạng của loại mã.",
            ),
            ExclusionConstraint(
                name="agencycode_one_per_agency_and_scheme",
                expressions=[
                    ("agency", RangeOperators.EQUAL),
                    ("scheme", RangeOperators.EQUAL),
                    (Days(), RangeOperators.OVERLAPS),
                ],
                violation_error_message="Cơ quan đã có mã loại này trong khoảng thời gian đó.",
            ),
            ExclusionConstraint(
                name="agencycode_used_by_one_agency",
                expressions=[
                    ("scheme", RangeOperators.EQUAL),
                    ("code", RangeOperators.EQUAL),
                    (Days(), RangeOperators.OVERLAPS),
                ],
                violation_error_message="Mã này đang dùng cho cơ quan khác.",
            ),
        ]

    def __str__(self) -> str:
        return self.code


class Succession(models.Model):
    """What became of an agency: who took over on which day, all of it or a part."""

    predecessor = models.ForeignKey(
        Agency, verbose_name="cơ quan cũ", on_delete=models.CASCADE, related_name="successions"
    )
    successor = models.ForeignKey(
        Agency, verbose_name="cơ quan kế tiếp", on_delete=models.CASCADE, related_name="inheritances"
    )
    on = models.DateField("từ ngày")
    part = models.BooleanField("chỉ một phần", default=False)
    is_default = models.BooleanField("phần lớn nhất", default=True, help_text="nhận việc khi không rõ phần nào")
    is_verified = models.BooleanField("đã đối chiếu", default=True)
    note = ProseField("ghi chú, nguồn", blank=True)

    class Meta:
        verbose_name = "kế tiếp"
        constraints = [
            models.UniqueConstraint(name="succession_stated_once", fields=["predecessor", "successor"]),
            models.CheckConstraint(
                name="succession_joins_two_agencies",
                condition=~Q(predecessor=F("successor")),
                violation_error_message="Cơ quan không kế tiếp chính mình.",
            ),
            models.UniqueConstraint(
                name="succession_one_default_a_day", fields=["predecessor", "on"], condition=Q(is_default=True)
            ),
            models.CheckConstraint(
                name="succession_whole_is_default",
                condition=Q(part=True) | Q(is_default=True),
                violation_error_message="Kế tiếp toàn bộ thì phải là mặc định.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor_id} → {self.successor_id}"


class Unit(models.Model):
    """A division inside an agency."""

    agency = models.ForeignKey(Agency, verbose_name="cơ quan", on_delete=models.PROTECT, related_name="units")
    parent = models.ForeignKey(
        "self", verbose_name="thuộc phòng", on_delete=models.PROTECT, related_name="children", null=True, blank=True
    )
    name = LineField("tên", max_length=200)
    kind = models.CharField("loại", max_length=40, blank=True)
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)
    successor = models.ForeignKey(
        "self",
        verbose_name="phòng kế tiếp",
        on_delete=models.PROTECT,
        related_name="predecessors",
        null=True,
        blank=True,
    )
    sort_key = models.TextField(editable=False, db_collation="C")

    class Meta:
        verbose_name = "phòng, đơn vị"
        indexes = [models.Index(name="unit_by_agency", fields=["agency", "sort_key"])]
        constraints = [
            models.CheckConstraint(name="unit_days_in_order", condition=IN_ORDER),
            models.CheckConstraint(name="unit_has_a_name", condition=~Q(name="")),
            models.CheckConstraint(
                name="unit_is_not_its_own_parent", condition=Q(parent__isnull=True) | ~Q(parent=F("id"))
            ),
            models.CheckConstraint(
                name="unit_with_a_successor_ends", condition=Q(successor__isnull=True) | Q(valid_to__isnull=False)
            ),
            models.CheckConstraint(
                name="unit_does_not_succeed_itself", condition=Q(successor__isnull=True) | ~Q(successor=F("id"))
            ),
            ExclusionConstraint(
                name="unit_name_once_in_an_agency",
                expressions=[
                    ("agency", RangeOperators.EQUAL),
                    ("name", RangeOperators.EQUAL),
                    (Days(), RangeOperators.OVERLAPS),
                ],
                violation_error_message="Cơ quan đã có phòng cùng tên trong khoảng thời gian này.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the sort key with the name."""
        self.sort_key = vietnam.collation_key(self.name)
        super().save(*args, **kwargs)
