"""One tree's half of `requests_pair.py`: this file is run in either tree, and asks nothing of it that both do not have.

Told in lines: `scene`, or `{"scene": …}`, or a screen's name and how many times to ask for it. Each answer is a line of
JSON; a screen's holds nanoseconds of processor time, this process's and its PostgreSQL backend's, for one request.
"""

import json
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core.handlers.wsgi import WSGIHandler  # noqa: E402
from django.db import connection  # noqa: E402
from django.db.models import Count, Q  # noqa: E402

from backend.accounts import sessions_holder  # noqa: E402
from backend.accounts.models import Agent  # noqa: E402
from backend.agenda.models import Appointment  # noqa: E402
from backend.probationers.models import Probationer  # noqa: E402
from tests.accounts import make as accounts  # noqa: E402

AGENT = "cpip1@demo.example"
SCREENS = ("home", "morning", "week", "file")


def scene() -> dict[str, str]:
    """What is asked for: the fullest day to come of one agent, its week, and the fullest of her files."""
    hers = Appointment.objects.filter(agent__email=AGENT)
    coming = hers.filter(state="booked", starts_at__date__gt=time.strftime("%Y-%m-%d"))
    day = coming.values_list("starts_at__date").annotate(many=Count("pk")).order_by("-many", "starts_at__date")[0][0]
    monday = day - timedelta(days=day.weekday())
    files = Probationer.objects.filter(appointments__in=hers).exclude(phone="")
    booked = Count("appointments", Q(appointments__state="booked"))
    file = files.annotate(booked=booked, many=Count("appointments")).order_by("-booked", "-many", "pk")[0]
    return {
        "morning": f"/api/agent/morning?date={day}",
        "week": f"/api/agent/appointments?from={monday}&to={monday + timedelta(days=6)}",
        "file": f"/api/agent/files/{file.pk}",
        "home": "/api/probationer/home",
        "person": str(file.pk),
    }


class Tree:
    """Signed in on both sides, as a browser and a phone are."""

    def __init__(self, scene: dict[str, str]) -> None:
        self._scene = scene
        self._answering = WSGIHandler()
        agent = accounts.signed_in_client(Agent.objects.get(email=AGENT))
        device, token = sessions_holder.add_device(Probationer.objects.get(pk=scene["person"]).holder, label="Firefox")
        session = sessions_holder.open_session(device, life=timedelta(days=1))
        persons = {settings.HOLDER_COOKIE_NAME: session, settings.DEVICE_COOKIE_NAME: token}
        self._cookies = {
            "agent": {name: each.value for name, each in agent.cookies.items()},
            "probationer": persons,
        }

    def measure(self, screen: str, times: int) -> dict[str, int]:
        """Nanoseconds a request, of both processes together and of PostgreSQL's alone."""
        here, there = time.process_time_ns(), _of_backend()
        for _ in range(times):
            self.ask(screen)
        there = _of_backend() - there
        return {"both": (time.process_time_ns() - here + there) // times, "database": there // times}

    def count(self, screen: str) -> dict[str, int]:
        """Queries of one request, those that read the clock's offset left out, and how long its answer is."""
        connection.force_debug_cursor = True
        connection.queries_log.clear()
        length = self.ask(screen)
        connection.force_debug_cursor = False
        asked = [each["sql"] for each in connection.queries_log if "common_clockoffset" not in each["sql"]]
        return {"queries": len(asked), "bytes": length}

    def ask(self, screen: str) -> int:
        """Through every middleware, as a server calls it; the length of the answer."""
        path, _, query = self._scene[screen].partition("?")
        cookies = self._cookies[path.split("/")[2]]
        said: list[str] = []
        environ = {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "HTTP_HOST": "localhost",
            "HTTP_ACCEPT": "application/json",
            "HTTP_COOKIE": "; ".join(f"{name}={value}" for name, value in cookies.items()),
            "wsgi.url_scheme": "http",
            "wsgi.input": sys.stdin.buffer,
        }
        begin: Any = lambda status, headers: said.append(status)  # noqa: E731
        answer: Any = self._answering(environ, begin)
        body = b"".join(answer)
        answer.close()
        assert said[0].startswith("200"), f"{screen}: {said[0]} {body[:300]!r}"
        return len(body)


def _of_backend() -> int:
    """Nanoseconds that PostgreSQL's process for this connection has run."""
    connection.ensure_connection()
    return int(Path(f"/proc/{connection.connection.info.backend_pid}/schedstat").read_text().split()[0])


def main() -> None:
    tree: Tree | None = None
    say: Callable[[Any], None] = lambda told: print(json.dumps(told), flush=True)  # noqa: E731, T201
    for line in sys.stdin:
        word, _, rest = line.strip().partition(" ")
        if word == "scene":
            say(scene())
        elif word == "enter":
            tree = Tree(json.loads(rest))
            for screen in SCREENS:  # what is read once for all has been read
                tree.measure(screen, 10)
            say({screen: tree.count(screen) for screen in SCREENS})
        elif tree is not None:
            say(tree.measure(word, int(rest)))


if __name__ == "__main__":
    main()
