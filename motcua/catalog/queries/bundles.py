"""A bundle of linked procedures as a page shows it."""

from dataclasses import dataclass
from datetime import date

from motcua.catalog.models import ProcedureVersion
from motcua.catalog.queries.pages import in_force
from motcua.core.linking import Bundle


@dataclass(frozen=True, slots=True)
class BundleStep:
    """One procedure of a bundle: its name, and the names of those it waits for."""

    code: str
    name: str
    after: tuple[str, ...]


def bundle_steps(bundle: Bundle, *, on: date) -> tuple[BundleStep, ...]:
    """The procedures of a bundle in the order in which they are dealt with, as named on a day."""
    codes = {member.key: member.procedure for member in bundle.members}
    versions = ProcedureVersion.objects.filter(in_force(on), procedure__national_code__in=codes.values())
    names = dict(versions.values_list("procedure__national_code", "name"))
    return tuple(
        BundleStep(
            member.procedure,
            names.get(member.procedure, member.procedure),
            tuple(names.get(codes[key], codes[key]) for key in member.after),
        )
        for member in bundle.members
    )
