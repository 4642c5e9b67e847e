"""Where things lie, and the marks that say what is already done."""

import errno
import hashlib
import json
import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from deploy.launcher.screen import Stop

HOUSE = Path(__file__).resolve().parent.parent.parent
VAR = HOUSE / "var"
LOGS = VAR / "log"
RUN = VAR / "run"
VENV = HOUSE / ".venv"
PWA = HOUSE / "pwa"
DIST = PWA / "dist"
PYTHON = VENV / "bin" / "python"
CREDENTIALS = VAR / "demo.json"

# The packages, the front end's packages, PostgreSQL and the demonstration take about 0.7 GB.
FIRST_START_BYTES = 1_500_000_000
NEXT_START_BYTES = 200_000_000


def prepare() -> None:
    """The folders we write to, and room to write; says so where there is neither."""
    try:
        for folder in (VAR, LOGS, RUN):
            folder.mkdir(mode=0o755, parents=True, exist_ok=True)
    except OSError as error:
        raise Stop(f"{VAR} can't be written ({error.strerror}): run as the user who owns this folder.") from error
    needed = NEXT_START_BYTES if PYTHON.exists() else FIRST_START_BYTES
    free = shutil.disk_usage(HOUSE).free
    if free < needed:
        raise Stop(
            f"The disk is full: {free // 1_000_000} MB free where {HOUSE} lies, {needed // 1_000_000} MB needed. "
            "Make room, then start again."
        )


def full_disk(error: OSError) -> bool:
    return error.errno in (errno.ENOSPC, errno.EDQUOT)


def fingerprint(parts: Iterable[Path | str]) -> str:
    """One digest of files (name and content) and words."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(str(part).encode())
        if isinstance(part, Path):
            digest.update(part.read_bytes())
    return digest.hexdigest()


def files_below(folder: Path, *, without: frozenset[str]) -> list[Path]:
    """Every file below, sorted, leaving out the folders named."""
    found: list[Path] = []
    for here, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name not in without)
        found += [Path(here) / name for name in sorted(names)]
    return found


def done(mark: Path, value: str) -> bool:
    return mark.is_file() and mark.read_text() == value


def write_private(path: Path, content: object) -> None:
    """JSON for the owner's eyes, whole or not at all."""
    draft = path.with_suffix(".new")
    draft.touch(mode=0o600)
    draft.write_text(json.dumps(content, indent=2) + "\n")
    draft.replace(path)
