"""What a citizen fills in: owner, submitter, papers; and to track a dossier."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from motcua.core import vietnam
from motcua.web.ui import commands, entries
from motcua.web.ui.forms import Form
from motcua.web.ui.shell import vietnamese
from motcua.web.ui.widgets import Combobox, FilesField

PERSON, BODY = "citizen", "organisation"


class OwnerForm(Form):
    """The owner of the dossier, and how to reach them."""

    kind = forms.ChoiceField(
        label=_("Chủ hồ sơ là"),
        choices=[(PERSON, pgettext_lazy("chủ hồ sơ", "Cá nhân")), (BODY, _("Tổ chức, doanh nghiệp"))],
        initial=PERSON,
        widget=forms.RadioSelect,
    )
    full_name = entries.Name(
        label=_("Họ và tên hoặc tên tổ chức"),
        help_text=_("Ghi đúng như trên giấy tờ, có dấu."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    personal_id = entries.personal_id(
        label=_("Số định danh cá nhân"),
        help_text=_("12 chữ số trên thẻ căn cước. Bắt buộc với cá nhân."),
        required=False,
    )
    tax_code = entries.tax_code(
        label=_("Mã số thuế"), help_text=_("Bắt buộc với tổ chức, doanh nghiệp."), required=False
    )
    born_on = entries.Day(label=_("Ngày sinh"), help_text=_("Ví dụ 05/01/1985"), required=False)
    phone = entries.phone(label=_("Số điện thoại"), help_text=_("Để nhận tin báo và tra cứu hồ sơ."))
    email = forms.EmailField(
        label=_("Thư điện tử"), required=False, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
    address = entries.Name(
        label=_("Số nhà, đường, thôn, tổ dân phố"),
        widget=forms.TextInput(attrs={"autocomplete": "street-address"}),
    )
    commune = forms.CharField(label=_("Xã, phường"), max_length=200, widget=Combobox)

    def __init__(self, *args: Any, communes: Iterable[str] = (), today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["commune"].widget.suggestions = communes

    def clean_born_on(self) -> date | None:
        day: date | None = self.cleaned_data["born_on"]
        if day and not date(1900, 1, 1) <= day <= self.today:
            raise ValidationError(_("Ngày sinh phải từ năm 1900 đến hôm nay."))
        return day

    def clean(self) -> dict[str, Any]:
        """A person is known by the ID number, a body by its tax code."""
        values = super().clean() or {}
        needed = "tax_code" if values.get("kind") == BODY else "personal_id"
        if needed not in self.errors and not values.get(needed):
            self.add_error(needed, self.fields[needed].error_messages["required"])
        return values


class SubmitterForm(Form):
    """Somebody who hands the dossier in for its owner."""

    full_name = entries.Name(label=_("Họ và tên người nộp"), required=False)
    personal_id = entries.personal_id(label=_("Số định danh của người nộp"), required=False)
    phone = entries.phone(label=_("Số điện thoại của người nộp"), required=False)
    is_proxy = forms.BooleanField(label=_("Tôi được ủy quyền bằng văn bản và nộp kèm giấy ủy quyền"), required=False)

    @property
    def given(self) -> bool:
        """Whether anything was filled in: an empty form means that the owner files in person."""
        return any(self.data.get(self.add_prefix(name)) for name in self.fields)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if self.given:
            for name in ("full_name", "personal_id", "phone"):
                if name not in self.errors and not values.get(name):
                    self.add_error(name, self.fields[name].error_messages["required"])
        return values


class PapersForm(Form):
    """One upload for each paper; what was uploaded before an error is kept and need not be chosen again."""

    def __init__(self, *args: Any, papers: Iterable[Any], kept: Mapping[str, list[Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kept = kept
        self.add(
            {
                f"paper_{paper.key}": FilesField(
                    label=paper.name,
                    help_text=" · ".join(filter(None, [paper.amount, paper.note])),
                    required=False,
                )
                for paper in papers
            }
        )


class TrackForm(Form):
    """A dossier's code, and four digits that only its people know."""

    code = forms.CharField(
        label=_("Mã hồ sơ"),
        max_length=64,
        help_text=_("Ví dụ H56.33-261123-0154"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )
    digits = forms.RegexField(
        r"^\d{4}$",
        label=_("4 số cuối của số điện thoại hoặc số định danh"),
        help_text=_("Của chủ hồ sơ hoặc người nộp hồ sơ."),
        error_messages={"invalid": _("Xin nhập đúng 4 chữ số.")},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "maxlength": 4}),
    )

    def clean_code(self) -> str:
        return "".join(vietnam.nfc(self.cleaned_data["code"]).split()).upper()


