"""The identity system by OpenID Connect: authorization code with PKCE, state and nonce, and a signed ID token.

What the system calls things differs and changes (attribute names, levels of assurance), so that is settings.
"""

import base64
import hashlib
import hmac
import json
import threading
import time
import urllib.parse
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from motcua.core.vietnam import Unreadable, read_personal_id, tidy
from motcua.gateways.identity.calls import Caller, checked
from motcua.gateways.identity.port import Errand, Proved, Refused, Unreachable

SIGNATURES = ["RS256", "RS384", "RS512", "PS256", "ES256", "ES384"]
"""Public-key signatures only: `none` proves nothing, and a shared secret could be ours."""
SKEW = timedelta(seconds=60)
OLDEST = timedelta(minutes=10)  # an ID token is made for this sign-in, not for an earlier one
DISCOVERY_LASTS = 3600.0  # seconds
KEYS_LAST = 3600.0
END_SESSION = "end_session_endpoint"  # OpenID Connect RP-Initiated Logout 1.0
KEYS_AGAIN_AFTER = 30.0  # an unknown key is asked for, but not with every forged token


@dataclass(frozen=True, slots=True)
class Names:
    """What the system calls what we need; the first name that has a value counts."""

    full_name: tuple[str, ...] = ("HoVaTen", "name")
    personal_id: tuple[str, ...] = ("SoDinhDanh",)
    phone: tuple[str, ...] = ("SoDienThoai", "phone_number")
    email: tuple[str, ...] = ("ThuDienTu", "email")


@dataclass(frozen=True, slots=True)
class Connection:
    """How this installation is known to the identity system, and the other way round."""

    issuer: str
    client_id: str
    client_secret: str
    scope: str = "openid"
    acr_values: str = ""
    levels: Mapping[str, int] = field(default_factory=dict)  # acr → level; one that is not here is level 1
    names: Names = field(default_factory=Names)
    endpoints: Mapping[str, str] = field(default_factory=dict)  # over what discovery says, or instead of it
    secret_in_form: bool = False  # client_secret_post instead of client_secret_basic


