"""Somebody must always be there who can let the others in."""

from datetime import date

from django.db import connection

from motcua.core.roles import Role
from motcua.org.models.periods import holding
from motcua.people import refusals
from motcua.people.models import Post

ADMINISTRATORS = 0x6D6F7475  # an advisory lock: two who remove each other at once become one who does


def keep_one_administrator(*, account_id: int, on: date) -> None:
    """Refuse to take the role from, or the account of, the last who holds it until further notice.

    :raises refusals.LastAdministrator:
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ADMINISTRATORS])
    posts = Post.objects.filter(holding(on), role=Role.SYSTEM_ADMIN, officer__account__is_active=True)
    if not posts.filter(officer__account_id=account_id).exists():
        return
    if not posts.filter(valid_to__isnull=True).exclude(officer__account_id=account_id).exists():
        raise refusals.LastAdministrator
