"""The public half of our Web Push key: what a browser subscribes with."""

import base64
import functools

from cryptography.hazmat.primitives import serialization
from django.conf import settings
from py_vapid import Vapid02


def public_key() -> str:
    """As `applicationServerKey` wants it; empty where no key is configured."""
    return _public(settings.VAPID_PRIVATE_KEY) if settings.VAPID_PRIVATE_KEY else ""


@functools.cache
def _public(private_key: str) -> str:
    point = Vapid02.from_string(private_key).public_key.public_bytes(
        serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
    )
    return base64.urlsafe_b64encode(point).decode().rstrip("=")
