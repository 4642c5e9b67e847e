"""Mail over the real protocol, against a local server."""

import asyncio
import ssl
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any, Literal

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from backend.delivery.composers import Text
from backend.delivery.gateways import Answer, Parcel, mail, mail_names
from backend.delivery.rules import Outcome
from backend.delivery.sending.streams import HANDS_FOR_MAIL
from tests.delivery.smtp import MailServer
from tests.journeys.background import Background

TEXT = Text("essai@example.org", "Bonjour,\n\nJeudi à 14 h 30 <ici>", title="Rendez-vous à venir", language="fr")
STOP = "https://app.example.org/api/unsubscribe/x-y"


@pytest.fixture
def server(background: Background, settings: Any) -> Iterator[MailServer]:
    server = MailServer(background)
    settings.EMAIL_BACKEND = "backend.delivery.gateways.smtp.Backend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.DEFAULT_FROM_EMAIL = "127.0.0.1", server.port, "rdv@example.org"
    settings.PROBATIONER_ORIGIN, settings.SMS_SENDER = "https://app.example.org", "RDV"
    yield server
    server.close()


@pytest.fixture
def send(background: Background) -> Callable[..., Answer]:
    def send(key: uuid.UUID | None = None, within: float = 5, **more: Any) -> Answer:
        parcel = Parcel(key or uuid.uuid4(), "reminder", "email", replace(TEXT, **more), timedelta(hours=1))

        async def work() -> Answer:
            gateway = mail.MailGateway()
            try:
                return await gateway.send(parcel, within=within)
            finally:
                await gateway.close()

        return background.run(work(), timeout=20)

    return send


def part(mail: EmailMessage, kind: Literal["plain", "html"]) -> str:
    found = mail.get_body((kind,))
    assert isinstance(found, EmailMessage)
    return str(found.get_content())


def test_what_arrives(server: MailServer, send: Callable[..., Answer]) -> None:
    key = uuid.uuid4()
    assert send(key).outcome is Outcome.TAKEN
    [one] = server.mails
    assert (one["Subject"], one["To"], one["From"]) == (
        "Rendez-vous à venir",
        "essai@example.org",
        "RDV <rdv@example.org>",
    )
    assert mail_names.read(one["Message-ID"]) == key and one["Message-ID"].endswith("@example.org>")
    assert (one["Auto-Submitted"], one["Content-Language"]) == ("auto-generated", "fr")
    assert one.get_content_type() == "multipart/alternative"
    plain, page = part(one, "plain"), part(one, "html")
    assert plain.strip() == TEXT.body and "<p><bdi>Jeudi à 14 h 30 &lt;ici&gt;</bdi></p>" in page
    assert one["List-Unsubscribe"] is None and "http" not in page
    assert server.envelopes == [("rdv@example.org", "essai@example.org")]


@pytest.mark.parametrize("to", [f"essai@{'b' * 64}.fr", f"essai@{'é' * 60}.fr", "essai@exem\u202eple.fr\nBcc: a@b.fr"])
def test_an_address_that_cannot_be_written_is_refused_and_ends_nothing(
    server: MailServer, send: Callable[..., Answer], to: str
) -> None:
    said = send(to=to)
    assert said.outcome is Outcome.REFUSED and not server.mails


def test_a_reminder_says_how_to_end_it_where_to_look_and_fetches_nothing(
    server: MailServer, send: Callable[..., Answer]
) -> None:
    send(url="/rendez-vous/1", unsubscribe=STOP)
    [one] = server.mails
    assert (one["List-Unsubscribe"], one["List-Unsubscribe-Post"]) == (f"<{STOP}>", "List-Unsubscribe=One-Click")
    plain, page = part(one, "plain"), part(one, "html")
    for said in (plain, page):
        assert STOP in said and "https://app.example.org/rendez-vous/1" in said
    assert not any(sign in page for sign in ("<img", "url(", "src=", "<link", "<script", "@import"))
    assert "prefers-color-scheme:dark" in page and 'content="light dark"' in page


