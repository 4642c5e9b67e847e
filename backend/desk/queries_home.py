"""What the phone shows first, of one person's appointments."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value

from backend.accounts import queries_holder
from backend.accounts.models import Device
from backend.agenda import queries as agenda
from backend.agenda import queries_probationer, rules_news
from backend.agenda.models import Appointment
from backend.common.compiled import Compiled, any_of
from backend.common.errors import Unseen
from backend.delivery import queries as delivery
from backend.desk.queries_worklists import STILL_HERE
from backend.probationers import queries_notices
from backend.probationers.models import ContactChange, Probationer

State = Appointment.State
COMING, MISSED, PAST = 10, 3, 10  # at most, of each list


@dataclass(frozen=True)
class Mine:
    """Booked and to come; called off and to come; missed, neither seen nor settled, the last first; what is over."""

    upcoming: list[Appointment]
    called_off: list[Appointment]
    missed: list[Appointment]
    past: list[Appointment]


@dataclass(frozen=True)
class Opening:
    """Her file, and what this phone is told of beside appointments."""

    file: Probationer
    listens: bool
    arrivals: list[Device]  # the last first
    number_changes: list[ContactChange]


def opening(device: Device, *, now: datetime) -> Opening:
    """One query, and one more for each thing that there is to tell; Unseen without a file."""
    since = queries_notices.told_since(device, now=now)
    of_device: dict[str, Any] = {"device": device.pk, "holder": device.holder_id, "added": device.created_at}
    found: Any = _opening.first(**of_device, arrived_since=since.arrived, changed_since=since.changed)
    if found is None:
        raise Unseen
    return Opening(
        found,
        found.listens,
        queries_notices.arrivals(**of_device, since=since.arrived) if found.has_arrivals else [],
        queries_notices.number_changes_to_tell(file=found.pk, since=since.changed) if found.has_changes else [],
    )


@Compiled
def _opening(
    *, device: UUID, holder: UUID, added: datetime, arrived_since: datetime, changed_since: datetime
) -> QuerySet[Probationer]:
    arrived = queries_holder.arrived_after(device=device, holder=holder, added=added, since=arrived_since)
    return Probationer.objects.filter(holder=holder).annotate(
        listens=delivery.listens(device),
        has_arrivals=Exists(arrived),
        has_changes=Exists(queries_notices.changes_since(OuterRef("pk"), changed_since)),
    )


def my_appointments(file: Probationer, *, now: datetime) -> Mine:
    """One query for the keys of all, then what is shown of each: of those that are over little."""
    found = _chosen(
        file=file.pk,
        now=now,
        still_here=now - STILL_HERE,
        missed_since=now - rules_news.MISS_LASTS,
        missed_until=now - rules_news.AFTER_A_MISS,
    )
    over = [pk for pk, name in found if name == "past"]
    rows = queries_probationer.in_full([pk for pk, name in found if name != "past"])
    upcoming, called_off, missed = (
        _in_order(rows[pk] for pk, listed in found if listed == name and pk in rows)
        for name in ("upcoming", "called_off", "missed")
    )
    past = _in_order(_briefly(keys=over)) if over else []
    return Mine(upcoming, called_off, missed[::-1], past[::-1])


def _in_order(rows: Iterable[Appointment]) -> list[Appointment]:
    return sorted(rows, key=lambda row: (row.starts_at, row.pk))


@Compiled
def _chosen(
    *, file: UUID, now: datetime, still_here: datetime, missed_since: datetime, missed_until: datetime
) -> QuerySet[Appointment, Sequence[Any]]:
    """The keys of the four lists, with the name of theirs."""
    rows = Appointment.objects.filter(probationer=file)
    booked_since = Q(state=State.BOOKED, booked_at__gt=OuterRef("outcome_at"))
    came_since = Q(state=State.CAME, starts_at__gt=OuterRef("starts_at"))
    again = Appointment.objects.filter(booked_since | came_since, probationer=OuterRef("probationer"))
    coming = rows.filter(state=State.BOOKED, starts_at__gt=still_here).order_by("starts_at", "pk")
    called_off = rows.filter(state__in=rules_news.CALLED_OFF, starts_at__gt=now).order_by("starts_at", "pk")
    missed = (
        rows.filter(state=State.MISSED, outcome_at__range=(missed_since, missed_until))
        .exclude(seen_revision__gte=F("revision"))
        .exclude(Exists(again))
        .order_by("-starts_at", "-pk")
    )
    past = agenda.over(rows, now=now).order_by("-starts_at", "-pk")
    lists = (
        (coming, "upcoming", COMING), (called_off, "called_off", COMING), (missed, "missed", MISSED),
        (past, "past", PAST),
    )  # fmt: skip
    first, *others = (each.values_list("pk", Value(name))[:most] for each, name, most in lists)
    return first.union(*others, all=True)


@Compiled
def _briefly(*, keys: list[UUID]) -> QuerySet[Appointment]:
    own = ("starts_at", "time_zone", "state", "outcome_at", "type__names", "type__plain_names", "type__where")
    rows = Appointment.objects.filter(any_of("id", keys)).select_related("type", "place", "organisation")
    return rows.only(*own, "place__neutral_name", "place__city", "organisation__name")
