"""Papers that go from one unit to another: a list the sender makes and the receiver confirms, item by item."""

from django.db import models
from django.db.models import F, Q

from motcua.base.fields import LineField
from motcua.dossiers.models.dossier import Dossier


class HandoverList(models.Model):
    """One list: made by a desk, confirmed by the division or the other agency's desk."""

    number = models.PositiveIntegerField("số")
    year = models.PositiveSmallIntegerField("năm")
    giver = models.ForeignKey("org.Agency", on_delete=models.PROTECT, related_name="+", verbose_name="bên giao")
    to_agency = models.ForeignKey("org.Agency", on_delete=models.PROTECT, related_name="+", verbose_name="bên nhận")
    to_unit = models.ForeignKey(
        "org.Unit", on_delete=models.PROTECT, related_name="+", null=True, verbose_name="phòng nhận"
    )
    made_by = models.BigIntegerField("người lập")
    made_at = models.DateTimeField("lập lúc")
    key = models.CharField(max_length=80, unique=True, null=True)  # noqa: DJ001 – of the door's command
    confirmed_by = models.BigIntegerField("người nhận", null=True)
    confirmed_at = models.DateTimeField("nhận lúc", null=True)

    class Meta:
        verbose_name = "danh sách bàn giao"
        constraints = [
            models.UniqueConstraint(name="handover_number_once", fields=["giver", "year", "number"]),
            models.CheckConstraint(
                name="handover_confirmed_whole",
                condition=Q(confirmed_by__isnull=True, confirmed_at__isnull=True)
                | Q(confirmed_by__isnull=False, confirmed_at__isnull=False, confirmed_at__gte=F("made_at")),
            ),
            models.CheckConstraint(
                name="handover_confirmed_by_another",
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("made_by")),
                violation_error_message="Người lập danh sách không tự xác nhận đã nhận.",
            ),
        ]
        indexes = [
            models.Index(name="handover_open", fields=["to_agency", "to_unit"], condition=Q(confirmed_at=None)),
            models.Index(name="handover_made", fields=["giver", "-made_at"]),
        ]

    def __str__(self) -> str:
        return f"{self.number:02}/{self.year}/BG"


class HandoverItem(models.Model):
    """A dossier on a list. `received` is said when the list is confirmed; what was missing is named."""

    list = models.ForeignKey(HandoverList, on_delete=models.PROTECT, related_name="items", db_index=False)
    position = models.PositiveSmallIntegerField("thứ tự")
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="handed")
    received = models.BooleanField("đã nhận", null=True)
    note = LineField("ghi chú", max_length=300, blank=True)

    class Meta:
        verbose_name = "hồ sơ bàn giao"
        constraints = [
            models.UniqueConstraint(name="handover_item_in_order", fields=["list", "position"]),
            models.UniqueConstraint(
                name="handover_item_under_way_once", fields=["dossier"], condition=Q(received__isnull=True)
            ),
            models.CheckConstraint(
                name="handover_missing_is_explained",
                condition=Q(received__isnull=True) | Q(received=True) | ~Q(note=""),
                violation_error_message="Hồ sơ không nhận được phải ghi rõ chỗ thiếu.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.list_id} {self.position}"


class HandoverCounter(models.Model):
    """The last number of a desk's lists in a year."""

    pk = models.CompositePrimaryKey("agency_id", "year")
    agency = models.ForeignKey("org.Agency", on_delete=models.PROTECT, related_name="+", db_index=False)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "số danh sách bàn giao"

    def __str__(self) -> str:
        return f"{self.agency_id} {self.year}"
