"""What an officer writes down for nobody else."""

from django.db import models
from django.db.models import Q

LONGEST_NOTE = 2000


class PrivateNote(models.Model):
    """An officer's own note beside a dossier: no part of the file, shown to its writer alone."""

    officer = models.ForeignKey("people.Officer", on_delete=models.CASCADE, related_name="+")
    dossier = models.ForeignKey("dossiers.Dossier", on_delete=models.CASCADE, related_name="+")
    text = models.TextField("ghi chú", max_length=LONGEST_NOTE)
    at = models.DateTimeField("ghi lúc")

    class Meta:
        verbose_name = "ghi chú riêng"
        constraints = [
            models.UniqueConstraint(name="note_one_an_officer_and_dossier", fields=["officer", "dossier"]),
            models.CheckConstraint(name="note_says_something", condition=~Q(text__regex=r"^\s*$")),
        ]

    def __str__(self) -> str:
        return f"{self.officer_id} {self.dossier_id}"
