"""Dossiers filed by one declaration: the set, what was declared, and in which order its members are dealt with."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from motcua.core.linking import Otherwise, TakenIn


class LinkedSet(models.Model):
    """What one declaration made. The bundle's rules are kept with the members: those of the day it was filed."""

    id = models.BigAutoField(primary_key=True)
    bundle = models.CharField("nhóm thủ tục", max_length=64)  # the key of its definition …
    bundle_since = models.DateField("định nghĩa có hiệu lực từ")  # … and the day from which that one is in force
    name = models.CharField("tên", max_length=500)
    name_en = models.CharField("tên tiếng Anh", max_length=500, blank=True)
    procedure_version = models.ForeignKey("catalog.ProcedureVersion", on_delete=models.PROTECT, related_name="+")
    form = models.ForeignKey("catalog.FormVersion", on_delete=models.PROTECT, null=True, related_name="+")
    answers = models.JSONField("nội dung kê khai chung", default=dict)
    made_at = models.DateTimeField("nộp lúc")

    class Meta:
        verbose_name = "bộ hồ sơ liên thông"
        constraints = [
            models.CheckConstraint(name="linked_set_has_a_name", condition=~Q(name__regex=r"^\s*$")),
        ]

    def __str__(self) -> str:
        return f"{self.bundle} {self.pk}"


class LinkedMember(models.Model):
    """One dossier of a set: its place, what it waits for, and what becomes of it when that comes to nothing."""

    set = models.ForeignKey(LinkedSet, on_delete=models.CASCADE, related_name="members", db_index=False)
    position = models.PositiveSmallIntegerField("thứ tự")
    key = models.CharField("khóa", max_length=40)
    dossier = models.OneToOneField("dossiers.Dossier", on_delete=models.PROTECT, related_name="linked_as")
    after = ArrayField(models.CharField(max_length=40), verbose_name="sau", default=list)
    if_denied = models.CharField("khi hồ sơ trước không được chấp thuận", max_length=8)
    if_withdrawn = models.CharField("khi hồ sơ trước bị rút", max_length=8)
    taken_in = models.CharField("cách tiếp nhận khi đến lượt", max_length=8)

    class Meta:
        verbose_name = "hồ sơ trong bộ liên thông"
        constraints = [
            models.UniqueConstraint(name="linked_member_position_once", fields=["set", "position"]),
            models.UniqueConstraint(name="linked_member_key_once", fields=["set", "key"]),
            models.CheckConstraint(
                name="linked_member_rules_are_known",
                condition=Q(
                    if_denied__in=[str(each) for each in Otherwise],
                    if_withdrawn__in=[str(each) for each in Otherwise],
                    taken_in__in=[str(each) for each in TakenIn],
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.set_id} {self.key}"
