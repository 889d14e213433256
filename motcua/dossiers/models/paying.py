"""Proofs of payment the owner sent: a picture of the transfer with what it says, and how the desk answered it."""

from django.db import models
from django.db.models import Q

from motcua.base.fields import SealedField
from motcua.dossiers.models.dossier import Dossier


class PaymentProof(models.Model):
    """One transfer as its payer tells it. It meets no obligation by itself: the officer's record does."""

    class Answer(models.TextChoices):
        WAITING = "waiting", "Chờ kiểm tra"
        TAKEN = "taken", "Đã ghi nhận"
        REFUSED = "refused", "Không được ghi nhận"

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="payment_proofs", db_index=False)
    amount_vnd = models.BigIntegerField("số tiền")
    paid_on = models.DateField("ngày nộp")
    reference = SealedField("số chứng từ, mã giao dịch", null=True)
    file = models.ForeignKey("files.StoredFile", verbose_name="chứng từ", on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField("gửi lúc")
    answer = models.CharField("trả lời", max_length=8, choices=Answer, default=Answer.WAITING)
    reason = SealedField("lý do không ghi nhận", null=True)
    answered_at = models.DateTimeField("trả lời lúc", null=True)
    officer = models.ForeignKey(  # none while it waits, and where the payment was recorded by the house itself
        "people.Officer", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )

    class Meta:
        verbose_name = "chứng từ nộp tiền"
        indexes = [
            models.Index(name="proof_of_dossier", fields=["dossier", "id"]),
            models.Index(name="proof_waiting", fields=["dossier"], condition=Q(answer="waiting")),
        ]
        constraints = [
            models.CheckConstraint(name="proof_is_of_an_amount", condition=Q(amount_vnd__gt=0)),
            models.CheckConstraint(
                name="proof_answered_has_a_moment",
                condition=Q(answer="waiting", answered_at__isnull=True, officer__isnull=True)
                | Q(answer__in=["taken", "refused"], answered_at__isnull=False),
            ),
            models.CheckConstraint(
                name="proof_refused_says_why_and_by_whom",
                condition=Q(answer="refused", reason__isnull=False, officer__isnull=False)
                | (~Q(answer="refused") & Q(reason__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id} {self.amount_vnd}"
