"""What an administrator fills in about officers: who they are, and what they do where from when."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.access import managing
from motcua.access.policy import ROLES
from motcua.core.roles import Role
from motcua.core.vietnam import tidy
from motcua.org import queries as org
from motcua.org.models import Unit
from motcua.org.models.periods import holding
from motcua.people import queries as people
from motcua.web.console.desk import Desk
from motcua.web.ui import entries
from motcua.web.ui.forms import Form
from motcua.web.ui.widgets import Combobox

Places = dict[str, tuple[int, int | None]]
Choices = Sequence[tuple[str, str]]


def places_of(desk: Desk) -> Places:
    """Where this administrator may give posts, by the name one types: agencies, and divisions after theirs."""
    reach = managing.reach_of(desk.account, on=desk.today)
    found: Places = {}
    units: dict[int, list[tuple[int, str]]] = {}
    for number, agency_id, name in (
        Unit.objects.filter(holding(desk.today)).order_by("sort_key", "pk").values_list("pk", "agency_id", "name")
    ):
        units.setdefault(agency_id, []).append((number, name))
    for node in org.tree(on=desk.today).walk():
        if reach.covers(node.id):
            found[node.name] = (node.id, None)
        for number, name in units.get(node.id, ()):
            if reach.covers(node.id, number):
                found[f"{node.name} – {name}"] = (node.id, number)
    return found


class PostForm(Form):
    """A post: the role, the place, the days."""

    place = forms.CharField(
        label=gettext_lazy("Cơ quan, phòng"),
        max_length=500,
        help_text=gettext_lazy("Gõ một phần tên rồi chọn trong danh sách."),
    )
    role = forms.ChoiceField(label=gettext_lazy("Vai trò"))
    title = forms.CharField(label=gettext_lazy("Chức danh"), max_length=120, required=False)
    valid_from = entries.Day(label=gettext_lazy("Từ ngày"))
    valid_to = entries.Day(label=gettext_lazy("Đến hết ngày"), required=False)

    def __init__(self, *args: Any, desk: Desk, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = places_of(desk)
        place, role = self.fields["place"], self.fields["role"]
        place.widget = Combobox(self.places)
        if len(self.places) == 1:
            place.initial = next(iter(self.places))
        assert isinstance(role, forms.ChoiceField)
        given = managing.grantable(desk.account, on=desk.today)
        role.choices = [("", "—"), *((each.value, ROLES[each].title) for each in given)]
        self.fields["valid_from"].initial = desk.today

    def clean_place(self) -> tuple[int, int | None]:
        typed = tidy(self.cleaned_data["place"])
        if typed not in self.places:
            raise ValidationError(_("Không có nơi nào tên như vậy trong phạm vi Ông/Bà quản lý."))
        return self.places[typed]

    @property
    def post(self) -> dict[str, Any]:
        """What the post is, for the verb."""
        given = self.cleaned_data
        agency_id, unit_id = given["place"]
        return {
            "agency_id": agency_id,
            "unit_id": unit_id,
            "role": Role(given["role"]),
            "title": given["title"],
            "valid_from": given["valid_from"],
            "valid_to": given["valid_to"],
        }


class OfficerForm(PostForm):
    """A new officer with the first post."""

    full_name = entries.Name(label=gettext_lazy("Họ và tên"), max_length=120)
    username = forms.CharField(
        label=gettext_lazy("Tên đăng nhập"),
        max_length=64,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
        help_text=gettext_lazy("Từ 3 ký tự, không có khoảng trắng; không dùng số định danh cá nhân."),
    )
    phone = entries.phone(label=gettext_lazy("Điện thoại"), required=False)
    email = forms.EmailField(label=gettext_lazy("Thư điện tử"), required=False)

    field_order = ("full_name", "username", "phone", "email", "place", "role", "title", "valid_from", "valid_to")


class LastDayForm(Form):
    """The last day something is held."""

    last_day = entries.Day(label=gettext_lazy("Ngày cuối giữ vị trí"))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["last_day"].initial = today


class LoanForm(Form):
    """To whom a post is lent, for which days and matters."""

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

    def __init__(self, *args: Any, today: date, officers: Choices, fields: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        officer, lent = self.fields["officer"], self.fields["fields_lent"]
        assert isinstance(officer, forms.ChoiceField)
        assert isinstance(lent, forms.MultipleChoiceField)
        officer.choices = [("", _("Chọn người được ủy quyền")), *officers]
        lent.choices = list(fields)
        if not lent.choices:
            del self.fields["fields_lent"]
        self.fields["valid_from"].initial = today

    def clean_valid_from(self) -> date:
        first: date = self.cleaned_data["valid_from"]
        if first < self.today:
            raise ValidationError(_("Ủy quyền không ghi lùi ngày: việc đã làm giữ người đã làm."))
        return first

    def clean(self) -> dict[str, Any]:
        """Somebody who is away themselves does nobody's work."""
        given: dict[str, Any] = super().clean() or {}
        given.setdefault("fields_lent", [])
        first, last, officer = given.get("valid_from"), given.get("valid_to"), given.get("officer")
        if first and last and officer and first <= last and people.is_away(officer, first=first, last=last):
            self.add_error("officer", _("Người này nghỉ trong những ngày đó. Hãy chọn người, ngày khác."))
        return given
