"""The check list of the desk: what the catalogue asks for, line by line, what is there, its scans.

A line counts originals, certified and plain copies; says what was only shown, and what an earlier dossier holds.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from motcua.catalog.models import Paper
from motcua.core import vietnam
from motcua.dossiers.filing import PaperIn
from motcua.dossiers.queries import HeldPaper
from motcua.web.counter.forms import ExtraPaperForm, PaperForm
from motcua.web.ui import procedures
from motcua.web.ui.uploads import Kept

EXTRA_LINES = 2
SCANS = "scans"
Sent = tuple[Any, Any]  # data and files as sent, or two Nones


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
    held: HeldPaper | None = None  # an earlier dossier of the owner has it as a scan

    @property
    def control(self) -> str:
        """The name of the control that takes its scans."""
        return self.form.add_prefix(SCANS)

    @property
    def is_required(self) -> bool:
        return self.kind in (Paper.Kind.REQUIRED, Paper.Kind.PRESENT_ONLY)

    def applies(self, case: str) -> bool:
        """Whether the line belongs to the case chosen: lines without a case belong to all."""
        return not self.case or self.case == case

    @property
    def called(self) -> str:
        """The paper's name: the catalogue's, or as the clerk wrote it."""
        return self.name or str(getattr(self.form, "cleaned_data", {}).get("name", ""))

    def handed_in(self, scans: Sequence[Kept]) -> Iterator[PaperIn]:
        """The paper as it is filed: one row for each scan, the numbers on the first."""
        given, name = self.form.cleaned_data, self.called
        first = scans[0] if scans else None
        yield PaperIn(
            name=name,
            originals=given["originals"] or 0,
            certified_copies=given["certified_copies"] or 0,
            copies=given["copies"] or 0,
            is_present_only=given["is_present_only"],
            is_reused=given["is_reused"],
            note=self._note(given["note"], reused=given["is_reused"]),
            file_id=first.id if first else None,
            is_digitised=first is not None,
        )
        for kept in scans[1:]:
            yield PaperIn(name=name, file_id=kept.id, is_digitised=True, note=kept.name[:500])

    def _note(self, said: str, *, reused: bool) -> str:
        source = f"Đã có trong hồ sơ {self.held.code}" if reused and self.held else ""
        return "; ".join(filter(None, [source, said]))[:500]

    def missing(self) -> str:
        """How the supplement notice names it."""
        note = self.form.cleaned_data.get("note", "")
        return f"{self.name}: {note}" if note else self.name


def lines_of(
    papers: Iterable[Paper], sent: Sent, kept: dict[str, list[Kept]], held: Sequence[HeldPaper]
) -> list[PaperLine]:
    """The lines of the catalogue, then those for papers it does not list."""
    named = [_line(paper, sent, kept, held) for paper in papers if paper.kind != Paper.Kind.NOTE]
    return [*named, *_extra_lines(sent, kept)]


def _line(paper: Paper, sent: Sent, kept: dict[str, list[Kept]], held: Sequence[HeldPaper]) -> PaperLine:
    shown, key = procedures.paper_line(paper), f"paper{paper.position}"
    form = PaperForm(
        *sent,
        prefix=key,
        initial={
            "originals": paper.originals or None,
            "copies": paper.copies or None,
            "is_present_only": paper.kind == Paper.Kind.PRESENT_ONLY,
        },
    )
    return PaperLine(
        key=key,
        form=form,
        kept=kept.setdefault(form.add_prefix(SCANS), []),
        name=shown.name,
        amount=shown.amount,
        remark=shown.note,
        kind=paper.kind,
        case=str(paper.case.position) if paper.case else "",
        held=_held(shown.name, held),
    )


def _held(name: str, held: Sequence[HeldPaper]) -> HeldPaper | None:
    """The paper held that has this name."""
    wanted = vietnam.fold(name)
    return next((each for each in held if vietnam.fold(each.name) == wanted), None)


def _extra_lines(sent: Sent, kept: dict[str, list[Kept]]) -> Iterator[PaperLine]:
    for number in range(1, EXTRA_LINES + 1):
        key = f"extra{number}"
        form = ExtraPaperForm(*sent, prefix=key)
        yield PaperLine(key, form, kept.setdefault(form.add_prefix(SCANS), []))
