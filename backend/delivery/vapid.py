"""Our Web Push key: its public half, what a browser subscribes with, and whether key and subject are any good."""

import base64
import functools

from cryptography.hazmat.primitives import serialization
from django.conf import settings
from py_vapid import Vapid02, VapidException

POINT_OF_P256 = 65  # bytes, uncompressed: another curve's has another length


def public_key() -> str:
    """As `applicationServerKey` wants it; empty where no key is configured."""
    return _public(settings.VAPID_PRIVATE_KEY) if settings.VAPID_PRIVATE_KEY else ""


@functools.cache
def _public(private_key: str) -> str:
    return base64.urlsafe_b64encode(_point(private_key)).decode().rstrip("=")


def _point(private_key: str) -> bytes:
    key = Vapid02.from_string(private_key).public_key
    return bytes(key.public_bytes(serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint))


def is_key(private_key: str) -> bool:
    """Whether browsers can subscribe with it."""
    try:
        return len(_point(private_key)) == POINT_OF_P256
    # The library raises whatever its parsing meets.
    except Exception:
        return False


def is_subject(subject: str) -> bool:
    """Whether a push can be signed in this name: the library is asked, since it is the library that would refuse."""
    anybody = Vapid02()
    anybody.generate_keys()
    try:
        anybody.sign({"aud": "https://example.org", "sub": subject})
    except VapidException:
        return False
    return True
