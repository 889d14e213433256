"""Saved views of the inbox."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from motcua.dossiers.queries import ORDERS
from motcua.web.office.columns import COLUMNS

MOST_VIEWS = 20


class SavedView(models.Model):
    """A way an officer likes to see the inbox: what is filtered, in which order, with which columns."""

    officer = models.ForeignKey("people.Officer", on_delete=models.CASCADE, related_name="+")
    name = models.CharField("tên", max_length=60)
    asked = models.JSONField("bộ lọc", default=dict)  # as in the address: {"linh-vuc": "3", "loc": "qua-han"}
    columns = ArrayField(models.CharField(max_length=12), verbose_name="cột", default=list)
    order = models.CharField("thứ tự", max_length=12, default="due")
    is_default = models.BooleanField("mở đầu tiên", default=False)

    class Meta:
        verbose_name = "chế độ xem"
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(name="view_name_once_an_officer", fields=["officer", "name"]),
            models.UniqueConstraint(
                name="view_one_default_an_officer", fields=["officer"], condition=Q(is_default=True)
            ),
            models.CheckConstraint(name="view_has_a_name", condition=~Q(name__regex=r"^\s*$")),
            models.CheckConstraint(
                name="view_columns_are_known", condition=Q(columns__contained_by=[str(key) for key in COLUMNS])
            ),
            models.CheckConstraint(
                name="view_order_is_known",
                condition=Q(order__in=[sign + order for order in ORDERS for sign in ("", "-")]),
            ),
        ]

    def __str__(self) -> str:
        return self.name
