"""Which documents a leader has had open before signing."""

from django.db import models
from django.db.models import Q


class SeenDocument(models.Model):
    """An officer had a draft open as it stood then. Rewritten, it is another document and has to be opened anew."""

    officer = models.ForeignKey("people.Officer", on_delete=models.PROTECT, related_name="+")
    dossier = models.ForeignKey("dossiers.Dossier", on_delete=models.CASCADE, related_name="+")
    what = models.CharField("văn bản", max_length=12)  # "result", or the kind of a proposal
    drafted_at = models.DateTimeField("bản soạn lúc")
    at = models.DateTimeField("mở lúc")

    class Meta:
        verbose_name = "văn bản đã xem"
        constraints = [
            models.UniqueConstraint(name="seen_once_a_version", fields=["officer", "dossier", "what", "drafted_at"]),
            models.CheckConstraint(
                name="seen_what_is_known", condition=Q(what__in=["result", "supplement", "apology", "withdrawal"])
            ),
            models.CheckConstraint(name="seen_after_drafting", condition=Q(at__gte=models.F("drafted_at"))),
        ]

    def __str__(self) -> str:
        return f"{self.officer_id} {self.dossier_id} {self.what}"
