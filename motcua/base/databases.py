"""Working on another database of the same server: a rehearsal's, never the province's own by accident."""

import re

from django.db import connection

from motcua.base.refusal import Refusal

_NAME = re.compile(r"[a-z_][a-z0-9_]{0,62}")


class BadDatabaseName(Refusal):
    """A name PostgreSQL takes without quoting."""

    code = "bad-database-name"
    vi = "Tên cơ sở dữ liệu “{name}” không hợp lệ: chỉ dùng chữ thường, số và dấu gạch dưới."
    en = "“{name}” is not a database name: use lower-case letters, digits and underscores."


def checked(name: str) -> str:
    """The name, if it is one.  :raises BadDatabaseName:"""
    if not _NAME.fullmatch(name):
        raise BadDatabaseName(name=name)
    return name


def use(name: str) -> None:
    """Speak to this database of the server from now on, in this process.  :raises BadDatabaseName:"""
    connection.close()
    connection.settings_dict["NAME"] = checked(name)


def make(name: str, *, durable: bool = True) -> bool:
    """Make an empty database on the server we speak to, unless it is there; say whether it was made.

    :param durable: False lets commits return before they are on disk: a crash may lose the last ones, never order.
    :raises BadDatabaseName:
    """
    checked(name)
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if cursor.fetchone():
            return False
        cursor.execute(f"CREATE DATABASE {name}")
        if not durable:
            cursor.execute(f"ALTER DATABASE {name} SET synchronous_commit = off")
    return True
