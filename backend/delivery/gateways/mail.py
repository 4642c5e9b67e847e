"""E-mail over SMTP, in threads. The address is one the person proved: the composer gives it."""

import asyncio
import re
import smtplib
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from django.conf import settings
from django.core.mail import BadHeaderError, EmailMultiAlternatives, get_connection

from backend.delivery.gateways import NO_LIMITS, Answer, Parcel, mail_names, mail_page
from backend.delivery.rules import Outcome

THREADS = 14  # as many as ask at once, codes and reminders: a code never waits for one that a slow server holds
GRACE = 2.0  # seconds for a thread whose line was cut to say so
_STATUS = re.compile(rb"^([245]\.\d{1,3}\.\d{1,3})\b")
# RFC 3463: bad mailbox, bad system, bad syntax, moved without address; mailbox disabled.
WRONG_ADDRESS = re.compile(r"5\.1\.[0-6]$|5\.1\.10$|5\.2\.1$")
WRONG_ADDRESS_CODES = frozenset({550, 551, 553, 556})  # said of a recipient without such a status


class Attempt:
    """One try in its thread. `give_up` may come at any moment from elsewhere: nothing leaves after it unnoticed."""

    def __init__(self, within: float) -> None:
        self._until = time.monotonic() + within
        self._line = get_connection(timeout=within)

    def give_up(self) -> None:
        self._until = 0.0
        getattr(self._line, "cut", lambda: None)()

    def deliver(self, mail: EmailMultiAlternatives) -> Answer:
        try:
            self._line.open()
        except smtplib.SMTPAuthenticationError:
            return Answer(Outcome.NOT_TAKEN, reason="gateway_refuses_us")
        except (OSError, smtplib.SMTPException):
            return Answer(Outcome.NOT_TAKEN, reason="gateway_unreachable")
        try:
            if time.monotonic() >= self._until:
                return Answer(Outcome.NOT_TAKEN, reason="gateway_busy")
            if not self._line.send_messages([mail]):
                return Answer(Outcome.NOT_TAKEN, reason="gateway_unreachable")
        except (OSError, smtplib.SMTPException) as error:
            return of_smtp(error, handed_over=self.handed_over)
        except ValueError as error:  # an address of before they were read as they are now: nothing of it has left
            is_ours = isinstance(error, BadHeaderError)
            return Answer(Outcome.REFUSED, reason="gateway_refused" if is_ours else "address_refused")
        finally:
            self._line.close()
        return Answer(Outcome.TAKEN)

    @property
    def handed_over(self) -> bool:
        return bool(getattr(self._line, "handed_over", True))


class MailGateway:
    """No idempotency: a fixed Message-ID lets a reader's mailbox drop a double, and nothing promises it does."""

    name = "mail"
    channel = "email"
    honours_idempotency = False
    time_out = timedelta(seconds=20)
    limits = NO_LIMITS

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="mail")

    async def send(self, parcel: Parcel, *, within: float) -> Answer:
        """The whole try ends in time, however slowly the server speaks."""
        loop = asyncio.get_running_loop()
        attempt = Attempt(within)
        trying = loop.run_in_executor(self._threads, attempt.deliver, mail_of(parcel))
        try:
            return await asyncio.wait_for(asyncio.shield(trying), within)
        except TimeoutError:
            attempt.give_up()
        try:
            return await asyncio.wait_for(asyncio.shield(trying), GRACE)
        except TimeoutError:
            return Answer(Outcome.AMBIGUOUS if attempt.handed_over else Outcome.NOT_TAKEN, reason="answer_lost")

    async def close(self) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)


def mail_of(parcel: Parcel) -> EmailMultiAlternatives:
    """Plain and HTML, the calendar file, and the ways to end it and to send it back."""
    text, origin = parcel.text, settings.PROBATIONER_ORIGIN
    headers = {
        "From": mail_names.sender(),
        "Message-ID": mail_names.message_id(parcel.id),
        "Auto-Submitted": "auto-generated",
        "Content-Language": text.language,
    }
    if text.unsubscribe:  # RFC 2369 and 8058
        headers |= {"List-Unsubscribe": f"<{text.unsubscribe}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    mail = EmailMultiAlternatives(
        text.title, mail_page.plain(text, origin=origin), mail_names.envelope(parcel.id), [text.to], headers=headers
    )
    mail.attach_alternative(mail_page.html(text, origin=origin), "text/html")
    if text.calendar:
        mail.attach("rendez-vous.ics", text.calendar.decode(), "text/calendar")
    return mail


def of_smtp(error: Exception, *, handed_over: bool) -> Answer:
    """4xx: later; 5xx: never; a line lost once the words were on their way: perhaps taken."""
    code, said = _told(error)
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return Answer(Outcome.REFUSED, reason="gateway_refused")
    if code < 400:
        lost = Outcome.AMBIGUOUS if handed_over else Outcome.NOT_TAKEN
        return Answer(lost, reason="answer_lost" if handed_over else "gateway_unreachable")
    if code < 500:
        return Answer(Outcome.NOT_TAKEN, reason="gateway_busy")
    # What is said of us is the operator's to mend, and said of every message: tried again while it is of use.
    if isinstance(error, smtplib.SMTPSenderRefused | smtplib.SMTPHeloError):
        return Answer(Outcome.NOT_TAKEN, reason="gateway_refuses_us")
    of_recipient = isinstance(error, smtplib.SMTPRecipientsRefused)
    is_wrong = address_is_wrong(code, _status(said), of_recipient=of_recipient)
    return Answer(Outcome.REFUSED, reason="address_refused" if is_wrong else "gateway_refused")


def _told(error: Exception) -> tuple[int, bytes | str]:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return next(iter(error.recipients.values()))
    if isinstance(error, smtplib.SMTPResponseException):
        return error.smtp_code, error.smtp_error
    return 0, b""


def address_is_wrong(code: int, status: str, *, of_recipient: bool) -> bool:
    """Whether a permanent no is about the address itself, and not about us, our words or a full mailbox."""
    if status:
        return bool(WRONG_ADDRESS.match(status))
    return of_recipient and code in WRONG_ADDRESS_CODES


def _status(said: bytes | str) -> str:
    found = _STATUS.match(said.encode() if isinstance(said, str) else said)
    return found[1].decode() if found else ""
