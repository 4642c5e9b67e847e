"""D1: nothing reaches the web server but the proxy, which takes bodies in whole first."""

import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from backend.config.listening import faults, words
from tests.ports import free_port

HOUSE = Path(__file__).parents[2]
NOWHERE = "MSJ_LISTEN: loopback or a socket"
SHAPE = "MSJ_LISTEN: HOST:PORT"


@pytest.mark.parametrize(
    ("listen", "fault"),
    [
        ("127.0.0.1:8000", ""), ("127.8.0.1:1", ""), ("[::1]:8000", ""), ("localhost:65535", ""),
        ("unix:/run/msj/web.sock", ""), ("0.0.0.0:8000", NOWHERE), ("[::]:8000", NOWHERE), ("10.0.0.4:8000", NOWHERE),
        ("web.example.org:8000", NOWHERE), ("8000", SHAPE), (":8000", SHAPE), ("127.0.0.1:", SHAPE),
        ("127.0.0.1:65536", SHAPE), ("127.0.0.1:0", SHAPE), ("127.0.0.1:²", SHAPE), ("", SHAPE),
        ("unix:web.sock", "MSJ_LISTEN: unix:"), ("unix:", "MSJ_LISTEN: unix:"),
    ],
)  # fmt: skip
def test_production_listens_where_strangers_do_not_come(listen: str, fault: str) -> None:
    found = list(faults(listen, behind_proxy=False, production=True))
    assert len(found) == bool(fault) and all(one.startswith(fault) for one in found)
    # Who names the address as the proxy's own has said so; a wrong shape stays wrong.
    allowed = list(faults(listen, behind_proxy=True, production=True))
    assert allowed == ([] if fault == NOWHERE else found)
    assert list(faults(listen, behind_proxy=False, production=False)) == allowed


def test_workers_and_threads_are_bounded_whatever_is_said() -> None:
    default = words("127.0.0.1:8000", workers=None, threads=None)
    assert int(default[default.index("--workers") + 1]) >= 2
    assert default[default.index("--blocking-threads") + 1] == "2"
    said = words("[::1]:8000", workers=5, threads=3)
    assert said[said.index("--host") + 1] == "::1"
    assert (said[said.index("--workers") + 1], said[said.index("--blocking-threads") + 1]) == ("5", "3")
    assert "--uds" in words("unix:/run/msj/web.sock", workers=1, threads=1)


def serve(listen: str, **more: str) -> subprocess.Popen[str]:
    known = {"PATH": "/usr/bin:/bin", "MSJ_ENV": "test", "MSJ_LISTEN": listen, "MSJ_WEB_WORKERS": "1"}
    return subprocess.Popen(
        [sys.executable, "backend/manage.py", "serve_web"], cwd=HOUSE, env=known | more, text=True,
        stderr=subprocess.PIPE,
    )  # fmt: skip


def test_the_web_is_served_where_it_was_told_to_listen() -> None:
    port = free_port()
    served = serve(f"127.0.0.1:{port}")
    try:
        assert answers(f"http://127.0.0.1:{port}/healthz")
    finally:
        served.terminate()
        served.communicate(timeout=30)


def answers(url: str) -> bool:
    for _ in range(300):
        try:
            with urllib.request.urlopen(url, timeout=5) as told:
                return bool(told.status == 200)
        except OSError:
            time.sleep(0.1)
    return False
