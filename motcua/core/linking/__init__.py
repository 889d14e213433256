"""Linked dossiers: several procedures of several agencies from one declaration, in an order that is data."""

from motcua.core.linking.definition import Bundle, BundleRefused, MemberDef, Otherwise, TakenIn, from_table
from motcua.core.linking.turns import End, Member, Turn, end_of, turns

__all__ = [
    "Bundle",
    "BundleRefused",
    "End",
    "Member",
    "MemberDef",
    "Otherwise",
    "TakenIn",
    "Turn",
    "end_of",
    "from_table",
    "turns",
]
