"""A copy of the working tree in which a fault may be put back: ours is never touched."""

import shutil
import subprocess
from pathlib import Path

# Installed, not tracked: shared with the original, but for what a build writes.
INSTALLED = (Path(".venv"), Path("pwa/node_modules"))
BUILT = Path("pwa/dist")


class PatchRefused(Exception):
    """A patch does not apply exactly; the message is git's first line."""


class Tree:
    """The files of `house` that are tracked, or new and not ignored, as they are now; its index keeps that state."""

    def __init__(self, house: Path, folder: Path) -> None:
        self.house, self.folder = house, folder
        for name in _git(house, "ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0"):
            if name and (house / name).is_file():
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(house / name, folder / name)
        for installed in INSTALLED:
            if (house / installed).exists():
                (folder / installed).symlink_to((house / installed).resolve())
        self.restore_build()
        _git(folder, "init", "--quiet")
        _git(folder, "add", "--all")

    def apply(self, patch: Path) -> None:
        """All of it or nothing, and only where its lines stand as it says."""
        done = _run(self.folder, "apply", "--whitespace=nowarn", str(patch))
        if done.returncode:
            raise PatchRefused(done.stderr.strip().partition("\n")[0])

    def reset(self) -> None:
        """As before the patch; what is ignored stays."""
        _git(self.folder, "checkout-index", "--all", "--force")
        _git(self.folder, "clean", "-d", "--force", "--quiet")

    def restore_build(self) -> None:
        """The front ends as they were built in the original."""
        shutil.rmtree(self.folder / BUILT, ignore_errors=True)
        if (self.house / BUILT).is_dir():
            shutil.copytree(self.house / BUILT, self.folder / BUILT)


def applies(house: Path, patch: Path) -> str | None:
    """Why the patch would not apply to the working tree, in git's words; None: it would."""
    done = _run(house, "apply", "--check", "--whitespace=nowarn", str(patch))
    return done.stderr.strip() if done.returncode else None


def _git(folder: Path, *words: str) -> str:
    done = _run(folder, *words)
    if done.returncode:
        raise OSError(f"git {words[0]}: {done.stderr.strip()}")
    return done.stdout


def _run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = ["git", "-c", "core.autocrlf=false", "-c", "core.excludesFile=", *words]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
