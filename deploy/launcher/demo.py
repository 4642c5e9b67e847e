"""`./msj demo`: everything on this machine, with the pilot's invented people, until Ctrl-C."""

import base64
import json
import os
import secrets
import shutil
import signal
import socket
import threading
import time
import urllib.error
import urllib.request
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from deploy.launcher import house, postgres, processes, records, shell, tools
from deploy.launcher.house import CREDENTIALS, HOUSE, PYTHON, VAR, VENV
from deploy.launcher.postgres import Cluster
from deploy.launcher.screen import Stop, colour, say, step

MANAGE = HOUSE / "backend" / "manage.py"
SECRETS = VAR / "secrets.json"
KEYS = ("MSJ_SESSION_KEYS", "MSJ_CODE_KEYS", "MSJ_RECEIPT_KEYS", "MSJ_FACTOR_KEYS")
# Of a version that had two for all: what they signed goes on being read, so that nobody is signed out.
BEFORE = ("MSJ_SECRET_KEY", "MSJ_CODE_SECRET")
# The order of the curve of Web Push keys (P-256): a private key is any whole number below it, except nought.
_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


class Demo:
    """One run: what it started, so that it can be ended from wherever it stands."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.token = secrets.token_hex(16)
        self.ended = threading.Event()
        self.cluster: Cluster | None = None
        self.parts: list[processes.Part] = []

    @property
    def origin(self) -> str:
        return f"http://localhost:{self.port}"

    def run(self, *, reset: bool) -> int:
        began = time.monotonic()
        self._alone(reset)
        signals = {name: signal.signal(name, self._asked) for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
        try:
            self._set_up()
            self._start_parts()
            self._tell(time.monotonic() - began)
            processes.watch(self.parts, self.ended)
        except Stop:
            if not self.ended.is_set():
                raise
            return 130  # somebody ended it before it ran
        finally:
            self._stop()
            for name, handler in signals.items():
                signal.signal(name, handler)
        return 0

    def _asked(self, number: int, frame: object) -> None:
        if self.ended.is_set():
            say("  stopping at once")
            for part in self.parts:
                if part.process:
                    records.kill_group(part.process.pid)
            return
        self.ended.set()
        shell.interrupt()

    def _alone(self, reset: bool) -> None:
        """No other run of ours, nothing left of a crashed one, the port free: said before anything is installed."""
        house.prepare()
        if other := records.running_launcher():
            raise Stop(f"The demonstration already runs: {other.get('origin', '')} (`./msj stop` ends it).")
        if found := records.sweep():
            say(f"  !  an earlier run had left {', '.join(found)} running: stopped")
        self.port = free_port(self.port)
        records.write(records.LAUNCHER, os.getpid(), origin=self.origin, token="")
        tools.node()
        if reset:
            with step("Start afresh: the demonstration's data are removed"):
                clear()

    def _set_up(self) -> None:
        """The front ends beside the data: neither needs the other until the first page."""
        with ThreadPoolExecutor(2) as together:
            fronts = together.submit(_front_ends)
            data = together.submit(self._data)
            _first_failure([data, fronts])

    def _data(self) -> None:
        tools.python_packages("demo")
        with step("PostgreSQL"):
            self.cluster = Cluster(VAR / "pg", kept=True, token=self.token)
            self.cluster.start()
            assert self.cluster.process is not None  # noqa: S101  (started above)
            records.write(records.DATABASE, self.cluster.process.pid, token=self.token)
        self._settle_database()

    def _settle_database(self) -> None:
        """Tables, rights and the pilot's people: by commands that do what is left to do, when anything changed."""
        mark = VAR / "pg.settled"
        sources = house.files_below(HOUSE / "backend", without=frozenset({"__pycache__"}))
        wanted = house.fingerprint([time.strftime("%Y-%m"), *sources])
        assert self.cluster is not None  # noqa: S101  (started by the caller)
        if house.done(mark, wanted) and not self.cluster.made:
            with step("A working day"):
                self._manage("load-demonstration", "load_demonstration")
            return
        mark.unlink(missing_ok=True)
        with step("Tables"):
            self._manage("settle", "settle", "--database", "owner")
        with step("The pilot's data (services, people, appointments)"):
            self._manage("load-demonstration", "load_demonstration", aloud=True)
        mark.write_text(wanted)

    def _manage(self, name: str, *words: str, aloud: bool = False) -> None:
        shell.run(name, [PYTHON, MANAGE, *words], environment=self.environment(), aloud=aloud)

    def environment(self) -> dict[str, str]:
        """The demonstration's environment; what the person set wins."""
        assert self.cluster is not None  # noqa: S101  (started before anything asks)
        own = {
            "MSJ_ENV": "demo",
            "MSJ_DATABASE_URL": self.cluster.runtime_url,
            "MSJ_DATABASE_OWNER_URL": self.cluster.owner_url,
            "MSJ_PROBATIONER_ORIGIN": self.origin,
            "MSJ_AGENT_ORIGIN": self.origin,
            "MSJ_SMS_GATEWAYS": "demonstration",
            # A short number: the demonstration phone can answer, so what leaves asks for 1 or 2.
            "MSJ_SMS_SENDER": "38000",
            "MSJ_SMS_SENDER_RECEIVES": "true",
            "MSJ_DEMO_GATEWAY_URL": f"http://127.0.0.1:{self.port}/demo/gateway",
            **own_secrets(),
        }
        given = {name: value for name, value in os.environ.items() if name.startswith("MSJ_")}
        return {**own, **given, "PYTHONPATH": str(HOUSE), "PYTHONUTF8": "1"}

    def _start_parts(self) -> None:
        """The web first and alone, so that the first page comes soon; then what works behind it."""
        environment = self.environment()
        records.write(records.LAUNCHER, os.getpid(), origin=self.origin, token="", environment=environment)
        web: list[str | Path] = [VENV / "bin" / "granian", "--interface", "wsgi", "--no-ws"]
        web += ["--workers", "1", "--blocking-threads", "4", "--host", "127.0.0.1", "--port", str(self.port)]
        web.append("backend.config.wsgi:application")
        with step("Web"):
            self._start("web", web, environment)
            self._wait_for("/healthz", 120)
            self._wait_for("/", 30)
        with step("Planner, sender, periodic jobs"):
            for name, command in (("planner", "plan_messages"), ("sender", "send_messages"), ("ticks", "run_ticks")):
                self._start(name, [PYTHON, MANAGE, command], environment)

    def _start(self, name: str, command: list[str | Path], environment: dict[str, str]) -> None:
        if not self.ended.is_set():
            self.parts.append(processes.Part(name, command, environment, self.token))
            self.parts[-1].start()

    def _wait_for(self, path: str, seconds: float) -> None:
        limit = time.monotonic() + seconds
        while not self.ended.is_set():
            for part in self.parts:
                part.watch()
            status = answer(f"http://127.0.0.1:{self.port}{path}")
            if status == 200:
                return
            if time.monotonic() > limit:
                raise Stop(f"{path} answers {status or 'nothing'} after {seconds:.0f} s. {self.parts[0].tail()}")
            time.sleep(0.1)

    def _tell(self, seconds: float) -> None:
        say()
        say(colour("1", f"  The demonstration runs ({seconds:.1f} s). Ctrl-C ends it; the data stay."))
        say(where_to_look(self.origin))

    def _stop(self) -> None:
        began = time.monotonic()
        shell.interrupt()
        if self.parts:
            say("  stopping: web, planner, sender, ticks, PostgreSQL")
        processes.stop(self.parts)
        if self.cluster:
            self.cluster.stop()
        records.forget(records.DATABASE)
        records.forget(records.LAUNCHER)
        say(f"  stopped {colour('2', f'{time.monotonic() - began:.1f} s')}")


