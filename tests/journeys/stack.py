"""The real thing, for one test session: a database of its own, the pilot in small, and every process of the product.

Nothing is imported from the product: what a journey knows, it saw on a screen or on the demonstration phone.
"""

from __future__ import annotations

import base64
import fcntl
import json
import os
import re
import secrets
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import psycopg
from psycopg import sql

from tests.ports import free_port

HOUSE = Path(__file__).parents[2]
MANAGE = [sys.executable, "-m", "backend.manage"]


class Process:
    """One process of the product in a group of its own, its words in a file."""

    def __init__(self, name: str, command: list[str], environment: dict[str, str], folder: Path) -> None:
        self.name, self.command, self.environment = name, command, environment
        self.log = folder / f"{name}.log"
        self.running: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        with self.log.open("ab") as log:
            self.running = subprocess.Popen(
                self.command, cwd=HOUSE, env=self.environment, stdout=log, stderr=log, start_new_session=True
            )

    def stop(self) -> None:
        if self.running is None:
            return
        for number, patience in ((signal.SIGTERM, 10), (signal.SIGKILL, 5)):
            try:
                os.killpg(self.running.pid, number)
                self.running.wait(patience)
                break
            except ProcessLookupError:
                break
            except subprocess.TimeoutExpired:
                continue
        self.running = None

    def has_ended(self) -> bool:
        return self.running is not None and self.running.poll() is not None

    def tail(self) -> str:
        return f"{self.name}:\n" + self.log.read_text(errors="replace")[-3000:]


@dataclass
class Agent:
    email: str
    password: str
    totp_secret: str
    # The moment's code can be used once: the next sign-in of the same agent takes the next one.
    used: int = field(default=0, repr=False)

    def code(self) -> str:
        import django_otp.oath

        # The server follows a device whose clock is off, so that one too late after one too early is two off.
        if (left := 30 - time.time() % 30) < 6:
            time.sleep(left + 0.1)
        moment = int(time.time()) // 30
        if self.used > moment:
            time.sleep(30 * self.used - time.time() + 0.5)
        self.used = max(moment, self.used + 1 if self.used >= moment else moment)
        key = base64.b32decode(self.totp_secret + "=" * (-len(self.totp_secret) % 8))
        return f"{django_otp.oath.hotp(key, self.used):06d}"


