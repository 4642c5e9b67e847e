"""D1, D6: the shipped Caddyfile on Debian's Caddy, before the product's own web server, on real sockets."""

import http.client
import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from tests.ports import free_port

HOUSE = Path(__file__).parents[2]
ADVICE = "Caddy is missing. On Debian: sudo apt-get install --no-install-recommends caddy"
HELD = 40  # half-sent bodies, where two threads serve everything
ECHO = """
import json

def application(environ, start_response):
    environ["wsgi.input"].read()
    told = json.dumps({name: str(value) for name, value in environ.items() if name.startswith("HTTP_")}).encode()
    start_response("200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(told)))])
    return [told]
"""


@contextmanager
def running(words: Sequence[str | Path], folder: Path, environment: Mapping[str, str]) -> Iterator[None]:
    with (folder / "log").open("ab") as log:
        child = subprocess.Popen(words, cwd=folder, env={**os.environ, **environment}, stdout=log, stderr=log)
    try:
        yield
    finally:
        child.terminate()
        try:
            child.wait(20)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def caddyfile(folder: Path) -> Path:
    """As it is shipped; only its door for commands stays shut, since several may run on one machine."""
    shipped = (HOUSE / "deploy" / "Caddyfile").read_text("utf-8")
    told = shipped.replace("\n{\n", "\n{\n\tadmin off\n", 1)
    assert told != shipped
    (folder / "Caddyfile").write_text(told, "utf-8")
    return folder / "Caddyfile"


@contextmanager
def proxied(folder: Path, web: Sequence[str | Path], inside: int, environment: Mapping[str, str]) -> Iterator[int]:
    """The port at which the proxy answers; `web` listens at the port `inside`."""
    caddy = shutil.which("caddy")
    if caddy is None:
        if os.environ.get("CI"):
            pytest.fail(ADVICE)
        pytest.skip(ADVICE)
    outside = free_port()
    hosts = {
        "HOME": str(folder),
        "MSJ_PROXY_TO": f"127.0.0.1:{inside}",
        "MSJ_PROBATIONER_ORIGIN": f"http://localhost:{outside}",
        "MSJ_AGENT_ORIGIN": f"http://agents.localhost:{outside}",
    }
    start = [caddy, "run", "--config", str(caddyfile(folder)), "--adapter", "caddyfile"]
    with ExitStack() as stack:
        stack.enter_context(running(web, folder, environment))
        stack.enter_context(running(start, folder, hosts))
        assert answered(f"http://127.0.0.1:{inside}/healthz"), (folder / "log").read_text()
        assert answered(f"http://localhost:{outside}/"), (folder / "log").read_text()
        yield outside


def answered(url: str) -> bool:
    """Within half a minute."""
    for _ in range(300):
        try:
            with urllib.request.urlopen(url, timeout=5):
                return True
        except urllib.error.HTTPError as error:
            return error.code < 500
        except OSError:
            time.sleep(0.1)
    return False


def send_half(port: int) -> socket.socket:
    one = socket.create_connection(("127.0.0.1", port), timeout=10)
    head = f"POST /api/gateway/link_mobility/receipts HTTP/1.1\r\nHost: localhost:{port}\r\nContent-Length: 1000\r\n"
    one.sendall(f"{head}Content-Type: application/json\r\n\r\n{{".encode())
    return one


def test_half_sent_bodies_hold_no_thread(tmp_path: Path) -> None:
    """D1: four of them brought the whole product to a stop."""
    inside = free_port()
    small = {"MSJ_LISTEN": f"127.0.0.1:{inside}", "MSJ_WEB_WORKERS": "1", "MSJ_WEB_THREADS": "2", "MSJ_ENV": "test"}
    web = [sys.executable, str(HOUSE / "backend" / "manage.py"), "serve_web"]
    with ExitStack() as stack:
        small["PYTHONPATH"] = str(HOUSE)
        port = stack.enter_context(proxied(tmp_path, web, inside, small))
        for _ in range(HELD):
            stack.enter_context(send_half(port))
        time.sleep(1)  # all of them have come in
        for url in (f"http://127.0.0.1:{inside}/healthz", f"http://localhost:{port}/"):
            with urllib.request.urlopen(url, timeout=10) as told:
                assert told.status == 200


@pytest.fixture(scope="module")
def echo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The proxy before a server that says which headers came."""
    folder = tmp_path_factory.mktemp("echo")
    (folder / "echo.py").write_text(ECHO)
    inside = free_port()
    granian = str(Path(sys.executable).with_name("granian"))
    where = ["--host", "127.0.0.1", "--port", str(inside), "--blocking-threads", "2"]
    with proxied(folder, [granian, "--interface", "wsgi", *where, "echo:application"], inside, {}) as port:
        yield port


def post(port: int, path: str, body: bytes, **headers: str) -> tuple[int, dict[str, str]]:
    """Headers as they are spelled; urllib writes them its own way."""
    line = http.client.HTTPConnection("localhost", port, timeout=20)
    try:
        line.request("POST", path, body, {name.replace("__", "-"): value for name, value in headers.items()})
        told = line.getresponse()
        said = told.read()
    finally:
        line.close()
    return told.status, json.loads(said) if told.status == 200 else {}


@pytest.mark.parametrize("name", ["X_Forwarded_For", "x_forwarded_for", "X__Forwarded_For", "X_Forwarded-For"])
def test_no_spelling_of_an_address_of_ones_own_comes_through(name: str, echo: int) -> None:
    """D6: two spellings are one name to the server behind."""
    status, came = post(echo, "/api/probationer/session", b"{}", **{name: "6.6.6.6", "X_Forwarded_Proto": "https"})
    assert status == 200
    assert came["HTTP_X_FORWARDED_FOR"] == "127.0.0.1" and came["HTTP_X_FORWARDED_PROTO"] == "http"
    assert "6.6.6.6" not in str(came)


@pytest.mark.parametrize(
    ("path", "most"),
    [
        ("/api/probationer/session", 256_000),
        ("/api/gateway/link_mobility/receipts", 3_000_000),
    ],
)
def test_a_body_is_no_larger_than_its_operation_needs(path: str, most: int, echo: int) -> None:
    assert post(echo, path, b"x" * (most - 1000))[0] == 200
    # Caddy 2.6 says 502 where later ones say 413: it meets the bound while it takes the body in.
    assert post(echo, path, b"x" * (most + 1000))[0] in (413, 502)
