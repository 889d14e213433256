"""What officers fill in: as little as the law asks for."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from motcua.core import vietnam
from motcua.core.assigning import Method
from motcua.core.flow import Outcome
from motcua.core.worktime import CalendarGap, NotAWorkingDay, WorkCalendar
from motcua.web.office.asking import DUE, Asked
from motcua.web.office.presenting.lists import CHANNELS
from motcua.web.ui import commands, entries
from motcua.web.ui.forms import Form
from motcua.web.ui.parts import Fact
from motcua.web.ui.refusals import said
from motcua.web.ui.widgets import Combobox, Files

Choices = Iterable[tuple[str, str]]
NEED_REASON = frozenset({Outcome.REJECTED.value, Outcome.NEGATIVE.value})
ACCEPT = ".pdf,.docx,.jpg,.jpeg,.png"
PROSE = 4000


def prose(label: str, *, rows: int = 3, **given: Any) -> forms.CharField:
    """A text of some lines."""
    return forms.CharField(label=label, max_length=PROSE, widget=forms.Textarea(attrs={"data-rows": rows}), **given)


class CommandForm(commands.CommandForm):
    """A form of the office that changes something once."""

    door = "office"

    @property
    def words(self) -> list[Any]:
        """The fields to be drawn, in order."""
        return [self[name] for name in self.fields if name != "key"]


class FilterForm(Form):
    """What an inbox can be narrowed to: its own procedures, fields, steps and channels."""

    tim = forms.CharField(label="Tìm trong hộp việc", max_length=200, required=False)
    loc = forms.ChoiceField(label="Hạn bước", required=False)
    thu_tuc = forms.ChoiceField(label="Thủ tục", required=False)
    linh_vuc = forms.ChoiceField(label="Lĩnh vực", required=False)
    buoc = forms.ChoiceField(label="Bước", required=False)
    kenh = forms.ChoiceField(label="Cách nộp", required=False)

    def __init__(self, *, kinds: Sequence[dict[str, Any]], asked: Asked) -> None:
        initial = {name.replace("-", "_"): value for name, value in asked.filters.items()}
        super().__init__(initial=initial, auto_id="loc_%s")
        self._said: dict[tuple[str, str], str] = {}
        self.fields["tim"].help_text = "Mã, tên, số định danh, điện thoại (hoặc 4 số cuối), nội dung kê khai."
        self._offer("loc", list(DUE.items()))
        self._offer("thu_tuc", counted(kinds, "procedure_id", "procedure_name"))
        self._offer("linh_vuc", counted(kinds, "field_id", "field_name"))
        self._offer("buoc", counted(kinds, "step_name", "step_name"))
        self._offer("kenh", [(key, f"{CHANNELS[key]} ({n})") for key, n in channels(kinds).items()])

    def add_prefix(self, field_name: str) -> str:
        return field_name.replace("_", "-")  # as addresses are written here

    def applied(self) -> list[Fact]:
        """The filters in force, in words."""
        found = []
        for name, field in self.fields.items():
            value = self.initial.get(name, "")
            if value:
                found.append(Fact(str(field.label), self._said.get((name, value), value)))
        return found

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        value = self.initial.get(name, "")
        if value and value not in dict(choices):
            words = CHANNELS.get(value, value if name == "buoc" else "Mục đang chọn")
            choices = [*choices, (value, f"{words} (0)")]
        field.choices = [("", "Tất cả"), *choices]
        self._said |= {(name, key): words for key, words in choices}


def counted(kinds: Sequence[dict[str, Any]], key: str, name: str) -> list[tuple[str, str]]:
    """The kinds of one sort with how many there are, in Vietnamese order."""
    counts: dict[tuple[str, str], int] = {}
    for kind in kinds:
        named = (str(kind[key]), kind[name])
        counts[named] = counts.get(named, 0) + kind["count"]
    ordered = sorted(counts, key=lambda named: vietnam.collation_key(named[1]))
    return [(value, f"{said} ({counts[value, said]})") for value, said in ordered]


def channels(kinds: Sequence[dict[str, Any]]) -> dict[str, int]:
    """How many came by which channel."""
    found: dict[str, int] = {}
    for kind in kinds:
        found[kind["channel"]] = found.get(kind["channel"], 0) + kind["count"]
    return {key: found[key] for key in CHANNELS if key in found}


class ViewForm(Form):
    """The name of a view, and whether it opens first."""

    name = forms.CharField(label="Tên chế độ xem", max_length=60)
    is_default = forms.BooleanField(label="Mở đầu tiên khi vào hộp việc", required=False)


class ReasonForm(CommandForm):
    """A reason, and nothing else."""

    reason = prose("Lý do")

    def __init__(self, *args: Any, label: str = "", hint: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["reason"]
        field.label, field.help_text = label or field.label, hint
        self._complete({"reason": field})


class ConfirmForm(CommandForm):
    """Nothing to say: only that it is meant."""


class CompleteForm(CommandForm):
    """How a step ends, with an opinion, and whom the next one is given to."""

    outcome = forms.ChoiceField(label="Kết quả của bước", widget=forms.RadioSelect)
    assign_to = forms.ChoiceField(label="Giao cho", required=False)
    note = prose("Ý kiến xử lý", required=False)

    def __init__(self, *args: Any, outcomes: Choices, assignees: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered, people = list(outcomes), list(assignees)
        outcome, assign = self.fields["outcome"], self.fields["assign_to"]
        assert isinstance(outcome, forms.ChoiceField)
        assert isinstance(assign, forms.ChoiceField)
        outcome.choices = offered
        outcome.initial = offered[0][0] if offered else None
        assign.choices = [("", "Cả bộ phận (ai nhận trước thì làm)"), *people]
        if len(offered) == 1:
            outcome.widget = forms.HiddenInput()
        if not people:
            del self.fields["assign_to"]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("outcome") in NEED_REASON and not given.get("note", "").strip():
            self.add_error("note", "Không đồng ý hoặc từ chối thì phải ghi rõ lý do vào ý kiến xử lý.")
        return given


class BatchForm(CommandForm):
    """One opinion for several steps, and whom the next ones are given to."""

    assign_to = forms.TypedChoiceField(label="Giao cho", coerce=int, empty_value=None, required=False)
    note = prose("Ý kiến xử lý chung", required=False)

    def __init__(self, *args: Any, assignees: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field, people = self.fields["assign_to"], list(assignees)
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "Cả bộ phận (ai nhận trước thì làm)"), *people]
        if not people:
            del self.fields["assign_to"]


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


class SignForm(CommandForm):
    """One opinion for everything that is signed together."""

    note = prose("Ý kiến chung khi duyệt", rows=2, required=False)


class BatchApologyForm(CommandForm):
    """Why they will be late; the days are chosen before, so that each new date stands there to be read."""

    reason = prose("Lý do chậm", help_text="Ghi vào văn bản xin lỗi gửi từng người nộp.")


class BatchAssignForm(CommandForm):
    """Who gets all of the steps; what is not theirs to do is refused step by step."""

    officer = forms.TypedChoiceField(label="Giao cho", coerce=int)
    reason = prose("Lý do", rows=2, required=False)

    def __init__(self, *args: Any, officers: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["officer"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "Chọn người nhận"), *officers]


class IssueForm(CommandForm):
    """The symbol behind the running number of the register."""

    symbol = forms.CharField(
        label="Ký hiệu văn bản",
        max_length=40,
        help_text="Số thứ tự do hệ thống cấp liên tục trong sổ của năm; chỉ cần chọn ký hiệu, ví dụ QĐ-UBND.",
    )
    note = prose("Ghi chú", rows=2, required=False)

    def __init__(self, *args: Any, symbols: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["symbol"]
        field.widget = Combobox(symbols)
        field.initial = symbols[0] if symbols else ""

    def clean_symbol(self) -> str:
        symbol: str = self.cleaned_data["symbol"].strip()
        if not all(part.isalpha() for part in symbol.replace("&", "-").split("-")):
            raise ValidationError("Ký hiệu gồm chữ cái và dấu gạch nối, ví dụ QĐ-UBND.")
        return symbol


class ReassignForm(CommandForm):
    """Who gets the step instead."""

    officer = forms.ChoiceField(label="Giao cho")
    reason = prose("Lý do", rows=2, required=False)

    def __init__(self, *args: Any, officers: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["officer"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "Chọn người nhận"), *officers]


class SupplementForm(CommandForm):
    """Everything that is missing, in one notice: a note for each paper, other papers line by line, the reason."""

    others = prose(
        "Giấy tờ khác cần bổ sung",
        rows=2,
        required=False,
        help_text="Mỗi dòng một giấy tờ; ghi cần sửa gì sau dấu hai chấm.",
    )
    reason = prose("Lý do, hướng dẫn", help_text="Gửi đến người nộp đúng như ghi ở đây.")
    ground = forms.CharField(
        label="Căn cứ để yêu cầu thêm lần nữa",
        max_length=500,
        help_text="Hồ sơ đã được yêu cầu bổ sung. Ghi điều, khoản của pháp luật chuyên ngành cho phép yêu cầu lần nữa.",
    )

    def __init__(self, *args: Any, papers: Sequence[str], needs_ground: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.papers = list(papers)
        if not needs_ground:
            del self.fields["ground"]
        for number, name in enumerate(self.papers):
            self.add(
                {
                    f"missing_{number}": forms.BooleanField(label=name, required=False),
                    f"note_{number}": forms.CharField(label=f"Cần bổ sung gì: {name}", max_length=500, required=False),
                }
            )

    @property
    def lines(self) -> list[tuple[Any, Any]]:
        """Each paper with its note."""
        return [(self[f"missing_{number}"], self[f"note_{number}"]) for number in range(len(self.papers))]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        items = [
            {"paper": name, "note": given.get(f"note_{number}", "").strip()}
            for number, name in enumerate(self.papers)
            if given.get(f"missing_{number}") or given.get(f"note_{number}", "").strip()
        ]
        for line in given.get("others", "").splitlines():
            name, _, note = line.partition(":")
            if name.strip():
                items.append({"paper": name.strip(), "note": note.strip()})
        if not items:
            raise ValidationError("Hãy đánh dấu hoặc ghi ít nhất một giấy tờ cần bổ sung.")
        given["items"] = items
        return given


class ApologyForm(CommandForm):
    """Why it will be late, and by how much; the day itself is computed."""

    days = forms.ChoiceField(label="Thêm thời gian, ngày hẹn mới")
    reason = prose("Lý do chậm", help_text="Ghi vào văn bản xin lỗi gửi người nộp.")

    def __init__(self, *args: Any, dates: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["days"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(dates)


class ConsultForm(CommandForm):
    """A question to another agency, to be answered within the norm."""

    agency = forms.CharField(label="Cơ quan được hỏi", max_length=300, help_text="Gõ một phần tên rồi chọn.")
    question = prose("Nội dung cần ý kiến", rows=4)
    due_on = entries.Day(label="Trả lời trước ngày")

    def __init__(
        self, *args: Any, agencies: dict[str, int], latest: datetime | None, calendar: WorkCalendar, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.agencies, self.latest, self.calendar = agencies, latest, calendar
        self.fields["agency"].widget = Combobox(agencies)
        if latest is not None:
            self.fields["due_on"].help_text = f"Trong thời hạn giải quyết: chậm nhất {latest:%d/%m/%Y}."

    def clean_agency(self) -> int:
        typed = self.cleaned_data["agency"].strip()
        if typed not in self.agencies:
            raise ValidationError("Không có cơ quan nào tên như vậy. Hãy chọn trong danh sách gợi ý.")
        return self.agencies[typed]

    def clean(self) -> dict[str, Any]:
        """The answer is due when that day closes, or at the promise where that comes first."""
        given: dict[str, Any] = super().clean() or {}
        day = given.get("due_on")
        if day is None:
            return given
        try:
            closing = self.calendar.closing(day)
        except NotAWorkingDay:
            self.add_error("due_on", "Ngày này không phải ngày làm việc. Hãy chọn ngày làm việc.")
            return given
        except CalendarGap as gap:
            self.add_error("due_on", said(gap))
            return given
        same_day = self.latest is not None and self.latest.date() == day
        given["due_at"] = min(closing, self.latest) if same_day and self.latest else closing
        return given


class AnswerForm(CommandForm):
    answer = prose("Ý kiến trả lời", rows=5)


class PaymentForm(CommandForm):
    notice = forms.CharField(
        label="Số, ngày và nội dung thông báo nộp tiền",
        max_length=500,
        help_text="Ví dụ: Thông báo 12/TB-CCT ngày 23/11/2026, lệ phí trước bạ.",
    )


class DraftForm(CommandForm):
    """The answer as the case officer proposes it: a file, or a text written here."""

    title = entries.Name(label="Tên văn bản kết quả", max_length=500)
    is_negative = forms.BooleanField(label="Kết quả là không chấp thuận (từ chối giải quyết)", required=False)
    file = forms.FileField(
        label="Tệp kết quả",
        required=False,
        help_text="PDF hoặc Word. Có tệp thì không cần soạn nội dung bên dưới.",
        widget=Files(attrs={"accept": ACCEPT}),
    )
    body = forms.CharField(
        label="Hoặc soạn nội dung tại đây",
        max_length=50_000,
        required=False,
        widget=forms.Textarea(attrs={"data-rows": 10}),
    )

    def __init__(self, *args: Any, has_file: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.has_file = has_file
        self.fields["file"].widget.allow_multiple_selected = False

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if not given.get("file") and not given.get("body", "").strip() and not self.has_file:
            raise ValidationError("Hãy đính kèm tệp kết quả hoặc soạn nội dung văn bản.")
        return given
