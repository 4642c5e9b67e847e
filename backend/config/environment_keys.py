"""The keys: one list for each use, of which the first writes and all read. `docs/operations/keys.md` rotates them."""

from collections.abc import Iterator, Mapping, Sequence

from pydantic import field_validator
from pydantic_settings import BaseSettings

USES = ("session_keys", "code_keys", "receipt_keys", "factor_keys")
DEVELOPMENT_SECRET = "development-only-secret-which-production-refuses-0123456789"  # noqa: S105  refused in production
LEAST_LENGTH = 50
LEAST_SIGNS = 12  # different ones: 50 random characters of 64 have 25 and more

# What older releases read. Both served several uses, so the old one may go on reading wherever it wrote.
RENAMED = {
    "MSJ_SECRET_KEY": "the last of MSJ_SESSION_KEYS, MSJ_RECEIPT_KEYS and MSJ_FACTOR_KEYS (docs/operations/keys.md)",
    "MSJ_CODE_SECRET": "MSJ_CODE_KEYS",
}


class KeysEnvironment(BaseSettings):
    """Each a list with commas, newest first. What each is for stands in `deploy/env.example`."""

    session_keys: str = ""
    code_keys: str = ""
    receipt_keys: str = ""
    factor_keys: str = ""

    @field_validator(*USES)
    @classmethod
    def without_blanks(cls, value: str) -> str:
        return ",".join(part.strip() for part in value.split(",") if part.strip())

    def keys(self, use: str) -> tuple[str, ...]:
        """Of that use, the one that writes first."""
        return tuple(getattr(self, use).split(","))

    def fill_keys(self) -> None:
        """Outside production, where there are none."""
        for use in USES:
            setattr(self, use, getattr(self, use) or f"{DEVELOPMENT_SECRET}-{use}")

    def faults_of_keys(self) -> list[str]:
        """Of production; no key is repeated."""
        return list(faults({f"MSJ_{use.upper()}": self.keys(use) for use in USES}))


def faults(lists: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """What protects nobody: weak keys, wherever they stand, and keys that write for one use and are known to another.

    An older key may stand in several lists: it only reads, and what a release with fewer keys wrote is read so.
    """
    for name, keys in lists.items():
        if any(map(is_weak, keys)):
            yield f"{name}: each at least {LEAST_LENGTH} random characters, not the development secret"
        if len(set(keys)) < len(keys):
            yield f"{name}: the same key twice"
    for name, keys in lists.items():
        for other in (other for other in lists if other != name and keys[0] in lists[other]):
            yield f"{name} and {other}: two keys, not the same one twice; the first of each list stands in no other"


def is_weak(key: str) -> bool:
    return key.startswith("development") or len(key) < LEAST_LENGTH or len(set(key)) < LEAST_SIGNS
