"""Many ticked steps at once: which of them are this officer's to do or to give away, what would become of each.

Read in a fixed number of queries: five hundred dossiers are no more questions than one.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.utils.translation import gettext as _

from motcua.catalog import queries as catalog
from motcua.core.lifecycle import STANDINGS, Step, progress
from motcua.core.roles import Role
from motcua.dossiers import queries
from motcua.people import queries as people
from motcua.results import queries as results
from motcua.web.office import asking, offers, ruled
from motcua.web.office.case import Case
from motcua.web.office.desk import SOON, Desk
from motcua.web.office.models import MOST_LINES
from motcua.web.office.offers import APPROVE, Work
from motcua.web.ui import wording

Choices = list[tuple[str, str]]
GIVERS = frozenset({Role.DIVISION_HEAD, Role.AGENCY_LEADER, Role.CENTRE_DIRECTOR})


@dataclass(frozen=True, slots=True)
class Ticked:
    """A step that was ticked, in its dossier."""

    case: Case
    step: Step


def ticked(desk: Desk, request: HttpRequest) -> list[Ticked]:
    """The ticked steps that are open, or all that a filter of the inbox shows; at most five hundred."""
    given = request.POST or request.GET
    ids = {int(text) for text in given.getlist("buoc") if text.isascii() and text.isdigit() and len(text) < 19}
    if given.get("ca"):
        wanted = asking.read(request, now=desk.now).wanted(now=desk.now, soon=desk.working(SOON))
        ids = {row["step_id"] for row in queries.inbox_wanted(desk.actor, wanted, limit=MOST_LINES).rows}
    return opened(desk, sorted(ids)[:MOST_LINES])


def opened(desk: Desk, step_ids: Sequence[int]) -> list[Ticked]:
    """These steps in their dossiers, nearest due moment first."""
    steps = queries.open_steps(step_ids)
    pages = queries.works(steps.values())
    drafted = results.own_of(pages)
    cases = {
        number: Case(
            desk=desk,
            page=page,
            dossier=ruled.dossier(page),
            process=catalog.process(page.dossier.process_version_id),
            result=drafted.get(number),
            sees_papers=False,
        )
        for number, page in pages.items()
    }
    return [Ticked(cases[dossier_id], cases[dossier_id].step(step_id)) for step_id, dossier_id in steps.items()]


@dataclass(frozen=True, slots=True)
class Chosen:
    """A step that was ticked: what would become of it, or why it has to be done on its own."""

    case: Case
    step: Step
    work: Work | None
    outcome: str
    obstacle: str


def to_forward(found: Iterable[Ticked]) -> list[Chosen]:
    """The officer's own steps among them, with the ordinary outcome of each."""
    return [_forwarded(each) for each in found if progress.is_for(each.step, each.case.actor)]


def _forwarded(each: Ticked) -> Chosen:
    work = offers.work_on(each.case, each.step)
    main = work.definition.main_outcome.value
    obstacle = work.waits_for
    if each.case.dossier.state != "in_process":
        obstacle = _elsewhere(each)
    elif work.issues:
        obstacle = _("Mở hồ sơ để vào sổ, cấp số.")
    elif APPROVE in work.choices:
        obstacle = _("Mở hồ sơ để xem và duyệt kết quả.")
    elif main not in work.choices:
        obstacle = _("Mở hồ sơ để chọn kết quả của bước.")
    return Chosen(each.case, each.step, work, main, obstacle)


def _elsewhere(each: Ticked) -> str:
    return _("Hồ sơ đang ở trạng thái: %(state)s.") % {
        "state": wording.said(STANDINGS[each.case.dossier.state].words).lower()
    }


def to_assign(found: Iterable[Ticked]) -> list[Chosen]:
    """The steps among them this officer may give to another: their own, or those of an agency they lead."""
    return [Chosen(each.case, each.step, None, "", _kept(each)) for each in found if _gives(each)]


def _gives(each: Ticked) -> bool:
    heads = each.case.actor.holds(GIVERS, frozenset({each.step.agency_id}))
    return heads or progress.is_for(each.step, each.case.actor)


def _kept(each: Ticked) -> str:
    if each.case.dossier.state != "in_process":
        return _elsewhere(each)
    return _("Việc tại quầy không giao lại ở đây.") if each.step.role is Role.RECEPTION else ""


def receivers(chosen: Iterable[Chosen], *, on: date) -> Choices:
    """Everybody to whom at least one of the steps could be given; steps of one place are asked about once."""
    places = dict.fromkeys((each.step.role, each.step.agency_id, each.step.unit_id) for each in chosen)
    found: dict[int, str] = {}
    for role, agency_id, unit_id in places:
        for officer in people.officers_with(role, on=on, agency_id=agency_id, unit_id=unit_id):
            found[officer.pk] = officer.full_name
    return [(str(number), name) for number, name in found.items()]


def common(chosen: Sequence[Chosen], assignees: Callable[[Case, Work], Choices]) -> Choices:
    """Those every one of the next steps may be given to; alike steps are asked about once."""
    asked: dict[tuple[object, ...], Choices] = {}
    for each in chosen:
        assert each.work is not None
        row = each.case.row
        alike = (row.process_version_id, each.step.key, row.competent_agency_id, row.handling_unit_id)
        if alike not in asked:
            asked[alike] = assignees(each.case, each.work)
    lists = list(asked.values())
    first = lists[0] if lists else []
    return [person for person in first if all(person in other for other in lists)]
