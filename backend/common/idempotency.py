"""What an Idempotency-Key stands for: the same key with the same request is done once, with another one refused.

Whoever keeps a key keeps the digest of its request beside it and asks `refuse_another` when the key comes again.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields
from typing import TYPE_CHECKING

from backend.common.errors import Refused

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


def digest_of(request: "Mapping[str, object] | DataclassInstance", /, *about: object, but: str = "") -> str:
    """Of what is asked for, and of what it is `about`; 32 characters. `but`: a field that says nothing of that.

    Fields of a dataclass that stand at their default don't count: one that a later release adds leaves the digests of
    this one as they are. It is only ever compared, and goes with the row that keeps the request itself.
    """
    said = request if isinstance(request, Mapping) else _said(request)
    whole = {name: value for name, value in said.items() if name != but}
    text = json.dumps([whole, *map(str, about)], sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def is_another(earlier: str | None, digest: str | None) -> bool:
    """Whether the key stood for something else. Unknown, kept by an older release: taken as the same."""
    return bool(earlier and digest) and earlier != digest


def refuse_another(earlier: str | None, digest: str | None) -> None:
    """Refused('key_used_before') where the same key now comes with another request."""
    if is_another(earlier, digest):
        raise Refused("key_used_before")


def _said(request: "DataclassInstance") -> dict[str, object]:
    values = {field: getattr(request, field.name) for field in fields(request)}
    return {field.name: value for field, value in values.items() if value != field.default}
