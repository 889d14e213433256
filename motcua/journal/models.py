"""Tables of `journal`: the events, and the head of each subject's chain."""

from typing import ClassVar

from django.db import models
from django.db.models import BigIntegerField, Func, TextField
from django.db.models.functions import Cast


class CurrentTransaction(Func):
    """The number of the transaction that writes: readers stay behind the oldest one still running."""

    function = "pg_current_xact_id"
    template = "%(function)s()"
    output_field: ClassVar = TextField()


class JournalEvent(models.Model):
    """One thing that happened to one subject. Insert-only: a trigger refuses everything else."""

    id = models.BigAutoField(primary_key=True)
    subject = models.CharField("đối tượng", max_length=64)  # "dossier:4711"
    seq = models.PositiveIntegerField("số thứ tự")  # 1, 2, 3 … within the subject
    kind = models.CharField("sự kiện", max_length=64)
    at = models.DateTimeField("lúc")  # when it happened
    recorded_at = models.DateTimeField("ghi lúc")  # when it was written
    actor = models.CharField("người thực hiện", max_length=40)  # "officer:12", "citizen:7", "system"
    agency_id = models.BigIntegerField("cơ quan", null=True)
    details = models.JSONField("chi tiết", default=dict)  # never personal data: it could not be erased
    txid = models.BigIntegerField(db_default=Cast(Cast(CurrentTransaction(), TextField()), BigIntegerField()))
    canonical = models.BinaryField()  # the bytes the hash was taken over
    previous_hash = models.BinaryField()
    hash = models.BinaryField()

    class Meta:
        verbose_name = "sự kiện"
        constraints = [
            models.UniqueConstraint(name="journal_seq_once", fields=["subject", "seq"]),
            models.CheckConstraint(name="journal_seq_from_one", condition=models.Q(seq__gte=1)),
            models.CheckConstraint(
                name="journal_hash_is_sha256",
                condition=models.Q(hash__isnull=False)
                & models.Q(models.lookups.Exact(Func("hash", function="length"), 32))
                & models.Q(models.lookups.Exact(Func("previous_hash", function="length"), 32)),
            ),
        ]
        indexes = [models.Index(name="journal_by_transaction", fields=["txid", "id"])]

    def __str__(self) -> str:
        return f"{self.subject} {self.seq} {self.kind}"


class JournalHead(models.Model):
    """The last link of a subject's chain; moves in the same transaction, so a cut-off tail and a fork are found."""

    subject = models.CharField("đối tượng", max_length=64, primary_key=True)
    seq = models.PositiveIntegerField("số thứ tự")
    hash = models.BinaryField()

    class Meta:
        verbose_name = "đầu chuỗi"

    def __str__(self) -> str:
        return f"{self.subject} {self.seq}"
