"""Those a citizen files for: members of the household, bodies they head, and who gave them a mandate."""

from django.db import models
from django.db.models import F, Q

from motcua.base.fields import LineField, SealedField
from motcua.people.models.accounts import Citizen

NUMBER = r"^(\d{9}|\d{12})?$"


class Represented(models.Model):
    """One person or body a citizen files for, as the citizen says: it is proved at the desk."""

    class Kind(models.TextChoices):
        HOUSEHOLD = "household", "Thành viên hộ gia đình"
        BODY = "body", "Tổ chức, doanh nghiệp"
        MANDATE = "mandate", "Người ủy quyền"

    citizen = models.ForeignKey(Citizen, verbose_name="người đại diện", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField("loại", max_length=10, choices=Kind)
    full_name = LineField("họ và tên, tên tổ chức", max_length=300)
    relation = LineField("quan hệ, chức vụ", max_length=120, blank=True)
    personal_id = SealedField("số định danh cá nhân", blank=True, default="")
    tax_code = models.CharField("mã số thuế", max_length=14, blank=True)
    born_on = SealedField("ngày sinh", blank=True, default="")
    phone = SealedField("điện thoại", blank=True, default="")
    email = SealedField("thư điện tử", blank=True, default="")
    address = SealedField("địa chỉ", blank=True, default="")
    commune_code = models.CharField("mã xã", max_length=8, blank=True)
    ground = LineField("căn cứ", max_length=500, blank=True)  # the paper that gives the mandate
    valid_from = models.DateField("từ ngày", null=True)
    valid_to = models.DateField("đến hết ngày", null=True)
    made_at = models.DateTimeField("lập lúc")

    class Meta:
        verbose_name = "người được đại diện"
        constraints = [
            models.CheckConstraint(
                name="represented_kind_is_known", condition=Q(kind__in=["household", "body", "mandate"])
            ),
            models.CheckConstraint(name="represented_has_a_name", condition=~Q(full_name__regex=r"^\s*$")),
            models.CheckConstraint(
                name="represented_body_has_a_tax_code",
                condition=~Q(kind="body") | ~Q(tax_code=""),
                violation_error_message="Tổ chức, doanh nghiệp phải có mã số thuế.",
            ),
            models.CheckConstraint(
                name="represented_mandate_has_ground_and_beginning",
                condition=~Q(kind="mandate") | (~Q(ground="") & Q(valid_from__isnull=False)),
                violation_error_message="Ủy quyền phải ghi căn cứ và ngày bắt đầu.",
            ),
            models.CheckConstraint(
                name="represented_days_in_order",
                condition=Q(valid_to__isnull=True) | Q(valid_from__isnull=False, valid_to__gte=F("valid_from")),
                violation_error_message="Ngày kết thúc không được trước ngày bắt đầu.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.citizen_id}: {self.full_name}"
