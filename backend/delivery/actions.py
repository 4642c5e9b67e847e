"""Writes of the outbox that other apps call: queue, supersede, cancel, in the caller's transaction."""

import uuid
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db import connection, transaction
from django.db.models import F, Q

from backend.common import clock
from backend.common.compiled import any_number
from backend.delivery import carrying, rules_states
from backend.delivery.models import Heartbeat, Message, OptOut
from backend.delivery.rules_states import Channel, Event, Lane, State

WAKE = "message_queued"  # NOTIFY channel: the sender listens, so that a code leaves within milliseconds
REACH = "reach_changed"  # NOTIFY channel: other channels are open to a holder than before; whoever plans listens


@dataclass(frozen=True, slots=True)
class Superseded:
    """How many will not be sent; `left`: one of them has left already or may have, so somebody must be told."""

    count: int
    left: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One message to queue; the unique key is subject, revision, kind, channel and occasion.

    With `release_at` it is held until then, `behind` the push that makes it needless once shown. `behind` is a message
    queued before or an order of the same call. `urgent_on`: the day of what it speaks of; of all that is due in a lane
    the earliest day leaves first, and of one day the earliest `not_before`.
    """

    subject: str
    revision: int
    kind: str
    channel: Channel | str
    holder: uuid.UUID | None
    lane: Lane | str
    not_before: datetime
    expires_at: datetime
    occasion: str = ""
    release_at: datetime | None = None
    behind: "Message | Order | None" = None
    urgent_on: date | None = None
    id: uuid.UUID = field(default_factory=uuid.uuid4)

    @property
    def key(self) -> tuple[str, int, str, str, str]:
        return (self.subject, self.revision, self.kind, str(self.channel), self.occasion)


def queue(
    *,
    subject: str,
    revision: int,
    kind: str,
    channel: Channel | str,
    holder: uuid.UUID | None,
    lane: Lane | str,
    not_before: datetime,
    expires_at: datetime,
    occasion: str = "",
    release_at: datetime | None = None,
    behind: Message | None = None,
) -> Message:
    """Put one message in the outbox, or find the one that is there already: calling twice says it once."""
    order = Order(
        subject=subject, revision=revision, kind=kind, channel=channel, holder=holder, lane=lane,
        not_before=not_before, expires_at=expires_at, occasion=occasion, release_at=release_at, behind=behind,
    )  # fmt: skip
    return queue_many([order])[0]


def queue_many(orders: Sequence[Order]) -> list[Message]:
    """As `queue`, for many, in the order given, by a constant number of queries; the sender wakes at the commit."""
    now = clock.now()
    with transaction.atomic():
        known: dict[tuple[str, int, str, str, str], Message] = {}
        for waiting in (False, True):
            wave = [order for order in orders if isinstance(order.behind, Order) is waiting]
            if wave:
                Message.objects.bulk_create([_row(order, known, now) for order in wave], ignore_conflicts=True)
                known |= _found(wave)
        _wake({str(order.lane) for order in orders})
    return [known[order.key] for order in orders]


def _row(order: Order, known: dict[tuple[str, int, str, str, str], Message], now: datetime) -> Message:
    behind = known[order.behind.key] if isinstance(order.behind, Order) else order.behind
    return Message(
        id=order.id, subject=order.subject, revision=order.revision, kind=order.kind, channel=str(order.channel),
        occasion=order.occasion, holder_id=order.holder, lane=str(order.lane), behind=behind, created_at=now,
        state=State.HELD if order.release_at else State.PENDING, not_before=order.not_before,
        release_at=order.release_at, expires_at=order.expires_at, next_try_at=order.release_at or order.not_before,
        urgent_on=order.urgent_on or order.not_before.date(),
    )  # fmt: skip


def _found(orders: Iterable[Order]) -> dict[tuple[str, int, str, str, str], Message]:
    wanted = {order.key for order in orders}
    rows = Message.objects.filter(subject__in={order.subject for order in orders})
    keyed = {(row.subject, row.revision, row.kind, row.channel, row.occasion): row for row in rows}
    return {key: row for key, row in keyed.items() if key in wanted}


def _wake(lanes: Collection[str]) -> None:
    with connection.cursor() as cursor:
        for lane in sorted(lanes):
            cursor.execute("SELECT pg_notify(%s, %s)", [WAKE, lane])


def supersede(subject: str, *, below: int, ending: str = "") -> Superseded:
    """Take back what older revisions still had to say. A row being claimed at this moment is waited for.

    `ending`: only of the occasions that end so (one contact's copies).
    What is being sent can't be taken back here: its composer will see the newer revision, or it counts as left.
    """
    chosen = Q(subject=subject, revision__lt=below, occasion__endswith=ending)
    return _stop(chosen, Event.SUPERSEDE, reason="older_revision")


def cancel(subject: str, *, reason: str, kinds: Collection[str] = (), ending: str = "") -> Superseded:
    """Take back what is still to be said of a subject (of these kinds alone, where some are named)."""
    chosen = Q(subject=subject, kind__in=kinds) if kinds else Q(subject=subject)
    return _stop(chosen & Q(occasion__endswith=ending), Event.WITHDRAW, reason=reason)


def hold(subject: str) -> None:
    """Until the caller's transaction ends no sender takes up what waits of this subject, nor what carries it.

    In the order of their keys, as everybody locks who locks several.
    """
    waits = Q(subject=subject, state__in=(State.HELD, State.PENDING))
    carriers = Message.objects.filter(waits, carrier__isnull=False).values_list("carrier", flat=True)
    rows = Message.objects.filter(waits | Q(pk__in=list(carriers))).order_by("id")
    list(rows.select_for_update(of=("self",)).values_list("pk", flat=True))


def take_back(subject: str, *, revision: int, kind: str, but: Collection[str] = ()) -> int:
    """Forget what was planned and never tried, so that it can be planned anew by other channels; `but`: occasions.

    What another message carries that may be at the phone already is told, and stays.
    """
    with transaction.atomic():
        rows = Message.objects.filter(subject=subject, revision=revision, kind=kind, lane=Lane.BULK, attempts=0)
        untried = rows.filter(state__in=(State.HELD, State.PENDING)).exclude(occasion__in=but)
        told = untried.filter(carrier__state__in=rules_states.MAY_HAVE_LEFT).values_list("pk", flat=True)
        chosen = untried.exclude(pk__in=list(told)).order_by("id")
        ids = [row.pk for row in chosen.select_for_update(of=("self",)).only("id")]
        carrying.set_free(ids)
        Message.objects.filter(pk__in=ids).delete()
        return len(ids)


def _stop(chosen: Q, event: Event, *, reason: str) -> Superseded:
    with transaction.atomic():
        rows = list(Message.objects.filter(chosen).order_by("id").select_for_update(of=("self",)).only("id", "state"))
        open_ = [row.pk for row in rows if row.state in (State.HELD, State.PENDING)]
        target = rules_states.after(State.PENDING, event)
        count = Message.objects.filter(pk__in=open_).update(state=target, reason=reason, ended_at=clock.now())
        return Superseded(count, any(row.state in rules_states.MAY_HAVE_LEFT for row in rows))


def opt_out(number: str) -> None:
    """STOP was said from this number: no reminders go there; codes asked for and the convocation go on."""
    OptOut.objects.get_or_create(number=number, defaults={"at": clock.now()})
    reach_changed(number)


def opt_in(number: str, *, said_at: datetime | None = None) -> None:
    """The number takes reminders again; a STOP said after `said_at` stays."""
    said = OptOut.objects.filter(number=number)
    (said.filter(at__lte=said_at) if said_at else said).delete()
    reach_changed(number)


def opt_outs_to_look_at(count: int) -> list[str]:
    """So many numbers that said STOP, those looked at longest ago; noted as looked at now."""
    chosen = OptOut.objects.order_by(F("looked_at").asc(nulls_first=True), "pk")
    found = dict(chosen.values_list("pk", "number")[:count])
    OptOut.objects.filter(any_number("id", found)).update(looked_at=clock.now())
    return list(found.values())


def forget_opt_outs(numbers: Collection[str]) -> int:
    """These numbers are nobody's any more; how many had said STOP."""
    count, _ = OptOut.objects.filter(number__in=numbers).delete()
    return count


def reach_changed(whose: uuid.UUID | str) -> None:
    """Tell at the commit that this holder, or whoever has this number, may be reached otherwise than before.

    Who misses it finds the difference by and by: the planner compares all that is to come by turns.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [REACH, str(whose)])


def beat(name: str, *, every: timedelta, detail: dict[str, object] | None = None) -> None:
    """Write down that a process or periodic job is alive, and how often it says so (real time, not the domain's)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        instant = cursor.fetchone()[0]
    Heartbeat.objects.update_or_create(
        name=name, defaults={"at": instant, "every": every, "detail": dict(detail or {})}
    )
