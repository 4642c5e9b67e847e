"""A person's phone as the tests use it: a browser with its cookies, and the code that an SMS would have brought."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from django.conf import settings
from django.test import Client

from backend.accounts import rules
from backend.probationers.models import Probationer
from tests.counting import asked
from tests.probationers.make import BORN
from tests.responses import ClientResponse

ANDROID = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/140.0.0.0 Mobile Safari/537.36"


class Phone:
    """One browser. `address` is where it calls from: quotas count by it."""

    def __init__(self, address: str = "192.0.2.1") -> None:
        self.client = Client(headers={"user-agent": ANDROID}, REMOTE_ADDR=address)

    def get(self, path: str) -> ClientResponse:
        return self.client.get(f"/api/probationer/{path}")

    def send(self, path: str, body: dict[str, Any] | None = None, *, method: str = "post") -> ClientResponse:
        call = getattr(self.client, method)
        answer: ClientResponse = call(f"/api/probationer/{path}", body or {}, content_type="application/json")
        return answer

    def ask(self, number: str, language: str = "fr") -> ClientResponse:
        return self.send("challenges", {"phone": number, "language": language})

    def enter(
        self, challenge: str, code: str | None = None, *, born: date | None = BORN, year: int | None = None
    ) -> ClientResponse:
        """Send a code (the right one unless said) and a birth date."""
        body = {"challenge": challenge, "code": code or right_code(challenge)}
        if born:
            body["birth_date"] = born.isoformat()
        return self.send("session", body | ({"birth_year": year} if year else {}))

    def sign_in(self, file: Probationer, **birth: Any) -> ClientResponse:
        return self.enter(self.ask(file.phone).json()["id"], **birth)

    def session(self) -> dict[str, Any]:
        found: dict[str, Any] = self.get("session").json()
        return found


def right_code(challenge: str) -> str:
    return rules.code(settings.CODE_KEYS[0], challenge)


def wrong_code(challenge: str) -> str:
    return "000000" if right_code(challenge) != "000000" else "000001"


def work(call: Callable[[], ClientResponse]) -> tuple[ClientResponse, list[str]]:
    """The answer and the statements it took, values left out."""
    with asked() as told:
        answer = call()
    return answer, [re.sub(r"'[^']*'|\bs\d+_x\d+\b|\b\d+\b", "?", query) for query in told]
