"""The words of reminders and notices at the moment they leave, and the last refusal of what is no longer true."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef

from backend.accounts.models import Agent
from backend.agenda import calendar_file
from backend.agenda.models import Appointment
from backend.common import clock, phones
from backend.delivery import composers
from backend.delivery.composers import Due, Refusal, Text
from backend.delivery.models import OptOut
from backend.delivery.rules_states import Event, Lane
from backend.probationers import queries as probationers
from backend.probationers import rules as probationer_rules
from backend.probationers import unsubscribing
from backend.probationers.models import Probationer
from backend.reminders import hours, queries, queries_told, rules, shelf, speaking, together, wording

IN_CALENDAR = frozenset({"confirmation", "moved", "relocated", rules.REMINDER, "cancelled"})


def register() -> None:
    """Every kind of rules.TRUE_WHILE."""
    for kind in rules.TRUE_WHILE:
        composers.register(kind, compose)


@dataclass(frozen=True)
class Desk:
    """What lies ready for a whole batch."""

    now: datetime
    rows: dict[str, Appointment]
    carried: dict[UUID, list[Due]]
    rung: dict[UUID, list[together.Rung]]
    texts: queries.Texts
    plans: dict[shelf.Pair, queries.Plans]
    was: dict[str, datetime]  # by subject, of those that moved: the hour that the person knew
    again: set[str]  # subjects of which the person was told last that she need not come

    def plan_of(self, row: Appointment) -> rules.Timetable:
        pair = (row.type_id, row.organisation_id)
        return self.plans[pair].choose(*pair)

    def said(self, due: Due, row: Appointment, others: Sequence[Appointment], *, now: datetime) -> wording.Said | None:
        """The words of a message about a row of `appointments`, where it leaves at `now`."""
        return speaking.words(
            row,
            due.kind,
            due.channel,
            due.occasion,
            self.texts,
            now=now,
            others=others,
            shares_number=row.shares_number,  # type: ignore[attr-defined]  # by `appointments`
            was=self.was.get(due.subject),
            again=due.subject in self.again,
        )

    def forget_unseen(self, by: Agent) -> None:
        """That a number is others' too, where those are out of the agent's sight."""
        seen = Appointment.objects.filter(
            probationers.shares_number("probationer__", seen_by=by), pk__in=[row.pk for row in self.rows.values()]
        )
        shared = set(seen.values_list("pk", flat=True))
        for row in self.rows.values():
            row.shares_number = row.pk in shared  # type: ignore[attr-defined]  # annotated by `appointments`

    def named_with(self, due: Due) -> list[Appointment]:
        """The other appointments that this message names, the earliest first; what is no longer true is not named."""
        found = [(one, self.rows.get(one.subject_id)) for one in self.carried.get(due.id, ())]
        true = [row for one, row in found if row is not None and _refusal(one, row, self.now) is None]
        return sorted(true, key=lambda row: row.starts_at)


def compose(batch: Sequence[Due]) -> list[Text | Refusal]:
    """Three queries, whatever the batch: what is carried, what rang today, appointments with their persons; two where
    one moved, for the hour that was told; one where one is confirmed that changed before; and five for types, places,
    services, texts and plans where these are not at hand.
    """
    desk = gather(batch, now=clock.now())
    return [_compose(due, desk) for due in batch]


def gather(batch: Sequence[Due], *, now: datetime) -> Desk:
    """All that the words of a batch need."""
    carried = together.carried_by(batch)
    every = [*batch, *(due for followers in carried.values() for due in followers)]
    rows = {str(row.pk): row for row in appointments([UUID(due.subject_id) for due in every])}
    return Desk(
        now=now,
        rows=rows,
        carried=carried,
        rung=together.rung(batch, now=now),
        texts=shelf.texts(rows.values()),
        plans=shelf.plans(rows.values()),
        was=queries_told.hours_told(_moved(batch, rows)),
        again=queries_told.called_off(
            [due.subject for due in batch if due.kind == "confirmation" and due.revision > 1]
        ),
    )


def _moved(batch: Sequence[Due], rows: Mapping[str, Appointment]) -> dict[str, Appointment]:
    return {due.subject: rows[due.subject_id] for due in batch if due.kind == "moved" and due.subject_id in rows}


def appointments(ids: Sequence[UUID]) -> list[Appointment]:
    """With their persons, types, places and services, whether the person's number said STOP and is others' too."""
    said_stop = Exists(OptOut.objects.filter(number=OuterRef("probationer__phone")))
    rows = Appointment.objects.select_related("probationer").annotate(
        said_stop=said_stop, shares_number=probationers.shares_number("probationer__")
    )
    found: list[Appointment] = list(rows.filter(pk__in=ids))
    shelf.furnish(found)
    return found


def _compose(due: Due, desk: Desk) -> Text | Refusal:
    row = desk.rows.get(due.subject_id)
    if row is None:
        return Refusal("appointment_gone")
    refusal = (
        _refusal(due, row, desk.now)
        or _unwanted(due.channel, row)
        or hours.asleep(due, row, desk.plan_of(row), now=desk.now)
        or _one_too_many(due, row, desk)
    )
    if refusal is not None:
        return refusal
    others = desk.named_with(due)
    said = desk.said(due, row, others, now=desk.now)
    if said is None:
        return Refusal("no_text", Event.REFUSE)
    person = row.probationer
    by_email = due.channel == "email"
    return Text(
        to={"sms": person.phone, "email": person.email}.get(due.channel, ""),
        title=said.title,
        body=said.body,
        url=f"/rendez-vous/{row.pk}",
        tag=f"appointment-{row.pk}",
        language=person.language,
        calendar=_calendar(due, row, others) if by_email else b"",
        unsubscribe=unsubscribing.address(person) if by_email else "",
    )


def _calendar(due: Due, row: Appointment, others: Sequence[Appointment]) -> bytes:
    """The app's own file, of what is expected or no more; none where no detail may be said."""
    if due.kind not in IN_CALENDAR or row.probationer.sensitive_channel:
        return b""
    return calendar_file.of(row, *others, language=row.probationer.language)


