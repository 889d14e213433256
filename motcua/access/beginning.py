"""How an installation begins: an empty province and the one person who can let the others in."""

from datetime import date, datetime

from django.db import connection, transaction

from motcua.base.refusal import Refusal
from motcua.core.lifecycle import Actor, ActorKind
from motcua.core.roles import Role
from motcua.org import actions as org
from motcua.org.models import Agency, AgencyCode
from motcua.people import actions as people
from motcua.people.actions import NewOfficer
from motcua.people.models import Officer

BEGINNING = 0x6D6F7464  # an advisory lock: two that begin at once become one that does and one that is refused
OFFICE_HOURS = "office"
SYSTEM = Actor(ActorKind.SYSTEM, None)


class AlreadyBegun(Refusal):
    code = "already-begun"
    vi = "Hệ thống đã có cán bộ; không khởi tạo lại. Người quản trị hiện có cấp tài khoản cho người khác."
    en = "There are officers already; nothing is begun anew. A present administrator lets others in."


@transaction.atomic
def begin_province(
    *, name: str, code: str, since: date, username: str, full_name: str, now: datetime
) -> tuple[Agency, NewOfficer]:
    """Found the province with its calendar, unless an import has, and appoint its first administrator.

    :raises AlreadyBegun: somebody works here already.
    :raises motcua.people.refusals.BadUsername, motcua.people.refusals.NameMissing:
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [BEGINNING])
    if Officer.objects.exists():
        raise AlreadyBegun
    agency = Agency.objects.filter(level=Agency.Level.PROVINCE, valid_to__isnull=True).first()
    if agency is None:
        agency = org.establish(key=f"province-{code.lower()}", name=name, level=Agency.Level.PROVINCE, since=since)
        org.give_code(agency_id=agency.pk, scheme=AgencyCode.Scheme.NEW, code=code, since=since)
        org.load_calendars(on=since)
        org.assign_calendar(agency_id=agency.pk, calendar_key=OFFICE_HOURS, since=since)
    new = people.create_officer(username=username, full_name=full_name, by=SYSTEM, now=now)
    for role in (Role.SYSTEM_ADMIN, Role.UNIT_ADMIN):
        people.appoint(
            officer=new.officer,
            agency_id=agency.pk,
            role=role,
            valid_from=since,
            title="Quản trị hệ thống",
            by=SYSTEM,
            now=now,
        )
    return agency, new
