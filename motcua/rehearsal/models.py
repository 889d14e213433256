"""Tables of `rehearsal`: what a rehearsal must come to, and how far the demonstration province has lived."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q


class Demonstration(models.Model):
    """The one demonstration of a database: founded when, from which facts, lived through up to which moment."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    fingerprint = models.CharField("dấu của dữ liệu", max_length=64)
    seed = models.BigIntegerField("số gieo")
    founded_at = models.DateTimeField("lập lúc")
    began_on = models.DateField("bắt đầu từ ngày")
    planned_to = models.DateField("đã lên kế hoạch đến ngày", null=True)
    lived_to = models.DateTimeField("đã sống đến lúc")

    class Meta:
        verbose_name = "bản trình diễn"
        constraints = [models.CheckConstraint(name="demonstration_is_one_row", condition=Q(id=1))]

    def __str__(self) -> str:
        return f"{self.began_on} → {self.lived_to}"


class LivedDossier(models.Model):
    """A dossier of the demonstration: its number in the plan, what became of it, when somebody acts on it next.

    Written in the transaction of each act, so that a life interrupted anywhere goes on exactly where it was.
    """

    number = models.BigIntegerField("số trong kế hoạch", primary_key=True)  # a part has its parent's, negative
    dossier_id = models.BigIntegerField("hồ sơ", null=True, unique=True)  # no reference: an old draft is cleared away
    acts = models.PositiveIntegerField("số việc đã làm", default=0)
    done = ArrayField(models.CharField(max_length=20), verbose_name="việc chỉ xảy ra một lần, đã qua", default=list)
    next_at = models.DateTimeField("việc tiếp theo lúc", null=True)  # empty: nobody will act on it any more

    class Meta:
        verbose_name = "hồ sơ trình diễn"
        indexes = [
            models.Index(
                name="lived_dossier_by_next_act", fields=["next_at", "number"], condition=Q(next_at__isnull=False)
            )
        ]

    def __str__(self) -> str:
        return str(self.number)


class Rehearsal(models.Model):
    """The one rehearsal of a database: what was demanded and assumed, and the table that must come out."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    demand = models.JSONField("yêu cầu")
    notes = models.JSONField("giả định về tỉnh", default=list)
    assumptions = models.JSONField("giả định về số liệu", default=list)
    plan_mark = models.CharField("dấu của kế hoạch", max_length=64, blank=True)
    dossiers = models.PositiveIntegerField("số hồ sơ", default=0)
    expected = models.JSONField("biểu phải có", default=dict)
    founded_at = models.DateTimeField("lập tỉnh xong lúc", null=True)
    begun_at = models.DateTimeField("bắt đầu lúc", null=True)
    finished_at = models.DateTimeField("xong lúc", null=True)

    class Meta:
        verbose_name = "cuộc diễn tập"
        constraints = [models.CheckConstraint(name="rehearsal_is_the_only_one", condition=Q(id=1))]

    def __str__(self) -> str:
        return str(self.demand)
