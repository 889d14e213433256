"""A dossier brought to the desk, while the clerk takes it in: the forms as sent, what is wrong, what is to be filed.

Nothing is kept on the server but the scans: everything else travels with the page, so that an error costs no typing.
"""

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _

from motcua.catalog import queries as catalog
from motcua.catalog.queries import Page
from motcua.core import deadline, vietnam
from motcua.core.deadline import ClockEvent, ClockKind, Norm, Owed
from motcua.core.linking import Bundle
from motcua.core.status_words import Words
from motcua.core.worktime import CalendarGap
from motcua.dossiers import queries as dossiers
from motcua.dossiers.filing import Filing, PaperIn
from motcua.org import queries as org
from motcua.org.refusals import NoCalendar
from motcua.web.counter import competence, knowing
from motcua.web.counter.clerk import Clerk
from motcua.web.counter.forms import MissingForm, OwnerForm, ParcelForm, PlaceForm, SubmitterForm, TermForm, terms
from motcua.web.counter.knowing import Twins
from motcua.web.counter.papers import PaperLine, lines_of
from motcua.web.counter.parties import parcel, parties
from motcua.web.ui import procedures, uploads
from motcua.web.ui.attaching import BUTTONS, Attached
from motcua.web.ui.declaring import Declaration, typed_owner
from motcua.web.ui.forms import Form
from motcua.web.ui.uploads import Kept

ACCEPT, INCOMPLETE, REFUSE, CHECK = "accept", "incomplete", "refuse", "check"
BEGIN = "begin"


