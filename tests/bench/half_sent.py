"""What 200 requests that never end cost the others: `./msj test tests/bench/half_sent.py -s`."""

import http.client
import statistics
import sys
import time
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.deploy.test_proxy import HOUSE, proxied, send_half
from tests.ports import free_port

HELD, PAIRS, ASKED = 200, 5, 300
pytestmark = pytest.mark.timeout(600)


def slowest_twentieth(port: int) -> float:
    """The 95th percentile of so many questions, one after the other on one line, in milliseconds."""
    line, took = http.client.HTTPConnection("127.0.0.1", port, timeout=30), []
    for _ in range(ASKED):
        began = time.monotonic()
        line.request("GET", "/healthz")
        answer = line.getresponse()
        answer.read()
        took.append(1000 * (time.monotonic() - began))
        assert answer.status == 200
    line.close()
    return statistics.quantiles(took, n=20)[-1]


def test_half_sent_requests_slow_down_nobody(tmp_path: Path) -> None:
    """Pairs of quiet and held, as production starts it; by the median, since the machine does other things too."""
    inside = free_port()
    web = [sys.executable, str(HOUSE / "backend" / "manage.py"), "serve_web"]
    environment = {"MSJ_LISTEN": f"127.0.0.1:{inside}", "MSJ_ENV": "test", "PYTHONPATH": str(HOUSE)}
    ratios = []
    with proxied(tmp_path, web, inside, environment) as port:
        slowest_twentieth(inside)  # everything that is loaded at the first request is loaded
        for _ in range(PAIRS):
            quiet = slowest_twentieth(inside)
            with ExitStack() as held:
                for _ in range(HELD):
                    held.enter_context(send_half(port))
                time.sleep(1)
                ratios.append(slowest_twentieth(inside) / quiet)
    print(f"\n{HELD} half-sent: {', '.join(f'{one:.2f}' for one in ratios)} times the quiet p95")  # noqa: T201
    assert statistics.median(ratios) <= 2
