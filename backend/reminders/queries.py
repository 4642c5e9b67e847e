"""What the planner, the composers and the previews read; each a constant number of queries."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db.models import Case as SqlCase
from django.db.models import F, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Concat

from backend.agenda import reach
from backend.agenda.models import Appointment, AppointmentType
from backend.common import phones
from backend.common.among import one_by_one
from backend.common.compiled import any_of
from backend.delivery.models import Message, OptOut, PushSubscription
from backend.probationers import rules as probationer_rules
from backend.probationers.models import Probationer
from backend.reminders import rules, wording
from backend.reminders.models import Plan, Text
from backend.reminders.rules import Channels, Timetable
from backend.reminders.rules_reach import BY_HAND

OLD = timedelta(days=1)  # what nobody planned and is past for longer needs no message any more


def messaged_states(kind: str) -> list[str]:
    """States of a file in which such a message leaves."""
    return [state for state in Probationer.State.values if probationer_rules.messaging(state, kind)]


def with_channels(rows: QuerySet[Appointment]) -> QuerySet[Appointment]:
    """`push`, `sms`, `email`: whether each is open to the person now; `mark`: the three as `Planned` keeps them."""
    person = "probationer__"
    reminded = Q(**{f"{person}state__in": messaged_states(rules.REMINDER)})
    owed = Q(state=rules.State.CANCELLED, **{f"{person}state__in": messaged_states("cancelled")})
    followed = (reminded | owed) & Q(**{f"{person}archived_at__isnull": True})
    listens = PushSubscription.objects.filter(holder=OuterRef(f"{person}holder"), device__revoked_at__isnull=True)
    stopped = OptOut.objects.filter(number=OuterRef(f"{person}phone"))
    push = followed & Q(**{f"{person}wants_push": True}) & one_by_one(listens)
    sms = (
        followed
        & Q(**{f"{person}wants_sms": True})
        & Q(**{f"{person}phone__regex": phones.sms_pattern()})
        & ~Q(**{f"{person}phone_status__in": reach.UNREACHABLE})
        & ~one_by_one(stopped)
    )
    email = followed & Q(**{f"{person}wants_email": True, f"{person}email_proved_at__isnull": False})
    letters = [
        SqlCase(When(c, then=Value(letter)), default=Value("")) for c, letter in ((push, "p"), (sms, "s"), (email, "e"))
    ]
    return rows.annotate(mark=Concat(*letters))


def channels_of(row: Appointment) -> Channels:
    """Of a row read with `with_channels`."""
    mark: str = row.mark  # type: ignore[attr-defined]
    return Channels.of(mark)


BEHIND = Q(planned_revision__lt=F("revision"))  # as the index appointment_to_plan has it


def changed(*, limit: int) -> list[UUID]:
    """Never planned, or changed since; the earliest first. Costs what is to be planned, not what ever was."""
    return list(Appointment.objects.filter(BEHIND).order_by("starts_at").values_list("pk", flat=True)[:limit])


class Coming(NamedTuple):
    """One of those to come, in the order of `key`, and whether its messages go by the person's channels of now."""

    pk: UUID
    starts_at: datetime
    stands: bool

    @property
    def key(self) -> tuple[datetime, UUID]:
        return self.starts_at, self.pk


def coming(*, now: datetime, after: tuple[datetime, UUID] | None, limit: int) -> list[Coming]:
    """The next so many of all that are to come: whoever goes through them by turns compares everything in the end.

    In two steps: over more than one table PostgreSQL reads every subscription and device for a few hundred persons.
    """
    rows = Appointment.objects.filter(state=rules.State.BOOKED, starts_at__gt=now)
    if after:
        at, pk = after
        rows = rows.filter(Q(starts_at__gt=at) | Q(starts_at=at, pk__gt=pk), starts_at__gte=at)
    found = dict(rows.order_by("starts_at", "id").values_list("pk", "starts_at")[:limit])
    these = with_channels(Appointment.objects.filter(pk__in=list(found))).annotate(by=F("planned__channels"))
    stand = {row.pk for row in these.only("pk") if channels_of(row).mark == row.by}
    return [Coming(pk, starts_at, pk in stand) for pk, starts_at in found.items()]


def persons(payload: str) -> list[UUID]:
    """Whom a notice speaks of, by number or by holder. Few, and from each an index leads to her appointments."""
    whose = Q(phone=payload) if payload.startswith("+") else Q(holder=UUID(payload))
    return list(Probationer.objects.filter(whose).values_list("pk", flat=True))


def of_persons(persons: Sequence[UUID], *, now: datetime) -> list[UUID]:
    """Those of some persons that do not stand as they should: changed, or to come and by other channels than now.

    Each down an index of its own: what is past and stands is not read.
    """
    rows = Appointment.objects.filter(any_of("probationer_id", persons))
    coming = with_channels(rows.filter(state=rules.State.BOOKED, starts_at__gt=now)).exclude(
        planned__channels=F("mark")
    )
    order = ("starts_at", "pk")
    found = rows.filter(BEHIND).values_list(*order).union(coming.values_list(*order))
    return [pk for _, pk in found.order_by("starts_at")]


