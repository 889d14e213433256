"""Days away, rights lent, and how a unit shares its work out."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from motcua.base.words import gettext_lazy
from motcua.core.assigning import Method
from motcua.web.office.forms import Choices, CommandForm
from motcua.web.ui import entries


class LeaveForm(CommandForm):
    """Who is away, when, and who does the work meanwhile."""

    officer = forms.TypedChoiceField(label=gettext_lazy("Người nghỉ"), coerce=int)
    valid_from = entries.Day(label=gettext_lazy("Nghỉ từ ngày"))
    valid_to = entries.Day(label=gettext_lazy("Đến hết ngày"))
    substitute = forms.TypedChoiceField(label=gettext_lazy("Người làm thay"), coerce=int)
    reason = forms.CharField(label=gettext_lazy("Lý do"), max_length=200, required=False)
    delegates = forms.BooleanField(
        label=gettext_lazy("Ủy quyền cả việc phân công, phê duyệt cho người làm thay"), required=False
    )

    def __init__(self, *args: Any, officers: Choices, substitutes: Choices, decides: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        away, other = self.fields["officer"], self.fields["substitute"]
        assert isinstance(away, forms.ChoiceField)
        assert isinstance(other, forms.ChoiceField)
        away.choices = list(officers)
        other.choices = [("", _("Chọn người làm thay")), *substitutes]
        if len(away.choices) == 1:
            away.widget = forms.HiddenInput()
            away.initial = away.choices[0][0]
        if not decides:
            del self.fields["delegates"]


class DelegateForm(CommandForm):
    """Which of one's posts is lent to whom, for which days and matters."""

    post = forms.TypedChoiceField(label=gettext_lazy("Quyền được ủy"), coerce=int)
    officer = forms.TypedChoiceField(label=gettext_lazy("Ủy quyền cho"), coerce=int)
    valid_from = entries.Day(label=gettext_lazy("Từ ngày"))
    valid_to = entries.Day(label=gettext_lazy("Đến hết ngày"))
    fields_lent = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Chỉ trong các lĩnh vực"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Không đánh dấu lĩnh vực nào: ủy quyền cho mọi lĩnh vực."),
    )
    scope_note = forms.CharField(
        label=gettext_lazy("Phạm vi, văn bản ủy quyền"),
        max_length=300,
        help_text=gettext_lazy("Ví dụ: ký kết quả lĩnh vực hộ tịch, theo Văn bản ủy quyền số 05/UQ-UBND."),
    )

    def __init__(self, *args: Any, posts: Choices, officers: Choices, fields: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        post, officer, lent = self.fields["post"], self.fields["officer"], self.fields["fields_lent"]
        assert isinstance(lent, forms.MultipleChoiceField)
        lent.choices = list(fields)
        assert isinstance(post, forms.ChoiceField)
        assert isinstance(officer, forms.ChoiceField)
        post.choices = list(posts)
        officer.choices = [("", _("Chọn người được ủy quyền")), *officers]


class SharingForm(CommandForm):
    """How one unit's new steps are shared out; for the method by communes, whose communes."""

    place = forms.CharField(widget=forms.HiddenInput)
    method = forms.ChoiceField(
        label=gettext_lazy("Cách giao việc mới"),
        required=False,
        widget=forms.RadioSelect,
        choices=[
            ("", gettext_lazy("Để chung: ai nhận trước thì làm")),
            (Method.LOAD, gettext_lazy("Theo khối lượng: người đang ít việc nhất")),
            (Method.ROTATION, gettext_lazy("Luân phiên: người được giao đã lâu nhất")),
            (Method.COMMUNE, gettext_lazy("Theo địa bàn: người phụ trách xã của chủ hồ sơ")),
        ],
    )

    def __init__(self, *args: Any, officers: Choices, communes: dict[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.officers = list(officers)
        for number, name in self.officers:
            field = forms.CharField(
                label=_("Mã xã do %(name)s phụ trách") % {"name": name},
                required=False,
                max_length=2000,
                help_text=_("Mã 5 chữ số, cách nhau bằng dấu phẩy; chỉ dùng khi giao theo địa bàn."),
                initial=communes.get(int(number), ""),
            )
            self.add({f"xa_{number}": field})

    def clean(self) -> dict[str, Any]:
        """Which officer looks after each commune; a commune has one."""
        given: dict[str, Any] = super().clean() or {}
        named: dict[str, int] = {}
        for number, _name in self.officers:
            for code in given.get(f"xa_{number}", "").replace(";", ",").split(","):
                if code.strip() in named:
                    self.add_error(
                        f"xa_{number}", _("Xã %(code)s đã có người khác phụ trách.") % {"code": code.strip()}
                    )
                elif code.strip():
                    named[code.strip()] = int(number)
        given["communes"] = named
        return given
