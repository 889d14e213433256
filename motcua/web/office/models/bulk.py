"""One command given for many dossiers: what was asked, and for each dossier whether it was done or why not."""

from django.db import models
from django.db.models import Q

from motcua.base.words import gettext_lazy as _

MOST_LINES = 500


class Bulk(models.Model):
    """One verb for many dossiers, by the key of the form that asked for it: pressed twice it is one command."""

    class Kind(models.TextChoices):
        FORWARD = "forward", _("Chuyển bước")
        ASSIGN = "assign", _("Giao lại")
        SIGN = "sign", _("Ký, duyệt")
        APOLOGISE = "apologise", _("Xin lỗi, hẹn lại")

    key = models.CharField("khóa thao tác", max_length=40, unique=True)
    officer = models.ForeignKey("people.Officer", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField("việc", max_length=10, choices=Kind)
    given = models.JSONField("nội dung", default=dict)  # note, whom the next steps are given to …
    made_at = models.DateTimeField("lúc")

    class Meta:
        verbose_name = "thao tác nhiều hồ sơ"
        constraints = [
            models.CheckConstraint(
                name="bulk_kind_is_known", condition=Q(kind__in=["forward", "assign", "sign", "apologise"])
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.officer_id} {self.made_at}"


class BulkLine(models.Model):
    """One dossier of the command."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Chưa làm")
        DONE = "done", _("Đã xong")
        REFUSED = "refused", _("Không làm được")

    bulk = models.ForeignKey(Bulk, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField("thứ tự")
    dossier = models.ForeignKey("dossiers.Dossier", on_delete=models.PROTECT, related_name="+", db_index=False)
    step = models.ForeignKey("dossiers.Step", on_delete=models.PROTECT, related_name="+", null=True, db_index=False)
    what = models.CharField("văn bản", max_length=12, blank=True)  # "result", or the kind of a proposal
    new_due_at = models.DateTimeField("hẹn mới", null=True)
    outcome = models.CharField("kết quả bước", max_length=20, blank=True)
    state = models.CharField("kết quả", max_length=8, choices=State, default=State.WAITING)
    words = models.CharField("lý do", max_length=1000, blank=True)
    at = models.DateTimeField("làm lúc", null=True)

    class Meta:
        verbose_name = "hồ sơ trong thao tác"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(name="bulk_line_once", fields=["bulk", "position"]),
            models.UniqueConstraint(name="bulk_step_once", fields=["bulk", "step"]),
            models.UniqueConstraint(
                name="bulk_document_once", fields=["bulk", "dossier", "what"], condition=Q(step__isnull=True)
            ),
            models.CheckConstraint(
                name="bulk_holds_five_hundred", condition=Q(position__gte=1, position__lte=MOST_LINES)
            ),
            models.CheckConstraint(
                name="bulk_line_ends_with_a_moment",
                condition=Q(state="waiting", at__isnull=True) | Q(state__in=["done", "refused"], at__isnull=False),
            ),
            models.CheckConstraint(
                name="bulk_refusal_has_words", condition=~Q(state="refused") | ~Q(words__regex=r"^\s*$")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.bulk_id} {self.position}"
