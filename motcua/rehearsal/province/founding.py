"""Founding the province of a rehearsal: agencies, catalogue, offers, processes, officers. Doing it again adds nothing.

What is only set-up (who offers what, who sits where) is written in bulk; dossiers never are.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from random import Random
from typing import Final

from django.contrib.auth.hashers import make_password
from django.db import transaction

from motcua.base.refusal import Refusal
from motcua.catalog import actions as catalog
from motcua.catalog import queries as catalog_queries
from motcua.catalog.actions.recording import changed
from motcua.catalog.models import Channel, Offering, ProcedureProcess, ProcedureVersion, Process, ProcessVersion
from motcua.catalog.refusals import TemplateDoesNotFit
from motcua.catalog.step_tables import templates
from motcua.core import flow
from motcua.core.deadline import Norm
from motcua.core.lifecycle import SYSTEM
from motcua.core.roles import Role
from motcua.core.vietnam import fold, sort_key
from motcua.org import actions as org
from motcua.org import queries as org_queries
from motcua.org.queries import Node, Tree
from motcua.people.models import Account, Officer, Post
from motcua.rehearsal.planning import Names
from motcua.rehearsal.province import assigning, small
from motcua.rehearsal.province.assigning import Assigned, Subject

SINCE: Final = date(2019, 12, 1)  # law:units-2019; the catalogue is put there too, by assumption
OFFERED_UNTIL: Final = date(2022, 6, 23)  # law:decree-42-2022 — levels 1–4 end with this day
OFFICE_ROLES: Final = (Role.DIVISION_HEAD, Role.CASE_OFFICER, Role.AGENCY_LEADER, Role.CLERK, Role.OTHER_AGENCY)
DESK_ROLES: Final = (Role.RECEPTION, Role.RETURN_DESK, Role.CASHIER)
COMMITTEE_ROLES: Final = (Role.COMMITTEE_OFFICE, Role.COMMITTEE_LEADER, Role.CLERK)
PLACES: Final = {"district": "district", "commune": "commune"}

Progress = Callable[[str, int, int], None]


class DataMissing(Refusal):
    """A folder was named and holds no catalogue."""

    code = "rehearsal-data-missing"
    vi = "Thư mục {folder} không có danh mục thủ tục (procedures/procedures_NĂM-THÁNG.jsonl.gz)."
    en = "The folder {folder} holds no catalogue (procedures/procedures_YEAR-MONTH.jsonl.gz)."


@dataclass(slots=True)
class Founded:
    """What stands now, and by which assumptions."""

    notes: list[str] = field(default_factory=list)


def found(
    *, data: Path | None, on: date, now: datetime, progress: Progress = lambda title, done, total: None
) -> Founded:
    """Found the province as of a day of 2021, from third-party data or, without them, a small one of our own."""
    founded = Founded()
    if data is not None:
        founded.notes += _real_units_and_catalogue(data, now, progress)
    else:
        founded.notes += small.found(now=now, since=SINCE)
    org.load_calendars()
    tree = org_queries.tree(on=on)
    assigned, notes = assigning.assign(_subjects())
    founded.notes += notes
    founded.notes += _bind_processes(assigned, now, progress)
    _offer(assigned, tree, now)
    founded.notes += _appoint(tree, data)
    return founded


def office_agencies(name: str, tree: Tree) -> list[Node]:
    """The agencies of an office: all districts, all communes, or one department."""
    if name in PLACES:
        return tree.at_level(PLACES[name])
    return [node for node in tree.walk() if node.level in ("department", "central") and node.name == name]


def desk_of(node: Node, tree: Tree) -> Node:
    """The desk that receives for an agency: the provincial centre for departments, its own elsewhere."""
    centres = tree.at_level("centre")
    return centres[0] if centres and node.level in ("department", "central") else node


def _real_units_and_catalogue(data: Path, now: datetime, progress: Progress) -> list[str]:
    units = org.import_units(folder=data / "organisation", placeholder_codes=True)
    catalogues = sorted((data / "procedures").glob("procedures_????-??.jsonl.gz"))
    if not catalogues:
        raise DataMissing(folder=data)
    report = catalog.import_procedures(
        [catalogues[-1]],
        valid_from=SINCE,
        now=now,
        selection=catalog.Selection("Thanh Hóa"),
        on_progress=lambda bytes_, read: progress("Danh mục thủ tục / catalogue", bytes_.done, bytes_.total),
    )
    return [
        f"Đơn vị: {units.placeholder_codes} mã cơ quan là mã tạm (chưa có nguồn), {units.without_code} cơ quan"
        " chưa có mã.",
        f"Danh mục năm 2026 coi như có hiệu lực từ {SINCE:%d/%m/%Y}: lấy {report.new + report.unchanged} thủ tục cấp"
        f" tỉnh, cấp xã và của Thanh Hóa; từ chối {len(report.refused)}.",
    ]


def _subjects() -> list[Subject]:
    online = set(Channel.objects.filter(kind="online").values_list("version_id", flat=True))
    versions = ProcedureVersion.objects.filter(valid_to__isnull=True).select_related("procedure", "field")
    return [
        Subject(v.pk, v.procedure_id, v.procedure.national_code, v.field.name, "XA" in v.levels, v.pk in online)
        for v in versions.defer("source", "steps")
    ]


def _bind_processes(assigned: Sequence[Assigned], now: datetime, progress: Progress) -> list[str]:
    """Give every procedure an approved template adjusted to its term; one adjusted process serves all of one term."""
    template_ids = {key: _published_template(key, now) for key in templates()}
    bound = set(ProcedureProcess.objects.values_list("version_id", flat=True))
    made: dict[tuple[str, Norm], int | None] = {}
    counts: dict[str, int] = defaultdict(int)
    chosen, rows = 0, []
    for done, each in enumerate(assigned):
        progress("Quy trình / processes", done, len(assigned))
        norms = norms_of(each.subject.version_id, is_commune_level=each.subject.is_commune_level)
        chosen += any(is_chosen for _, is_chosen in norms.values())
        if each.subject.version_id in bound or not norms:
            continue
        norm = max((norm for norm, _ in norms.values()), key=lambda norm: assigning.working_hours(norm) or 0)
        key = assigning.template_of(each, norm)
        counts[key] += 1
        if (key, norm) in made:
            process_id = made[key, norm]
            if process_id is not None:
                rows.append(ProcedureProcess(version_id=each.subject.version_id, process_version_id=process_id))
        else:
            made[key, norm] = _fitted(each, template_ids[key], norm, now)
    with transaction.atomic():
        ProcedureProcess.objects.bulk_create(rows)
        changed("rehearsal:setup", "procedure.processes_bound", by=SYSTEM, now=now, details={"count": len(rows)})
    listed = ", ".join(f"{key} {count}" for key, count in sorted(counts.items()))
    return [
        f"Quy trình: mẫu đã ban hành, chỉnh theo thời hạn ({listed}); thời hạn không khớp mẫu:"
        f" {sum(p is None for p in made.values())}.",
        f"Thời hạn: {chosen} thủ tục danh mục chưa nói rõ; cán bộ chọn thời hạn dài nhất được nêu, nếu không thì 10"
        " ngày làm việc (cấp xã 5 ngày).",
    ]


def norms_of(version_id: int, *, is_commune_level: bool) -> dict[str, tuple[Norm, bool]]:
    """The term of each channel, and whether a clerk had to choose it."""
    rules = catalog_queries.rules_for(version_id)
    found: dict[str, tuple[Norm, bool]] = {}
    for channel in sorted({rule.channel for rule in rules.channels}):
        norm = rules.norm_for(channel)
        if norm is not None:
            found[channel] = (norm, False)
            continue
        alternatives = [other for rule in rules.choices_for(channel) for other in rule.alternatives]
        found[channel] = (assigning.chosen_norm(alternatives, is_commune_level=is_commune_level), True)
    return found


def _published_template(key: str, now: datetime) -> int:
    for part in flow.parts_of(templates()[key]):
        _published_template(part, now)
    draft = catalog.keep_draft(process=templates()[key], norm_hours=None, by=SYSTEM, now=now, is_template=True)
    if draft.status == ProcessVersion.Status.PUBLISHED:
        return int(draft.pk)
    return int(catalog.publish_process(process_version_id=draft.pk, valid_from=SINCE, by=SYSTEM, now=now).pk)


def _fitted(each: Assigned, template_id: int, norm: Norm, now: datetime) -> int | None:
    try:
        made = catalog.use_template(
            version_id=each.subject.version_id,
            template_id=template_id,
            by=SYSTEM,
            now=now,
            valid_from=SINCE,
            norm=norm,
        )
    except TemplateDoesNotFit:
        return None
    return int(made.pk)


def _offer(assigned: Iterable[Assigned], tree: Tree, now: datetime) -> None:
    if Offering.objects.exists():
        return
    agencies: Mapping[str, list[Node]] = defaultdict(list)
    rows = []
    for each in assigned:
        for office in each.offices:
            nodes = agencies[office] or office_agencies(office, tree)
            agencies[office][:] = nodes
            rows += [
                Offering(
                    agency_id=node.id,
                    procedure_id=each.subject.procedure_id,
                    valid_from=SINCE,
                    valid_to=OFFERED_UNTIL,
                    online_level=each.level,
                )
                for node in nodes
            ]
    with transaction.atomic():
        Offering.objects.bulk_create(rows, batch_size=5000)
        changed("rehearsal:setup", "procedure.offered", by=SYSTEM, now=now, details={"count": len(rows)})


def _appoint(tree: Tree, data: Path | None) -> list[str]:
    """One set of officers for each agency, without usable passwords: nobody signs in to a rehearsal."""
    wanted = list(_posts(tree))
    if Post.objects.exists():
        return [f"Cán bộ: {Officer.objects.count()}."]
    names = names_of(data)
    rng = Random("rehearsal:officers")
    password = make_password(None)
    moment = datetime.combine(SINCE, datetime.min.time()).astimezone()
    with transaction.atomic():
        accounts = Account.objects.bulk_create(
            [
                Account(username=f"dien-tap-{n}", kind="officer", password=password, created_at=moment)
                for n in range(1, len(wanted) + 1)
            ],
            batch_size=2000,
        )
        officers = []
        for account in accounts:
            name = names.full_name(rng, female=rng.random() < 0.5)
            officers.append(Officer(account=account, full_name=name, sort_key=sort_key(name), name_folded=fold(name)))
        officers = Officer.objects.bulk_create(officers, batch_size=2000)
        posts = [
            Post(officer=officer, agency_id=agency_id, role=role.value, valid_from=SINCE)
            for officer, (agency_id, role) in zip(officers, wanted, strict=True)
        ]
        Post.objects.bulk_create(posts, batch_size=2000)
    return [f"Cán bộ: {len(officers)}, mỗi vai trò một người ở mỗi cơ quan, không có mật khẩu."]


def _posts(tree: Tree) -> Iterable[tuple[int, Role]]:
    for node in tree.walk():
        if node.level in ("department", "central", "district", "commune"):
            yield from ((node.id, role) for role in OFFICE_ROLES)
        if desk_of(node, tree) is node and node.level in ("centre", "district", "commune"):
            yield from ((node.id, role) for role in DESK_ROLES)
        if node.level == "province":
            yield from ((node.id, role) for role in COMMITTEE_ROLES)


def names_of(data: Path | None) -> Names:
    """The parts of names: third-party frequencies where there are any, else our own short list."""
    path = data / "names" / "name_part_frequencies.json" if data else None
    return Names.read(path) if path and path.exists() else Names()


__all__ = ["Founded", "Process", "desk_of", "found", "names_of", "norms_of", "office_agencies"]
