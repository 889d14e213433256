"""The table of `ratings`: one for a dossier."""

from datetime import timedelta

from django.db import models
from django.db.models import F, Q

from motcua.base.fields import ProseField

CHANGEABLE = timedelta(days=7)
LONGEST = 1000


class Rating(models.Model):
    """What the owner of a finished dossier thought of the service: one to five, and words if they like.

    Nobody but its writer reads it; the others see figures.
    """

    dossier = models.OneToOneField("dossiers.Dossier", on_delete=models.PROTECT, related_name="rating")
    procedure = models.ForeignKey("catalog.Procedure", on_delete=models.PROTECT, related_name="+", db_index=False)
    stars = models.PositiveSmallIntegerField("mức hài lòng")
    words = ProseField("ý kiến", blank=True)
    rated_at = models.DateTimeField("đánh giá lúc")
    changed_at = models.DateTimeField("sửa lúc")

    class Meta:
        verbose_name = "đánh giá"
        indexes = [models.Index(name="rating_of_procedure", fields=["procedure", "rated_at"], include=["stars"])]
        constraints = [
            models.CheckConstraint(name="rating_is_one_to_five", condition=Q(stars__gte=1, stars__lte=5)),
            models.CheckConstraint(
                name="rating_changed_within_a_week",
                condition=Q(changed_at__gte=F("rated_at"), changed_at__lte=F("rated_at") + CHANGEABLE),
                violation_error_message="Chỉ sửa được đánh giá trong 7 ngày.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id}: {self.stars}"
