"""What citizens fill in about themselves and those they file for."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from motcua.people.models import Represented
from motcua.web.ui import entries
from motcua.web.ui.forms import Form
from motcua.web.ui.widgets import Combobox

Kind = Represented.Kind


class _Placed(Form):
    """A form with a commune, chosen by its name and kept by its code, and perhaps a day of birth."""

    def __init__(self, *args: Any, communes: Mapping[str, str], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.communes, self.today = communes, today
        if "commune" in self.fields:
            self.fields["commune"].widget.suggestions = communes

    def clean_commune(self) -> str:
        typed: str = self.cleaned_data["commune"].strip()
        if typed and typed not in self.communes:
            raise ValidationError(_now("Xin chọn xã, phường trong danh sách gợi ý."))
        return typed

    def clean_born_on(self) -> date | None:
        day: date | None = self.cleaned_data["born_on"]
        if day and not date(1900, 1, 1) <= day <= self.today:
            raise ValidationError(_now("Ngày sinh phải từ năm 1900 đến hôm nay."))
        return day

    def given(self) -> dict[str, Any]:
        """The values under the names of the verbs."""
        values = dict(self.cleaned_data)
        values["commune_code"] = self.communes.get(values.pop("commune", ""), "")
        return values


def _commune() -> forms.CharField:
    return forms.CharField(label=_("Xã, phường"), max_length=200, required=False, widget=Combobox)


def _address() -> forms.CharField:
    return entries.Name(
        label=_("Số nhà, đường, thôn, tổ dân phố"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "street-address"}),
    )


def _email() -> forms.EmailField:
    return forms.EmailField(
        label=_("Thư điện tử"), required=False, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )


class ContactForm(_Placed):
    """How one is reached."""

    phone = entries.phone(label=_("Số điện thoại"), help_text=_("Để nhận tin báo và tra cứu hồ sơ."))
    email = _email()
    born_on = entries.Day(label=_("Ngày sinh"), help_text=_("Ví dụ 05/01/1985"), required=False)
    address = _address()
    commune = _commune()


class RepresentedForm(_Placed):
    """Somebody one files for; what is asked depends on the kind."""

    full_name = entries.Name(label=_("Họ và tên"), help_text=_("Ghi đúng như trên giấy tờ, có dấu."))
    relation = entries.Name(label=_("Quan hệ với Ông/Bà"), max_length=120, required=False)
    personal_id = entries.personal_id(label=_("Số định danh cá nhân"), required=False)
    tax_code = entries.tax_code(label=_("Mã số thuế"), required=False)
    born_on = entries.Day(label=_("Ngày sinh"), help_text=_("Ví dụ 05/01/1985"), required=False)
    ground = entries.Name(
        label=_("Căn cứ ủy quyền"),
        help_text=_("Số, ngày, nơi chứng thực của giấy ủy quyền."),
        max_length=500,
    )
    valid_from = entries.Day(label=_("Có hiệu lực từ ngày"))
    valid_to = entries.Day(label=_("Đến hết ngày"), help_text=_("Để trống nếu không ghi thời hạn."), required=False)
    phone = entries.phone(label=_("Số điện thoại"), required=False)
    email = _email()
    address = _address()
    commune = _commune()

    def __init__(self, *args: Any, kind: Kind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dropped = {
            Kind.HOUSEHOLD: ("tax_code", "ground", "valid_from", "valid_to"),
            Kind.BODY: ("personal_id", "born_on", "ground", "valid_from", "valid_to"),
            Kind.MANDATE: ("relation",),
        }
        for name in dropped[kind]:
            del self.fields[name]
        if kind is Kind.BODY:
            self.fields["full_name"].label = _("Tên tổ chức, doanh nghiệp")
            self.fields["relation"].label = _("Chức vụ của Ông/Bà")
            self.fields["tax_code"].required = True
            self.fields["tax_code"].error_messages["required"] = _now("Xin nhập mã số thuế")
        if kind is Kind.MANDATE:
            self.fields["full_name"].label = _("Họ và tên người ủy quyền")
            self.fields["tax_code"].help_text = _("Nếu người ủy quyền là tổ chức.")

    def clean(self) -> dict[str, Any]:
        """The last day does not lie before the first."""
        values = super().clean() or {}
        first, last = values.get("valid_from"), values.get("valid_to")
        if first and last and last < first:
            self.add_error("valid_to", _now("Ngày kết thúc không được trước ngày bắt đầu."))
        return values
