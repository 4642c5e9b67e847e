"""Whether a person can be told anything, why not, and what may be done instead. Pure; the whole table is tested."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from backend.agenda.models import Appointment
from backend.agenda.reach import THROUGH_CONTACT
from backend.common import phones
from backend.delivery.rules import Standing
from backend.delivery.rules_states import Channel
from backend.probationers.models import Probationer

# What the agent is advised to do depends on whose matter it is.
Cause = Literal[
    "number", "no_number", "no_sms", "opted_out", "phone_off", "email", "ours", "late", "state", "told_late", "contact",
    "cap",
]  # fmt: skip
CAUSES: Mapping[str, Cause] = {
    "no_number": "no_number",
    "number_missing": "no_number",
    "number_in_no_file": "no_number",
    "wrong_number": "number",
    "number_wrong": "number",
    "number_not_mobile": "no_sms",
    "number_taken_back": "number",
    "opted_out": "opted_out",
    "unreachable": "phone_off",
    "failed": "phone_off",
    "no_receipt": "phone_off",
    "no_subscription": "phone_off",
    "push_gone": "phone_off",
    "address_refused": "email",
    "mail_bounced": "email",
    "email_not_proved": "email",
    "expired": "late",
    "quiet_hours": "late",
    "daily_limit": "cap",
    "code_expired": "late",
    "appointment_past": "late",
    "state_not_messaged": "state",
    "not_told": "told_late",
    "contact_failed": "contact",
    "appointment_changed": "told_late",
    "older_revision": "told_late",
}
Way = Literal["call", "letter", "in_person", "by_another"]  # how an agent told the person herself
RESEND_AFTER = timedelta(minutes=30)
BY_HAND = "hand:"  # an occasion that an agent made


def cause(reason: str) -> Cause:
    """Whatever is neither the person's nor her phone's matter is ours: gateways, keys, texts."""
    return CAUSES.get(reason, "ours")


@dataclass(frozen=True)
class Known:
    """What the file says of a person's channels. `mark`: those open now, as `Planned` keeps them."""

    phone: str
    phone_status: str
    messaged: bool  # the state of the file lets reminders leave
    mark: str


def silence(known: Known) -> str:
    """Why nothing can be sent at all, or nothing where some channel is open."""
    if known.mark:
        return ""
    if not known.messaged:
        return "state_not_messaged"
    if not known.phone or known.phone_status == Probationer.PhoneStatus.NONE:
        return "no_number"
    if known.phone_status == Probationer.PhoneStatus.WRONG:
        return "wrong_number"
    return "opted_out" if phones.gets_sms(known.phone) else "number_not_mobile"


def why(known: Known, standing: Standing, *, number_changed_at: datetime | None = None) -> str:
    """A message key, or nothing where a message did or may still reach the person.

    What failed on a number that is no longer the person's says nothing of her present one.
    """
    if standing.state == "ok":
        return ""
    if standing.reason == THROUGH_CONTACT:
        return "" if standing.state == "waiting" else "contact_failed"
    dumb = silence(known)
    if dumb or standing.state != "failed":
        return dumb
    is_mended = number_changed_at is not None and standing.since is not None and number_changed_at > standing.since
    return "" if is_mended else standing.reason or "failed"


def resend_fault(appointment: Appointment, known: Known, *, last_at: datetime | None, now: datetime) -> str | None:
    """Why an agent may not have it sent again now, as a code; what can't be undone is said before what can."""
    if appointment.state != Appointment.State.BOOKED:
        return "resend_not_booked"
    if appointment.starts_at <= now:
        return "resend_past"
    if last_at is not None and now < last_at + RESEND_AFTER:
        return "resent_lately"
    reason = silence(known)
    if reason == "opted_out":
        return "resend_opted_out"
    return "resend_unreachable" if reason else None


def channels(mark: str) -> list[Channel]:
    """Those that are open, SMS first."""
    letters = {"s": Channel.SMS, "p": Channel.PUSH, "e": Channel.EMAIL}
    return [channel for letter, channel in letters.items() if letter in mark]


def best_channel(mark: str, failed: frozenset[str]) -> Channel:
    """SMS, else the notification, else e-mail; one whose last message failed only where there is no other."""
    open_ones = channels(mark)
    return min(open_ones, key=lambda channel: (channel in failed, open_ones.index(channel)))
