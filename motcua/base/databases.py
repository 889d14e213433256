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
