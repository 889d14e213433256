"""What the clerk fills in: who, for whom, where, which papers, and the term where the catalogue does not say one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from motcua.base.words import gettext_lazy
from motcua.catalog.queries import VersionRules
from motcua.core import vietnam
from motcua.core.deadline import Norm, Unit
from motcua.core.deadline.norm import NormInvalid
from motcua.dossiers.models import Party
from motcua.web.ui import commands, entries, procedures
from motcua.web.ui.forms import Form
from motcua.web.ui.widgets import Combobox, FilesField

PERSON, BODY = "citizen", "organisation"
UNITS = [
    (Unit.WORKING_DAY, gettext_lazy("ngày làm việc")),
    (Unit.CALENDAR_DAY, gettext_lazy("ngày")),
    (Unit.WORKING_HOUR, gettext_lazy("giờ làm việc")),
    (Unit.MONTH, gettext_lazy("tháng")),
    (Unit.SAME_DAY, gettext_lazy("trong ngày làm việc")),
    (Unit.NONE, gettext_lazy("không quy định thời hạn")),
]
GROUNDS = Party.Ground.choices
WITH_A_PAPER = frozenset({Party.Ground.AUTHORISATION, Party.Ground.INTRODUCTION, Party.Ground.REPRESENTATIVE})
RETURN_WAYS = [
    ("desk", gettext_lazy("Tại Bộ phận Một cửa")),
    ("post", gettext_lazy("Qua bưu chính công ích")),
    ("online", gettext_lazy("Bản điện tử")),
]


class CommandForm(commands.CommandForm):
    """A form of this door that changes something once."""

    door = "counter"


class PlaceForm(CommandForm):
    """How the dossier came, who is competent for it, and in which case."""

    channel = forms.ChoiceField(
        label=gettext_lazy("Cách nộp"),
        choices=[("direct", gettext_lazy("Trực tiếp tại quầy")), ("postal", gettext_lazy("Qua bưu chính công ích"))],
        initial="direct",
        widget=forms.RadioSelect,
    )
    agency = forms.ChoiceField(label=gettext_lazy("Cơ quan giải quyết"))
    case = forms.ChoiceField(label=gettext_lazy("Trường hợp"), widget=forms.RadioSelect)
    result_by = forms.ChoiceField(label=gettext_lazy("Cách nhận kết quả"), choices=RETURN_WAYS, initial="desk")

    def __init__(
        self, *args: Any, agencies: Sequence[Any], cases: Sequence[tuple[str, str]], only: str, **kwargs: Any
    ) -> None:
        """:param only: the agency to choose beforehand, where the desk's own is competent."""
        super().__init__(*args, **kwargs)
        self.fields["agency"].choices = agencies if only else [("", "—"), *agencies]  # type: ignore[attr-defined]
        self.fields["agency"].initial = only
        self.fields["case"].choices = cases  # type: ignore[attr-defined]
        if not cases:
            del self.fields["case"]


