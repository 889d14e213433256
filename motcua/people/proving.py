"""Which identity system this installation is connected with, if any."""

from typing import Any

from django.conf import settings

from motcua.gateways.identity import IdentityProvider
from motcua.gateways.identity.oidc import Connection, Names, OpenIdIdentity


def is_connected() -> bool:
    """Whether citizens may sign in with a proved identity."""
    given: dict[str, Any] = settings.IDENTITY
    return bool(given["issuer"] and given["client_id"] and given["client_secret"])


def the_provider() -> IdentityProvider:
    """The identity system of the settings; what it publishes is remembered between sign-ins."""
    return _provider(connection(settings.IDENTITY))


def connection(given: dict[str, Any]) -> Connection:
    """Read the settings; several names of one attribute stand with blanks between."""
    levels = (pair.partition("=") for pair in given["levels"].split())
    return Connection(
        issuer=given["issuer"],
        client_id=given["client_id"],
        client_secret=given["client_secret"],
        scope=given["scope"],
        acr_values=given["acr_values"],
        levels={acr: int(level) for acr, _, level in levels if level in ("1", "2")},
        names=Names(**{name: tuple(said.split()) for name, said in given["names"].items()}),
        endpoints={name: url for name, url in given["endpoints"].items() if url},
        secret_in_form=given["secret_in_form"],
    )


_made: dict[str, OpenIdIdentity] = {}


def _provider(wanted: Connection) -> OpenIdIdentity:
    key = repr(wanted)
    if key not in _made:
        _made.clear()
        _made[key] = OpenIdIdentity(wanted)
    return _made[key]
