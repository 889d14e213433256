"""What a leader signs: supplements, apologies, results."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from motcua.base.words import gettext_lazy
from motcua.web.office.forms import Choices, CommandForm, prose


class SupplementForm(CommandForm):
    """Everything that is missing, in one notice: a note for each paper, other papers line by line, the reason."""

    others = prose(
        gettext_lazy("Giấy tờ khác cần bổ sung"),
        rows=2,
        required=False,
        help_text=gettext_lazy("Mỗi dòng một giấy tờ; ghi cần sửa gì sau dấu hai chấm."),
    )
    reason = prose(gettext_lazy("Lý do, hướng dẫn"), help_text=gettext_lazy("Gửi đến người nộp đúng như ghi ở đây."))
    ground = forms.CharField(
        label=gettext_lazy("Căn cứ để yêu cầu thêm lần nữa"),
        max_length=500,
        help_text=gettext_lazy(
            "Hồ sơ đã được yêu cầu bổ sung. Ghi điều, khoản của pháp luật chuyên ngành cho phép yêu cầu lần nữa."
        ),
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
                    f"note_{number}": forms.CharField(
                        label=_("Cần bổ sung gì: %(name)s") % {"name": name}, max_length=500, required=False
                    ),
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
            name, _colon, note = line.partition(":")
            if name.strip():
                items.append({"paper": name.strip(), "note": note.strip()})
        if not items:
            raise ValidationError(_("Hãy đánh dấu hoặc ghi ít nhất một giấy tờ cần bổ sung."))
        given["items"] = items
        return given


class ApologyForm(CommandForm):
    """Why it will be late, and by how much; the day itself is computed."""

    days = forms.ChoiceField(label=gettext_lazy("Thêm thời gian, ngày hẹn mới"))
    reason = prose(gettext_lazy("Lý do chậm"), help_text=gettext_lazy("Ghi vào văn bản xin lỗi gửi người nộp."))

    def __init__(self, *args: Any, dates: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["days"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(dates)


class BatchApologyForm(CommandForm):
    """Why they will be late; the days are chosen before, so that each new date stands there to be read."""

    reason = prose(gettext_lazy("Lý do chậm"), help_text=gettext_lazy("Ghi vào văn bản xin lỗi gửi từng người nộp."))


class SignForm(CommandForm):
    """One opinion for everything that is signed together."""

    note = prose(gettext_lazy("Ý kiến chung khi duyệt"), rows=2, required=False)
