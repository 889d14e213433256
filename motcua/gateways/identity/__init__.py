"""Who a citizen is, on the word of the national identity system."""

from motcua.gateways.identity.port import IdentityProvider, Proved, Refused, Unreachable

__all__ = ["IdentityProvider", "Proved", "Refused", "Unreachable"]
