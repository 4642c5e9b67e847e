"""Whom no message reaches, why, and what one needs to call or to write to them."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from backend.accounts.models import Agent
from backend.agenda import shows as agenda
from backend.agenda.models import Appointment
from backend.agenda.schemas import AppointmentForAgent
from backend.desk import schemas, shows
from backend.probationers.models import Probationer
from backend.reminders import rules_reach
from backend.reminders import schemas as reminders
from backend.reminders.queries_reach import Unreached
from backend.reminders.rules_reach import Known

_TO_CALL = (
    "id", "last_name", "first_name", "phone", "phone_status", "email", "address", "postcode", "city", "language",
    "spoken_language", "needs_interpreter", "needs_sign_language", "reads_little", "sensitive_channel",
)  # fmt: skip


_CHANGES: Mapping[str, schemas.What] = {"move": "moved", "relocate": "relocated"}
Shown = Mapping[UUID, AppointmentForAgent]  # by the appointments' keys, as `agenda.appointments_by_key` gives them


def unreachable(found: Sequence[Unreached], shown: Shown) -> list[schemas.Unreachable]:
    return [
        schemas.Unreachable(
            probationer=shows.person(one.appointment.probationer),
            appointment=shown[one.appointment.pk],
            reason=one.reason,
            cause=rules_reach.cause(one.reason),
            since=one.since,
        )
        for one in found
    ]


def of_file(file: Probationer, found: Unreached | None, hindrance: str, shown: Shown) -> schemas.Unreachable | None:
    """Of the appointment to come that nobody was told of, else of the person herself."""
    if found is not None:
        return unreachable([found], shown)[0]
    if not hindrance:
        return None
    return schemas.Unreachable(
        probationer=shows.person(file),
        appointment=None,
        reason=hindrance,
        cause=rules_reach.cause(hindrance),
        since=None,
    )


def silence(known: Known) -> reminders.Unreached | None:
    reason = rules_reach.silence(known)
    return reminders.Unreached.of(reason) if reason else None


def of_appointment(found: Unreached | None) -> reminders.Unreached | None:
    return reminders.Unreached.of(found.reason) if found else None


def to_call(found: Sequence[Unreached], *, to: Agent) -> list[schemas.ToCall]:
    shown = agenda.appointments([one.appointment for one in found], to=to)
    return [
        schemas.ToCall(
            probationer=schemas.PersonToCall(**{name: getattr(one.appointment.probationer, name) for name in _TO_CALL}),
            appointment=at,
            reason=one.reason,
            cause=rules_reach.cause(one.reason),
            what=_what(one),
            since=one.since,
        )
        for one, at in zip(found, shown, strict=True)
    ]


def _what(one: Unreached) -> schemas.What:
    if one.appointment.state == Appointment.State.CANCELLED:
        return "cancelled"
    if one.task is None:
        return "booked"
    return _CHANGES.get(one.change, "booked")
