"""A place that is somewhere else now: whoever is expected there is told, or the change tells nobody on purpose."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from django.db import transaction
from django.db.models import F

from backend.accounts.models import Agent
from backend.agenda import trace
from backend.agenda.actions_duties import open_duties_alike
from backend.agenda.models import Answer, Appointment, AppointmentType
from backend.agenda.rules import Event, State, after
from backend.common import clock
from backend.common.errors import Refused
from backend.organisations import actions as organisations
from backend.organisations import queries, rules_places
from backend.organisations.models import Place

Tell = Literal["everybody", "nobody"]  # the place has changed; its spelling was mended


@dataclass(frozen=True)
class Was:
    """The place before it changed."""

    where: tuple[str, ...]
    written: str


@transaction.atomic
def update_place(
    agent: Agent,
    *,
    place: int,
    values: Mapping[str, Any],
    checked: Mapping[str, Collection[str]] | None = None,
    tell: Tell | None = None,
) -> Place:
    """As organisations.update_place.

    Refused("people_expected_there") with their counts where persons would go to the old door: `tell` says whether they
    are told. The place is locked before its appointments, and against bookings: none is made there with the old address
    and told after.
    """
    found = organisations.editable(agent, place)
    was = Was(rules_places.whereabouts(found), rules_places.written(found))
    found = organisations.update_place(agent, place=place, values=values, checked=checked, is_spelling=tell == "nobody")
    rows = _expected_at(found) if rules_places.whereabouts(found) != was.where else []
    if rows and tell is None:
        people = {row.probationer_id for row in rows}
        raise Refused("people_expected_there", detail={"appointments": len(rows), "people": len(people)})
    if rows and tell == "everybody":
        _relocate(rows, was, by=agent)
    return found


def _expected_at(place: Place) -> list[Appointment]:
    """Of whichever service; nobody goes there who is called or visited."""
    rows = Appointment.objects.select_related("probationer").filter(
        place=place, type__where=AppointmentType.Where.PLACE, state=State.BOOKED, starts_at__gt=clock.now()
    )
    return list(rows.order_by("pk").select_for_update(no_key=True, of=("self",)))


def _relocate(rows: Sequence[Appointment], was: Was, *, by: Agent) -> None:
    """A new revision of each: no message leaves any more with the old address. What the person said of the hour holds:
    it is the same hour."""
    ids = [row.pk for row in rows]
    for row in rows:
        row.state, row.tell_person, row.revision = after(row.state, Event.RELOCATE), True, row.revision + 1
    Appointment.objects.filter(pk__in=ids).update(revision=F("revision") + 1, tell_person=True)
    said = Answer.objects.filter(appointment__in=ids, revision=F("appointment__revision") - 1)
    said.update(revision=F("revision") + 1)
    open_duties_alike(rows)
    membership = queries.membership_of(by)
    trace.leave_alike(
        rows,
        Event.RELOCATE,
        by=by,
        organisation=membership.organisation if membership else "",
        detail={"from_where": was.written},
    )