def test_arabic_runs_from_right_to_left(server: MailServer, send: Callable[..., Answer]) -> None:
    send(language="ar", title="موعدك", body="مرحبا", unsubscribe=STOP)
    page = part(server.mails[0], "html")
    assert '<html lang="ar" dir="rtl">' in page and "مرحبا" in page and 'class="foot" dir="rtl"' in page


def test_the_calendar_file_goes_with_it(server: MailServer, send: Callable[..., Answer]) -> None:
    send(calendar="BEGIN:VCALENDAR\r\nSUMMARY:RDV é\r\nEND:VCALENDAR\r\n".encode())
    [part] = list(server.mails[0].iter_attachments())
    assert (part.get_filename(), part.get_content_type()) == ("rendez-vous.ics", "text/calendar")
    assert "SUMMARY:RDV é" in part.get_content()


def test_with_a_mailbox_for_bounces_each_message_has_its_own_address_there(
    server: MailServer, send: Callable[..., Answer], settings: Any
) -> None:
    settings.EMAIL_BOUNCES, settings.DEFAULT_FROM_EMAIL = "retours@example.org", "Mes RDV <rdv@example.org>"
    key = uuid.uuid4()
    send(key)
    [(envelope, _)] = server.envelopes
    assert envelope == f"retours+{mail_names.token(key)}@example.org" and len(envelope.partition("@")[0]) <= 64
    assert server.mails[0]["From"] == "Mes RDV <rdv@example.org>"


@pytest.mark.parametrize(
    ("configured", "of_sms", "shown"),
    [
        ("rdv@example.org", "RDV", "RDV <rdv@example.org>"),
        ("rdv@example.org", "38000", "RDV <rdv@example.org>"),
        ("rdv@example.org", "+33639980000", "RDV <rdv@example.org>"),
        ("Agenda <rdv@example.org>", "RDV", "Agenda <rdv@example.org>"),
    ],
)
def test_the_senders_name(settings: Any, configured: str, of_sms: str, shown: str) -> None:
    settings.DEFAULT_FROM_EMAIL, settings.SMS_SENDER = configured, of_sms
    assert mail_names.sender() == shown


def test_a_token_is_read_whatever_its_capitals_and_never_forged() -> None:
    key = uuid.uuid4()
    token = mail_names.token(key)
    assert mail_names.read(f"x+{token.upper()}@EXAMPLE.ORG") == key
    assert mail_names.read(token[:-1] + ("0" if token[-1] != "0" else "1")) is None
    assert mail_names.read(f"{uuid.uuid4().hex}-{token[-16:]}") is None and mail_names.read("") is None


@pytest.mark.parametrize(
    ("says", "outcome", "reason"),
    [
        ({"RCPT": "550 nobody here"}, Outcome.REFUSED, "address_refused"),
        ({"RCPT": "550 5.1.1 unknown"}, Outcome.REFUSED, "address_refused"),
        ({"RCPT": "553 5.1.3 bad"}, Outcome.REFUSED, "address_refused"),
        ({"RCPT": "550 5.2.1 disabled"}, Outcome.REFUSED, "address_refused"),
        ({"RCPT": "550 5.7.1 policy"}, Outcome.REFUSED, "gateway_refused"),
        ({"RCPT": "552 5.2.2 full"}, Outcome.REFUSED, "gateway_refused"),
        ({"RCPT": "554 no relay"}, Outcome.REFUSED, "gateway_refused"),
        ({"RCPT": "450 try later"}, Outcome.NOT_TAKEN, "gateway_busy"),
        ({"RCPT": "421 closing"}, Outcome.NOT_TAKEN, "gateway_busy"),
        ({"MAIL": "550 not you"}, Outcome.NOT_TAKEN, "gateway_refuses_us"),
        ({"MAIL": "451 later"}, Outcome.NOT_TAKEN, "gateway_busy"),
        ({"DATA": "451 later"}, Outcome.NOT_TAKEN, "gateway_busy"),
        ({"DATA": "554 no"}, Outcome.REFUSED, "gateway_refused"),
        ({"END": "552 too big"}, Outcome.REFUSED, "gateway_refused"),
        ({"END": "550 5.1.1 unknown after all"}, Outcome.REFUSED, "address_refused"),
        ({"END": "451 later"}, Outcome.NOT_TAKEN, "gateway_busy"),
        ({"END": "421 closing"}, Outcome.NOT_TAKEN, "gateway_busy"),
        ({"EHLO": "421 closing", "HELO": "421 closing"}, Outcome.NOT_TAKEN, "gateway_busy"),
    ],
)
def test_each_refusal_has_its_class(
    server: MailServer, send: Callable[..., Answer], says: dict[str, str], outcome: Outcome, reason: str
) -> None:
    server.says = says
    answer = send()
    assert (answer.outcome, answer.reason) == (outcome, reason)


