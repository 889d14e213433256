"""Giving the result back: who stands at the desk, whether their number is one of the dossier's people, and if not, on
which ground they receive it (law:hand-over)."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils import translation
from django.utils.translation import gettext as _

from motcua.base.words import gettext_lazy
from motcua.core import vietnam
from motcua.dossiers.models import Party
from motcua.results.actions import Receiver
from motcua.results.models import Delivery
from motcua.web.counter.asking import ActForm
from motcua.web.counter.forms import GROUNDS
from motcua.web.counter.recognising import Kind, recognise
from motcua.web.ui import entries

Capacity, Way = Delivery.Capacity, Delivery.Way
CHECKED = [
    ("Giấy tiếp nhận và hẹn trả kết quả", gettext_lazy("Giấy tiếp nhận và hẹn trả kết quả")),
    ("Giấy tờ tùy thân", gettext_lazy("Giấy tờ tùy thân của người nhận")),
    ("Giấy ủy quyền", gettext_lazy("Giấy ủy quyền")),
]


@dataclass(frozen=True, slots=True)
class Identified:
    """A number that was scanned or typed, and whose it is in the dossier."""

    number: str
    name: str
    party: Party | None


def identify(text: str, parties: dict[str, Party]) -> Identified | None:
    """Whose number this is; None where it is none."""
    read = recognise(text)
    if read.kind not in (Kind.CARD, Kind.NUMBER):
        return None
    whose = [party for party in parties.values() if read.value in (party.personal_id, party.tax_code)]
    party = min(whose, key=lambda each: each.role != "owner") if whose else None
    name = read.card.full_name if read.card else party.full_name if party else ""
    return Identified(read.value, name, party)


class HandOverForm(ActForm):
    """Who gets the result, how, and what was checked (law:hand-over)."""

    way = forms.ChoiceField(
        label=gettext_lazy("Cách trả"), choices=Way.choices, initial=Way.DIRECT, widget=forms.RadioSelect
    )
    identity = forms.CharField(
        label=gettext_lazy("Quét thẻ hoặc nhập số định danh người nhận"),
        help_text=gettext_lazy("Hệ thống đối chiếu với chủ hồ sơ, người nộp, người được ủy quyền."),
        max_length=2000,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "data-scan": "", "data-identity": ""}),
    )
    to_name = entries.Name(label=gettext_lazy("Người nhận"))
    checked = forms.MultipleChoiceField(
        label=gettext_lazy("Đã kiểm tra"), choices=CHECKED, widget=forms.CheckboxSelectMultiple, required=False
    )
    ground = forms.ChoiceField(
        label=gettext_lazy("Người nhận không có trong hồ sơ: căn cứ nhận thay"),
        choices=[("", "—"), *GROUNDS],
        required=False,
    )
    ground_paper = entries.Name(
        label=gettext_lazy("Giấy tờ làm căn cứ, hoặc giấy tờ tùy thân thay thẻ"),
        help_text=gettext_lazy("Loại, số, ngày, nơi cấp hoặc chứng thực."),
        max_length=250,
        required=False,
    )
    waybill = entries.Entry(
        vietnam.read_waybill,
        label=gettext_lazy("Mã vận đơn"),
        help_text=gettext_lazy("Bắt buộc khi trả qua bưu chính."),
        max_length=40,
        required=False,
    )
    originals_back = entries.Name(label=gettext_lazy("Bản chính thu lại"), max_length=500, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        owner = self.page.parties.get("owner")
        self.fields["to_name"].initial = owner.full_name if owner else ""
        wished = {"post": Way.POSTAL, "online": Way.ONLINE}
        self.fields["way"].initial = wished.get(str(self.page.answers.get("result_by")), Way.DIRECT)

    def clean(self) -> dict[str, Any]:
        """By post with a waybill; by hand to somebody known, or on a ground."""
        values = super().clean() or {}
        if values.get("way") == Way.POSTAL and not values.get("waybill") and "waybill" not in self.errors:
            self.add_error("waybill", _("Xin nhập mã vận đơn"))
        if values.get("way") == Way.DIRECT:
            self._identify(values)
        return values

    def _identify(self, values: dict[str, Any]) -> None:
        given = values.get("identity", "")
        found = identify(given, self.page.parties) if given else None
        if given and found is None:
            self.add_error("identity", _("Không đọc được thẻ hoặc số định danh. Xin quét lại."))
        elif found and found.party:
            values["to_name"] = found.party.full_name
            values["receiver"] = Receiver(found.party.role, found.number, True)
        elif found:
            values["to_name"] = found.name or values.get("to_name", "")
            self._another(values, found.number)
        else:
            self._without_a_card(values)

    def _another(self, values: dict[str, Any], number: str) -> None:
        """Somebody the dossier does not know: the number says who, the ground says why."""
        for name in ("ground", "ground_paper"):
            if not values.get(name):
                self.add_error(name, _("Số này không có trong hồ sơ: xin ghi căn cứ nhận thay và giấy tờ làm căn cứ"))
        values["receiver"] = Receiver(Capacity.OTHER, number, False, self._ground(values))

    def _without_a_card(self, values: dict[str, Any]) -> None:
        if not values.get("checked"):
            self.add_error("checked", _("Xin quét thẻ, hoặc đánh dấu giấy tờ đã kiểm tra"))
        if not values.get("ground_paper"):
            self.add_error("ground_paper", _("Không quét thẻ: xin ghi giấy tờ tùy thân đã đối chiếu"))
        owner = self.page.parties.get("owner")
        is_owner = owner is not None and vietnam.same_name(values.get("to_name") or "", owner.full_name)
        if not is_owner and not values.get("ground"):
            self.add_error("ground", _("Người nhận không phải chủ hồ sơ: xin chọn căn cứ nhận thay"))
        capacity = Capacity.OWNER if is_owner else Capacity.OTHER
        values["receiver"] = Receiver(capacity, "", False, self._ground(values))

    def _ground(self, values: dict[str, Any]) -> str:
        with translation.override("vi"):  # the record is Vietnamese, whatever the clerk reads
            named = str(dict(GROUNDS).get(values.get("ground") or "", ""))
        return ": ".join(filter(None, [named, values.get("ground_paper", "")]))[:300]

    @property
    def receiver(self) -> Receiver | None:
        """Who was identified; nobody is where it goes by post or electronically."""
        found: Receiver | None = self.cleaned_data.get("receiver")
        return found

    @property
    def proof(self) -> str:
        """What the record says was checked: Vietnamese, whatever the clerk reads."""
        given = self.cleaned_data
        by_way = {Way.POSTAL: f"Vận đơn {given['waybill']}", Way.ONLINE: "Gửi bản điện tử"}
        matched = "Số định danh khớp hồ sơ" if self.receiver and self.receiver.is_matched else ""
        told = [matched, *given["checked"], by_way.get(Way(given["way"]), "")]
        return "; ".join(filter(None, told)) or "Đối chiếu số định danh người nhận"
