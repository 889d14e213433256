"""A dossier brought to the desk, while the clerk takes it in: the forms as sent, what is wrong, what is to be filed.

Nothing is kept on the server but the scans: everything else travels with the page, so that an error costs no typing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core import signing
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from motcua.catalog import queries as catalog
from motcua.catalog.models import Paper
from motcua.catalog.queries import Page
from motcua.core import deadline, vietnam
from motcua.core.deadline import ClockEvent, ClockKind, Norm, Owed
from motcua.core.status_words import Words
from motcua.core.worktime import CalendarGap
from motcua.dossiers.filing import Filing, PaperIn, PartyIn
from motcua.org import queries as org
from motcua.org.refusals import NoCalendar
from motcua.web.counter import competence
from motcua.web.counter.clerk import Clerk
from motcua.web.counter.forms import (
    BODY,
    ExtraPaperForm,
    MissingForm,
    OwnerForm,
    PaperForm,
    PlaceForm,
    SubmitterForm,
    TermForm,
    terms,
)
from motcua.web.ui import procedures, uploads
from motcua.web.ui.declaring import Declaration
from motcua.web.ui.forms import Form
from motcua.web.ui.uploads import Kept

ACCEPT, INCOMPLETE, REFUSE, CHECK = "accept", "incomplete", "refuse", "check"
EXTRA_LINES = 2
KEPT_FOR = 24 * 3600
OF_THE_OWNER = ("full_name", "personal_id", "born_on", "phone", "email", "address")


@dataclass(frozen=True)
class PaperLine:
    """One line of the check list: what the catalogue asks for, what the clerk says of it, the scans kept for it."""

    key: str
    form: PaperForm
    kept: list[Kept]
    name: str = ""
    amount: str = ""
    remark: str = ""
    kind: str = Paper.Kind.CONDITIONAL
    case: str = ""

    @property
    def is_required(self) -> bool:
        return self.kind in (Paper.Kind.REQUIRED, Paper.Kind.PRESENT_ONLY)

    def applies(self, case: str) -> bool:
        """Whether the line belongs to the case chosen: lines without a case belong to all."""
        return not self.case or self.case == case

    def handed_in(self) -> Iterator[PaperIn]:
        """The paper as it is filed: one row for each scan, the numbers on the first."""
        given = self.form.cleaned_data
        name = self.name or given.get("name", "")
        first = self.kept[0] if self.kept else None
        yield PaperIn(
            name=name,
            originals=given["originals"] or 0,
            certified_copies=given["certified_copies"] or 0,
            copies=given["copies"] or 0,
            is_present_only=given["is_present_only"],
            note=given["note"],
            file_id=first.id if first else None,
            is_digitised=first is not None,
        )
        for kept in self.kept[1:]:
            yield PaperIn(name=name, file_id=kept.id, is_digitised=True, note=kept.name[:500])

    def missing(self) -> str:
        """How the supplement notice names it."""
        note = self.form.cleaned_data.get("note", "")
        return f"{self.name}: {note}" if note else self.name


class Intake:
    """The forms of one dossier at the desk."""

    def __init__(self, request: HttpRequest, clerk: Clerk, page: Page) -> None:
        self.request, self.clerk, self.page = request, clerk, page
        self.sent = request.method == "POST"
        self.may = competence.of(clerk.desk, on=clerk.today)
        self.rules = catalog.rules_for(page.version.pk)
        self.communes = org.tree(on=clerk.today).communes()
        self.agencies = competence.choices(page.offerings, self.may)
        self.kept = self._kept()
        data = request.POST if self.sent else None
        self.place = PlaceForm(data, agencies=self.agencies, cases=self._cases(), only=self._own_agency())
        self.owner = OwnerForm(data, prefix="owner", communes=self.communes, today=clerk.today)
        self.submitter = SubmitterForm(data, prefix="submitter")
        self.term = TermForm(data, prefix="term", terms=self.terms)
        self.notice = MissingForm(data, prefix="notice")
        self.lines = [*self._catalogue_lines(), *self._extra_lines()]
        self.declaration = Declaration(
            catalog.form_in_use(page.version.pk),
            request.POST if self.sent else None,
            on=clerk.today,
            tables=catalog.code_tables(on=clerk.today),
            sources={"owner": {name: request.POST.get(f"owner-{name}", "") for name in OF_THE_OWNER}},
            kept=self.kept,
        )

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

    def _catalogue_lines(self) -> Iterator[PaperLine]:
        data, files = self._sent_data()
        for paper in self.page.papers:
            if paper.kind == Paper.Kind.NOTE:
                continue
            shown = procedures.paper_line(paper)
            form = PaperForm(
                data,
                files,
                prefix=f"paper{paper.position}",
                initial={
                    "originals": paper.originals or None,
                    "copies": paper.copies or None,
                    "is_present_only": paper.kind == Paper.Kind.PRESENT_ONLY,
                },
            )
            case = str(paper.case.position) if paper.case else ""
            yield PaperLine(
                key=f"paper{paper.position}",
                form=form,
                kept=self.kept.setdefault(f"paper{paper.position}", []),
                name=shown.name,
                amount=shown.amount,
                remark=shown.note,
                kind=paper.kind,
                case=case,
            )

    def _extra_lines(self) -> Iterator[PaperLine]:
        data, files = self._sent_data()
        for number in range(1, EXTRA_LINES + 1):
            key = f"extra{number}"
            yield PaperLine(key, ExtraPaperForm(data, files, prefix=key), self.kept.setdefault(key, []))

    def _sent_data(self) -> tuple[Any, Any]:
        return (self.request.POST, self.request.FILES) if self.sent else (None, None)

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
        return [self.place, self.owner, self.submitter, self.term, self.notice, *self._paper_forms]

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
        """Whether a button inside the declaration was pressed."""
        return bool(self.declaration.pressed)

    def make_room(self) -> None:
        """Keep the scans; judge nothing else yet."""
        for form in self._paper_forms:
            form.is_valid()
        self._keep_files()
        for form in self.forms:
            form.leave_unjudged()

    def _fits(self) -> bool:
        match self.wanted:
            case "incomplete":
                if not self.missing and not self.notice.cleaned_data["reason"].strip():
                    self.notice.add_error("reason", "Xin ghi rõ chỗ còn thiếu, hoặc bỏ đánh dấu giấy tờ còn thiếu")
            case "refuse":
                if not self.notice.cleaned_data["reason"].strip():
                    self.notice.add_error("reason", "Xin ghi lý do, căn cứ từ chối")
            case _:
                self._check_papers()
                if self.norm is None:
                    self.term.add_error("choice", "Danh mục chưa xác định thời hạn: xin chọn thời hạn áp dụng")
        return not any(form.errors for form in self.forms)

    def _check_papers(self) -> None:
        for line in self.missing:
            line.form.add_error("there", f"Còn thiếu: {line.name}")

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
    @property
    def _salt(self) -> str:
        return f"counter.papers:{self.clerk.account.pk}"

    def _kept(self) -> dict[str, list[Kept]]:
        try:
            numbers = signing.loads(self.request.POST.get("kept", ""), salt=self._salt, max_age=KEPT_FOR)
        except signing.BadSignature:
            return {}
        dropped = set(self.request.POST.getlist("drop"))
        return {
            key: [kept for kept in uploads.find(ids, account=self.clerk.account) if str(kept.id) not in dropped]
            for key, ids in numbers.items()
            if ids
        }

    def _keep_files(self) -> bool:
        right = True
        for line in self.lines:
            given = getattr(line.form, "cleaned_data", {}).get("scans")
            if not given:
                continue
            try:
                line.kept.extend(uploads.keep(given, account=self.clerk.account, now=self.clerk.now))
            except uploads.REFUSED as refused:
                line.form.add_error("scans", ValidationError(uploads.said(refused)))
                right = False
        for name, _ in self.declaration.file_names:
            try:
                given = uploads.keep(self.request.FILES.getlist(name), account=self.clerk.account, now=self.clerk.now)
                self.kept.setdefault(name, []).extend(given)
            except uploads.REFUSED as refused:
                self.declaration.add_error(name, Words(uploads.said(refused), uploads.said(refused)))
                right = False
        return right

    @property
    def kept_signed(self) -> str:
        return signing.dumps(
            {key: [kept.id for kept in some] for key, some in self.kept.items() if some}, salt=self._salt
        )

    @property
    def all_kept(self) -> list[Kept]:
        declared = [kept for name, _ in self.declaration.file_names for kept in self.kept.get(name, [])]
        return [kept for line in self._there for kept in line.kept] + declared

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
            parties=tuple(self._parties()),
            papers=tuple(self._papers()),
            answers={**self.declaration.answers(), "result_by": place["result_by"]},
            case_key=self.case,
            is_non_territorial=self.may.is_beyond(competent),
        )

    def _papers(self) -> Iterator[PaperIn]:
        for line in self._there:
            if line.name or self._named(line):
                yield from line.handed_in()
        for name, label in self.declaration.file_names:
            for kept in self.kept.get(name, []):
                yield PaperIn(name=label, is_digitised=True, file_id=kept.id)

    def _parties(self) -> Iterator[PartyIn]:
        owner = self.owner.cleaned_data
        body = owner["kind"] == BODY
        commune = owner["commune"].strip()
        yield PartyIn(
            full_name=owner["full_name"],
            kind=owner["kind"],
            personal_id=owner["personal_id"],
            tax_code=owner["tax_code"] if body else "",
            born_on=owner["born_on"].isoformat() if owner["born_on"] else "",
            phone=owner["phone"],
            email=owner["email"],
            address=", ".join(filter(None, [owner["address"], commune])),
            commune_code=self.communes.get(commune, ""),
        )
        if self.submitter.given:
            given = self.submitter.cleaned_data
            role = "proxy" if given["is_proxy"] else "submitter"
            yield PartyIn(given["full_name"], role=role, personal_id=given["personal_id"], phone=given["phone"])

    def notice_content(self) -> dict[str, Any]:
        """The supplement notice: every paper that is missing, the reason, and guidance, in one (law:one-notice)."""
        said = self.notice.cleaned_data
        content = {"items": [vietnam.tidy(line.missing()) for line in self.missing], "reason": said["reason"].strip()}
        return content | ({"guidance": said["guidance"].strip()} if said["guidance"].strip() else {})
