"""The real Kannel (Debian's packages kannel and kannel-extras) with its fake SMS centre, for the length of a test.

bearerbox listens on every interface whatever it is told: only this machine is let in, as its configuration says.
"""

import os
import re
import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path
from urllib.parse import quote, unquote_to_bytes

import pytest

from tests.ports import free_ports

FAKE_CENTRE = Path("/usr/lib/kannel/test/fakesmsc")
USER, PASSWORD, SHORT_NUMBER = "msj", "the-password-of-sendsms", "38000"
CONFIGURATION = """
group = core
admin-port = {admin}
admin-password = {password}
smsbox-port = {box}
admin-deny-ip = "*.*.*.*"
admin-allow-ip = "127.0.0.1"
box-deny-ip = "*.*.*.*"
box-allow-ip = "127.0.0.1"
dlr-storage = internal

group = smsc
smsc = fake
smsc-id = centre
host = localhost
port = {centre}
connect-allow-ip = 127.0.0.1

group = smsbox
bearerbox-host = 127.0.0.1
sendsms-port = {sendsms}
sendsms-interface = "127.0.0.1"
global-sender = {number}

group = sendsms-user
username = {user}
password = {password}
max-messages = 10
concatenation = true

group = sms-service
keyword = default
catch-all = true
max-messages = 0
post-url = "{incoming}"
"""


def needed() -> None:
    """Skip where Kannel is not installed; where everything must run, its absence is a failure."""
    if shutil.which("bearerbox") and shutil.which("smsbox") and FAKE_CENTRE.exists():
        return
    advice = "Kannel is missing. On Debian: sudo apt-get install --no-install-recommends kannel kannel-extras"
    if os.environ.get("CI"):
        pytest.fail(advice)
    pytest.skip(advice)


class Kannel:
    """`incoming`: the address to which answers go, as an operator would write it."""

    def __init__(self, folder: Path, incoming: str) -> None:
        self._folder = folder
        admin, box, self._centre_port, self.port = free_ports(4)
        self.url = f"http://127.0.0.1:{self.port}"
        self._processes: list[subprocess.Popen[bytes]] = []
        self._centre: subprocess.Popen[bytes] | None = None
        self._visits = 0
        told = CONFIGURATION.format(
            admin=admin, box=box, centre=self._centre_port, sendsms=self.port, user=USER, password=PASSWORD,
            number=SHORT_NUMBER, incoming=incoming,
        )  # fmt: skip
        self._file = folder / "kannel.conf"
        self._file.write_text(told)
        self._start("bearerbox", box)
        self._start("smsbox", self.port)

    def _start(self, program: str, port: int) -> None:
        self._spawn(program, [program, "-v", "2", str(self._file)])
        end = time.monotonic() + 15
        while time.monotonic() < end:
            try:
                socket.create_connection(("127.0.0.1", port), 0.5).close()
                return
            except OSError:
                time.sleep(0.05)
        raise AssertionError(f"{program} does not listen:\n{(self._folder / f'{program}.log').read_text()[-2000:]}")

    def _spawn(self, name: str, command: list[str]) -> "subprocess.Popen[bytes]":
        with (self._folder / f"{name}.log").open("wb") as log:
            process = subprocess.Popen(command, cwd=self._folder, stdout=log, stderr=subprocess.STDOUT)
        self._processes.append(process)
        return process

    def centre_comes(self, said: str = "", number: str = "33639980001") -> None:
        """The SMS centre connects; a phone says something through it, if it is to."""
        self._visits += 1
        spelt = f"text {said or 'nothing'}" if said.isascii() else f"ucs2 {quote(said.encode('utf-16-be'))}"
        words = ["-m", "1" if said else "0", f"{number} {SHORT_NUMBER} {spelt}"]
        command = [str(FAKE_CENTRE), "-H", "127.0.0.1", "-r", str(self._centre_port), "-i", "0.1", *words]
        self._centre = self._spawn(f"centre-{self._visits}", command)

    def centre_goes(self) -> None:
        assert self._centre is not None
        self._centre.send_signal(signal.SIGKILL)
        self._centre.wait(10)

    def at_the_phone(self) -> list[str]:
        """The words that the centre got, of every visit."""
        logs = sorted(self._folder.glob("centre-*.log"))
        found = [re.findall(r"Got message \d+: <\S+ \S+ (\S+) (.*)>", log.read_text("utf-8")) for log in logs]
        return [_words(*one) for several in found for one in several]

    def stop(self) -> None:
        for process in reversed(self._processes):
            if process.poll() is None:
                process.send_signal(signal.SIGKILL)
            process.wait(10)


def _words(kind: str, data: str) -> str:
    return unquote_to_bytes(data.replace("+", "%20")).decode("utf-16-be") if kind == "ucs-2" else data
