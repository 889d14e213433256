"""Permissions, roles, scopes: one table (`policy`), the label each view carries, and the log of who looked."""

from motcua.access.doors import permission, public
from motcua.access.policy import Permission

__all__ = ["Permission", "permission", "public"]
