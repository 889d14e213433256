"""What an administrator fills in about agencies: a new one, another name, a code, divisions, a reorganisation."""

import hashlib
import json
from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.core.vietnam import fold, tidy
from motcua.org import queries as org
from motcua.org.models import Agency, AgencyCode, Unit
from motcua.web.ui import entries
from motcua.web.ui.forms import Form
from motcua.web.ui.widgets import Combobox

MOST: Final = 60
TYPE: Final = gettext_lazy("Gõ một phần tên rồi chọn trong danh sách.")


def named_on(day: date) -> dict[str, int]:
    """The agencies of a day by a name that says which is meant: with the agency above where two bear one name."""
    tree = org.tree(on=day)
    found: dict[str, int] = {}
    seen: dict[str, int] = {}
    for node in tree.walk():
        seen[node.name] = seen.get(node.name, 0) + 1
    for node in tree.walk():
        above = tree.by_id[node.parent_id].name if node.parent_id and seen[node.name] > 1 else ""
        found[f"{node.name}, {above}" if above else node.name] = node.id
    return found


class FoundForm(Form):
    """A new agency."""

    name = forms.CharField(label=gettext_lazy("Tên cơ quan"), max_length=300)
    short_name = forms.CharField(
        label=gettext_lazy("Tên ngắn, tên địa phương"), max_length=200, required=False,
        help_text=gettext_lazy("Để trống thì lấy tên đầy đủ. Danh sách xếp theo tên này."),
    )  # fmt: skip
    level = forms.ChoiceField(label=gettext_lazy("Cấp"), choices=Agency.Level.choices)
    parent = forms.CharField(label=gettext_lazy("Cơ quan cấp trên"), max_length=600, required=False, help_text=TYPE)
    since = entries.Day(label=gettext_lazy("Hoạt động từ ngày"))
    is_one_stop = forms.BooleanField(label=gettext_lazy("Có Bộ phận Một cửa"), required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = named_on(today)
        self.fields["parent"].widget = Combobox(self.places)
        self.fields["since"].initial = today

    def clean_parent(self) -> int | None:
        return _chosen(self.places, self.cleaned_data["parent"])


def _chosen(places: dict[str, int], typed: str) -> int | None:
    """The agency that was typed: accents and the abbreviation `UBND` do not matter where only one fits."""
    typed = tidy(typed)
    if not typed or typed in places:
        return places.get(typed)
    fitting = {agency_id for name, agency_id in places.items() if _bare(name) == _bare(typed)}
    if len(fitting) != 1:
        raise ValidationError(_("Không có cơ quan nào tên “%(name)s” vào ngày đó.") % {"name": typed[:80]})
    return fitting.pop()


def _bare(name: str) -> str:
    return fold(name).replace("ubnd ", "uy ban nhan dan ")


class RenameForm(Form):
    """Another name from a day on."""

    name = forms.CharField(label=gettext_lazy("Tên mới"), max_length=300)
    short_name = forms.CharField(label=gettext_lazy("Tên ngắn mới"), max_length=200, required=False)
    since = entries.Day(label=gettext_lazy("Từ ngày"), help_text=gettext_lazy("Các ngày trước giữ tên cũ."))
    decision = forms.CharField(label=gettext_lazy("Căn cứ"), max_length=200, required=False)


class CodeForm(Form):
    """A code under one scheme from a day on."""

    scheme = forms.ChoiceField(label=gettext_lazy("Loại mã"), choices=AgencyCode.Scheme.choices)
    code = forms.CharField(label=gettext_lazy("Mã"), max_length=35)
    since = entries.Day(
        label=gettext_lazy("Dùng từ ngày"), help_text=gettext_lazy("Mã đang dùng cùng loại hết hiệu lực ngày trước đó.")
    )


class UnitForm(Form):
    """A new division."""

    name = forms.CharField(label=gettext_lazy("Tên phòng, đơn vị"), max_length=200)
    since = entries.Day(label=gettext_lazy("Hoạt động từ ngày"))


class UnitNameForm(Form):
    """Another name of a division from a day on."""

    name = forms.CharField(label=gettext_lazy("Tên mới"), max_length=200)
    since = entries.Day(label=gettext_lazy("Từ ngày"))


class UnitEndForm(Form):
    """The last day of a division, and which one takes over."""

    last_day = entries.Day(label=gettext_lazy("Ngày hoạt động cuối"))
    successor = forms.ChoiceField(label=gettext_lazy("Phòng nhận việc"), required=False)

    def __init__(self, *args: Any, unit: Unit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        beside = Unit.objects.filter(agency_id=unit.agency_id, valid_to__isnull=True).exclude(pk=unit.pk)
        successor = self.fields["successor"]
        assert isinstance(successor, forms.ChoiceField)
        choices = [("", _("Không có phòng nhận việc"))]
        successor.choices = choices + [(str(each.pk), each.name) for each in beside.order_by("sort_key", "pk")]

    def clean_successor(self) -> int | None:
        given = self.cleaned_data["successor"]
        return int(given) if given else None


class PlanForm(Form):
    """A reorganisation: who leaves, who takes over, from when. Rows are as many as were sent."""

    on = entries.Day(
        label=gettext_lazy("Từ ngày"), help_text=gettext_lazy("Ngày đầu của bộ máy mới; ngày trước đó là ngày cuối.")
    )
    ends = forms.ChoiceField(
        label=gettext_lazy("Sau ngày này"),
        choices=[
            ("ends", gettext_lazy("Kết thúc hoạt động")),
            ("part", gettext_lazy("Chuyển một phần, vẫn hoạt động")),
        ],
        widget=forms.RadioSelect,
        initial="ends",
    )
    decision = forms.CharField(
        label=gettext_lazy("Căn cứ"), max_length=200, help_text=gettext_lazy("Số, ngày nghị quyết hoặc quyết định.")
    )
    main = forms.IntegerField(required=False, min_value=0, max_value=MOST, widget=forms.HiddenInput)

    def __init__(self, *args: Any, leaving: Sequence[str] = ("",), heirs: Sequence[str] = ("",), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        more = self.data.get("op") == "more" if self.is_bound else False
        self.counts = {
            "old": _rows(self.data, "old", leaving, more) if self.is_bound else max(3, len(leaving)),
            "new": _rows(self.data, "new", heirs, more) if self.is_bound else max(2, len(heirs)),
        }
        for what, given in (("old", leaving), ("new", heirs)):
            for at in range(self.counts[what]):
                label = _("Cơ quan cũ") if what == "old" else _("Cơ quan kế tiếp")
                first = given[at] if at < len(given) else ""
                entry = forms.CharField(label=f"{label} {at + 1}", max_length=600, required=False, initial=first)
                self.add({f"{what}-{at}": entry})

    def suggest(self, day: date) -> None:
        """Offer the agencies of a day as one types."""
        names = list(named_on(day))
        for what, count in self.counts.items():
            for at in range(count):
                self.fields[f"{what}-{at}"].widget = Combobox(names if at == 0 else (), {"list": f"id_{what}-0_list"})

    @property
    def old_rows(self) -> list[BoundField]:
        return [self[f"old-{at}"] for at in range(self.counts["old"])]

    @property
    def new_rows(self) -> list[BoundField]:
        return [self[f"new-{at}"] for at in range(self.counts["new"])]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        on = given.get("on")
        if not on:
            return given
        before, after = named_on(date.fromordinal(on.toordinal() - 1)), named_on(on)
        given["leaving"] = self._read("old", before)
        given["heirs"] = self._read("new", after)
        chosen = given.get("main")
        try:
            given["main_id"] = _chosen(after, given.get(f"new-{chosen}") or "") if chosen is not None else None
        except ValidationError:
            given["main_id"] = None  # said beside its row already
        return given

    def _read(self, what: str, places: dict[str, int]) -> list[int]:
        found = []
        for at in range(self.counts[what]):
            try:
                each = _chosen(places, self.cleaned_data.get(f"{what}-{at}", ""))
            except ValidationError as wrong:
                self.add_error(f"{what}-{at}", wrong)
                continue
            if each is not None and each not in found:
                found.append(each)
        return found


def _rows(sent: Any, what: str, given: Sequence[str], more: bool) -> int:
    at = 0
    while at < MOST and f"{what}-{at}" in sent:
        at += 1
    return min(MOST, max(at, len(given), 1) + (3 if more else 0))


def fingerprint(plan: Any) -> str:
    """What was shown before it was confirmed: a plan or numbers that changed since are shown again."""
    return hashlib.sha256(json.dumps(repr(plan)).encode()).hexdigest()[:24]


def standing_units(agency_id: int, day: date) -> list[Unit]:
    """The divisions of an agency on a day and those to come, then those that ended."""
    rows = list(Unit.objects.filter(agency_id=agency_id).select_related("successor").order_by("sort_key", "pk"))
    over = {unit.pk for unit in rows if unit.valid_to is not None and unit.valid_to < day}
    return [unit for unit in rows if unit.pk not in over] + [unit for unit in rows if unit.pk in over]
