"""How each gateway proves that it is the one that reports, and what its words mean."""

import hashlib
import hmac
import json
from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from secrets import compare_digest
from typing import Generic, TypeVar

from django.conf import settings

from backend.common.errors import Malformed, Unproved, Unseen
from backend.delivery.gateways import brevo_events, tokens
from backend.delivery.rules_reports import UNRECOGNISED, Incoming, Report

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Call:
    """What came: headers, what stands in the address, the raw body; and the account of the gateway it names."""

    headers: Mapping[str, str]
    query: Mapping[str, str]
    body: bytes
    account: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Reader(Generic[T]):
    """`proves`: whether it is the gateway that calls. `read`: ValueError, LookupError, TypeError on nonsense."""

    proves: Callable[[Call], bool]
    read: Callable[[Call], list[T]]


def receipts(gateway: str, headers: Mapping[str, str], query: Mapping[str, str], body: bytes) -> list[Report]:
    """What a proved gateway reports; 404 for a gateway that we do not use, 401 for somebody else."""
    return _told(RECEIPTS, gateway, headers, query, body)


def incoming(gateway: str, headers: Mapping[str, str], query: Mapping[str, str], body: bytes) -> list[Incoming]:
    """What persons answered; 404 also for a gateway through which nothing comes back."""
    return _told(INCOMING, gateway, headers, query, body)


def _told(
    readers: "Mapping[str, Reader[T]]",
    gateway: str,
    headers: Mapping[str, str],
    query: Mapping[str, str],
    body: bytes,
) -> "list[T]":
    account = next((one.account for one in settings.SMS_GATEWAYS if one.name == gateway), None)
    if account is None or gateway not in readers:
        raise Unseen
    call, reader = Call(headers, query, body, account), readers[gateway]
    if not reader.proves(call):
        raise Unproved("gateway_unproved")
    try:
        return reader.read(call)
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise Malformed("malformed") from error


def _same(given: str, expected: str) -> bool:
    return compare_digest(given.encode(), expected.encode())


# The demonstration: HMAC of the body with the secret that both share.


def _signed(call: Call) -> bool:
    given = call.headers.get("X-Signature", "")
    made = [hmac.new(key.encode(), call.body, hashlib.sha256).hexdigest() for key in settings.RECEIPT_KEYS]
    return any(_same(given, expected) for expected in made)


def _demonstration_receipts(call: Call) -> list[Report]:
    told = json.loads(call.body)
    return [Report(str(told["status"]), str(told["id"]), str(told.get("ref", "")), at=str(told.get("at", "")))]


def _demonstration_incoming(call: Call) -> list[Incoming]:
    told = json.loads(call.body)
    return [Incoming(str(told["id"]), str(told["from"]), str(told["text"]))]


# LINK Mobility, UNCONFIRMED: one JSON object a report, our token as bearer, status 0 for delivered.


def _bearer(call: Call) -> bool:
    token = call.account["receipts_token"]
    return bool(token) and _same(call.headers.get("Authorization", ""), f"Bearer {token}")


def _link_mobility_receipts(call: Call) -> list[Report]:
    told = json.loads(call.body)
    status = str(told["statusCode"])
    outcome = {"0": "delivered", "2": "failed"}.get(status, UNRECOGNISED)
    return [
        Report(
            outcome,
            reference=str(told["messageId"]),
            detail=f"status_{status}" if outcome == UNRECOGNISED else str(told.get("reasonCode", "")),
            at=str(told.get("timeStamp", "")),
        )
    ]


def _link_mobility_incoming(call: Call) -> list[Incoming]:
    told = json.loads(call.body)
    return [Incoming(str(told["messageId"]), str(told["originatingAddress"]), str(told["messageText"]))]


# Kannel calls the address that we gave with each message, by GET; it can't sign, so the address carries a signed word.
# An answer comes by POST to one fixed address, which holds a user and a password: Basic.

# A sum of bits: 1 delivered, 2 not delivered, 4 and 8 stations on the way, 16 refused, 32 "not the last word".
_DELIVERED, _NOT_DELIVERED, _REFUSED = 1, 2, 16


def _token_of(gateway: str) -> Callable[[Call], bool]:
    return lambda call: bool(tokens.message_of(gateway, call.query.get("token", "")))


def _kannel_receipts(call: Call) -> list[Report]:
    status = int(call.query["status"])
    return [
        Report(
            of_kannel(status),
            tokens.message_of("kannel", call.query["token"]),
            detail=str(status),
            at=call.query.get("at", ""),
        )
    ]


def of_kannel(status: int) -> str:
    """What a sum of Kannel's bits says; one of failure outweighs every other. ValueError where it is no such sum."""
    if not 0 <= status < 64:
        raise ValueError("no sum of Kannel's bits")
    if status & (_NOT_DELIVERED | _REFUSED):
        return "failed"
    return "delivered" if status & _DELIVERED else "on_its_way"


def _basic(call: Call) -> bool:
    token = call.account["incoming_token"]
    expected = "Basic " + b64encode(f"msj:{token}".encode()).decode()
    return bool(token) and _same(call.headers.get("Authorization", ""), expected)


def _kannel_incoming(call: Call) -> list[Incoming]:
    """The words are the body, in the alphabet that its type names; who and which are in the address or in headers."""
    sender = call.headers.get("X-Kannel-From", "") or call.query["from"]
    return [Incoming(call.query["id"], sender, _kannel_words(call))]


def _kannel_words(call: Call) -> str:
    coding = call.headers.get("X-Kannel-Coding", "0")
    _, _, charset = call.headers.get("Content-Type", "").lower().partition("charset=")
    names = {"": "utf-16-be" if coding == "2" else "utf-8", "ucs-2": "utf-16-be", "utf-16": "utf-16-be"}
    charset = charset.strip('" ;')
    name = names.get(charset, charset)
    # Half an emoji, where an operator cut a long answer, must not lose the STOP beside it.
    return call.body.decode(name, errors="replace" if name.startswith("utf-16") else "strict")


# Brevo: JSON to the address given with the message, which carries the signed word.


def _brevo_receipts(call: Call) -> list[Report]:
    return brevo_events.read(json.loads(call.body), tokens.message_of("brevo", call.query["token"]))


RECEIPTS: Mapping[str, Reader[Report]] = {
    "demonstration": Reader(_signed, _demonstration_receipts),
    "link_mobility": Reader(_bearer, _link_mobility_receipts),
    "kannel": Reader(_token_of("kannel"), _kannel_receipts),
    "brevo": Reader(_token_of("brevo"), _brevo_receipts),
}
INCOMING: Mapping[str, Reader[Incoming]] = {
    "demonstration": Reader(_signed, _demonstration_incoming),
    "link_mobility": Reader(_bearer, _link_mobility_incoming),
    "kannel": Reader(_basic, _kannel_incoming),
}
