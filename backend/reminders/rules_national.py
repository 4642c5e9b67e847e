"""What becomes of a national text or plan when another one ships. Pure."""

import hashlib
import json
from enum import Enum


class Fate(Enum):
    SAME = "same"  # it says what ships
    RENEW = "renew"  # nobody edited it since it was loaded: it takes what ships
    KEEP = "keep"  # somebody edited it, or wrote it here: it stays, and an operator looks


def digest(*said: object) -> str:
    """Of the words of a text (title, body) or the fields of a plan: to know later whether somebody edited them."""
    return hashlib.sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def fate(*, shipped: str, there: str, loaded: str) -> Fate:
    """By digests: of what ships, of what stands in the row, of what was loaded into it (empty: nothing was)."""
    if there == shipped:
        return Fate.SAME
    return Fate.RENEW if there == loaded else Fate.KEEP
