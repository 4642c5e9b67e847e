"""E-mail through Django's SMTP backend, in threads. The address is one the person proved: the composer gives it."""

import asyncio
import smtplib
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from backend.delivery.gateways import Answer, Parcel
from backend.delivery.rules import Outcome

THREADS = 4


class MailGateway:
    """No idempotency: a fixed Message-ID lets a reader's mailbox drop a double, and nothing promises it does."""

    name = "mail"
    channel = "email"
    honours_idempotency = False
    time_out = timedelta(seconds=20)

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="mail")

    async def send(self, parcel: Parcel, *, within: float) -> Answer:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, self._deliver, parcel, within)

    def _deliver(self, parcel: Parcel, within: float) -> Answer:
        mail = EmailMessage(
            parcel.text.title,
            parcel.text.body,
            settings.DEFAULT_FROM_EMAIL,
            [parcel.text.to],
            headers={
                "Message-ID": f"<{parcel.id}@{settings.DEFAULT_FROM_EMAIL.rpartition('@')[2].strip('>')}>",
                "Auto-Submitted": "auto-generated",
                "Content-Language": parcel.text.language,
            },
        )
        connection = get_connection(timeout=within)
        try:
            connection.open()
        except (OSError, smtplib.SMTPException):
            return Answer(Outcome.NOT_TAKEN, reason="gateway_unreachable")
        try:
            connection.send_messages([mail])
        except (OSError, smtplib.SMTPException) as error:
            return of_smtp(error)
        finally:
            connection.close()
        return Answer(Outcome.TAKEN)

    async def close(self) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)


def of_smtp(error: Exception) -> Answer:
    """4xx: later; 5xx: never; a connection lost in the middle: perhaps taken."""
    codes = []
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        codes = [code for code, _ in error.recipients.values()]
    elif isinstance(error, smtplib.SMTPResponseException):
        codes = [error.smtp_code]
    if not codes or min(codes) <= 0:
        return Answer(Outcome.AMBIGUOUS, reason="answer_lost")
    if max(codes) >= 500:
        return Answer(Outcome.REFUSED, reason="address_refused")
    return Answer(Outcome.NOT_TAKEN, reason="gateway_busy")