class Stack:
    def __init__(self, folder: Path, *, shared: Path, push_origin: str = "", port: int | None = None) -> None:
        """`shared`: a folder of all workers of the run, in which the first leaves what it loaded."""
        self.folder, self.shared = folder, shared
        self.port = port or free_port()
        self.database = f"journeys_{secrets.token_hex(4)}"
        self.environment = self._environment(push_origin)
        self.parts = {
            "web": self._part("web", _web(self.port)),
            "planner": self._part("planner", [*MANAGE, "plan_messages"]),
            "sender": self._part("sender", [*MANAGE, "send_messages"]),
            "ticks": self._part("ticks", [*MANAGE, "run_ticks"]),
        }
        self.agents: list[Agent] = []
        self.people: list[dict[str, Any]] = []

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"

    # Starting and stopping.

    def start(self) -> None:
        with (self.shared / "demonstration.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            template, credentials = self._loaded(self.shared / "demonstration")
            names = sql.Identifier(self.database), sql.Identifier(template)
            self._on_server(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(*names))
        shutil.copytree(credentials.parent / "media", self.folder / "media")
        told = json.loads(credentials.read_text())
        self.agents = [Agent(one["email"], one["password"], one["totp_secret"]) for one in told["agents"]]
        self.people = told["probationers"]
        for part in self.parts.values():
            part.start()
        self.wait_until_up()

    def _loaded(self, folder: Path) -> tuple[str, Path]:
        """A database with the demonstration that nobody opens, and the file of who is in it; made by the first."""
        kept = folder / "database"
        if kept.exists():
            return kept.read_text(), folder / "credentials.json"
        folder.mkdir(exist_ok=True)
        database = f"demonstration_{secrets.token_hex(4)}"
        self._on_server(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(database)))
        its = {**self._on(database), "MSJ_MEDIA_ROOT": str(folder / "media")}
        self._manage("settle", "--database", "owner", **its)
        self._manage("load_demonstration", "--small", "--credentials", str(folder / "credentials.json"), **its)
        kept.write_text(database)
        return database, folder / "credentials.json"

    def stop(self) -> None:
        for part in self.parts.values():
            part.stop()
        self._on_server(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(self.database)))

    @contextmanager
    def without(self, name: str) -> Iterator[None]:
        """One part of the product away meanwhile; it is back whatever fails: others go on with this stack."""
        self.parts[name].stop()
        try:
            yield
        finally:
            self.parts[name].start()
            self.wait_until_up()

    def wait_until_up(self) -> None:
        """Until planner and sender beat; the ticks beat once a minute, and no journey waits on them."""
        deadline = time.monotonic() + 90
        while not {"database", "migrations", "planner", "sender"} <= self._well():
            told = "\n".join(one.tail() for one in self.parts.values())
            ended = [one.name for one in self.parts.values() if one.has_ended()]
            assert not ended, f"ended by itself: {ended}\n{told}"
            assert time.monotonic() < deadline, f"not ready:\n{told}"
            time.sleep(0.2)

    def _well(self) -> set[str]:
        try:
            with urllib.request.urlopen(self.url + "/readyz", timeout=5) as answer:
                told = json.load(answer)
        except urllib.error.HTTPError as error:
            told = json.load(error)
        except OSError:
            return set()
        return {name for name, is_well in told["parts"].items() if is_well}

    def _on_server(self, statement: sql.Composed) -> None:
        with psycopg.connect(os.environ["MSJ_DATABASE_OWNER_URL"], autocommit=True) as connection:
            connection.execute(statement)

    def _manage(self, *words: str, **its: str) -> str:
        """A command of the product; `its`: other variables than those of the running one."""
        done = subprocess.run(
            [*MANAGE, *words], cwd=HOUSE, env=self.environment | its, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"{words[0]}: {done.stdout[-1500:]}\n{done.stderr[-3000:]}"
        return done.stdout

    def _part(self, name: str, command: list[str]) -> Process:
        return Process(name, command, self.environment, self.folder)

    @staticmethod
    def _on(database: str) -> dict[str, str]:
        return {name: _of(os.environ[name], database) for name in ("MSJ_DATABASE_URL", "MSJ_DATABASE_OWNER_URL")}

    def _environment(self, push_origin: str) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("MSJ_")}
        return kept | {
            "PYTHONPATH": str(HOUSE),
            "PYTHONUTF8": "1",
            "MSJ_ENV": "demo",
            **self._on(self.database),
            "MSJ_PROBATIONER_ORIGIN": self.url,
            "MSJ_AGENT_ORIGIN": self.url,
            "MSJ_SMS_GATEWAYS": "demonstration",
            "MSJ_DEMO_GATEWAY_URL": f"http://127.0.0.1:{self.port}/demo/gateway",
            "MSJ_PUSH_ORIGINS": push_origin,
            "MSJ_VAPID_PRIVATE_KEY": base64.urlsafe_b64encode(b"\x01" + secrets.token_bytes(31)).rstrip(b"=").decode(),
            "MSJ_MEDIA_ROOT": str(self.folder / "media"),
        }

    # What anybody with the demonstration phone sees and does.

    def now(self) -> datetime:
        """The hour that every process reads, in Paris: on a working day whatever the date."""
        told = datetime.fromisoformat(self._call("/demo/phone/messages.json")["now"])
        return told.astimezone(ZoneInfo("Europe/Paris"))

    def move_clock(self, *, minutes: float | None = None, to: str | None = None) -> None:
        self._call("/demo/clock", {"minutes": minutes} if to is None else {"to": to})

    def reset_clock(self) -> None:
        self._call("/demo/clock", {"reset": True})

    def sms(self, phone: str) -> list[dict[str, Any]]:
        """What this number has received, oldest first."""
        told = self._call("/demo/phone/messages.json?phone=" + urllib.parse.quote(phone))
        found: list[dict[str, Any]] = told["messages"]
        return found

    def wait_for_sms(self, phone: str, holding: str, *, after: int = 0, within: float = 90) -> str:
        """The text of the first SMS after the first `after` ones that matches this pattern."""
        deadline = time.monotonic() + within
        while time.monotonic() < deadline:
            for one in self.sms(phone)[after:]:
                if re.search(holding, one["text"]):
                    return str(one["text"])
            time.sleep(0.2)
        texts = [one["text"] for one in self.sms(phone)]
        raise AssertionError(f"no SMS like {holding!r} within {within} s, but {texts}\n{self.parts['sender'].tail()}")

    def code_for(self, phone: str, *, after: int) -> str:
        """The six digits that this number was sent; `after`: how many SMS it had before they were asked for."""
        text = self.wait_for_sms(phone, r"\b\d{6}\b", after=after)
        found = re.search(r"\b(\d{6})\b", text)
        assert found
        return found[1]

    def agent(self, start: str) -> Agent:
        return next(one for one in self.agents if one.email.startswith(start))

    def newcomer(self) -> Agent:
        """Just created by whoever installs the product: a first password, and no second factor yet."""
        email = f"nouveau{secrets.token_hex(2)}@demo.example"
        told = self._manage("create_agent", email, "Camille", "EPREUVE", "--central")
        password = re.search(rf"{email}: (\S+)", told)
        assert password, told
        return Agent(email, password[1], "")

    def _call(self, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.url + path, data, {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=10) as answer:
            told: dict[str, Any] = json.load(answer)
            return told


def _web(port: int) -> list[str]:
    granian = str(Path(sys.executable).with_name("granian"))
    options = ["--interface", "wsgi", "--workers", "1", "--blocking-threads", "4", "--no-ws"]
    return [granian, *options, "--host", "127.0.0.1", "--port", str(port), "backend.config.wsgi:application"]


def _of(url: str, database: str) -> str:
    """The same server, another database."""
    return re.sub(r"^(\w+://[^/]*)/[^?]*", rf"\1/{database}", url)
