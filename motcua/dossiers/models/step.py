"""The steps of a dossier: one row for each time somebody was given a step."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from motcua.dossiers.models.dossier import Dossier


class Step(models.Model):
    """Who had to do what, by when, and when it was done: the step at fault is known."""

    id = models.BigAutoField(primary_key=True)
    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="steps", db_index=False)
    no = models.PositiveSmallIntegerField("số")
    key = models.CharField("khóa bước", max_length=64)
    round = models.PositiveSmallIntegerField("lần")
    performer = models.PositiveSmallIntegerField("người thực hiện thứ")
    name = models.CharField("tên bước", max_length=500)
    kind = models.CharField("loại", max_length=16)
    role = models.CharField("vai trò", max_length=24)
    agency = models.ForeignKey("org.Agency", on_delete=models.PROTECT, related_name="+", db_index=False)
    unit = models.ForeignKey("org.Unit", on_delete=models.PROTECT, related_name="+", null=True, db_index=False)
    officer = models.ForeignKey("people.Officer", on_delete=models.PROTECT, related_name="+", null=True, db_index=False)
    came_from = ArrayField(models.SmallIntegerField(), default=list)
    opened_at = models.DateTimeField("giao lúc")
    due_at = models.DateTimeField("hạn bước", null=True)
    seen_at = models.DateTimeField("mở lúc", null=True)
    state = models.CharField("tình trạng", max_length=12, default="open")
    done_at = models.DateTimeField("xong lúc", null=True)
    done_by = models.BigIntegerField("người làm", null=True)
    outcome = models.CharField("kết quả", max_length=20, blank=True)
    note = models.CharField("ý kiến", max_length=4000, blank=True)

    class Meta:
        verbose_name = "bước xử lý"
        constraints = [
            models.UniqueConstraint(name="step_no_once", fields=["dossier", "no"]),
            models.CheckConstraint(
                name="step_done_has_a_moment",
                condition=Q(state="open", done_at__isnull=True)
                | Q(state__in=["done", "sent_back", "taken_back", "undone"], done_at__isnull=False),
            ),
            models.CheckConstraint(
                name="step_done_after_opening", condition=Q(done_at__isnull=True) | Q(done_at__gte=F("opened_at"))
            ),
            models.CheckConstraint(
                name="step_due_after_opening", condition=Q(due_at__isnull=True) | Q(due_at__gte=F("opened_at"))
            ),
            models.CheckConstraint(name="step_done_has_an_outcome", condition=~Q(state="done") | ~Q(outcome="")),
            models.UniqueConstraint(
                name="step_open_once", fields=["dossier", "key", "performer"], condition=Q(state="open")
            ),
        ]
        indexes = [
            models.Index(name="step_inbox_officer", fields=["officer", "due_at"], condition=Q(state="open")),
            models.Index(
                name="step_inbox_pool",
                fields=["agency", "role", "due_at"],
                condition=Q(state="open", officer__isnull=True),
            ),
            models.Index(name="step_given", fields=["officer", "opened_at"], condition=Q(role="case_officer")),
            models.Index(name="step_agency_open", fields=["agency", "due_at"], condition=Q(state="open")),
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id} {self.no} {self.name}"