class PersonForm(Form):
    """A name, a number and a telephone: what is asked of anybody who comes to the desk."""

    full_name = entries.Name(label=gettext_lazy("Họ và tên"))
    personal_id = entries.personal_id(label=gettext_lazy("Số định danh cá nhân"), required=False)
    phone = entries.phone(label=gettext_lazy("Số điện thoại"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["full_name"].required = self.prefix == "owner"
        for name in ("full_name", "personal_id"):
            self.fields[name].widget.attrs["autocomplete"] = "off"


class OwnerForm(PersonForm):
    """The owner of the dossier."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Chủ hồ sơ là"),
        choices=[(PERSON, gettext_lazy("Cá nhân")), (BODY, gettext_lazy("Tổ chức, doanh nghiệp"))],
        initial=PERSON,
        widget=forms.RadioSelect,
    )
    tax_code = entries.tax_code(label=gettext_lazy("Mã số thuế"), required=False)
    born_on = entries.Day(label=gettext_lazy("Ngày sinh"), required=False)
    email = forms.EmailField(label=gettext_lazy("Thư điện tử"), required=False)
    address = entries.Name(label=gettext_lazy("Số nhà, đường, thôn, tổ dân phố"), required=False)
    commune = forms.CharField(label=gettext_lazy("Xã, phường"), max_length=200, widget=Combobox, required=False)

    def __init__(self, *args: Any, communes: Iterable[str], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["commune"].widget.suggestions = communes
        self.fields["born_on"].widget.attrs["placeholder"] = _("ngày/tháng/năm")

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


class SubmitterForm(PersonForm):
    """Somebody who hands the dossier in for its owner, and on which ground."""

    ground = forms.ChoiceField(label=gettext_lazy("Căn cứ nộp thay"), choices=[("", "—"), *GROUNDS], required=False)
    ground_paper = entries.Name(
        label=gettext_lazy("Giấy tờ làm căn cứ"),
        help_text=gettext_lazy("Số, ngày, nơi công chứng, chứng thực hoặc nơi cấp; đã đối chiếu."),
        max_length=300,
        required=False,
    )

    @property
    def given(self) -> bool:
        """Whether anything was filled in: an empty form means that the owner has come in person."""
        return any(self.data.get(self.add_prefix(name)) for name in self.fields)

    @property
    def role(self) -> str:
        """Whoever is authorised acts as proxy, anybody else only brings it."""
        return "proxy" if self.cleaned_data["ground"] == Party.Ground.AUTHORISATION else "submitter"

    def clean(self) -> dict[str, Any]:
        """Who, on which ground, and the paper where the ground is one (law:authorisation)."""
        values = super().clean() or {}
        if not self.given:
            return values
        wanted = ["full_name", "ground"]
        wanted += ["ground_paper"] if values.get("ground") in WITH_A_PAPER else []
        for name in wanted:
            if name not in self.errors and not values.get(name):
                self.add_error(name, self.fields[name].error_messages["required"])
        return values


class ParcelForm(Form):
    """The postal item the dossier came in."""

    waybill = entries.Entry(vietnam.read_waybill, label=gettext_lazy("Mã vận đơn"), max_length=40, required=False)
    posted_on = entries.Day(label=gettext_lazy("Ngày gửi (dấu bưu chính)"), required=False)
    arrived_on = entries.Day(label=gettext_lazy("Ngày đến"), required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["arrived_on"].initial = today

    def ask(self) -> None:
        """Hold it against the rules: the dossier came by post."""
        values = self.cleaned_data
        for name in ("waybill", "posted_on", "arrived_on"):
            if name not in self.errors and not values.get(name):
                self.add_error(name, self.fields[name].error_messages["required"])
        posted, arrived = values.get("posted_on"), values.get("arrived_on")
        if arrived and arrived > self.today:
            self.add_error("arrived_on", _("Ngày đến không được sau hôm nay."))
        elif posted and arrived and posted > arrived:
            self.add_error("posted_on", _("Ngày gửi không được sau ngày đến."))


class PaperForm(Form):
    """One line of the check list: there or missing, and how many of which kind."""

    there = forms.BooleanField(required=False)
    originals = forms.IntegerField(label=gettext_lazy("Bản chính"), min_value=0, max_value=99, required=False)
    certified_copies = forms.IntegerField(
        label=gettext_lazy("Bản sao chứng thực"), min_value=0, max_value=99, required=False
    )
    copies = forms.IntegerField(label=gettext_lazy("Bản sao"), min_value=0, max_value=99, required=False)
    is_present_only = forms.BooleanField(label=gettext_lazy("Chỉ xuất trình"), required=False)
    is_reused = forms.BooleanField(label=gettext_lazy("Đã có trong hồ sơ trước"), required=False)
    note = entries.Name(label=gettext_lazy("Ghi chú, chỗ còn thiếu"), max_length=500, required=False)
    scans = FilesField(label=gettext_lazy("Bản quét"), required=False)


class ExtraPaperForm(PaperForm):
    """A paper the catalogue does not list."""

    name = entries.Name(label=gettext_lazy("Tên giấy tờ"), max_length=500, required=False)


@dataclass(frozen=True, slots=True)
class Term:
    """A term the clerk may choose, with the published words it was read from."""

    key: str
    norm: Norm
    words: str
    source: str


class TermForm(Form):
    """The term, where the catalogue could not be understood. Nothing is chosen beforehand."""

    choice = forms.ChoiceField(
        label=gettext_lazy("Thời hạn áp dụng cho hồ sơ này"), widget=forms.RadioSelect, required=False
    )
    value = forms.CharField(label=gettext_lazy("Số"), max_length=8, required=False)
    unit = forms.ChoiceField(label=gettext_lazy("Đơn vị"), choices=[("", "—"), *UNITS], required=False)

    def __init__(self, *args: Any, terms: Sequence[Term], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.terms = {term.key: term for term in terms}
        other = ("other", _("Thời hạn khác, ghi bên dưới"))
        self.fields["choice"].choices = [(term.key, term.words) for term in terms] + [other]  # type: ignore[attr-defined]
        self.fields["value"].widget.attrs["inputmode"] = "decimal"

    @property
    def sources(self) -> list[str]:
        """The published words the terms were read from, each once."""
        return list(dict.fromkeys(term.source for term in self.terms.values() if term.source))

    def clean(self) -> dict[str, Any]:
        """Put `norm` among the values: the term chosen, or None."""
        values = super().clean() or {}
        choice = values.get("choice") or ""
        values["norm"] = self.terms[choice].norm if choice in self.terms else None
        if choice == "other" or (not choice and values.get("unit")):
            values["norm"] = self._other(values)
        return values

    def _other(self, values: dict[str, Any]) -> Norm | None:
        unit = values.get("unit") or ""
        if not unit:
            self.add_error("unit", _("Xin chọn đơn vị của thời hạn"))
            return None
        if Unit(unit) in (Unit.NONE, Unit.SAME_DAY):
            return Norm(Decimal(0), Unit(unit))
        try:
            return Norm(Decimal((values.get("value") or "").replace(",", ".")), Unit(unit))
        except InvalidOperation:
            self.add_error("value", _("Xin nhập số của thời hạn, ví dụ 5 hoặc 0,5"))
        except NormInvalid as refused:
            self.add_error("value", refused.vi)
        return None


class MissingForm(Form):
    """What the notices say: why a supplement is asked for, or why the dossier is refused."""

    reason = forms.CharField(
        label=gettext_lazy("Lý do, căn cứ"), max_length=4000, widget=forms.Textarea, required=False
    )
    guidance = forms.CharField(
        label=gettext_lazy("Hướng dẫn người nộp"),
        help_text=gettext_lazy("Nơi có thẩm quyền, việc cần làm tiếp."),
        max_length=2000,
        widget=forms.Textarea,
        required=False,
    )


def terms(rules: VersionRules, channels: Iterable[str], cases: Iterable[str]) -> list[Term]:
    """The terms among which a clerk chooses, each once, for the ways and cases whose term is not clear."""
    found: dict[tuple[Decimal, Unit], Term] = {}
    for channel in channels:
        for case in cases:
            if rules.norm_for(channel, case) is not None:
                continue
            for rule in rules.choices_for(channel, case):
                if rule.norm is not None:
                    _offer(found, rule.norm, rule.time_raw, "")
                for alternative in rule.alternatives:
                    norm = _norm(alternative["value"], alternative["unit"])
                    if norm is not None:
                        _offer(found, norm, rule.time_raw, alternative.get("words", ""))
    return list(found.values())


def _offer(found: dict[tuple[Decimal, Unit], Term], norm: Norm, source: str, about: str) -> None:
    words = procedures.norm_words(norm.value, norm.unit)
    key = f"{norm.value}-{norm.unit}"
    named = f"{words} ({about})" if about and about.casefold() != words.casefold() else words
    found.setdefault((norm.value, norm.unit), Term(key, norm, named, source))


def _norm(value: str, unit: str) -> Norm | None:
    try:
        return Norm(Decimal(value), Unit(unit))
    except (InvalidOperation, NormInvalid, ValueError):
        return None
