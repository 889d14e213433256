"""The citizen's account in words: what is known, whom one files for, which papers the house holds already."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.core import vietnam
from motcua.core.vietnam import ZONE, fold
from motcua.dossiers.queries import HeldPaper
from motcua.people.models import Citizen, Represented
from motcua.results.models import Result
from motcua.web.ui import wording
from motcua.web.ui.parts import Fact

Kind = Represented.Kind


def titles() -> dict[Kind, str]:
    return {
        Kind.HOUSEHOLD: _("Thành viên hộ gia đình"),
        Kind.BODY: _("Tổ chức, doanh nghiệp tôi đại diện"),
        Kind.MANDATE: _("Người ủy quyền cho tôi"),
    }


def kinds() -> dict[str, Kind]:
    """The kinds by their part of the address."""
    return {"ho-gia-dinh": Kind.HOUSEHOLD, "to-chuc": Kind.BODY, "uy-quyen": Kind.MANDATE}


def facts(citizen: Citizen, *, communes: Mapping[str, str]) -> list[Fact]:
    """Who the citizen is and how they are reached; the ID number masked, it is on the card."""
    known_of = known(citizen, communes=communes)
    place = ", ".join(filter(None, [known_of.get("address", ""), known_of.get("commune", "")]))
    return [
        Fact(_("Họ và tên"), citizen.full_name),
        Fact(_("Số định danh cá nhân"), vietnam.mask_number(citizen.personal_id or "")),
        Fact(_("Ngày sinh"), wording.day(known_of["born_on"]) if known_of.get("born_on") else "—"),
        Fact(_("Số điện thoại"), wording.phone(known_of["phone"])),
        Fact(_("Thư điện tử"), citizen.email or "—"),
        Fact(_("Địa chỉ"), place or "—"),
    ]


def level(citizen: Citizen) -> str:
    """How well the person is known, in words."""
    return {
        0: _("Thông tin do Ông/Bà tự khai, chưa được xác thực."),
        1: _("Đã xác thực bằng định danh điện tử mức độ 1."),
        2: _("Đã xác thực bằng định danh điện tử mức độ 2."),
    }[citizen.identity_level]


def known(citizen: Citizen, *, communes: Mapping[str, str]) -> dict[str, Any]:
    """What is known of a citizen, by the names of the owner's form; what is not known is not there."""
    given = {
        "full_name": citizen.full_name,
        "personal_id": citizen.personal_id,
        "phone": local(citizen.phone or ""),
        "email": citizen.email,
        "address": citizen.address,
        "commune": _label(citizen.commune_code, communes),
        "born_on": _day(citizen.born_on),
    }
    return {name: value for name, value in given.items() if value}


def standing(found: Represented, *, communes: Mapping[str, str]) -> dict[str, Any]:
    """What is said of somebody represented, by the names of the forms."""
    given = {
        "full_name": found.full_name,
        "relation": found.relation,
        "personal_id": found.personal_id,
        "tax_code": found.tax_code,
        "born_on": _day(found.born_on),
        "phone": local(found.phone or "") if found.phone else "",
        "email": found.email,
        "address": found.address,
        "commune": _label(found.commune_code, communes),
        "ground": found.ground,
        "valid_from": found.valid_from,
        "valid_to": found.valid_to,
    }
    return {name: value for name, value in given.items() if value}


def local(phone: str) -> str:
    """A stored number as it is dialled here; what cannot be read as it stands."""
    try:
        return vietnam.read_phone(phone).local
    except vietnam.Unreadable:
        return phone


def _label(code: str, communes: Mapping[str, str]) -> str:
    return next((label for label, each in communes.items() if each == code), "") if code else ""


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


# --- Whom one files for -----------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Line:
    """Somebody one files for, in the list."""

    id: int
    name: str
    notes: list[str]
    in_force: bool
    url: str
    forget_url: str


@dataclass(frozen=True, slots=True)
class Group:
    """Those of one kind, and the way to add another."""

    title: str
    hint: str
    add_url: str
    lines: list[Line] = field(default_factory=list)


def groups(found: Iterable[Represented], *, today: date) -> list[Group]:
    """All kinds, those with nobody too."""
    hints = {
        Kind.HOUSEHOLD: _("Để nộp hồ sơ cho cha mẹ, vợ chồng, con mà không phải khai lại."),
        Kind.BODY: _("Để nộp hồ sơ của tổ chức, doanh nghiệp, hộ kinh doanh Ông/Bà là người đại diện."),
        Kind.MANDATE: _("Người khác ủy quyền cho Ông/Bà nộp hồ sơ; nộp kèm giấy ủy quyền khi nộp hồ sơ."),
    }
    made = {
        kind: Group(titles()[kind], hints[kind], reverse("portal:represent", args=[part]))
        for part, kind in kinds().items()
    }
    for each in found:
        made[Kind(each.kind)].lines.append(_line(each, today))
    return list(made.values())


def _line(found: Represented, today: date) -> Line:
    notes = [found.relation] if found.relation else []
    if found.tax_code:
        notes.append(_("Mã số thuế %(code)s") % {"code": found.tax_code})
    elif found.personal_id:
        notes.append(vietnam.mask_number(found.personal_id))
    begun = found.valid_from is None or found.valid_from <= today
    ended = found.valid_to is not None and found.valid_to < today
    if found.kind == Kind.MANDATE:
        notes += [found.ground, _term(found)]
    return Line(
        found.pk,
        found.full_name,
        notes,
        begun and not ended,
        reverse("portal:represented", args=[found.pk]),
        reverse("portal:forget", args=[found.pk]),
    )


def _term(found: Represented) -> str:
    assert found.valid_from is not None  # the table holds no mandate without
    first = wording.day(found.valid_from)
    if found.valid_to is None:
        return _("từ ngày %(first)s") % {"first": first}
    return _("từ ngày %(first)s đến hết ngày %(last)s") % {"first": first, "last": wording.day(found.valid_to)}


# --- What the house holds ---------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Held:
    """One file of a kind of paper."""

    name: str
    size: int
    on: datetime
    code: str
    url: str


def papers(found: Iterable[HeldPaper]) -> list[tuple[str, list[Held]]]:
    """Papers by kind, the kinds by the newest of each."""
    kinds: dict[str, tuple[str, list[Held]]] = {}
    for paper in found:
        _name, files = kinds.setdefault(fold(paper.name), (paper.name, []))
        url = reverse("portal:own-file", args=[paper.code, paper.file_id]) if paper.is_own else ""
        files.append(Held(paper.file_name, paper.size, paper.at, paper.code, url))
    return list(kinds.values())


def results(found: Iterable[Result]) -> list[Held]:
    """Results that were handed over, the newest first."""
    return [
        Held(
            name=f"{result.register_number} – {result.title}" if result.register_number else result.title,
            size=result.file.size if result.file else 0,
            on=(result.registered_at or result.drafted_at).astimezone(ZONE),
            code=result.dossier.code or "",
            url=reverse("portal:own-file", args=[result.dossier.code, result.file.pk])
            if result.file
            else reverse("portal:result", args=[result.dossier.code]),
        )
        for result in found
    ]
