"""What comes back of an e-mail, hours later: read from a mailbox, believed only where our own seal stands in it."""

import io
import mailbox
import uuid
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from backend.delivery import bounces
from backend.delivery.gateways import mail_names
from backend.delivery.models import Message, Receipt
from tests.delivery import make


def report(
    message: uuid.UUID, *, status: str = "5.1.1", action: str = "failed", by: str = "envelope", token: str = ""
) -> bytes:
    """As Postfix and Exim write it: words, a report for machines, the head of what came back."""
    named = token or mail_names.token(message)
    to = f"retours+{named}@example.org" if by == "envelope" else "rdv@example.org"
    original = f"From: rdv@example.org\nMessage-ID: <{named if by != 'envelope' else 'x'}@example.org>\n"
    kind = "message/rfc822" if by == "whole" else "text/rfc822-headers"
    return f"""Return-Path: <>
Delivered-To: {to}
From: MAILER-DAEMON@mx.example.net
To: {to}
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

<parti@example.net>: unknown user
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.net

Final-Recipient: rfc822; parti@example.net
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 {status} unknown

--b
Content-Type: {kind}

{original}
--b--
""".encode()


@pytest.mark.parametrize("by", ["envelope", "headers", "whole"])
@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        ("5.1.1", "address_refused"), ("5.1.0", "address_refused"), ("5.1.10", "address_refused"),
        ("5.2.1", "address_refused"), ("5.2.2", "mail_bounced"), ("5.7.1", "mail_bounced"), ("5.0.0", "mail_bounced"),
        ("4.4.7", "mail_bounced"), ("nonsense", "mail_bounced"), ("5.1.8", "mail_bounced"),
    ],
)  # fmt: skip
def test_a_final_no_is_understood_wherever_our_name_stands(by: str, status: str, outcome: str) -> None:
    key = uuid.uuid4()
    read = bounces.read(report(key, status=status, by=by))
    assert read is not None and (read.message, read.outcome) == (str(key), outcome)


@pytest.mark.parametrize("action", ["delayed", "delivered", "relayed", "expanded"])
def test_what_is_not_final_changes_nothing(action: str) -> None:
    assert bounces.read(report(uuid.uuid4(), action=action)) is None


@pytest.mark.parametrize("by", ["envelope", "headers", "whole"])
def test_a_name_that_we_did_not_seal_is_not_believed(by: str) -> None:
    key = uuid.uuid4()
    assert bounces.read(report(key, by=by, token=f"{key.hex}-{'0' * 16}")) is None


def test_an_answer_from_a_person_or_a_machine_is_no_report() -> None:
    holiday = EmailMessage()
    holiday["To"] = f"retours+{mail_names.token(uuid.uuid4())}@example.org"
    holiday["Auto-Submitted"] = "auto-replied"
    holiday.set_content("Je suis absent. Action: failed\nStatus: 5.1.1")
    for raw in (holiday.as_bytes(), b"", b"\xff\xfe\x00", b"Content-Type: multipart/report; boundary=x\n\n--x\n"):
        assert bounces.read(raw) is None


@pytest.fixture
def sent(db: None) -> Message:
    return make.message(channel="email", state="accepted", recipient="parti@example.net")


def run(**told: Any) -> str:
    said = io.StringIO()
    call_command("read_bounces", stdout=said, **told)
    return said.getvalue()


@pytest.mark.parametrize("kind", ["maildir", "mbox"])
def test_a_mailbox_is_read_and_emptied(sent: Message, tmp_path: Path, kind: str) -> None:
    place = tmp_path / "box"
    box: mailbox.Mailbox[Any] = mailbox.Maildir(place) if kind == "maildir" else mailbox.mbox(place)
    for raw in (report(sent.pk), b"Subject: rien\n\nrien\n", report(sent.pk, action="delayed")):
        box.add(raw)
    box.close()
    assert run(**{kind: place, "keep": True}) == "3 read, 1 told of an e-mail of ours\n"
    assert run(**{kind: place}) == "3 read, 1 told of an e-mail of ours\n"
    assert run(**{kind: place}) == "0 read, 0 told of an e-mail of ours\n"
    sent.refresh_from_db()
    assert (sent.state, sent.reason) == ("failed", "address_refused")
    assert Receipt.objects.count() == 1, "told twice, kept once"


def test_a_mail_servers_pipe(sent: Message, monkeypatch: pytest.MonkeyPatch) -> None:
    raw = report(sent.pk, status="5.2.2")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(raw)))
    assert run(stdin=True) == "1 read, 1 told of an e-mail of ours\n"
    sent.refresh_from_db()
    assert (sent.state, sent.reason) == ("failed", "mail_bounced")


@pytest.mark.django_db
def test_a_mailbox_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(CommandError):
        run(maildir=tmp_path / "nowhere")


@pytest.mark.parametrize(
    "layer", [b"Content-Type: message/rfc822\n\n", b"Content-Type: multipart/mixed; boundary=%d\n\n--%d\n"]
)
def test_an_e_mail_that_nests_without_end_holds_up_nobody(sent: Message, tmp_path: Path, layer: bytes) -> None:
    """Anybody may write to the bounces' mailbox."""
    box = mailbox.Maildir(tmp_path / "box")
    box.add(b"".join(layer.replace(b"%d", b"%d" % n) for n in range(2000)) + b"Subject: x\n\nx\n")
    box.add(report(sent.pk))
    box.close()
    assert run(maildir=tmp_path / "box") == "2 read, 1 told of an e-mail of ours\n"
    assert run(maildir=tmp_path / "box") == "0 read, 0 told of an e-mail of ours\n"
