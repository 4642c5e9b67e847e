"""Secrets of second factors as they are kept: AES-256-GCM under one of the factor keys, bound to the agent. Pure.

Who reads the database, or a dump of it, has none of them; who moves one agent's to another's row makes it unreadable.
"""

import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import unhexlify
from collections.abc import Sequence

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

NONCE = 12  # bytes: as many as GCM is made for
_MARK = 6  # bytes of a key's name: two keys of one list share one once in 280 million million


class Unreadable(ValueError):
    """No key of the list opens it: the one that wrote it was dropped, or it is another agent's."""


def name_of(key: str) -> str:
    """Eight signs by which a row says which key wrote it; they tell nothing of the key."""
    return urlsafe_b64encode(_derived(key, "name", _MARK)).decode()


def is_encrypted(kept: str) -> bool:
    """Whether it was written so; before, it was the secret itself, as digits to the base of sixteen."""
    return "." in kept


def is_current(kept: str, keys: Sequence[str]) -> bool:
    """Whether the first key wrote it."""
    return kept.startswith(f"{name_of(keys[0])}.")


def encrypt(secret: bytes, keys: Sequence[str], *, agent: int) -> str:
    """Under the first key, another text at each call: 73 signs for 20 bytes, and no more than the column has."""
    nonce = secrets.token_bytes(NONCE)
    sealed = AESGCM(_derived(keys[0], "totp", 32)).encrypt(nonce, secret, _bound_to(agent))
    return f"{name_of(keys[0])}.{urlsafe_b64encode(nonce + sealed).decode()}"


def decrypt(kept: str, keys: Sequence[str], *, agent: int) -> bytes:
    """Under whichever key of the list wrote it, or Unreadable."""
    if not is_encrypted(kept):
        return unhexlify(kept)
    name, _, text = kept.partition(".")
    raw = urlsafe_b64decode(text)
    for key in (key for key in keys if name_of(key) == name):
        try:
            return AESGCM(_derived(key, "totp", 32)).decrypt(raw[:NONCE], raw[NONCE:], _bound_to(agent))
        except InvalidTag:
            continue
    raise Unreadable("no key of the list opens it")


def _bound_to(agent: int) -> bytes:
    return f"agent:{agent}".encode()


def _derived(key: str, use: str, length: int) -> bytes:
    """One of several keys that the operator's one stands for (RFC 5869)."""
    return HKDF(hashes.SHA256(), length, salt=None, info=f"msj.factors.{use}".encode()).derive(key.encode())
