"""An application on its way through the form and the review page: what was typed, what was uploaded.

Each page carries all of it, so that no step depends on the one before; its draft (`drafting`) is kept besides.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from motcua.catalog import queries as catalog
from motcua.catalog.queries import Page
from motcua.core.linking import Bundle
from motcua.core.status_words import Words
from motcua.dossiers import queries as dossiers
from motcua.dossiers.filing import Filing, PaperIn, PartyIn
from motcua.org import queries as org
from motcua.people import queries as people
from motcua.people.models import Represented
from motcua.web.portal import beginning, drafting, holding, profile
from motcua.web.portal.forms import BODY, OwnerForm, PapersForm, PlaceForm, SubmitterForm
from motcua.web.portal.identity import level_of
from motcua.web.ui import procedures, uploads, wording
from motcua.web.ui.attaching import BUTTONS, KEPT, Attached
from motcua.web.ui.declaring import Declaration, typed_owner
from motcua.web.ui.forms import Form
from motcua.web.ui.parts import Fact, Paper
from motcua.web.ui.uploads import Kept
from motcua.web.ui.widgets import FilesField


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the review page."""

    title: str
    anchor: str
    facts: list[Fact]


class Application:
    """The forms of one application, bound to what was sent or filled with what is known of the citizen."""

    def __init__(
        self, request: HttpRequest, page: Page, *, today: date, now: datetime, draft: QueryDict | None = None
    ) -> None:
        self.request, self.page, self.today, self.now = request, page, today, now
        self.account = uploads.owner_of(request)
        data = request.POST if request.method == "POST" else draft
        self.sent = data is not None
        self.data = data if data is not None else QueryDict()
        self.writing = drafting.begun(self.account, data)
        self.communes = org.tree(on=today).communes()
        handed_in = [paper for paper in page.papers if paper.kind != "present_only"]
        self.papers = [line for group in procedures.paper_groups(handed_in) for line in group.papers]
        self.only_shown = ", ".join(procedures.paper_line(p).name for p in page.papers if p.kind == "present_only")
        self.begun = beginning.NOTHING
        if not self.sent:
            self.begun = beginning.of(request.GET, self.account.citizen, on=today, communes=self.communes)
        self.attached = Attached(self.data, account=self.account)
        self.kept = self.attached.by_control
        self.held = holding.offers(self.account, self.papers)
        if request.method == "POST":
            chosen = request.POST.getlist(holding.REUSE)
            holding.use_again(chosen, self.held, self.kept, account=self.account, now=now)
        offerings = [(str(offering.agency_id), offering.agency.name) for offering in page.offerings]
        cases = [(str(case.position), case.name) for case in page.cases]
        self.place = PlaceForm(data, agencies=offerings, cases=cases)
        self.owner = OwnerForm(
            data,
            prefix="owner",
            communes=self.communes,
            today=today,
            initial=None if self.sent else self.begun.owner or self._known(),
        )
        self.submitter = SubmitterForm(data, prefix="submitter", initial=self.begun.submitter)
        self.uploads = PapersForm(data, request.FILES if self.sent else None, papers=self.papers, kept=self.kept)
        self.tables = catalog.code_tables(on=today)
        self.declaration = Declaration(
            catalog.form_in_use(page.version.pk),
            data,
            on=today,
            tables=self.tables,
            sources=self._sources(),
            kept=self.kept,
            copied=self.begun.answers,
        )
        if draft is not None and data is draft:
            self.leave_unjudged()

    @property
    def forms(self) -> list[Form]:
        return [self.place, self.owner, self.submitter, self.uploads]

    def is_valid(self) -> bool:
        """Check every form, so that all errors are shown at once; keep the files even when something else is wrong."""
        right = [form.is_valid() for form in self.forms]
        right.append(self._keep_files())
        right.append(self.declaration.is_valid())
        return all(right)

    @property
    def asks_for_room(self) -> bool:
        """Whether a button inside the form was pressed: one more child, or the questions that follow."""
        return bool(self.declaration.pressed) or not BUTTONS.isdisjoint(self.data)

    def make_room(self) -> None:
        """Keep what was chosen for upload; judge nothing else yet."""
        self.uploads.is_valid()
        self._keep_files()
        self.leave_unjudged()

    def leave_unjudged(self) -> None:
        """Show what was typed; what is missing or wrong is said when the writer is through."""
        for form in self.forms:
            if form is not self.uploads or not self.request.FILES:
                form.leave_unjudged()

    def _sources(self) -> dict[str, Mapping[str, Any]]:
        """What the form can be begun with: the account and the last answers, or what was typed of the owner."""
        if self.sent:
            return {"owner": typed_owner(self.data, home=self.tables.home, communes=self.communes)}
        citizen = getattr(self.account, "citizen", None)
        earlier = dossiers.earlier_answers(citizen.pk, self.page.procedure.pk) if citizen else {}
        owner = self.begun.owner or self._known()
        account = self._known() if owner.get("kind") == BODY else owner
        return {"account": account, "owner": owner, "earlier": earlier}

    def _known(self) -> dict[str, Any]:
        citizen = getattr(self.account, "citizen", None)
        return profile.known(citizen, communes=self.communes) if citizen else {}

    @property
    def offered(self) -> list[holding.Offer]:
        """Papers held already that may be used again."""
        return holding.left(self.held, self.kept)

    @cached_property
    def represented(self) -> list[Represented]:
        """Those the citizen may file for today."""
        return list(people.represented_on(self.account.citizen.pk, on=self.today))

    # --- Files --------------------------------------------------------------------------------------------------------
    def _keep_files(self) -> bool:
        right = True
        for name in self.uploads.fields:
            given = self.uploads.cleaned_data.get(name) if hasattr(self.uploads, "cleaned_data") else None
            if not given:
                continue
            try:
                self.attached.add(name, given, now=self.now)
            except uploads.REFUSED as refused:
                self.uploads.add_error(name, uploads.said(refused))
                right = False
        return self._keep_declared_files() and right

    def _keep_declared_files(self) -> bool:
        right = True
        field = FilesField(required=False)
        for name, _label in self.declaration.file_names:
            try:
                given = field.clean(self.request.FILES.getlist(name))
                if given:
                    self.attached.add(name, given, now=self.now)
            except (ValidationError, *uploads.REFUSED) as refused:
                words = refused.messages[0] if isinstance(refused, ValidationError) else uploads.said(refused)
                self.declaration.add_error(name, Words(words, words))
                right = False
        return right

    @property
    def carried(self) -> Iterator[tuple[str, str]]:
        """What the review page sends back; its files and its hold on the draft come beside."""
        for name, values in self.data.lists():
            if name not in drafting.NOT_TYPED - {drafting.KEY} and name != KEPT:
                yield from ((name, str(value)) for value in values)

    @property
    def upload_rows(self) -> list[tuple[Any, list[Kept]]]:
        """Each upload field with what is already there."""
        return [(self.uploads[name], self.kept.get(name, [])) for name in self.uploads.fields]

    @property
    def asks_for(self) -> list[str]:
        """The names of all controls that take files."""
        return [*self.uploads.fields, *(name for name, _label in self.declaration.file_names)]

    # --- Review -------------------------------------------------------------------------------------------------------
    def review(self) -> list[Part]:
        place, owner = self.place, self.owner
        parts = [
            Part(_("Nơi nộp"), "id_agency", _shown(place, skip=("key",))),
            Part(_("Chủ hồ sơ"), "id_owner-full_name", _shown(owner)),
        ]
        if self.submitter.given:
            parts.append(Part(_("Người nộp"), "id_submitter-full_name", _shown(self.submitter)))
        return parts

    @property
    def checklist(self) -> list[Paper]:
        lines = []
        for paper in self.papers:
            files = self.kept.get(f"paper_{paper.key}", [])
            leaves = [kept for kept in files if kept.is_leaf]
            names = ", ".join(
                f"{kept.name} ({wording.size(kept.size)})" for kept in files if len(leaves) < 2 or not kept.is_leaf
            )
            if len(leaves) > 1:
                joined = _("%(count)s ảnh chụp, ghép thành một tài liệu PDF") % {"count": len(leaves)}
                names = ", ".join(filter(None, [joined, names]))
            have = True if files else None if paper.optional else False
            lines.append(Paper(paper.name, paper.amount, have, names, paper.optional, paper.key))
        return lines

    @property
    def missing(self) -> int:
        return sum(1 for paper in self.checklist if paper.have is False)

    def join(self) -> None:
        """Make the photographs of each paper one document.  :raises Refusal:"""
        papers = {f"paper_{paper.key}": paper.name for paper in self.papers}
        self.attached.join({**dict(self.declaration.file_names), **papers}, now=self.now)
        self.declaration.hold({name: self.attached.of(name) for name in self.kept})

    def part(self) -> None:
        """It was not taken: the pages are pages again."""
        self.attached.part()
        self.declaration.hold(self.kept)

    @cached_property
    def bundle(self) -> Bundle | None:
        """The procedures this one declaration is filed for."""
        return catalog.bundle_of(self.page.procedure.national_code, on=self.today)

    @cached_property
    def bundle_steps(self) -> tuple[catalog.BundleStep, ...]:
        return catalog.bundle_steps(self.bundle, on=self.today) if self.bundle else ()

    # --- Filing -------------------------------------------------------------------------------------------------------
    def filing(self) -> Filing:
        """What is handed to the dossiers: valid by now."""
        place = self.place.cleaned_data
        agency_id = int(place["agency"])
        case = place.get("case") or ""
        return Filing(
            procedure_version_id=self.page.version.pk,
            receiving_agency_id=agency_id,
            competent_agency_id=agency_id,
            channel="online",
            parties=tuple(self._parties()),
            papers=tuple(self._papers()),
            answers={**self.declaration.answers(), "result_by": place["result_by"]},
            case_key=self._case_key(case),
            owner_citizen_id=self.account.citizen.pk,
            identity_level=level_of(self.request),
        )

    def _case_key(self, position: str) -> str:
        return next((str(case.position) for case in self.page.cases if str(case.position) == position), "")

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
            address=f"{owner['address']}, {commune}",
            commune_code=self.communes.get(commune, ""),
        )
        if self.submitter.given:
            given: Mapping[str, Any] = self.submitter.cleaned_data
            yield PartyIn(
                full_name=given["full_name"],
                role="proxy" if given["is_proxy"] else "submitter",
                personal_id=given["personal_id"],
                phone=given["phone"],
            )

    def _papers(self) -> Iterator[PaperIn]:
        for paper in self.papers:
            for kept in self.attached.of(f"paper_{paper.key}"):
                yield PaperIn(name=paper.name, is_digitised=True, file_id=kept.id, is_reused=kept.copy_of is not None)
        for name, label in self.declaration.file_names:
            for kept in self.attached.of(name):
                yield PaperIn(name=label, is_digitised=True, file_id=kept.id)


def _shown(form: Form, skip: tuple[str, ...] = ()) -> list[Fact]:
    """Filled fields with the words of their choices."""
    facts = []
    for name, field in form.fields.items():
        value = form.cleaned_data.get(name)
        if name in skip or value in (None, "", []):
            continue
        choices = {str(key): str(label) for key, label in getattr(field, "choices", ())}
        if isinstance(value, date):
            shown = wording.day(value)
        elif value is True:
            shown = _("Có")
        elif value is False:
            continue
        elif name == "phone":
            shown = wording.phone(str(value))
        else:
            shown = choices.get(str(value), str(value))
        facts.append(Fact(str(field.label), shown))
    return facts
