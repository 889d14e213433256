"""What was declared, held against the procedure's form once more where it is written: whatever door it came by."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from motcua.base.refusal import Refusal
from motcua.catalog import queries as catalog
from motcua.core import forms
from motcua.core.forms import Checked, Kind
from motcua.core.status_words import Words
from motcua.dossiers import typed
from motcua.dossiers.filing import Filing
from motcua.dossiers.models import Answers

WHOLE: Final = frozenset({"file", "receive", "await_turn"})  # the verbs by which a dossier claims to be complete
BESIDE: Final = ("result_by",)  # kept with the answers, asked by the doors themselves


class NotAsTheFormAsks(Refusal):
    """The answers are not what the form of the procedure asks for."""

    code = "not-as-the-form-asks"
    vi = "Nội dung kê khai chưa đúng biểu mẫu: {problems}"
    en = "The declaration does not fit the form: {problems_en}"


def declared(filing: Filing, form_id: int | None, *, on: date, whole: bool) -> dict[str, Any]:
    """The answers as they are kept: read, computed again, without what the form does not show.

    A dossier that is incomplete or turned away keeps what can be read of them. Where nobody has written a form, the
    answers are kept as they came.

    :raises NotAsTheFormAsks: :raises typed.TooMuch:
    """
    given = typed.answers(filing.answers)
    if form_id is None:
        return given
    asked = {key: value for key, value in given.items() if key not in BESIDE}
    checked = forms.check(catalog.form(form_id), asked, on, tables_for(asked, on))
    if whole:
        refuse(checked)
    handed_in = {paper.file_id for paper in filing.papers if paper.file_id is not None}
    if not _files(checked) <= handed_in:
        raise NotAsTheFormAsks(problems="tệp không thuộc hồ sơ.", problems_en="a file is not of this dossier.")
    return dict(checked.values) | {key: given[key] for key in BESIDE if key in given}


def refuse(checked: Checked) -> None:
    """Say what is wrong, the first few things of it.  :raises NotAsTheFormAsks:"""
    if checked.is_right:
        return
    told = checked.wrong[:5]
    vi = "; ".join(f"{_label(checked, each.path).vi}: {each.words.vi}" for each in told)
    en = "; ".join(f"{_label(checked, each.path).en}: {each.words.en}" for each in told)
    raise NotAsTheFormAsks(problems=vi, problems_en=en)


def check_draft(dossier_id: int, *, on: date) -> None:
    """Refuse to hand in a draft whose declaration is not whole.  :raises NotAsTheFormAsks:"""
    row = Answers.objects.filter(dossier_id=dossier_id, form__isnull=False).first()
    if row is not None and row.form_id is not None:
        asked = {key: value for key, value in row.answers.items() if key not in BESIDE}
        refuse(forms.check(catalog.form(row.form_id), asked, on, tables_for(asked, on)))


def tables_for(asked: Mapping[str, Any], on: date) -> forms.Tables:
    """The tables with communes where an address may be among the answers: they cost a query, so only then."""
    nested = any(isinstance(value, Mapping | list) for value in asked.values())
    return catalog.code_tables(on=on) if nested else catalog.own_tables()


def _label(checked: Checked, path: str) -> Words:
    node = checked.nodes.get(path)
    return node.field.label if node is not None else Words(path, path)


def _files(checked: Checked) -> set[int]:
    found: set[int] = set()
    for node in checked.nodes.values():
        if node.field.kind is Kind.FILE and node.kept:
            found.update(node.kept)
    return found