class CommandForm(commands.CommandForm):
    """A form of this door that changes something once."""

    door = "portal"


class SupplementForm(CommandForm):
    """Further papers: each that was asked for at its own place, and others."""

    OTHERS = "papers"
    papers = FilesField(
        label=_("Giấy tờ bổ sung"),
        help_text=_("Ảnh chụp rõ nét hoặc PDF, mỗi tệp không quá 20 MB. Có thể chọn nhiều tệp."),
        required=False,
    )

    def __init__(self, *args: Any, items: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = {f"item_{number}": item for number, item in enumerate(items)}
        if not items:
            return
        others = self.fields.pop(self.OTHERS)
        said = {name: format_html("<span {}>{}</span>", vietnamese(), item) for name, item in self.items.items()}
        self.add({name: FilesField(label=label, required=False) for name, label in said.items()})
        others.label = _("Giấy tờ khác")
        self.add({self.OTHERS: others})

    @property
    def places(self) -> list[str]:
        """The names of the controls that take files."""
        return [*self.items, self.OTHERS]


class ProofForm(CommandForm):
    """What one has transferred, and the paper that shows it."""

    amount = entries.money(label=_("Số tiền đã nộp (đồng)"), help_text=_("Ví dụ 1.250.000"))
    paid_on = entries.Day(label=_("Ngày nộp"), help_text=_("Ví dụ 05/01/2026"))
    reference = entries.Name(
        label=_("Số biên lai hoặc mã giao dịch"),
        help_text=_("Ghi trên chứng từ hoặc trong tin báo của ngân hàng."),
        max_length=100,
        required=False,
    )
    papers = FilesField(
        label=_("Ảnh hoặc tệp chứng từ"),
        help_text=_("Ảnh chụp biên lai, màn hình chuyển khoản hoặc PDF; thấy rõ số tiền, ngày, nơi nhận."),
        required=False,
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_amount(self) -> int:
        amount = int(self.cleaned_data["amount"])
        if not amount:
            raise ValidationError(_("Số tiền phải lớn hơn 0."))
        return amount

    def clean_paid_on(self) -> date:
        day: date = self.cleaned_data["paid_on"]
        if day > self.today:
            raise ValidationError(_("Ngày nộp không thể sau hôm nay."))
        return day


class WithdrawForm(CommandForm):
    """Why the dossier is wanted back."""

    reason = forms.CharField(label=_("Lý do rút hồ sơ"), max_length=2000, widget=forms.Textarea)


class MessageForm(CommandForm):
    """A few words to the office."""

    text = forms.CharField(
        label=_("Nội dung"),
        help_text=_("Tối đa 2.000 ký tự. Không gửi giấy tờ bổ sung tại đây."),
        max_length=2000,
        widget=forms.Textarea,
    )


class PlaceForm(CommandForm):
    """Where the dossier goes, and in which case; and how the result is to be received."""

    agency = forms.ChoiceField(
        label=_("Nơi giải quyết"), help_text=_("Cơ quan có thẩm quyền nơi Ông/Bà cần giải quyết.")
    )
    case = forms.ChoiceField(label=_("Trường hợp"), widget=forms.RadioSelect, required=False)
    result_by = forms.ChoiceField(
        label=_("Cách nhận kết quả"),
        choices=[
            ("desk", _("Tại Bộ phận Một cửa")),
            ("post", _("Qua bưu chính công ích, đến địa chỉ đã khai")),
            ("online", _("Bản điện tử")),
        ],
        initial="desk",
        widget=forms.RadioSelect,
    )

    def __init__(
        self, *args: Any, agencies: Iterable[tuple[str, str]], cases: Iterable[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offered, cases = list(agencies), list(cases)
        self.fields["agency"].choices = offered if len(offered) == 1 else [("", "—"), *offered]  # type: ignore[attr-defined]
        self.fields["case"].choices = cases  # type: ignore[attr-defined]
        self.fields["case"].required = bool(cases)
        if not cases:
            del self.fields["case"]
