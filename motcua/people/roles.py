"""Which roles come with a post, and which of them may be lent."""

from motcua.core.roles import Role

# Everyone but the owner of a dossier and the machines.
POSTABLE: tuple[Role, ...] = tuple(r for r in Role if r not in {Role.CITIZEN, Role.INTEGRATION, Role.SYSTEM})

# law:delegation — those who decide or assign may let another do so for a time; nobody else may.
DELEGABLE: tuple[Role, ...] = (
    Role.DIVISION_HEAD,
    Role.AGENCY_LEADER,
    Role.COMMITTEE_LEADER,
    Role.CENTRE_DIRECTOR,
)
