"""A year's days off and exchanged days as the administrator confirms them."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.core.vietnam import tidy
from motcua.core.worktime import CalendarYear, YearStatus
from motcua.core.worktime.spec import WEEK
from motcua.web.ui import entries
from motcua.web.ui.forms import Form
from motcua.web.ui.wording import WEEKDAYS

BLANK: Final = 3
MOST: Final = 60


class YearForm(Form):
    """Every day off, every exchange, and the decision they come from."""

    reason = forms.CharField(
        label=gettext_lazy("Căn cứ"),
        max_length=300,
        help_text=gettext_lazy("Số, ngày văn bản quyết định hoặc thông báo lịch nghỉ."),
    )
    on = entries.Day(
        label=gettext_lazy("Dùng cho hồ sơ tiếp nhận từ ngày"),
        help_text=gettext_lazy("Hồ sơ đã tiếp nhận giữ lịch cũ; đổi ngày hẹn của chúng là một quyết định riêng."),
    )
    everywhere = forms.BooleanField(label=gettext_lazy("Ghi vào mọi lịch làm việc của tỉnh"), required=False)

    def __init__(self, *args: Any, year: CalendarYear, rows: int | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.year = year
        sent = self.data if self.is_bound else {}
        self.days = min(MOST, max(len(year.days_off) + BLANK, _rows(sent, "d")))
        self.exchanges = min(MOST, max(len(year.swaps) + BLANK, _rows(sent, "s")))
        for at in range(self.days):
            off = year.days_off[at] if at < len(year.days_off) else None
            self.add(
                {
                    f"d-{at}-on": entries.Day(label=_("Ngày nghỉ"), required=False, initial=off and off.on),
                    f"d-{at}-name": _line(_("Tên"), off.name if off else ""),
                    f"d-{at}-name_en": _line(_("Tên tiếng Anh"), off.name_en if off else ""),
                    f"d-{at}-replaces": entries.Day(
                        label=_("Nghỉ bù cho ngày"), required=False, initial=off and off.replaces
                    ),
                }
            )
        weekdays = [(name, str(WEEKDAYS[at])) for at, name in enumerate(WEEK)]
        for at in range(self.exchanges):
            swap = year.swaps[at] if at < len(year.swaps) else None
            self.add(
                {
                    f"s-{at}-off": entries.Day(label=_("Nghỉ ngày"), required=False, initial=swap and swap.off),
                    f"s-{at}-work": entries.Day(label=_("Làm bù ngày"), required=False, initial=swap and swap.work),
                    f"s-{at}-hours": forms.ChoiceField(
                        label=_("Theo giờ của"), choices=weekdays, required=False,
                        initial=WEEK[swap.hours_of] if swap else WEEK[0],
                    ),
                }
            )  # fmt: skip
        if year.status is YearStatus.OFFICIAL:
            self.add({"replaces": forms.BooleanField(label=_("Thay quyết định đã xác nhận trước đây"))})

    @property
    def day_rows(self) -> list[list[BoundField]]:
        return [[self[f"d-{at}-{name}"] for name in ("on", "name", "name_en", "replaces")] for at in range(self.days)]

    @property
    def swap_rows(self) -> list[list[BoundField]]:
        return [[self[f"s-{at}-{name}"] for name in ("off", "work", "hours")] for at in range(self.exchanges)]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        for at in range(self.exchanges):
            if bool(given.get(f"s-{at}-off")) != bool(given.get(f"s-{at}-work")):
                self.add_error(f"s-{at}-work", _("Hoán đổi phải có cả ngày nghỉ và ngày làm bù."))
        return given

    @property
    def table(self) -> dict[str, Any]:
        """The year as the calendar files write it."""
        given = self.cleaned_data
        laws = {off.on: off.law for off in self.year.days_off}
        days = []
        for at in range(self.days):
            on, replaces = given[f"d-{at}-on"], given[f"d-{at}-replaces"]
            if on is None:
                continue
            name = tidy(given[f"d-{at}-name"]) or "Ngày nghỉ"
            row = {"on": on.isoformat(), "name": name, "name_en": tidy(given[f"d-{at}-name_en"]) or "Day off"}
            row["law"] = laws.get(on, "substitute-day" if replaces else "day-off-plan")
            days.append(row | ({"replaces": replaces.isoformat()} if replaces else {}))
        swaps = [
            {
                "off": given[f"s-{at}-off"].isoformat(),
                "work": given[f"s-{at}-work"].isoformat(),
                "hours_of": given[f"s-{at}-hours"] or WEEK[0],
                "law": "day-off-plan",
            }
            for at in range(self.exchanges)
            if given[f"s-{at}-off"]
        ]
        days.sort(key=lambda row: row["on"])
        return {"status": YearStatus.OFFICIAL.value, "days_off": days, "swaps": swaps}


def _line(label: str, initial: str) -> forms.CharField:
    return forms.CharField(label=label, max_length=120, required=False, initial=initial)


def _rows(sent: Any, what: str) -> int:
    at = 0
    while at < MOST and any(name.startswith(f"{what}-{at}-") for name in sent):
        at += 1
    return at
