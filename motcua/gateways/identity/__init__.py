"""Who a citizen is, on the word of the national identity system."""

from motcua.gateways.identity.port import Errand, IdentityProvider, Proved, Refused, Unreachable

__all__ = ["Errand", "IdentityProvider", "Proved", "Refused", "Unreachable"]
