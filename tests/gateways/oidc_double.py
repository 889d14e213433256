"""A small OpenID Connect provider on this machine that keeps every rule of the protocol, and can be told to break one.

Unlike `oidc-provider-mock`, which others wrote, it asks for the PKCE verifier and can sign wrongly, rotate its keys,
answer slowly or not at all.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
import threading
import time
import urllib.parse
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import RSAKey

CLIENT, SECRET = "mot-cua", "bi-mat/va:la"
AFTER = "http://127.0.0.1:8000/dang-xuat/ve/"  # registered there
AN = {"sub": "tech-1", "HoVaTen": "Nguyễn Văn An", "SoDinhDanh": "038085001234", "SoDienThoai": "0912345678"}


def _text(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def _part(said: dict[str, Any]) -> str:
    return _text(json.dumps(said).encode())


def hashed(text: str) -> str:
    return _text(hashlib.sha256(text.encode()).digest())


@dataclass
class Provider:
    """`wrong` names the rule to break; `claims` is laid over what would be signed."""

    now: datetime
    address: str = ""
    person: dict[str, Any] = field(default_factory=lambda: dict(AN))
    claims: dict[str, Any] = field(default_factory=dict)
    wrong: str = ""
    acr: str = "LoA2"
    only_in_userinfo: bool = False
    keys: list[RSAKey] = field(default_factory=list)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    ended: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.rotate()

    def rotate(self) -> None:
        """Sign with another key from now on; the old one is gone."""
        self.keys = [RSAKey.generate_key(2048, {"kid": secrets.token_hex(4), "use": "sig"}, private=True)]

    def agree(self, address: str) -> str:
        """Act as the person who agrees: return the code, after looking at what was asked for."""
        asked = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(address).query, strict_parsing=True))
        assert asked["response_type"] == "code"
        assert asked["client_id"] == CLIENT
        assert "openid" in asked["scope"].split()
        assert asked["code_challenge_method"] == "S256"
        assert min(len(asked[name]) for name in ("state", "nonce", "code_challenge")) >= 16
        code = secrets.token_urlsafe(16)
        self.codes[code] = asked
        return code

    def end(self, asked: dict[str, str]) -> str:
        """End a session: only for a hint it signed itself, and only back to where it may lead."""
        try:
            claims = jwt.decode(asked["id_token_hint"], self.keys[0]).claims
        except (KeyError, ValueError, JoseError):
            return ""
        if (
            claims.get("aud") != CLIENT
            or asked.get("client_id") != CLIENT
            or asked.get("post_logout_redirect_uri") != AFTER
        ):
            return ""
        self.ended.append(claims["sub"])
        return f"{AFTER}?{urllib.parse.urlencode({'state': asked['state']})}"

    # --- Its doors ----------------------------------------------------------------------------------------------------
    def published(self) -> dict[str, Any]:
        doors = {"authorization_endpoint": "/authorize", "token_endpoint": "/token", "jwks_uri": "/keys",
                 "userinfo_endpoint": "/userinfo"}  # fmt: skip
        if self.wrong != "no sign-out":
            doors["end_session_endpoint"] = "/end"
        issuer = "https://another.example" if self.wrong == "discovery" else self.address
        return {"issuer": issuer} | {name: self.address + path for name, path in doors.items()}

    def token(self, form: dict[str, str], authorization: str) -> tuple[int, dict[str, Any]]:
        pair = base64.b64decode(authorization.removeprefix("Basic ")).decode().split(":")
        if [urllib.parse.unquote(part) for part in pair] != [CLIENT, SECRET]:
            return 401, {"error": "invalid_client"}
        asked = self.codes.pop(form.get("code", ""), None)
        if asked is None or form.get("grant_type") != "authorization_code":
            return 400, {"error": "invalid_grant"}
        if form.get("redirect_uri") != asked["redirect_uri"]:
            return 400, {"error": "invalid_grant"}
        if hashed(form.get("code_verifier", "")) != asked["code_challenge"]:
            return 400, {"error": "invalid_grant"}
        access = secrets.token_urlsafe(16)
        digest = hashlib.sha256(access.encode()).digest()[:16]
        at = int(self.now.timestamp())
        told = {"sub": self.person["sub"]} if self.only_in_userinfo else self.person
        claims = {"iss": self.address, "aud": CLIENT, "iat": at, "exp": at + 300, "nonce": asked["nonce"],
                  "acr": self.acr, "at_hash": base64.urlsafe_b64encode(digest).rstrip(b"=").decode()}  # fmt: skip
        claims = {name: value for name, value in (claims | told | self.claims).items() if value is not None}
        return 200, {"access_token": access, "token_type": "Bearer", "id_token": self.signed(claims)}

    def signed(self, claims: dict[str, Any]) -> str:
        key = self.keys[0]
        header = {"alg": "RS256", "kid": key.kid}
        if self.wrong == "none":
            return ".".join(map(_part, ({"alg": "none"}, claims))) + "."
        if self.wrong == "shared secret":  # the public key taken for a secret
            signed = ".".join(map(_part, ({"alg": "HS256", "kid": key.kid}, claims)))
            return f"{signed}.{_text(hmac.digest(key.as_pem(private=False), signed.encode(), 'sha256'))}"
        if self.wrong == "another key":
            key = RSAKey.generate_key(2048, private=True)
        token = jwt.encode(header, claims, key)
        if self.wrong == "altered":
            head, body, signature = token.split(".")
            body = body[:-4] + ("AAAA" if body[-4:] != "AAAA" else "BBBB")
            token = f"{head}.{body}.{signature}"
        return token

    def answer(self, method: str, path: str, body: bytes, authorization: str) -> tuple[int, Any]:
        self.asked.append(path)
        if self.wrong == "down":
            return 503, {"error": "down"}
        if self.wrong == "slow":
            time.sleep(1.5)
        if self.wrong == "garbage":
            return 200, "<html>"
        if path == "/.well-known/openid-configuration":
            return 200, self.published()
        if path == "/keys":
            return 200, {"keys": [key.as_dict(private=False) for key in self.keys]}
        if path == "/token" and method == "POST":
            return self.token(dict(urllib.parse.parse_qsl(body.decode())), authorization)
        if path == "/userinfo" and authorization.startswith("Bearer "):
            return 200, self.person | ({"sub": "somebody-else"} if self.wrong == "userinfo" else {})
        return 404, {}


@contextmanager
def running(now: datetime) -> Iterator[Provider]:
    """A provider that listens until the test ends."""
    provider = Provider(now)

    class Door(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path.startswith("/end?"):
                where = provider.end(dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(self.path).query)))
                self.send_response(302 if where else 400)
                self.send_header("Location", where)
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            if self.path.startswith("/authorize?"):  # the person agrees at once
                asked = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(self.path).query))
                back = {"code": provider.agree(self.path), "state": asked["state"]}
                if provider.wrong == "denied":
                    back = {"error": "access_denied", "state": asked["state"]}
                self.send_response(302)
                self.send_header("Location", f"{asked['redirect_uri']}?{urllib.parse.urlencode(back)}")
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            status, said = provider.answer(
                self.command, urllib.parse.urlsplit(self.path).path, body, self.headers.get("Authorization", "")
            )
            content = said.encode() if isinstance(said, str) else json.dumps(said).encode()
            try:
                self.send_response(status)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)
            except OSError:
                pass  # the client was tired of waiting

        do_POST = do_GET

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
    server.daemon_threads = True
    provider.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
