"""What was typed so far. It is no dossier yet: nobody but its writer sees it, and it binds nobody."""

from datetime import datetime, timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from motcua.base.fields import LineField, SealedField

KEPT_DAYS = 30  # calendar days since it was last saved, as long as a draft that stands among the dossiers
MOST = 20
LONGEST = 400_000  # characters of everything typed: some hundred pages


class Draft(models.Model):
    """One application on its way. Its key is the command its dossier will be filed under: so it is filed once."""

    key = models.CharField("khóa", max_length=80, unique=True)
    account = models.ForeignKey("people.Account", verbose_name="người soạn", on_delete=models.CASCADE, related_name="+")
    procedure = models.ForeignKey(
        "catalog.Procedure", verbose_name="thủ tục", on_delete=models.PROTECT, related_name="+"
    )
    title = LineField("tên thủ tục", max_length=2000)
    form = models.ForeignKey(  # the form the answers were given to; none: the default one
        "catalog.FormVersion", verbose_name="biểu mẫu", on_delete=models.PROTECT, related_name="+", null=True
    )
    typed = SealedField("nội dung")  # JSON of `Typed`
    file_ids = ArrayField(models.BigIntegerField(), verbose_name="tệp", default=list, blank=True)
    edition = models.PositiveIntegerField("lần lưu")
    tab = models.CharField("cửa sổ", max_length=40, blank=True)  # which page saved last
    begun_at = models.DateTimeField("bắt đầu lúc")
    saved_at = models.DateTimeField("lưu lúc")

    class Meta:
        verbose_name = "hồ sơ đang soạn"
        indexes = [
            models.Index(name="drafts_of_an_account", fields=["account", "-saved_at"]),
            models.Index(name="drafts_by_age", fields=["saved_at"]),
        ]
        constraints = [
            models.CheckConstraint(name="draft_has_a_key", condition=~Q(key="")),
            models.CheckConstraint(name="draft_was_saved", condition=Q(edition__gt=0)),
            models.CheckConstraint(name="draft_saved_after_it_began", condition=Q(saved_at__gte=F("begun_at"))),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.edition})"

    @property
    def number(self) -> str:
        """What its address says: nobody guesses it, and it tells nothing."""
        return self.key.rpartition(":")[2]

    @property
    def kept_until(self) -> datetime:
        """When it is cleared away if nobody goes on with it."""
        return self.saved_at + timedelta(days=KEPT_DAYS)
