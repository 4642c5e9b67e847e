"""What production pays once, or on purpose, and each test would pay again."""

from django.contrib.auth.hashers import Argon2PasswordHasher
from whitenoise import WhiteNoise

_read_from_disk = WhiteNoise.update_files_dictionary
_known: dict[tuple[str, str], dict[str, object]] = {}


def save() -> None:
    """For the whole process, before the first test."""
    # A tenth of a second each time, so that a stolen hash is worth little. The format and the code stay the same.
    Argon2PasswordHasher.time_cost, Argon2PasswordHasher.memory_cost, Argon2PasswordHasher.parallelism = 1, 8, 1
    # The built front ends: 20 ms for each test client. Nothing but the folder decides what is in them.
    WhiteNoise.update_files_dictionary = _update


def _update(server: WhiteNoise, root: str, prefix: str) -> None:
    key = root, prefix
    if key not in _known:
        _read_from_disk(server, root, prefix)
        _known[key] = dict(server.files)
    server.files.update(_known[key])
