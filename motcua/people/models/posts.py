"""Posts and delegations: what an officer does, where, and for how long.

`valid_to` is the last day; without one the post is held until further notice.
"""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce

from motcua.org.models.periods import IN_ORDER, Days
from motcua.people.models.accounts import Officer
from motcua.people.roles import DELEGABLE, POSTABLE


class Post(models.Model):
    """What an officer does, where, and for how long."""

    officer = models.ForeignKey(Officer, verbose_name="cán bộ", on_delete=models.PROTECT, related_name="posts")
    agency = models.ForeignKey("org.Agency", verbose_name="cơ quan", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(
        "org.Unit", verbose_name="phòng", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    role = models.CharField("vai trò", max_length=24)
    title = models.CharField("chức danh", max_length=120, blank=True)
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)

    class Meta:
        verbose_name = "vị trí công tác"
        indexes = [models.Index(name="post_by_agency_and_role", fields=["agency", "role"])]
        constraints = [
            models.CheckConstraint(
                name="post_days_in_order",
                condition=IN_ORDER,
                violation_error_message="Ngày kết thúc không được trước ngày bắt đầu.",
            ),
            models.CheckConstraint(name="post_role_is_known", condition=Q(role__in=[str(r) for r in POSTABLE])),
            ExclusionConstraint(
                name="post_not_held_twice_at_once",
                expressions=[
                    ("officer", RangeOperators.EQUAL),
                    ("agency", RangeOperators.EQUAL),
                    (Coalesce("unit_id", Value(0, output_field=models.BigIntegerField())), RangeOperators.EQUAL),
                    ("role", RangeOperators.EQUAL),
                    (Days(), RangeOperators.OVERLAPS),
                ],
                violation_error_message="Cán bộ đã giữ vị trí này trong khoảng thời gian đó.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.officer_id} · {self.role} · {self.agency_id}"


class Delegation(models.Model):
    """A role lent for a time. It ends with its last day, or with the post it came from, whichever is first."""

    from_officer = models.ForeignKey(
        Officer, verbose_name="người ủy quyền", on_delete=models.PROTECT, related_name="delegations_given"
    )
    to_officer = models.ForeignKey(
        Officer, verbose_name="người được ủy quyền", on_delete=models.PROTECT, related_name="delegations_held"
    )
    role = models.CharField("vai trò", max_length=24)
    agency = models.ForeignKey("org.Agency", verbose_name="cơ quan", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(
        "org.Unit", verbose_name="phòng", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến hết ngày")
    scope_note = models.CharField("phạm vi", max_length=300)
    # The catalogue's fields it is lent for, by number: people come before the catalogue. Empty: for every field.
    field_ids = ArrayField(models.BigIntegerField(), verbose_name="lĩnh vực", default=list, db_default=[], blank=True)
    made_at = models.DateTimeField("lập lúc")

    class Meta:
        verbose_name = "ủy quyền"
        constraints = [
            models.CheckConstraint(
                name="delegation_days_in_order",
                condition=Q(valid_to__gte=F("valid_from")),
                violation_error_message="Ủy quyền không được kết thúc trước ngày bắt đầu.",
            ),
            models.CheckConstraint(
                name="delegation_to_somebody_else",
                condition=~Q(to_officer=F("from_officer")),
                violation_error_message="Không thể ủy quyền cho chính mình.",
            ),
            models.CheckConstraint(
                name="delegation_of_a_role_that_may_be_lent",
                condition=Q(role__in=[str(r) for r in DELEGABLE]),
                violation_error_message="Vai trò này không được ủy quyền.",
            ),
            models.CheckConstraint(
                name="delegation_says_its_scope",
                condition=~Q(scope_note__regex=r"^\s*$"),
                violation_error_message="Ủy quyền phải ghi phạm vi.",
            ),
            ExclusionConstraint(
                name="delegation_not_given_twice_at_once",
                expressions=[
                    ("from_officer", RangeOperators.EQUAL),
                    ("to_officer", RangeOperators.EQUAL),
                    ("role", RangeOperators.EQUAL),
                    ("agency", RangeOperators.EQUAL),
                    (Coalesce("unit_id", Value(0, output_field=models.BigIntegerField())), RangeOperators.EQUAL),
                    (Days(), RangeOperators.OVERLAPS),
                ],
                violation_error_message="Đã có ủy quyền như vậy trong khoảng thời gian đó.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_officer_id} → {self.to_officer_id} · {self.role}"
