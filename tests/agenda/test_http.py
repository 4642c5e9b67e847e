"""Promise 2 over HTTP: the real web server, fifty browsers behind one barrier, three seats."""

import http.client
import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import connection

from backend.agenda.models import Appointment
from tests.accounts import make as accounts
from tests.agenda import make
from tests.ports import free_port

pytestmark = pytest.mark.django_db(transaction=True)


@contextmanager
def serving() -> Iterator[int]:
    """granian on the test's own database; yields its port."""
    known = connection.get_connection_params()
    where = f"postgresql://{known.get('user', '')}@/{known['dbname']}?host={known.get('host', '')}"
    where += f"&port={known['port']}" if known.get("port") else ""
    port = free_port()
    child = subprocess.Popen(
        [
            *(str(Path(sys.executable).with_name("granian")), "--interface", "wsgi", "--workers", "1", "--no-ws"),
            *(
                "--blocking-threads",
                "16",
                "--host",
                "127.0.0.1",
                "--port",
                str(port),
                "backend.config.wsgi:application",
            ),
        ],
        cwd=settings.HOUSE,
        env=os.environ | {"MSJ_ENV": "test", "MSJ_DATABASE_URL": where, "MSJ_DATABASE_OWNER_URL": where},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(port)
        yield port
    finally:
        child.terminate()
        child.wait(20)


def _wait_for(port: int) -> None:
    end = time.monotonic() + 40
    while time.monotonic() < end:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the web server did not start")


def test_fifty_browsers_for_three_seats() -> None:
    scene = make.Scene()
    slot = make.slot(scene.agenda, scene.slot_type, capacity=3)
    people = [scene.another() for _ in range(50)]
    browser = accounts.signed_in_client(scene.agent, csrf=True)
    token = accounts.csrf_headers(browser)["X-CSRFToken"]
    cookie = "; ".join(f"{name}={morsel.value}" for name, morsel in browser.cookies.items())
    barrier, said, lock = threading.Barrier(50), Counter[tuple[int, str]](), threading.Lock()

    def book(port: int, person: object) -> None:
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        line.connect()
        sent = json.dumps({"probationer": str(person), "type": scene.slot_type.pk, "slot": slot.pk})
        headers = {
            "Content-Type": "application/json", "Cookie": cookie, "X-CSRFToken": token, "Idempotency-Key": str(uuid4()),
        }  # fmt: skip
        barrier.wait()
        line.request("POST", "/api/agent/appointments", sent, headers)
        answer = line.getresponse()
        told = json.loads(answer.read())
        line.close()
        with lock:
            said[answer.status, told.get("code", "")] += 1

    with serving() as port:
        threads = [threading.Thread(target=book, args=(port, person.pk)) for person in people]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert said == {(201, ""): 3, (409, "slot_full"): 47}
    slot.refresh_from_db()
    assert slot.taken == 3 and Appointment.objects.filter(slot=slot).count() == 3