def _front_ends() -> None:
    tools.node_packages()
    tools.front_ends()


def _first_failure(jobs: list["Future[None]"]) -> None:
    """Wait for all; when one fails, end the others' commands and tell that failure."""
    failed: BaseException | None = None
    for job in jobs:
        job.add_done_callback(lambda done: shell.interrupt() if done.exception() else None)
    for job in jobs:
        problem = job.exception()
        if problem and (failed is None or str(failed) == shell.ENDED):
            failed = problem
    if failed:
        raise failed


def free_port(port: int) -> int:
    """The port itself, or a free one for 0; refuses in one line."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except (OSError, OverflowError) as error:
            reason = "needs the administrator" if isinstance(error, PermissionError) else "is taken"
            raise Stop(f"Port {port} {reason}: choose another with `./msj demo --port {port % 60000 + 1}`.") from error
        return int(probe.getsockname()[1])


def answer(url: str) -> int:
    """The status of one GET, or 0 while nobody answers."""
    try:
        with urllib.request.urlopen(url, timeout=5) as reply:  # noqa: S310  (our own loopback address)
            return int(reply.status)
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return 0


def own_secrets() -> dict[str, str]:
    """Secrets of this working copy alone, made at the first start and kept so that sessions survive a second one."""
    if not SECRETS.exists():
        key = secrets.randbelow(_ORDER - 1) + 1
        house.write_private(
            SECRETS,
            {
                **{name: secrets.token_urlsafe(60) for name in KEYS},
                "MSJ_VAPID_PRIVATE_KEY": base64.urlsafe_b64encode(key.to_bytes(32, "big")).rstrip(b"=").decode(),
            },
        )
    kept: dict[str, str] = json.loads(SECRETS.read_text())
    if set(BEFORE) <= kept.keys():
        kept = {name: value for name, value in kept.items() if name not in BEFORE} | {
            name: f"{secrets.token_urlsafe(60)},{kept[BEFORE[name == 'MSJ_CODE_KEYS']]}" for name in KEYS
        }
        house.write_private(SECRETS, kept)
    return kept


def clear() -> None:
    """The data, the files and the secrets of the demonstration; packages and front ends stay."""
    for folder in (*postgres.kept_places(VAR / "pg"), VAR / "media", house.LOGS):
        shutil.rmtree(folder, ignore_errors=True)
    for path in (CREDENTIALS, SECRETS):
        path.unlink(missing_ok=True)
    house.prepare()


def where_to_look(origin: str) -> str:
    """What `var/demo.json` holds, as a page for the terminal."""
    lines = [
        "",
        f"    The person's app          {origin}/",
        f"    The back office           {origin}/agent/",
        f"    The demonstration phone   {origin}/demo/phone     (every SMS that left; moves the clock)",
        f"    The API                   {origin}/api/probationer/docs, {origin}/api/agent/docs",
    ]
    try:
        told = json.loads(CREDENTIALS.read_text())
    except (OSError, ValueError):
        return "\n".join([*lines, ""])
    lines += ["", "    Agents (password, then the six digits: the demonstration phone shows them, or enrol the secret)"]
    for agent in told.get("agents", []):
        words = [str(agent.get(name) or "") for name in ("email", "password", "totp_secret", "role", "organisation")]
        lines.append("      " + "  ".join(words))
    lines += ["", "    Probationers (number, birth date; the code arrives on the demonstration phone)"]
    for person in told.get("probationers", [])[:4]:
        lines.append("      " + "  ".join(str(person.get(name) or "") for name in ("phone", "birth_date", "name")))
    return "\n".join([*lines, "", f"    All of it: {CREDENTIALS}", ""])
