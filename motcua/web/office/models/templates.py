"""Texts officers write again and again: opinions and answers with places to be filled in."""

from django.db import models
from django.db.models import Q

from motcua.base.words import gettext_lazy as _

MOST_TEMPLATES = 60  # of one officer, and as many of one agency
LONGEST_TEMPLATE = 20_000


class TextTemplate(models.Model):
    """A text with merge fields, an officer's own or shared by an agency; for one procedure or for any."""

    class Kind(models.TextChoices):
        OPINION = "opinion", _("Ý kiến xử lý")
        RESULT = "result", _("Văn bản kết quả")

    kind = models.CharField("dùng cho", max_length=8, choices=Kind)
    name = models.CharField("tên mẫu", max_length=80)
    body = models.TextField("nội dung", max_length=LONGEST_TEMPLATE)
    officer = models.ForeignKey("people.Officer", on_delete=models.CASCADE, null=True, related_name="+")
    agency = models.ForeignKey("org.Agency", on_delete=models.PROTECT, null=True, related_name="+")
    procedure = models.ForeignKey("catalog.Procedure", on_delete=models.PROTECT, null=True, related_name="+")
    edition = models.PositiveIntegerField("bản sửa", default=1)  # two who edit at once: the later is told
    changed_by = models.ForeignKey("people.Officer", on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField("sửa lúc")

    class Meta:
        verbose_name = "mẫu"
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(
                name="template_is_somebodys", condition=Q(officer__isnull=True) ^ Q(agency__isnull=True)
            ),
            models.CheckConstraint(name="template_kind_is_known", condition=Q(kind__in=["opinion", "result"])),
            models.CheckConstraint(name="template_has_a_name", condition=~Q(name__regex=r"^\s*$")),
            models.CheckConstraint(name="template_says_something", condition=~Q(body__regex=r"^\s*$")),
            models.UniqueConstraint(name="template_name_once_an_officer", fields=["officer", "kind", "name"]),
            models.UniqueConstraint(name="template_name_once_an_agency", fields=["agency", "kind", "name"]),
        ]

    def __str__(self) -> str:
        return self.name