class OpenIdIdentity:
    """Keeps what the system publishes about itself for a while; everything else belongs to one sign-in."""

    def __init__(self, connection: Connection, *, caller: Caller | None = None) -> None:
        self.connection = connection
        self.caller = caller or Caller()
        self._lock = threading.Lock()
        self._published: tuple[float, dict[str, Any]] | None = None
        self._keys: tuple[float, KeySet] | None = None

    def begin(self, errand: Errand) -> str:
        """Return the authorization address.  :raises Unreachable:"""
        challenge = hashlib.sha256(errand.verifier.encode()).digest()
        asked = {
            "response_type": "code",
            "client_id": self.connection.client_id,
            "redirect_uri": errand.return_url,
            "scope": self.connection.scope,
            "state": errand.state,
            "nonce": errand.nonce,
            "code_challenge": _base64(challenge),
            "code_challenge_method": "S256",
        }
        if self.connection.acr_values:
            asked["acr_values"] = self.connection.acr_values
        address = self._endpoint("authorization_endpoint")
        return address + ("&" if "?" in address else "?") + urllib.parse.urlencode(asked)

    def finish(self, errand: Errand, *, code: str, now: datetime, issuer: str = "") -> Proved:
        """Exchange the code, check what was signed, and read who it is.  :raises Refused, Unreachable:"""
        if issuer and issuer != self.connection.issuer:
            raise Refused("the answer comes from another issuer")
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": errand.return_url,
            "code_verifier": errand.verifier,
        }
        known = (self.connection.client_id, self.connection.client_secret)
        if self.connection.secret_in_form:
            form |= dict(zip(("client_id", "client_secret"), known, strict=True))
        answer = self.caller.post(
            self._endpoint("token_endpoint"), form, basic=None if self.connection.secret_in_form else known
        )
        access, token = str(answer.get("access_token") or ""), answer.get("id_token")
        if not isinstance(token, str) or not access:
            raise Refused("the answer holds no ID token")
        claims, algorithm = self._signed(token)
        self._check(claims, errand, now)
        _check_access_token(claims, access, algorithm)
        return replace(self._person(claims, access, now), token=token)

    def leave(self, token: str, *, state: str, return_url: str) -> str:
        """Return the address of the sign-out there (RP-initiated logout).  :raises Unreachable:"""
        address = self.connection.endpoints.get(END_SESSION) or self._discovered().get(END_SESSION)
        if not isinstance(address, str) or not address:
            return ""
        asked = {
            "id_token_hint": token,
            "client_id": self.connection.client_id,
            "post_logout_redirect_uri": return_url,
            "state": state,
        }
        return checked(address) + ("&" if "?" in address else "?") + urllib.parse.urlencode(asked)

    # --- What was signed ----------------------------------------------------------------------------------------------
    def _signed(self, token: str) -> tuple[dict[str, Any], str]:
        """Return the claims of a token signed by a key of the system, and how it was signed.  :raises Refused:"""
        for again in (False, True):
            try:
                found = jws.deserialize_compact(token, self._key_set(again=again), algorithms=SIGNATURES)
                claims = json.loads(found.payload)
            except (JoseError, ValueError, TypeError) as error:
                if again or not self._may_ask_again():
                    raise Refused(f"the ID token is not signed by a key we know: {type(error).__name__}") from error
                continue  # the system may have changed its keys since we last asked
            if not isinstance(claims, dict):
                raise Refused("the ID token holds no claims")
            return claims, str(found.headers().get("alg", ""))
        raise AssertionError  # the second round returns or raises

    def _key_set(self, *, again: bool) -> KeySet:
        with self._lock:
            kept = self._keys
        if kept is not None and not again and time.monotonic() - kept[0] < KEYS_LAST:
            return kept[1]
        published = self.caller.get(self._endpoint("jwks_uri"))
        usable = [key for key in published.get("keys", []) if isinstance(key, dict) and key.get("use", "sig") == "sig"]
        try:
            keys = KeySet.import_key_set({"keys": usable})
        except (JoseError, ValueError, TypeError, KeyError) as error:
            raise Unreachable(f"its keys cannot be read: {error}") from error
        with self._lock:
            self._keys = (time.monotonic(), keys)
        return keys

    def _may_ask_again(self) -> bool:
        with self._lock:
            return self._keys is None or time.monotonic() - self._keys[0] >= KEYS_AGAIN_AFTER

    def _check(self, claims: Mapping[str, Any], errand: Errand, now: datetime) -> None:
        """Hold the claims against the sign-in they were made for.  :raises Refused:"""
        audience = claims.get("aud")
        audiences = audience if isinstance(audience, list) else [audience]
        if claims.get("iss") != self.connection.issuer:
            raise Refused("the ID token is of another issuer")
        if self.connection.client_id not in audiences:
            raise Refused("the ID token is for somebody else")
        if (len(audiences) > 1 or "azp" in claims) and claims.get("azp") != self.connection.client_id:
            raise Refused("the ID token was handed to somebody else")
        if not hmac.compare_digest(str(claims.get("nonce") or ""), errand.nonce):
            raise Refused("the ID token was made for another session")
        at, skew = now.timestamp(), SKEW.total_seconds()
        if _moment(claims, "exp") <= at - skew:
            raise Refused("the ID token has expired")
        issued = _moment(claims, "iat")
        if not at - OLDEST.total_seconds() <= issued <= at + skew:
            raise Refused("the ID token was not made just now")
        if "nbf" in claims and _moment(claims, "nbf") > at + skew:
            raise Refused("the ID token is not valid yet")

    # --- Who it is ----------------------------------------------------------------------------------------------------
    def _person(self, claims: dict[str, Any], access: str, now: datetime) -> Proved:
        subject = claims.get("sub")
        if not isinstance(subject, str) or not 0 < len(subject) <= 120:
            raise Refused("the ID token names nobody")
        names = self.connection.names
        told: dict[str, Any] = claims
        if not (_first(claims, names.full_name) and _first(claims, names.personal_id)):
            said = self.caller.get(self._endpoint("userinfo_endpoint"), bearer=access)
            if said.get("sub") != subject:
                raise Refused("the attributes are of somebody else")
            told = said | claims
        full_name = tidy(_first(told, names.full_name))
        try:
            number = read_personal_id(_first(told, names.personal_id)).number
        except Unreadable as error:
            raise Refused("the person has no personal ID number") from error
        if not full_name or len(full_name) > 120:
            raise Refused("the person has no name")
        level = self.connection.levels.get(str(claims.get("acr") or ""), 1)
        return Proved(
            subject, full_name, number, level, now, _first(told, names.phone)[:40], _first(told, names.email)[:254]
        )

    # --- What the system publishes about itself -----------------------------------------------------------------------
    def _endpoint(self, name: str) -> str:
        """The address of one of its doors.  :raises Unreachable: it does not say."""
        given = self.connection.endpoints.get(name) or self._discovered().get(name)
        if not isinstance(given, str) or not given:
            raise Unreachable(f"it does not say its {name}")
        return given

    def _discovered(self) -> dict[str, Any]:
        with self._lock:
            kept = self._published
        if kept is not None and time.monotonic() - kept[0] < DISCOVERY_LASTS:
            return kept[1]
        published = self.caller.get(self.connection.issuer.rstrip("/") + "/.well-known/openid-configuration")
        if published.get("issuer") != self.connection.issuer:
            raise Unreachable("what is published there is of another issuer")
        with self._lock:
            self._published = (time.monotonic(), published)
        return published


def _check_access_token(claims: Mapping[str, Any], access: str, algorithm: str) -> None:
    """Hold the access token against its hash in the ID token, where there is one.  :raises Refused:"""
    if "at_hash" not in claims:
        return
    digest = hashlib.new(f"sha{algorithm[2:]}", access.encode()).digest()
    if not hmac.compare_digest(str(claims["at_hash"]), _base64(digest[: len(digest) // 2])):
        raise Refused("the access token is not the one the ID token came with")


def _moment(claims: Mapping[str, Any], name: str) -> float:
    value = claims.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise Refused(f"the ID token has no {name}")
    return float(value)


def _first(told: Mapping[str, Any], names: tuple[str, ...]) -> str:
    """The first of several attributes that has a value."""
    values = (str(told[name]).strip() for name in names if isinstance(told.get(name), str | int))
    return next((value for value in values if value), "")


def _base64(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()
