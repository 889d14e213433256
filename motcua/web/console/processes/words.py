"""How steps, hours and versions are said on the pages of processes."""

from collections.abc import Mapping
from decimal import Decimal

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from motcua.access.policy import ROLES
from motcua.catalog.models import ProcessVersion
from motcua.core import flow
from motcua.core.flow import END, HOURS_PER_DAY, Performer, ProcessDef, StepDef
from motcua.core.roles import Role
from motcua.core.status_words import Tone, Words

WORKING = (
    Role.RECEPTION, Role.CASE_OFFICER, Role.DIVISION_HEAD, Role.AGENCY_LEADER, Role.CLERK, Role.COMMITTEE_OFFICE,
    Role.COMMITTEE_LEADER, Role.RETURN_DESK, Role.OTHER_AGENCY, Role.CASHIER, Role.CENTRE_DIRECTOR, Role.ARCHIVIST,
    Role.POSTAL, Role.CITIZEN,
)  # fmt: skip
"""Those a step may be given to, the usual ones first."""


def language() -> str:
    return get_language() or "vi"


def said(words: Words) -> str:
    return words.in_(language())


def number(hours: Decimal) -> str:
    """A number of hours with the point of the page's language: 4,5."""
    text = format(hours.normalize(), "f")
    return text if language().startswith("en") else text.replace(".", ",")


def hours(value: Decimal | None) -> str:
    """4 giờ; nothing where time is not counted."""
    if value is None:
        return ""
    return ngettext("%(hours)s giờ", "%(hours)s giờ", 1 if value == 1 else 2) % {"hours": number(value)}


def hours_and_days(value: Decimal | None) -> str:
    """40 giờ làm việc (5 ngày)."""
    if value is None:
        return _("Chưa nêu")
    days = value / HOURS_PER_DAY
    if days < 1 or days != days.quantize(Decimal("0.25")):
        return hours(value)
    return _("%(hours)s (%(days)s ngày làm việc)") % {"hours": hours(value), "days": number(days)}


def role_names() -> Mapping[Role, str]:
    """Every role in the page's language."""
    return {role: str(rule.title) for role, rule in ROLES.items()}


def role(value: Role | None) -> str:
    return said(flow.NOBODY) if value is None else str(ROLES[value].title)


def performer(part: Performer) -> str:
    return f"{role(part.role)} – {said(flow.UNIT_RULES[part.unit_rule])}"


def numbers(process: ProcessDef, keys: tuple[str, ...]) -> str:
    """The steps that follow by their order, as a table writes them: 3, 4; hết."""
    found = [said(flow.END_WORDS) if key == END else _order(process, key) for key in keys]
    return ", ".join(found)


def _order(process: ProcessDef, key: str) -> str:
    step = process.by_key.get(key)
    return f"“{key}”" if step is None else str(step.order)


def ways(process: ProcessDef, step: StepDef) -> list[tuple[str, str]]:
    """What follows each answer; an only and ordinary answer needs no word."""
    plain = len(step.next) == 1 and next(iter(step.next), None) is flow.Outcome.DONE
    return [
        ("" if plain else " / ".join(said(flow.OUTCOMES[one]) for one in outcomes), numbers(process, keys))
        for outcomes, keys in flow.ways(step)
    ]


def state(version: ProcessVersion, today: object) -> tuple[Tone, str]:
    """A tag for a version: draft, in force, to come."""
    if version.status == ProcessVersion.Status.DRAFT:
        return Tone.SOON, _("Bản nháp")
    if version.valid_from and version.valid_from > today:  # type: ignore[operator]
        return Tone.INFO, _("Chờ hiệu lực")
    return Tone.OK, _("Đã ban hành")