@pytest.mark.parametrize("cut", ["EHLO", "MAIL", "RCPT", "BEFORE THE WORDS", "DATA"])
def test_only_a_line_cut_after_the_words_left_leaves_us_in_doubt(
    server: MailServer, send: Callable[..., Answer], cut: str
) -> None:
    server.cuts_after = cut
    in_doubt = cut in ("DATA", "BEFORE THE WORDS")  # we can't see which of the two it was
    assert send().outcome is (Outcome.AMBIGUOUS if in_doubt else Outcome.NOT_TAKEN)
    assert len(server.mails) == (cut == "DATA")


@pytest.mark.parametrize(("where", "outcome"), [("RCPT", Outcome.NOT_TAKEN), ("END", Outcome.AMBIGUOUS)])
def test_a_server_that_dribbles_is_left_in_time(
    server: MailServer, send: Callable[..., Answer], where: str, outcome: Outcome
) -> None:
    server.dribbles = where
    started = time.monotonic()
    assert send(within=1.0).outcome is outcome
    assert time.monotonic() - started < 3.5


def test_no_server_is_surely_not_taken(server: MailServer, send: Callable[..., Answer], settings: Any) -> None:
    settings.EMAIL_PORT = 9
    assert send().outcome is Outcome.NOT_TAKEN


def test_what_the_back_end_did_not_send_is_not_taken(
    server: MailServer, send: Callable[..., Answer], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It need not raise: it tells how many it sent."""
    monkeypatch.setattr("backend.delivery.gateways.smtp.Backend.send_messages", lambda self, mails: 0)
    assert send().outcome is Outcome.NOT_TAKEN and server.mails == []


@pytest.mark.parametrize("trusted", [True, False])
def test_starttls_before_the_first_word_and_only_with_a_certificate_we_trust(
    background: Background, settings: Any, server: MailServer, send: Callable[..., Answer], tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch, trusted: bool,
) -> None:  # fmt: skip
    certificate, context = certified(tmp_path)
    if trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    secure = MailServer(background, tls=context)
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "localhost", secure.port, True
    answer = send()
    secure.close()
    assert answer.outcome is (Outcome.TAKEN if trusted else Outcome.NOT_TAKEN)
    assert len(secure.mails) == (1 if trusted else 0)
    assert not trusted or secure.encrypted == 1


def certified(folder: Path) -> tuple[Path, ssl.SSLContext]:
    """A certificate for localhost that nobody else trusts."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(hours=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = folder / "localhost.pem"
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(made.public_bytes(serialization.Encoding.PEM) + secret)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    return path, context


def test_a_code_does_not_wait_behind_reminders_that_a_slow_server_holds(
    server: MailServer, background: Background
) -> None:
    """Reminders have as many hands as they have; a code needs a thread beside them."""
    server.dribbles = "EHLO"

    async def work() -> float:
        gateway = mail.MailGateway()

        def send() -> "asyncio.Task[Answer]":
            parcel = Parcel(uuid.uuid4(), "reminder", "email", TEXT, timedelta(hours=1))
            return asyncio.create_task(gateway.send(parcel, within=4))

        slow = [send() for _ in range(HANDS_FOR_MAIL)]
        await asyncio.sleep(0.5)
        server.dribbles, began = "", time.monotonic()
        answer = await send()
        assert answer.outcome is Outcome.TAKEN
        took = time.monotonic() - began
        await asyncio.gather(*slow)
        await gateway.close()
        return took

    assert background.run(work(), timeout=20) < 2
