"""How each gateway proves that it is the one that reports, and what its words mean."""

import hashlib
import hmac
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from secrets import compare_digest
from typing import TypeVar

from django.conf import settings

from backend.common.errors import Malformed, Unproved, Unseen
from backend.delivery.rules_reports import Incoming, Report

Headers = Mapping[str, str]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Reporter:
    """`proves` looks at headers and raw body; the readers raise ValueError, KeyError or TypeError on nonsense."""

    proves: Callable[[Headers, bytes], bool]
    receipts: Callable[[bytes], list[Report]]
    incoming: Callable[[bytes], Incoming]


def receipts(gateway: str, headers: Headers, body: bytes) -> list[Report]:
    """What a proved gateway reports; 404 for a gateway that we do not use, 401 for somebody else."""
    return _read(_reporter(gateway, headers, body).receipts, body)


def incoming(gateway: str, headers: Headers, body: bytes) -> Incoming:
    return _read(_reporter(gateway, headers, body).incoming, body)


def _reporter(gateway: str, headers: Headers, body: bytes) -> Reporter:
    if gateway != settings.SMS_GATEWAY or gateway not in REPORTERS:
        raise Unseen
    if not REPORTERS[gateway].proves(headers, body):
        raise Unproved("gateway_unproved")
    return REPORTERS[gateway]


def _read(reader: "Callable[[bytes], T]", body: bytes) -> "T":
    try:
        return reader(body)
    except (ValueError, KeyError, TypeError) as error:
        raise Malformed("malformed") from error


# The demonstration: HMAC of the body with the secret that both share.


def _signed(headers: Headers, body: bytes) -> bool:
    expected = hmac.new(settings.SECRET_KEY.encode(), body, hashlib.sha256).hexdigest()
    return compare_digest(headers.get("X-Signature", "").encode(), expected.encode())


def _demonstration_receipts(body: bytes) -> list[Report]:
    told = json.loads(body)
    return [Report(str(told["status"]), str(told["id"]), str(told.get("ref", "")), at=str(told.get("at", "")))]


def _demonstration_incoming(body: bytes) -> Incoming:
    told = json.loads(body)
    return Incoming(str(told["id"]), str(told["from"]), str(told["text"]))


# LINK Mobility, UNCONFIRMED: one JSON object a report, our token as bearer, status 0 for delivered.


def _bearer(headers: Headers, body: bytes) -> bool:
    token = settings.LINK_MOBILITY_RECEIPTS_TOKEN
    return bool(token) and compare_digest(headers.get("Authorization", "").encode(), f"Bearer {token}".encode())


def _link_mobility_receipts(body: bytes) -> list[Report]:
    told = json.loads(body)
    outcome = {"0": "delivered", "2": "failed"}.get(str(told["statusCode"]), "on_its_way")
    return [
        Report(
            outcome,
            reference=str(told["messageId"]),
            detail=str(told.get("reasonCode", "")),
            at=str(told.get("timeStamp", "")),
        )
    ]


def _link_mobility_incoming(body: bytes) -> Incoming:
    told = json.loads(body)
    return Incoming(str(told["messageId"]), str(told["originatingAddress"]), str(told["messageText"]))


REPORTERS = {
    "demonstration": Reporter(_signed, _demonstration_receipts, _demonstration_incoming),
    "link_mobility": Reporter(_bearer, _link_mobility_receipts, _link_mobility_incoming),
}
