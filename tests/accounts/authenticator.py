"""A security key made of Python: what a browser and a key do together, with real signatures."""

import hashlib
import json
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Any

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40


class SecurityKey:
    """One credential on one origin, that counts its signatures."""

    def __init__(self, origin: str = "http://localhost:8000") -> None:
        self.origin = origin
        self.secret = ec.generate_private_key(ec.SECP256R1())
        self.id = secrets.token_bytes(16)
        self.count = 0

    def create(self, options: dict[str, Any]) -> dict[str, Any]:
        """As `navigator.credentials.create(options).toJSON()`."""
        x, y = (value.to_bytes(32, "big") for value in (self._numbers().x, self._numbers().y))
        public = cbor2.dumps({1: 2, 3: -7, -1: 1, -2: x, -3: y})
        attested = bytes(16) + len(self.id).to_bytes(2, "big") + self.id + public
        told = self._told(options["rp"]["id"], PRESENT | VERIFIED | ATTESTED) + attested
        return self._credential(
            {
                "clientDataJSON": _text(self._client("webauthn.create", options)),
                "attestationObject": _text(cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": told})),
            }
        )

    def get(self, options: dict[str, Any], *, count: int | None = None) -> dict[str, Any]:
        """As `navigator.credentials.get(options).toJSON()`; a copied key tells an older count."""
        self.count = self.count + 1 if count is None else count
        client = self._client("webauthn.get", options)
        told = self._told(options["rpId"], PRESENT | VERIFIED)
        signature = self.secret.sign(told + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        return self._credential(
            {"clientDataJSON": _text(client), "authenticatorData": _text(told), "signature": _text(signature)}
        )

    def _numbers(self) -> ec.EllipticCurvePublicNumbers:
        return self.secret.public_key().public_numbers()

    def _told(self, site: str, flags: int) -> bytes:
        return hashlib.sha256(site.encode()).digest() + bytes([flags]) + self.count.to_bytes(4, "big")

    def _client(self, kind: str, options: dict[str, Any]) -> bytes:
        return json.dumps(
            {"type": kind, "challenge": options["challenge"], "origin": self.origin, "crossOrigin": False}
        ).encode()

    def _credential(self, response: dict[str, str]) -> dict[str, Any]:
        return {
            "id": _text(self.id),
            "rawId": _text(self.id),
            "type": "public-key",
            "response": response,
            "clientExtensionResults": {},
        }


def _text(raw: bytes) -> str:
    return urlsafe_b64encode(raw).decode().rstrip("=")


def raw(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))
