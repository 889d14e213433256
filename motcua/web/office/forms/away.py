"""Days away, rights lent, and how a unit shares its work out."""

from typing import Any

from django import forms

from motcua.core.assigning import Method
from motcua.web.office.forms import Choices, CommandForm
from motcua.web.ui import entries


class LeaveForm(CommandForm):
    """Who is away, when, and who does the work meanwhile."""

    officer = forms.TypedChoiceField(label="Người nghỉ", coerce=int)
    valid_from = entries.Day(label="Nghỉ từ ngày")
    valid_to = entries.Day(label="Đến hết ngày")
    substitute = forms.TypedChoiceField(label="Người làm thay", coerce=int)
    reason = forms.CharField(label="Lý do", max_length=200, required=False)
    delegates = forms.BooleanField(label="Ủy quyền cả việc phân công, phê duyệt cho người làm thay", required=False)

    def __init__(self, *args: Any, officers: Choices, substitutes: Choices, decides: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        away, other = self.fields["officer"], self.fields["substitute"]
        assert isinstance(away, forms.ChoiceField)
        assert isinstance(other, forms.ChoiceField)
        away.choices = list(officers)
        other.choices = [("", "Chọn người làm thay"), *substitutes]
        if len(away.choices) == 1:
            away.widget = forms.HiddenInput()
            away.initial = away.choices[0][0]
        if not decides:
            del self.fields["delegates"]


class DelegateForm(CommandForm):
    """Which of one's posts is lent to whom, for which days and matters."""

    post = forms.TypedChoiceField(label="Quyền được ủy", coerce=int)
    officer = forms.TypedChoiceField(label="Ủy quyền cho", coerce=int)
    valid_from = entries.Day(label="Từ ngày")
    valid_to = entries.Day(label="Đến hết ngày")
    scope_note = forms.CharField(
        label="Phạm vi, văn bản ủy quyền",
        max_length=300,
        help_text="Ví dụ: ký kết quả lĩnh vực hộ tịch, theo Văn bản ủy quyền số 05/UQ-UBND.",
    )

    def __init__(self, *args: Any, posts: Choices, officers: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        post, officer = self.fields["post"], self.fields["officer"]
        assert isinstance(post, forms.ChoiceField)
        assert isinstance(officer, forms.ChoiceField)
        post.choices = list(posts)
        officer.choices = [("", "Chọn người được ủy quyền"), *officers]


class SharingForm(CommandForm):
    """How one unit's new steps are shared out; for the method by communes, whose communes."""

    place = forms.CharField(widget=forms.HiddenInput)
    method = forms.ChoiceField(
        label="Cách giao việc mới",
        required=False,
        widget=forms.RadioSelect,
        choices=[
            ("", "Để chung: ai nhận trước thì làm"),
            (Method.LOAD, "Theo khối lượng: người đang ít việc nhất"),
            (Method.ROTATION, "Luân phiên: người được giao đã lâu nhất"),
            (Method.COMMUNE, "Theo địa bàn: người phụ trách xã của chủ hồ sơ"),
        ],
    )

    def __init__(self, *args: Any, officers: Choices, communes: dict[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.officers = list(officers)
        for number, name in self.officers:
            field = forms.CharField(
                label=f"Mã xã do {name} phụ trách",
                required=False,
                max_length=2000,
                help_text="Mã 5 chữ số, cách nhau bằng dấu phẩy; chỉ dùng khi giao theo địa bàn.",
                initial=communes.get(int(number), ""),
            )
            self.add({f"xa_{number}": field})

    def clean(self) -> dict[str, Any]:
        """Which officer looks after each commune; a commune has one."""
        given: dict[str, Any] = super().clean() or {}
        named: dict[str, int] = {}
        for number, _ in self.officers:
            for code in given.get(f"xa_{number}", "").replace(";", ",").split(","):
                if code.strip() in named:
                    self.add_error(f"xa_{number}", f"Xã {code.strip()} đã có người khác phụ trách.")
                elif code.strip():
                    named[code.strip()] = int(number)
        given["communes"] = named
        return given
