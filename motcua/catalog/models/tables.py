"""Code tables kept by the installation: what choice lists of forms offer, each code with its days."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Q

from motcua.base.fields import LineField
from motcua.catalog.models import periods


class CodeTable(models.Model):
    """A table of codes. One with the key of a table that came with the program stands in its place."""

    key = models.CharField("khóa", max_length=40, unique=True)
    name = LineField("tên", max_length=200)
    name_en = LineField("tên tiếng Anh", max_length=200, blank=True)
    source = LineField("nguồn", max_length=300, blank=True)
    compared_at = models.DateTimeField("đối chiếu lúc", null=True, blank=True)
    compared_by = models.ForeignKey(
        "people.Officer", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người đối chiếu"
    )

    class Meta:
        verbose_name = "danh mục dùng chung"
        constraints = [
            models.CheckConstraint(
                name="codetable_key_is_a_name",
                condition=Q(key__regex=r"^[a-z][a-z0-9_]{0,39}$"),
                violation_error_message="Khóa danh mục gồm chữ thường không dấu, số, gạch dưới.",
            ),
            models.CheckConstraint(name="codetable_has_a_name", condition=~Q(name="")),
            models.CheckConstraint(
                name="codetable_compared_by_somebody_against_something",
                condition=Q(compared_at__isnull=True, compared_by__isnull=True)
                | (Q(compared_at__isnull=False, compared_by__isnull=False) & ~Q(source="")),
            ),
        ]

    def __str__(self) -> str:
        return self.key


class CodeEntry(models.Model):
    """One code of a table for as long as it may be chosen under these words; retired ones are kept for old dossiers."""

    table = models.ForeignKey(CodeTable, models.CASCADE, related_name="entries", verbose_name="danh mục")
    code = models.CharField("mã", max_length=40)
    name = LineField("tên", max_length=200)
    name_en = LineField("tên tiếng Anh", max_length=200, blank=True)
    position = models.PositiveIntegerField("thứ tự", default=0)
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)

    class Meta:
        verbose_name = "mục của danh mục"
        constraints = [
            models.CheckConstraint(
                name="codeentry_code_is_plain",
                condition=Q(code__regex=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$"),
                violation_error_message="Mã gồm chữ không dấu, số, dấu chấm, gạch.",
            ),
            models.CheckConstraint(name="codeentry_has_a_name", condition=~Q(name="")),
            periods.in_order("codeentry_days_in_order"),
            ExclusionConstraint(
                name="codeentry_means_one_thing_a_day",
                expressions=[
                    ("table", RangeOperators.EQUAL),
                    ("code", RangeOperators.EQUAL),
                    (periods.Days(), RangeOperators.OVERLAPS),
                ],
                violation_error_message="Mã này đã có trong khoảng thời gian đó.",
            ),
        ]
        indexes = [models.Index(fields=["table", "position"], name="codeentry_in_order")]

    def __str__(self) -> str:
        return f"{self.table_id}:{self.code}"
