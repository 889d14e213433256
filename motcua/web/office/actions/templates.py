"""Keeping and removing templates: one's own, or those an agency shares."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from motcua.base.refusal import Refusal
from motcua.dossiers import typed
from motcua.people.models import Officer
from motcua.web.office.merging import strange
from motcua.web.office.models import LONGEST_TEMPLATE, MOST_TEMPLATES, TextTemplate


class TooManyTemplates(Refusal):
    """A list somebody has to choose from has an end."""

    code = "too-many-templates"
    vi = "Đã có {most} mẫu. Hãy xóa bớt mẫu không dùng rồi lưu."
    en = "There are {most} templates already. Remove some before saving another."


class StrangePlaces(Refusal):
    """A template asks for what no dossier has."""

    code = "template-strange-places"
    vi = (
        "Không có trường: {names}. Hãy chọn trong danh sách trường trộn, hoặc viết “Kê khai: …” đúng tên ô của tờ khai."
    )
    en = "There is no field called: {names}. Choose one of the list, or write “Kê khai: …” with a label of the form."


class ChangedMeanwhile(Refusal):
    """Somebody else saved the template since it was opened."""

    code = "template-changed-meanwhile"
    vi = "{who} vừa sửa mẫu này. Nội dung Ông/Bà nhập vẫn ở đây; hãy mở mẫu ở cửa sổ khác để so lại rồi lưu."
    en = "{who} has just changed this template. What you typed is still here; open the template anew, compare and save."


class NameTaken(Refusal):
    """Templates are chosen by their names."""

    code = "template-name-taken"
    vi = "Đã có mẫu tên “{name}”. Hãy đặt tên khác."
    en = "There is a template called “{name}” already. Choose another name."


class NothingToKeep(Refusal):
    """A template has a name and a text."""

    code = "template-empty"
    vi = "Hãy nhập tên và nội dung của mẫu."
    en = "Give the template a name and a text."


@dataclass(frozen=True, slots=True)
class Wanted:
    """A template as somebody wants it: an officer's own when `agency_id` is None."""

    kind: str
    name: str
    body: str
    agency_id: int | None = None
    procedure_id: int | None = None


@transaction.atomic
def keep_template(
    wanted: Wanted, *, by: Officer, now: datetime, template: TextTemplate | None = None, edition: int = 0
) -> TextTemplate:
    """Save a new template, or an existing one that was read at `edition`. Whose it may be, the caller has asked.

    :raises NothingToKeep, StrangePlaces, NameTaken, TooManyTemplates, ChangedMeanwhile:
    :raises motcua.dossiers.typed.TooLong:
    """
    name = typed.line(wanted.name, "Tên mẫu", 80)
    body = typed.prose(wanted.body, "Nội dung", LONGEST_TEMPLATE)
    if not name or not body:
        raise NothingToKeep
    if names := strange(body):
        raise StrangePlaces(names=", ".join(names))
    Officer.objects.select_for_update(of=("self",), no_key=True).get(pk=by.pk)  # one saving of theirs at a time
    holder = {"officer_id": None if wanted.agency_id else by.pk, "agency_id": wanted.agency_id}
    beside = TextTemplate.objects.filter(**holder).exclude(pk=template.pk if template else 0)
    if beside.filter(kind=wanted.kind, name=name).exists():
        raise NameTaken(name=name)
    if template is None and beside.count() >= MOST_TEMPLATES:
        raise TooManyTemplates(most=MOST_TEMPLATES)
    given: dict[str, Any] = {
        "kind": wanted.kind,
        "name": name,
        "body": body,
        "procedure_id": wanted.procedure_id,
        **holder,
    }
    given |= {"changed_by_id": by.pk, "changed_at": now}
    try:
        with transaction.atomic():
            if template is None:
                return TextTemplate.objects.create(**given)
            changed = TextTemplate.objects.filter(pk=template.pk, edition=edition).update(edition=edition + 1, **given)
    except IntegrityError as taken:  # a colleague gave the same name at the same moment
        raise NameTaken(name=name) from taken
    if not changed:
        there = TextTemplate.objects.select_related("changed_by").filter(pk=template.pk).first()
        raise ChangedMeanwhile(who=there.changed_by.full_name if there else "Người khác")
    return TextTemplate.objects.get(pk=template.pk)


def forget_template(*, template: TextTemplate) -> None:
    """Remove a template. What was written with it stays as it is."""
    template.delete()
