"""Rows as the two sides are shown them."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings

from backend.accounts.models import Challenge, Device
from backend.accounts.rules_budgets import TO_NUMBER
from backend.accounts.sessions_holder import Caller
from backend.common import clock, phones
from backend.delivery import queries as delivery
from backend.delivery import receiving, vapid
from backend.probationers import queries, queries_notices
from backend.probationers.models import Probationer

_NOBODY = {
    "holder": None, "device": None, "language": "fr", "first_name": None, "sensitive": False, "expires_at": None,
}  # fmt: skip


def session(caller: Caller) -> dict[str, Any]:
    file = queries.of_holder(caller.holder)
    return _everybody() | {
        "signed_in": True,
        "end": None,
        "holder": caller.holder.pk,
        "device": caller.device.pk,
        "language": file.language,
        "first_name": file.first_name,
        "sensitive": file.sensitive_channel,
        "expires_at": caller.session.expires_at,
    }


def no_session(end: str) -> dict[str, Any]:
    return _everybody() | _NOBODY | {"signed_in": False, "end": end}


def _everybody() -> dict[str, Any]:
    return {
        "now": clock.now(),
        "copy_days": settings.OFFLINE_COPY_LIFE.days,
        "vapid_public_key": vapid.public_key(),
        "sms_sender": ", ".join(settings.SMS_SENDERS),
        "sms_sender_receives": receiving.asks_for_answers(),
    }


def asked(
    challenge: Challenge, *, birth_date_needed: bool = False, by: str = "sms", other_ways: bool = False
) -> dict[str, Any]:
    """What was typed stands in it masked, so that a mistyped number is noticed."""
    is_number = challenge.address.startswith("+")
    return {
        "id": challenge.pk,
        "expires_at": challenge.expires_at,
        "resend_at": challenge.created_at + TO_NUMBER[0].within,
        "birth_date_needed": birth_date_needed,
        "by": by if is_number else "email",
        "other_ways": other_ways,
        "address": phones.masked(challenge.address) if is_number else _masked(challenge.address),
    }


def _masked(email: str) -> str:
    name, _, host = email.partition("@")
    return f"{name[:1]}•••@{host}"


def devices(known: Iterable[Device], *, current: Device) -> list[dict[str, Any]]:
    return [
        {
            "id": device.pk,
            "label": device.label,
            "created_at": device.created_at,
            "last_seen_at": device.last_seen_at,
            "current": device.pk == current.pk,
        }
        for device in known
    ]


_MINE = (
    "first_name", "last_name", "phone", "address", "postcode", "city", "language", "wants_push", "wants_sms",
    "wants_email",
)  # fmt: skip


def me(file: Probationer) -> dict[str, Any]:
    """The person's own file, as far as it is hers to see and correct."""
    change = queries_notices.last_number_change(file, now=clock.now())
    return {name: getattr(file, name) for name in _MINE} | {
        "wants_sms": file.wants_sms and not delivery.opted_out([file.phone]),
        "phone_proved": file.phone_status == Probationer.PhoneStatus.PROVED,
        "email": file.email or None,
        "email_proved": file.email_proved_at is not None,
        "email_refused_at": file.email_refused_at,
        "take_back_until": change.at + settings.NUMBER_TAKE_BACK if change else None,
        "needs": {
            "spoken_language": file.spoken_language,
            "interpreter": file.needs_interpreter,
            "sign_language": file.needs_sign_language,
            "step_free": file.needs_step_free,
            "reads_little": file.reads_little,
        },
    }
