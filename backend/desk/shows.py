"""Tasks and files as the screens show them."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from backend.accounts.models import Agent, Device
from backend.agenda.actions_answers import EVENTS
from backend.agenda.models import Answer, Appointment, LegalNotification, Task
from backend.agenda.schemas import EventForAgent, LegalForAgent, TaskOfAppointment
from backend.agenda.shows import checked
from backend.common import phones
from backend.desk import schemas, schemas_probationer
from backend.organisations import queries as organisations
from backend.organisations.models import Organisation
from backend.probationers import queries as probationers
from backend.probationers import queries_seen
from backend.probationers.models import Assignment, ContactChange, Probationer
from backend.probationers.schemas_agent import PersonName
from backend.reminders.models import Reply


def ending(file: Probationer) -> schemas.EndingFile:
    return schemas.EndingFile(
        probationer=person(file), step="destroy" if file.archived_at else "archive", at=checked(file.retention_at)
    )


def person(row: Probationer) -> PersonName:
    return PersonName(id=row.pk, last_name=row.last_name, first_name=row.first_name)


def task(row: Task) -> TaskOfAppointment:
    return TaskOfAppointment(id=row.pk, kind=checked(row.kind), created_at=row.created_at, done_at=row.done_at)


def task_to_do(row: Task) -> schemas.TaskToDo:
    at = row.appointment
    return schemas.TaskToDo(
        id=row.pk,
        kind=row.kind,
        created_at=row.created_at,
        appointment=_named(at),
        probationer=person(at.probationer),
    )


def replies(rows: Iterable[Reply], *, to: Agent) -> list[schemas.ReplyToRead]:
    """One query more for all, of what this agent has marked as seen; one where a number is others' too."""
    listed = list(rows)
    marks = queries_seen.marked_at(listed, by=to)
    numbers = {row.sms.sender for row in listed if row.is_shared}
    sharing = list(probationers.sharing(to, numbers)) if numbers else []
    return [_reply(row, marks.get(str(row)), sharing) for row in listed]


def _reply(row: Reply, marked_at: datetime | None, sharing: Sequence[Probationer]) -> schemas.ReplyToRead:
    at = row.appointment
    others = [one for one in sharing if one.phone == row.sms.sender and one.pk != row.probationer_id]
    return schemas.ReplyToRead(
        id=row.pk,
        at=row.at,
        text=row.sms.text,
        meaning=checked(row.sms.understood_as or "other"),
        shared=row.is_shared and bool(others),
        shared_with=[person(one) for one in others] if row.is_shared else [],
        to_read=row.to_read,
        seen_at=row.seen_at or marked_at,
        answered=bool(row.sms.answered_with),
        probationer=person(row.probationer),
        appointment=_named(at) if at else None,
    )


def _named(at: Appointment) -> schemas.AppointmentOfTask:
    return schemas.AppointmentOfTask(id=at.pk, starts_at=at.starts_at, time_zone=at.time_zone)


def masked(file: Probationer) -> str:
    return phones.masked(file.phone) if file.phone else ""


def service(row: Organisation) -> schemas_probationer.Service:
    return schemas_probationer.Service(name=row.name, phone=row.phone)


def referent(row: Assignment | None) -> schemas_probationer.Referent | None:
    """Field rule 12: the service and its switchboard, unless the agent chose to share more."""
    if row is None:
        return None
    agent, organisation = row.agent, row.organisation
    shares = agent.shares_name
    return schemas_probationer.Referent(
        label=organisation.name,
        name=f"{agent.first_name} {agent.last_name}" if shares else None,
        phone=(agent.shared_phone if shares else "") or organisation.phone,
        hours=None,
        email=None,
    )


def notices(arrivals: Sequence[Device], changes: Sequence[ContactChange]) -> list[schemas_probationer.Notice]:
    """At most two lines: new devices, and a number that can still be taken back; both lists the last first."""
    told = []
    if arrivals:
        last = arrivals[0]
        told.append(
            schemas_probationer.Notice(kind="new_device", at=last.created_at, detail=last.label, count=len(arrivals))
        )
    if changes:
        new = changes[0].new
        detail = phones.masked(new) if new else ""
        told.append(
            schemas_probationer.Notice(kind="number_changed", at=changes[0].at, detail=detail, count=len(changes))
        )
    return told


def events(row: Appointment, *, to: Agent) -> list[EventForAgent]:
    """The appointment's own history; agents by name: one query. What the person said is for those who see replies.

    It stays there with its words and its day, whatever became of the hour that it was said of.
    """
    sees = organisations.may(to, "see_replies")
    given = list(row.answers.all()) if sees else []
    told = {EVENTS[each.kind] for each in given}  # the answers themselves say it, and more
    rows = [each for each in row.events.all() if sees or not each.event.startswith("answer_")]
    rows = [each for each in rows if each.event not in told]
    keys = {int(each.by.partition(":")[2]) for each in rows if each.by.startswith("agent:")}
    names = {str(agent): f"{agent.first_name} {agent.last_name}" for agent in Agent.objects.filter(pk__in=keys)}
    done = [
        EventForAgent(
            at=each.at, event=each.event, by=names.get(each.by) or each.by.partition(":")[0], detail=each.detail
        )
        for each in rows
    ]
    return sorted([*done, *(_said(each) for each in given)], key=lambda each: each.at)


def _said(answer: Answer) -> EventForAgent:
    detail: dict[str, str | int | None] = {
        "told": answer.reason, "words": answer.words, "minutes": answer.late_minutes,
    }  # fmt: skip
    given = {name: said for name, said in detail.items() if said}
    return EventForAgent(at=answer.at, event=EVENTS[answer.kind], by="holder", detail=given)


def legal(row: LegalNotification) -> LegalForAgent:
    return LegalForAgent(
        way=checked(row.way), on=row.on, void=row.void_at is not None, returned_on=row.returned_on, at=row.at
    )