def _refusal(due: Due, row: Appointment, now: datetime) -> Refusal | None:
    """What became untrue since it was planned."""
    if row.revision != due.revision:
        return Refusal("older_revision", Event.SUPERSEDE)
    untrue = rules.still_true(due.kind, state=row.state, starts_at=row.starts_at, now=now)
    if untrue:
        return Refusal(untrue)
    person = row.probationer
    if person.archived_at is not None or not probationer_rules.messaging(person.state, due.kind):
        return Refusal("state_not_messaged")
    return None


def _one_too_many(due: Due, row: Appointment, desk: Desk) -> Refusal | None:
    """Of what nobody asked for, a person's phone rings at most so many times a day."""
    if due.lane != Lane.BULK or due.channel not in together.COUNTED or due.holder_id is None:
        return None
    rung = desk.rung.get(due.holder_id, [])
    before = together.earlier_today(due, rung, now=desk.now, zone=row.time_zone)
    return Refusal(together.LIMIT, Event.REFUSE) if before >= desk.plan_of(row).most_a_day else None


def _unwanted(channel: str, row: Appointment) -> Refusal | None:
    """What the person does not want by this channel, or can't be reached by."""
    person = row.probationer
    wants = {"sms": person.wants_sms, "push": person.wants_push, "email": person.wants_email}[channel]
    if not wants or (channel == "sms" and row.said_stop):  # type: ignore[attr-defined]  # by `appointments`
        return Refusal("opted_out")
    if channel == "sms" and not person.phone:
        return Refusal("no_number", Event.REFUSE)
    if channel == "sms" and person.phone_status == Probationer.PhoneStatus.WRONG:
        return Refusal("wrong_number", Event.REFUSE)
    if channel == "sms" and not phones.gets_sms(person.phone):
        return Refusal("number_not_mobile", Event.REFUSE)
    if channel == "email" and person.email_proved_at is None:
        return Refusal("email_not_proved", Event.REFUSE)
    return None
