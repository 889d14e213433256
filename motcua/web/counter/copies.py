"""The lane for certified copies: papers, pages and copies on one page, the fee as it was set for the day.

It files an ordinary dossier of the procedure, with the ordinary declaration; only the way in and out is shorter.
"""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from motcua.base.words import gettext_lazy
from motcua.catalog import queries as catalog
from motcua.catalog.queries import Page
from motcua.core import tariff
from motcua.dossiers.filing import Filing, PaperIn, PartyIn
from motcua.dossiers.models import Dossier
from motcua.web.counter.clerk import Clerk
from motcua.web.counter.forms import CommandForm
from motcua.web.ui import entries
from motcua.web.ui.forms import Form

LINES = 5
DESK = "desk"


class RequestForm(CommandForm):
    """Who asks."""

    full_name = entries.Name(label=gettext_lazy("Người yêu cầu"))
    personal_id = entries.personal_id(label=gettext_lazy("Số định danh (quét thẻ)"), required=False)
    phone = entries.phone(label=gettext_lazy("Số điện thoại"), required=False)


class PaperForm(Form):
    """One paper to be copied; an empty line is no paper."""

    name = entries.Name(label=gettext_lazy("Tên giấy tờ"), max_length=200, required=False)
    pages = forms.IntegerField(label=gettext_lazy("Số trang"), min_value=1, max_value=500, required=False)
    copies = forms.IntegerField(label=gettext_lazy("Số bản"), min_value=1, max_value=200, required=False)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        given = [name for name in ("name", "pages", "copies") if values.get(name)]
        for name in ("name", "pages", "copies") if given else ():
            if not values.get(name) and name not in self.errors:
                self.add_error(name, self.fields[name].error_messages["required"])
        return values

    @property
    def is_given(self) -> bool:
        return bool(self.cleaned_data.get("name"))


@dataclass(frozen=True, slots=True)
class Asked:
    """A paper that was asked for, with its fee."""

    name: str
    pages: int
    copies: int
    fee_vnd: int


class Lane:
    """The forms of one request."""

    def __init__(self, data: QueryDict | None, clerk: Clerk, page: Page) -> None:
        self.clerk, self.page = clerk, page
        self.who = RequestForm(data, prefix="who")
        self.lines = [PaperForm(data, prefix=f"line{number}") for number in range(1, LINES + 1)]

    @property
    def forms(self) -> list[Form]:
        return [self.who, *self.lines]

    def is_valid(self) -> bool:
        """Check every line, so that all errors are shown at once."""
        right = [form.is_valid() for form in self.forms]
        if all(right) and not self.asked:
            self.lines[0].add_error("name", _("Xin nhập ít nhất một giấy tờ cần chứng thực"))
            return False
        return all(right)

    @property
    def asked(self) -> list[Asked]:
        """The papers, each with the fee of the day."""
        given = [line.cleaned_data for line in self.lines if line.is_given]
        return [
            Asked(each["name"], each["pages"], each["copies"], self._fee(each["pages"], each["copies"]))
            for each in given
        ]

    def _fee(self, pages: int, copies: int) -> int:
        return tariff.certified_copies(pages=pages, copies=copies, on=self.clerk.today)

    @property
    def total_vnd(self) -> int:
        return sum(each.fee_vnd for each in self.asked)

    def filing(self, case: str) -> Filing:
        """The dossier: originals are only shown, copies are handed in."""
        who = self.who.cleaned_data
        papers = [
            PaperIn(f"{each.name} ({each.pages} trang)", originals=1, copies=each.copies, is_present_only=True)
            for each in self.asked
        ]
        answers = {
            "papers": [{"name": each.name, "pages": each.pages, "copies": each.copies} for each in self.asked],
            "language": "vi",
            "true_originals": True,
            "result_by": DESK,
        }
        return Filing(
            procedure_version_id=self.page.version.pk,
            receiving_agency_id=self.clerk.desk.pk,
            competent_agency_id=self.clerk.desk.pk,
            channel="direct",
            parties=(PartyIn(who["full_name"], personal_id=who["personal_id"], phone=who["phone"]),),
            papers=tuple(papers),
            answers=answers,
            case_key=case,
        )


def page_of(clerk: Clerk) -> Page | None:
    """The procedure of this lane, where the desk's own agency offers it with the form the lane fills in."""
    offered = sorted(tariff.CERTIFIED_COPIES & catalog.offered_codes([clerk.desk.pk], clerk.today))
    if not offered:
        return None
    page = catalog.page(offered[0], on=clerk.today)
    form = catalog.form_in_use(page.version.pk).definition
    return page if {"papers", "true_originals"} <= {field.key for field in form.fields} else None


def fee_of(dossier: Dossier, answers: dict[str, Any]) -> int | None:
    """What the copies of a dossier cost on the day it was accepted; None where it is of another procedure."""
    if dossier.procedure_version.procedure.national_code not in tariff.CERTIFIED_COPIES or not dossier.accepted_at:
        return None
    papers = answers.get("papers")
    on = dossier.accepted_at.date()
    if not isinstance(papers, list) or not all(isinstance(each, dict) for each in papers):
        return None
    try:
        return sum(
            tariff.certified_copies(pages=int(each["pages"]), copies=int(each["copies"]), on=on) for each in papers
        )
    except (KeyError, TypeError, ValueError, tariff.NoTariff):
        return None
