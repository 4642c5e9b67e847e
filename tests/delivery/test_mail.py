"""Mail over the real protocol, against a local server."""

import uuid
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest

from backend.delivery.composers import Text
from backend.delivery.gateways import Answer, Parcel
from backend.delivery.gateways.mail import MailGateway
from backend.delivery.rules import Outcome
from tests.delivery.smtp import MailServer
from tests.journeys.background import Background


@pytest.fixture
def server(background: Background, settings: Any) -> Iterator[MailServer]:
    server = MailServer(background)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.DEFAULT_FROM_EMAIL = "127.0.0.1", server.port, "rdv@example.org"
    yield server
    server.close()


@pytest.fixture
def send(background: Background) -> Callable[..., Answer]:
    def send(key: uuid.UUID | None = None, within: float = 5) -> Answer:
        text = Text("essai@example.org", "Jeudi à 14 h 30", title="Rendez-vous à venir", language="fr")
        parcel = Parcel(key or uuid.uuid4(), "reminder", "email", text, timedelta(hours=1))

        async def work() -> Answer:
            gateway = MailGateway()
            try:
                return await gateway.send(parcel, within=within)
            finally:
                await gateway.close()

        return background.run(work(), timeout=20)

    return send


def test_what_arrives(server: MailServer, send: Callable[..., Answer]) -> None:
    key = uuid.uuid4()
    assert send(key).outcome is Outcome.TAKEN
    [mail] = server.mails
    assert (mail["Subject"], mail["To"], mail["From"]) == (
        "Rendez-vous à venir",
        "essai@example.org",
        "rdv@example.org",
    )
    assert mail["Message-ID"] == f"<{key}@example.org>"
    assert (mail["Auto-Submitted"], mail["Content-Language"]) == ("auto-generated", "fr")
    assert mail.get_content().strip() == "Jeudi à 14 h 30"


@pytest.mark.parametrize(
    ("says", "outcome", "reason"),
    [
        ({"RCPT": "550 nobody here"}, Outcome.REFUSED, "address_refused"),
        ({"RCPT": "450 try later"}, Outcome.NOT_TAKEN, "gateway_busy"),
        ({"MAIL": "550 not you"}, Outcome.REFUSED, "address_refused"),
        ({"DATA": "451 later"}, Outcome.NOT_TAKEN, "gateway_busy"),
        ({"END": "552 too big"}, Outcome.REFUSED, "address_refused"),
        ({"END": "451 later"}, Outcome.NOT_TAKEN, "gateway_busy"),
        ({"EHLO": "421 closing", "HELO": "421 closing"}, Outcome.NOT_TAKEN, "gateway_busy"),
    ],
)
def test_each_refusal_has_its_class(
    server: MailServer, send: Callable[..., Answer], says: dict[str, str], outcome: Outcome, reason: str
) -> None:
    server.says = says
    answer = send()
    assert (answer.outcome, answer.reason) == (outcome, reason)


def test_a_line_cut_after_the_words_left_leaves_us_in_doubt(server: MailServer, send: Callable[..., Answer]) -> None:
    server.cuts_after = "DATA"
    assert send().outcome is Outcome.AMBIGUOUS
    assert len(server.mails) == 1


def test_no_server_is_surely_not_taken(server: MailServer, send: Callable[..., Answer], settings: Any) -> None:
    settings.EMAIL_PORT = 9
    assert send().outcome is Outcome.NOT_TAKEN
