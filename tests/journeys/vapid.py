"""What a push service checks of a sender: RFC 8292, as Mozilla's autopush refuses it."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import time

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

LONGEST = 24 * 3600


def decoded(text: str) -> bytes:
    return base64.urlsafe_b64decode(text.rstrip("=") + "=" * (-len(text.rstrip("=")) % 4))


def encoded(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def fingerprint(key: str) -> str:
    """Of an application server key, whatever its padding."""
    return hashlib.sha256(decoded(key)).hexdigest()


def refusal(authorization: str, *, origin: str, bound_to: str | None) -> str | None:
    """Why this header is refused for a subscription bound to that key's fingerprint; None where it is good."""
    found = re.fullmatch(r"vapid t=([\w.-]+), ?k=([\w-]+=*)", authorization)
    if not found:
        return "no vapid header"
    token, key = found.groups()
    if bound_to is not None and fingerprint(key) != bound_to:
        return "VAPID public key mismatch"
    try:
        claims = _verified(token, key)
    except (InvalidSignature, ValueError):
        return "bad signature"
    return _refused_claims(claims, origin)


def _verified(token: str, key: str) -> dict[str, object]:
    head, body, signature = token.split(".")
    raw = decoded(signature)
    if json.loads(decoded(head)).get("alg") != "ES256" or len(raw) != 64:
        raise ValueError("not ES256")
    public = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), decoded(key))
    asn1 = encode_dss_signature(int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big"))
    public.verify(asn1, f"{head}.{body}".encode(), ec.ECDSA(SHA256()))
    claims: dict[str, object] = json.loads(decoded(body))
    return claims


def _refused_claims(claims: dict[str, object], origin: str) -> str | None:
    if claims.get("aud") != origin:
        return f"aud {claims.get('aud')} is not {origin}"
    expiry = claims.get("exp")
    if not isinstance(expiry, int | float) or not time.time() < expiry <= time.time() + LONGEST:
        return "exp is past or more than 24 hours away"
    if not re.match(r"(mailto:[^@ ]+@[^@ ]+|https://)", str(claims.get("sub"))):
        # autopush lets this pass, Apple's service does not: the stand-in is as strict as the strictest.
        return "sub is neither a mailbox nor an https address"
    return None