class Intake:
    """The forms of one dossier at the desk."""

    def __init__(self, request: HttpRequest, clerk: Clerk, page: Page) -> None:
        self.request, self.clerk, self.page = request, clerk, page
        self.begun = BEGIN in request.POST  # with what the desk's one field told: nothing is judged yet
        self.sent = request.method == "POST" and not self.begun
        self.may = competence.of(clerk.desk, on=clerk.today)
        self.rules = catalog.rules_for(page.version.pk)
        self.communes = org.tree(on=clerk.today).communes()
        self.agencies = competence.choices(page.offerings, self.may)
        self.attached = Attached(request.POST, account=clerk.account)
        self.kept = self.attached.by_control
        data = request.POST if self.sent else None
        first = _carried(request) if self.begun else {}
        places: dict[str, Any] = {"agencies": self.agencies, "cases": self._cases(), "only": self._own_agency()}
        self.place = PlaceForm(data, initial=first, **places)
        about: dict[str, Any] = {"communes": self.communes, "today": clerk.today, "initial": _of(first, "owner")}
        self.owner = OwnerForm(data, prefix="owner", **about)
        self.submitter = SubmitterForm(data, prefix="submitter")
        self.parcel = ParcelForm(data, prefix="parcel", today=clerk.today, initial=_of(first, "parcel"))
        self.term = TermForm(data, prefix="term", terms=self.terms)
        self.notice = MissingForm(data, prefix="notice")
        sent = (request.POST, request.FILES) if self.sent else (None, None)
        self.lines = lines_of(page.papers, sent, self.kept, knowing.held(self._number(), clerk))
        tables = catalog.code_tables(on=clerk.today)
        known = typed_owner(request.POST, home=tables.home, communes=self.communes)
        self.declaration = Declaration(
            catalog.form_in_use(page.version.pk),
            request.POST if self.sent else None,
            on=clerk.today,
            tables=tables,
            sources={"owner": known},
            kept=self.kept,
        )

    def _number(self) -> str:
        """The owner's number, as it stands on the page."""
        return next((n for n in map(self.request.POST.get, ("owner-personal_id", "owner-tax_code")) if n), "")

    @cached_property
    def twins(self) -> Twins:
        """Dossiers this one may be a second of."""
        numbers = [self.request.POST.get(f"owner-{name}", "") for name in ("personal_id", "tax_code")]
        return knowing.twins(numbers, self.page.procedure.pk, self.clerk) if any(numbers) else Twins()

    @property
    def warns(self) -> bool:
        """Whether there is a twin the clerk has not been told of; the same command sent again is no twin of itself."""
        told = self.request.POST.get("twins", "") == self.twins.mark
        return bool(self.twins) and not told and not dossiers.was_carried_out(self.place.cleaned_data["key"])

    # --- What the catalogue says --------------------------------------------------------------------------------------
    def _cases(self) -> list[tuple[str, str]]:
        return [(str(case.position), procedures.tidied(case.name).rstrip(":")) for case in self.page.cases]

    def _own_agency(self) -> str:
        """The agency there is no need to choose: the desk's own, or the only one."""
        offered = [value for _, group in self.agencies for value, _ in group]
        return str(self.may.desk_id) if str(self.may.desk_id) in offered else offered[0] if len(offered) == 1 else ""

    @cached_property
    def terms(self) -> list[Any]:
        return terms(self.rules, ("direct", "postal"), [key for key, _ in self._cases()] or [""])

    @cached_property
    def term_may_be_asked(self) -> bool:
        """Whether for any way and case the catalogue leaves the term to the clerk."""
        cases = [key for key, _ in self._cases()] or [""]
        return any(self.rules.norm_for(channel, case) is None for channel in ("direct", "postal") for case in cases)

    @property
    def groups(self) -> list[tuple[str, str, list[PaperLine]]]:
        """The lines of the catalogue by case: (case key, its name, lines)."""
        names = {"": "", **dict(self._cases())}
        cases = dict.fromkeys(line.case for line in self.lines if line.name)
        return [(case, names[case], [each for each in self.lines if each.name and each.case == case]) for case in cases]

    @property
    def extras(self) -> list[PaperLine]:
        return [line for line in self.lines if not line.name]

    # --- Checking -----------------------------------------------------------------------------------------------------
    @property
    def forms(self) -> list[Form]:
        return [self.place, self.owner, self.submitter, self.parcel, self.term, self.notice, *self._paper_forms]

    @property
    def _paper_forms(self) -> list[Form]:
        return [line.form for line in self.lines]

    @property
    def wanted(self) -> str:
        """Which of the three ways out the clerk pressed; anything else only checks."""
        do = self.request.POST.get("do", "")
        return do if do in (ACCEPT, INCOMPLETE, REFUSE) else CHECK

    def is_valid(self) -> bool:
        """Check every form at once, keep the scans in any case, then what the chosen way out asks for."""
        right = [form.is_valid() for form in self.forms]
        right.append(self._keep_files())
        right.append(self._declares())
        return all(right) and self._fits()

    def _declares(self) -> bool:
        """A dossier that is taken in is declared whole; one that is not may keep what there is."""
        right = self.declaration.is_valid()
        if not right and self.wanted in (INCOMPLETE, REFUSE):
            self.declaration.judged = False
            return True
        return right

    @property
    def asks_for_room(self) -> bool:
        """Whether a button inside the declaration, or of a scan, was pressed."""
        return bool(self.declaration.pressed) or not BUTTONS.isdisjoint(self.request.POST)

    def make_room(self) -> None:
        """Keep the scans; judge nothing else yet."""
        for form in self._paper_forms:
            form.is_valid()
        self._keep_files()
        for form in self.forms:
            form.leave_unjudged()

    def _fits(self) -> bool:
        if self.place.cleaned_data.get("channel") == "postal":
            self.parcel.ask()
        match self.wanted:
            case "incomplete":
                if not self.missing and not self.notice.cleaned_data["reason"].strip():
                    self.notice.add_error("reason", _("Xin ghi rõ chỗ còn thiếu, hoặc bỏ đánh dấu giấy tờ còn thiếu"))
            case "refuse":
                if not self.notice.cleaned_data["reason"].strip():
                    self.notice.add_error("reason", _("Xin ghi lý do, căn cứ từ chối"))
            case _:
                self._check_papers()
                if self.norm is None:
                    self.term.add_error("choice", _("Danh mục chưa xác định thời hạn: xin chọn thời hạn áp dụng"))
        return not any(form.errors for form in self.forms)

    def _check_papers(self) -> None:
        for line in self.missing:
            line.form.add_error("there", _("Còn thiếu: %(name)s") % {"name": line.name})

    @property
    def case(self) -> str:
        chosen = self.place.cleaned_data.get("case") or "" if self.place.is_valid() else ""
        return chosen if chosen in self.rules.case_names else ""

    @cached_property
    def norm(self) -> Norm | None:
        """The term that will hold: the catalogue's, or the one the clerk chose."""
        return self.rules.norm_for(self.place.cleaned_data["channel"], self.case) or self.chosen_norm

    @property
    def chosen_norm(self) -> Norm | None:
        return self.term.cleaned_data.get("norm")

    @property
    def missing(self) -> list[PaperLine]:
        """What the case chosen requires and is not there."""
        required = [line for line in self.lines if line.is_required and line.applies(self.case)]
        return [line for line in required if not line.form.cleaned_data.get("there")]

    def promise(self) -> Owed | None:
        """When the result would be owed if the dossier were accepted now; None where no time is set or known."""
        if self.norm is None:
            return None
        start = [ClockEvent(ClockKind.START, self.clerk.now, ground="law:receipt")]
        try:
            calendar = org.calendar_of(int(self.place.cleaned_data["agency"]), self.clerk.today)
            return deadline.owed(self.norm, start, calendar, self.rules.policy)
        except (CalendarGap, NoCalendar):
            return None

    # --- Scans --------------------------------------------------------------------------------------------------------
    def _keep_files(self) -> bool:
        right = True
        for line in self.lines:
            given = getattr(line.form, "cleaned_data", {}).get("scans")
            if not given:
                continue
            try:
                self.attached.add(line.control, given, now=self.clerk.now)
            except uploads.REFUSED as refused:
                line.form.add_error("scans", ValidationError(uploads.said(refused)))
                right = False
        for name, _label in self.declaration.file_names:
            try:
                self.attached.add(name, self.request.FILES.getlist(name), now=self.clerk.now)
            except uploads.REFUSED as refused:
                self.declaration.add_error(name, Words(uploads.said(refused), uploads.said(refused)))
                right = False
        return right

    def join(self) -> None:
        """Make the photographs of each paper one document.  :raises Refusal:"""
        names = {line.control: line.called for line in self.lines} | dict(self.declaration.file_names)
        self.attached.join(names, now=self.clerk.now)
        self.declaration.hold({name: self.attached.of(name) for name in self.kept})

    def part(self) -> None:
        """It was not taken in: the pages are pages again."""
        self.attached.part()
        self.declaration.hold(self.kept)

    @property
    def scans(self) -> list[Kept]:
        """All scans as they are handed in."""
        controls = [line.control for line in self._there] + [name for name, _ in self.declaration.file_names]
        return [kept for control in controls for kept in self.attached.of(control)]

    @cached_property
    def bundle(self) -> Bundle | None:
        """The procedures this one declaration is filed for."""
        return catalog.bundle_of(self.page.procedure.national_code, on=self.clerk.today)

    @cached_property
    def bundle_steps(self) -> tuple[catalog.BundleStep, ...]:
        return catalog.bundle_steps(self.bundle, on=self.clerk.today) if self.bundle else ()

    # --- Filing -------------------------------------------------------------------------------------------------------
    @property
    def _there(self) -> list[PaperLine]:
        """The papers handed in: ticked, or scanned, or named in an extra line."""
        return [
            line
            for line in self.lines
            if line.applies(self.case) and (line.form.cleaned_data.get("there") or line.kept or self._named(line))
        ]

    def _named(self, line: PaperLine) -> bool:
        return bool(line.form.cleaned_data.get("name"))

    def filing(self) -> Filing:
        """What is handed to the dossiers: valid by now."""
        place = self.place.cleaned_data
        competent = int(place["agency"])
        return Filing(
            procedure_version_id=self.page.version.pk,
            receiving_agency_id=self.clerk.desk.pk,
            competent_agency_id=competent,
            channel=place["channel"],
            parties=tuple(parties(self.owner, self.submitter, self.communes)),
            parcel=parcel(self.parcel, place["channel"]),
            papers=tuple(self._papers()),
            answers={**self.declaration.answers(), "result_by": place["result_by"]},
            case_key=self.case,
            is_non_territorial=self.may.is_beyond(competent),
        )

    def _papers(self) -> Iterator[PaperIn]:
        for line in self._there:
            if line.name or self._named(line):
                yield from line.handed_in(self.attached.of(line.control))
        for name, label in self.declaration.file_names:
            for kept in self.attached.of(name):
                yield PaperIn(name=label, is_digitised=True, file_id=kept.id)

    def notice_content(self) -> dict[str, Any]:
        """The supplement notice: every paper that is missing, the reason, and guidance, in one (law:one-notice)."""
        said = self.notice.cleaned_data
        content = {"items": [vietnam.tidy(line.missing()) for line in self.missing], "reason": said["reason"].strip()}
        return content | ({"guidance": said["guidance"].strip()} if said["guidance"].strip() else {})


def _carried(request: HttpRequest) -> dict[str, str]:
    """What the page before told of person and parcel."""
    wanted = {"channel", *(name for name in request.POST if name.startswith(("owner-", "parcel-")))}
    return {name: request.POST[name] for name in wanted if request.POST.get(name)}


def _of(carried: dict[str, str], prefix: str) -> dict[str, str]:
    begin = f"{prefix}-"
    return {name.removeprefix(begin): value for name, value in carried.items() if name.startswith(begin)}
