"""Kannel's `sendsms`, over HTTP: a gateway of one's own in front of any operator. Tried with the real program, 1.4.5.

Words, number and password go in the body and in headers (POST), so that no log of addresses holds them. It has no
idempotency key and gives no reference back: our own id travels in the address that its reports are sent to, with a
signature of its own for each message.
"""

import uuid
from datetime import timedelta

import aiohttp

from backend.delivery import gateways, rules
from backend.delivery.gateways import Answer, Limits, Parcel, tokens
from backend.delivery.rules import Outcome

NAME = "kannel"
EVERY_REPORT = "31"  # delivered, failed, queued at the centre, accepted by it, refused by it
SEVEN_BITS, UCS2 = "0", "2"
# Its answers 4xx that are about this one number; every other is about what we are or how we ask.
ABOUT_THE_NUMBER = (b"Number(s) has/have been denied", b"Missing receiver", b"Empty receiver")


class KannelGateway:
    name = NAME
    channel = "sms"
    honours_idempotency = False
    time_out = timedelta(seconds=10)

    def __init__(
        self,
        session: aiohttp.ClientSession,
        *,
        url: str,
        user: str,
        password: str,
        sender: str,
        receipts: str,
        limits: Limits,
    ) -> None:
        self._session = session
        self._url = f"{url}/cgi-bin/sendsms"
        self._own = {"X-Kannel-Username": user, "X-Kannel-Password": password, "X-Kannel-From": sender}
        self._receipts = receipts
        self.limits = limits

    async def send(self, parcel: Parcel, *, within: float) -> Answer:
        try:
            async with self._session.post(
                self._url,
                data=parcel.text.body.encode(),
                headers=self._headers(parcel),
                timeout=gateways.patience(within),
                allow_redirects=False,
            ) as reply:
                return read(reply.status, await gateways.body(reply), gateways.retry_after(reply.headers))
        except gateways.NETWORK_ERRORS as error:
            return gateways.of_error(error)

    def _headers(self, parcel: Parcel) -> dict[str, str]:
        alphabet = rules.segments(parcel.text.body).alphabet
        return {
            **self._own,
            "Content-Type": "text/plain; charset=UTF-8",
            "X-Kannel-To": parcel.text.to,
            "X-Kannel-Coding": SEVEN_BITS if alphabet == "gsm7" else UCS2,
            # Minutes: what is of no use any more is not kept for a phone that is switched off.
            "X-Kannel-Validity": str(max(1, int(parcel.useful_for.total_seconds() // 60))),
            "X-Kannel-DLR-Mask": EVERY_REPORT,
            "X-Kannel-DLR-URL": report_address(self._receipts, parcel.id),
        }

    async def close(self) -> None:
        """The session is the sender's."""


def report_address(receipts: str, message: uuid.UUID) -> str:
    """%d: what became of it; %t: when. No other per cent may stand there: Kannel would read it as one of its own."""
    return f"{receipts}?token={tokens.sign(NAME, message)}&status=%d&at=%t"


def read(status: int, body: bytes, asked: timedelta) -> Answer:
    """202 with "0: Accepted for delivery" or "3: Queued for later delivery"; 4xx and 503 in plain words."""
    if status == 202 and body[:2] in (b"0:", b"3:"):
        return Answer(Outcome.TAKEN)
    if 200 <= status < 300:
        return Answer(Outcome.AMBIGUOUS, reason="answer_unreadable")
    if status == 400 and body.startswith(ABOUT_THE_NUMBER):
        return Answer(Outcome.REFUSED, reason="number_wrong")
    return gateways.of_status(status, asked)
