"""Personal data at rest: sealed with AES-256-GCM, found again by a keyed hash.

`settings.DATA_KEYS` holds one secret or more: the first seals, every one opens, so a key is changed by putting a new
one in front. `settings.LOOKUP_KEY` keys the hashes; changing it means hashing every row anew. A sealed value is
`version (1) + key id (4) + nonce (12) + ciphertext and tag`.
"""

import hashlib
import hmac
import os
from functools import cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

VERSION = b"\x01"
HEAD = 1 + 4 + 12


class CannotOpen(ValueError):
    """A sealed value was altered, or none of the present keys sealed it."""


def seal(text: str) -> bytes:
    """Return `text` so that nobody without the key can read it; the same text looks different each time."""
    key_id, cipher = _ciphers(tuple(settings.DATA_KEYS))[0]
    nonce = os.urandom(12)
    head = VERSION + key_id
    return head + nonce + cipher.encrypt(nonce, text.encode(), head)


def unseal(sealed: bytes) -> str:
    """Return the text that was sealed.

    :raises CannotOpen: the value was altered, or its key is no longer among the settings.
    """
    sealed = bytes(sealed)
    head, nonce, body = sealed[:5], sealed[5:HEAD], sealed[HEAD:]
    for key_id, cipher in _ciphers(tuple(settings.DATA_KEYS)):
        if head == VERSION + key_id:
            try:
                return cipher.decrypt(nonce, body, head).decode()
            except (InvalidTag, ValueError) as error:  # altered, or cut short
                raise CannotOpen("sealed value was altered") from error
    raise CannotOpen("no present key sealed this value")


def lookup_hash(value: str, *, of: str) -> str:
    """Return the keyed hash by which a sealed value is found; `of` keeps hashes of different things apart.

    Twelve digits can be guessed one by one, so a plain hash would protect nothing; without the key this one is mute.
    """
    message = f"{of}\x00{value}".encode()
    return hmac.new(_lookup_key(settings.LOOKUP_KEY), message, hashlib.sha256).hexdigest()[:32]


def derive(secret: str, purpose: str) -> bytes:
    """Return 32 bytes for one purpose from a secret of the settings."""
    return hmac.new(secret.encode(), f"motcua {purpose}".encode(), hashlib.sha256).digest()


@cache
def _ciphers(secrets: tuple[str, ...]) -> tuple[tuple[bytes, AESGCM], ...]:
    keys = [derive(secret, "data") for secret in secrets]
    return tuple((hashlib.sha256(key).digest()[:4], AESGCM(key)) for key in keys)


@cache
def _lookup_key(secret: str) -> bytes:
    return derive(secret, "lookup")