def never_planned_and_past(*, now: datetime, limit: int = 5000) -> list[Appointment]:
    """A loaded history: nothing is to be said of it."""
    rows = Appointment.objects.filter(BEHIND, planned_revision=0, starts_at__lt=now - OLD)
    return list(rows.only("pk", "revision").order_by("starts_at")[:limit])


def situation(appointment_id: UUID) -> Appointment | None:
    rows = Appointment.objects.select_related("type", "probationer", "organisation")
    return with_channels(rows).filter(pk=appointment_id).first()


def by_hand(row: Appointment) -> QuerySet[Message]:
    """What agents had sent again of it."""
    return Message.objects.filter(subject=str(row), occasion__startswith=BY_HAND)


class Plans:
    """The plans that a batch may need, read at once."""

    def __init__(self, rows: Iterable[Plan]) -> None:
        self._rows = list(rows)
        self._chosen: dict[tuple[int, int], Timetable] = {}

    def choose(self, type: int, organisation: int) -> Timetable:
        """The most precise plan wins: type and service, type, service, national; none: nothing is reminded."""
        pair = (type, organisation)
        if pair not in self._chosen:
            self._chosen[pair] = self._choose(type, organisation)
        return self._chosen[pair]

    def _choose(self, type: int, organisation: int) -> Timetable:
        fitting = [
            row for row in self._rows if row.type_id in (None, type) and row.organisation_id in (None, organisation)
        ]
        best = max(fitting, key=lambda row: (row.type_id is not None, row.organisation_id is not None), default=None)
        if best is None:
            return Timetable(())
        spread = timedelta(minutes=best.spread_minutes)
        return rules.timetable(best.steps, best.opens, best.closes, spread=spread, most_a_day=best.most_a_day)


def plans(pairs: Collection[tuple[int, int]]) -> Plans:
    """One query: everything for these (type, service) pairs."""
    types, services = {t for t, _ in pairs}, {o for _, o in pairs}
    for_types, for_services = Q(type__in=types) | Q(type=None), Q(organisation__in=services) | Q(organisation=None)
    return Plans(Plan.objects.filter(for_types, for_services))


def timetable(type: int, organisation: int) -> Timetable:
    return plans([(type, organisation)]).choose(type, organisation)


class Key(NamedTuple):
    """Which words: of a kind, by a channel, in a language, for a type held by a service."""

    kind: str
    channel: str
    language: str
    type: int
    organisation: int


class Texts:
    """The words that a batch may need, read at once; each choice then costs nothing."""

    def __init__(self, rows: Iterable[Text]) -> None:
        self._rows: dict[tuple[str, str], list[Text]] = {}
        self._chosen: dict[Key, Text | None] = {}
        for row in rows:
            self._rows.setdefault((row.kind, row.channel), []).append(row)

    def choose(self, key: Key) -> Text | None:
        """The person's language first, French where there is none; then the most precise."""
        if key not in self._chosen:
            self._chosen[key] = self._choose(key)
        return self._chosen[key]

    def _choose(self, key: Key) -> Text | None:
        fitting = [
            row
            for row in self._rows.get((key.kind, key.channel), [])
            if row.type_id in (None, key.type)
            and row.organisation_id in (None, key.organisation)
            and row.language in (key.language, "fr")
        ]
        return max(fitting, key=lambda row: self._rank(row, key), default=None)

    @staticmethod
    def _rank(row: Text, key: Key) -> tuple[bool, bool, bool]:
        return (row.language == key.language, row.type_id is not None, row.organisation_id is not None)


def texts(pairs: Collection[tuple[int, int]], languages: Collection[str]) -> Texts:
    """One query: everything for these (type, service) pairs."""
    types, services = {t for t, _ in pairs}, {o for _, o in pairs}
    rows = Text.objects.filter(
        Q(type__in=types) | Q(type=None),
        Q(organisation__in=services) | Q(organisation=None),
        language__in={*languages, "fr"},
    )
    return Texts(rows)


def facts_of(row: Appointment, *, was: datetime | None = None) -> wording.Facts:
    """Of a row with its place, its service and its type at hand. A phone or home appointment names no place.

    `was`: of one that moved, the hour that the person knew.
    """
    place = row.place if row.type.where == AppointmentType.Where.PLACE else None
    phone = (place.phone if place else "") or row.organisation.phone
    return wording.Facts(
        starts_at=row.starts_at,
        time_zone=row.time_zone,
        place=place.neutral_name if place else "",
        address=place.address if place else "",
        city=place.city if place else "",
        phone=phone,
        was=was,
    )
