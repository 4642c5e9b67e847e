"""Brevo's transactional SMS, `POST /v3/transactionalSMS/sms`: a French provider with a public, versioned document.

Confirmed by its public reference (developers.brevo.com, read in November 2026): the address, header `api-key`, fields
sender (11 signs, or 15 digits), recipient, content, type, tag, unicodeEnabled, webUrl ("called for each event of the
message"); 201 with messageId and reference; 400 and 402 (no credit) with code and message; 429 with
x-sib-ratelimit-reset; events sent, delivered, soft_bounce, hard_bounce.
NOT confirmed: the codes inside a 400 (so it counts as this message's own fault, but for those named below), other
events (brevo_events.py), and any idempotency key: none is documented, so a doubtful send stays here and is tried once
more at most. No answer can be asked for: its document promises none. One that comes as an event is read.
"""

import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import aiohttp

from backend.delivery import gateways, rules
from backend.delivery.gateways import Answer, Limits, Parcel, tokens
from backend.delivery.rules import Outcome

NAME = "brevo"
# Codes of its error bodies that are about our account or sender, not about this message.
ABOUT_US = frozenset({"unauthorized", "not_enough_credits", "permission_denied", "account_under_validation"})


class BrevoGateway:
    name = NAME
    channel = "sms"
    honours_idempotency = False
    time_out = timedelta(seconds=10)

    def __init__(
        self, session: aiohttp.ClientSession, *, url: str, key: str, sender: str, receipts: str, limits: Limits
    ) -> None:
        self._session = session
        self._url = f"{url}/v3/transactionalSMS/sms"
        self._headers = {"api-key": key, "Accept": "application/json"}
        self._sender = sender.removeprefix("+")
        self._receipts = receipts
        self.limits = limits

    async def send(self, parcel: Parcel, *, within: float) -> Answer:
        body = {
            "sender": self._sender,
            "recipient": parcel.text.to.removeprefix("+"),
            "content": parcel.text.body,
            "type": "transactional",
            "unicodeEnabled": rules.segments(parcel.text.body).alphabet == "ucs2",
            "webUrl": f"{self._receipts}?token={tokens.sign(NAME, parcel.id)}",
        }
        try:
            async with self._session.post(
                self._url,
                json=body,
                headers=self._headers,
                timeout=gateways.patience(within),
                allow_redirects=False,
            ) as reply:
                return read(reply.status, await gateways.body(reply), asked(reply.headers))
        except gateways.NETWORK_ERRORS as error:
            return gateways.of_error(error)

    async def close(self) -> None:
        """The session is the sender's."""


def asked(headers: Mapping[str, str]) -> timedelta:
    """How long it wants to be left alone: the standard header, or its own."""
    own = headers.get("x-sib-ratelimit-reset", "")
    return gateways.retry_after(headers) or gateways.retry_after({"Retry-After": own})


def read(status: int, raw: bytes, wait: timedelta) -> Answer:
    """201 and a reference: taken. An error's code tells whether the message or our account is at fault."""
    told = _body(raw)
    if status in (200, 201):
        reference = told.get("reference") or told.get("messageId")
        if not reference:
            return Answer(Outcome.AMBIGUOUS, reason="answer_unreadable")
        return Answer(Outcome.TAKEN, reference=str(reference)[:120])
    code = str(told.get("code", ""))
    if status == 402 or code in ABOUT_US:
        return Answer(Outcome.NOT_TAKEN, reason="gateway_refuses_us", retry_after=wait)
    if status == 400 and "recipient" in str(told.get("message", "")).casefold():
        return Answer(Outcome.REFUSED, reason="number_wrong")
    # Its other answers below 300 promise nothing.
    return gateways.of_status(status, wait if status == 429 else gateways.NOT_ASKED)


def _body(raw: bytes) -> dict[str, Any]:
    try:
        told = json.loads(raw)
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}
