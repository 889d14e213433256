"""A written answer on paper: a draft for whoever approves it, the registered text for whoever it is for."""

from datetime import date, datetime

from motcua.access.policy import ROLES
from motcua.core.roles import Role
from motcua.core.vietnam import ZONE
from motcua.dossiers.models import Dossier
from motcua.gateways import documents
from motcua.org.models import Agency
from motcua.results.models import Result

SIGNATORY = "Lãnh đạo cơ quan"
_COMMUNES = ("phường ", "xã ", "đặc khu ")
_ABOVE = ("Ủy ban nhân dân ", "UBND ")


def is_printable(result: Result | None) -> bool:
    """Whether there is a text of ours to print; an uploaded document is its own paper."""
    return result is not None and result.kind == Result.Kind.WRITTEN


def is_final(result: Result) -> bool:
    """Whether it is approved and stands in the register: what may leave the house."""
    return bool(result.register_number and result.standing_approvals)


def pdf(result: Result, *, dossier: Dossier, tracking_url: str, now: datetime) -> bytes:
    """Return a written answer as PDF/A, plainly not digitally signed; a draft until it is in the register.

    :param dossier: the one the citizen knows; the answer may be that of a part of it (law:one-clock).
    :raises documents.Unprintable, documents.NoSuchForm: :raises documents.FontMissing:
    """
    final = is_final(result)
    issued_on = ((result.registered_at if final else None) or now).astimezone(ZONE).date()
    return documents.render(
        _decision(result, dossier=dossier, tracking_url=tracking_url, issued_on=issued_on, final=final), on=issued_on
    )


def _decision(
    result: Result, *, dossier: Dossier, tracking_url: str, issued_on: date, final: bool
) -> documents.WrittenDecision:
    agency = result.dossier.competent_agency
    *before, last = [line.strip() for line in result.body.splitlines() if line.strip()]
    approval = result.standing_approvals[-1] if final else None
    return documents.WrittenDecision(
        letterhead=documents.Letterhead(
            _superior(agency), agency.name, result.register_number if final else "", _place(agency), issued_on
        ),
        kind=result.title,
        abstract="",
        authority="",
        grounds=(),
        proposal="",
        articles=(*before, last.rstrip(".")),
        recipients=(dossier.owner_name, "Lưu: VT, hồ sơ"),
        dossier_code=dossier.code or "",
        tracking_url=tracking_url,
        approval=documents.Approval(approval.officer.full_name, ROLES[Role(approval.step.role)].vi.lower(), approval.at)
        if approval
        else None,
        signature=documents.Signature((SIGNATORY,), approval.officer.full_name if approval else ""),
    )


def _superior(agency: Agency) -> str:
    """The body above as Decree 30/2020 prints it: a commune's is the province, without the word committee."""
    if agency.parent is None:
        return ""
    name = agency.parent.name
    if agency.level != Agency.Level.COMMUNE:
        return name
    return _without(_ABOVE, name)


def _place(agency: Agency) -> str:
    """Where it is signed: the commune's own name, else the province's."""
    for kind in _COMMUNES:
        _, found, name = agency.name.partition(kind)
        if found:
            return name
    top = agency
    while top.parent is not None:
        top = top.parent
    return _without(("tỉnh ", "thành phố "), _without(_ABOVE, top.name))


def _without(beginnings: tuple[str, ...], name: str) -> str:
    for beginning in beginnings:
        name = name.removeprefix(beginning)
    return name
