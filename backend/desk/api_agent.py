"""The agent's morning, one file, one appointment: each read of them leaves its line in the journal (promise 7)."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest
from ninja import Router

from backend.agenda import queries_lists
from backend.agenda import shows as agenda
from backend.agenda.shows import checked
from backend.common import clock
from backend.common.dates import Day
from backend.common.refusals import refuses
from backend.desk import queries, queries_file, schemas, shows, shows_file, shows_messages, shows_reach
from backend.desk import queries_worklists as worklists
from backend.journal import actions as journal
from backend.journal import readings
from backend.organisations import queries as organisations
from backend.organisations.permits import require
from backend.probationers import presenting_agent, presenting_trust

router = Router()


def _trace(verb: str, subject: object, *, by: Any, about: object = "", **detail: int) -> None:
    journal.write(f"desk.{verb}", subject, about=about, detail=detail, **_reader(by))


def _trace_morning(read: queries.Morning, whole: str | None, *, by: Any) -> None:
    shown = len(read.appointments)
    if read.date != queries_lists.today(read.time_zone, now=clock.now()):
        # Today's is the same all day long; who turns the days over reads a calendar.
        readings.count("listed", f"morning {read.date} {whole}", shown=shown, **_reader(by))
    _trace("read_morning", by, by=by, count=shown + len(read.without_outcome.rows) + len(read.unreached))


def _reader(agent: Any) -> dict[str, Any]:
    membership = organisations.membership_of(agent)
    return {"by": agent, "organisation": membership.organisation if membership else ""}


@router.get("/morning/waiting", response=schemas.Waiting, openapi_extra=refuses(403))
def count_waiting(request: HttpRequest) -> schemas.Waiting:
    """Numbers for every page's navigation: nobody is named, so that no line of the journal says that somebody was."""
    found = queries.waiting(require(request, "view_files"), now=clock.now())
    return schemas.Waiting(counts=schemas.Counts(**found.counts), without_outcome_count=found.without_outcome.count)


@router.get("/morning", response=schemas.Morning, openapi_extra=refuses(403, 429))
@transaction.atomic
def get_morning(
    request: HttpRequest, date: Day | None = None, whole: worklists.Worklist | None = None
) -> schemas.Morning:
    """The day in time order, and what needs attention: the first of each list, and every one of the `whole` list."""
    agent = require(request, "view_files")
    read = queries.morning(agent, on=date, now=clock.now(), whole=whole)
    unreached = [one.appointment for one in read.unreached]
    every = (*read.appointments, *read.without_outcome.rows, *read.answers.rows, *unreached)
    by_key = agenda.appointments_by_key(every, to=agent)
    shown = [by_key[row.pk] for row in read.appointments]
    _trace_morning(read, whole, by=agent)
    return schemas.Morning(
        date=read.date,
        time_zone=read.time_zone,
        appointments=shown,
        without_outcome=[by_key[row.pk] for row in read.without_outcome.rows],
        without_outcome_count=read.without_outcome.count,
        unreachable=shows_reach.unreachable(read.unreached, by_key),
        to_call_count=read.to_call_count,
        contact_changes=checked(presenting_agent.contact_changes(read.contact_changes.rows, to=agent)),
        answers=[by_key[row.pk] for row in read.answers.rows],
        tasks=[shows.task_to_do(task) for task in read.tasks.rows],
        ending=[shows.ending(file) for file in read.ending.rows],
        replies=shows.replies(read.replies.rows, to=agent),
        trusted_contacts=checked([presenting_trust.to_agent(contact) for contact in read.trusted_contacts.rows]),
        second_files=checked([presenting_agent.second_file(each) for each in read.second_files.rows]),
        counts=schemas.Counts(**read.counts),
        coming_count=sum(1 for each in shown if each.answer and each.answer.kind in ("coming", "late")),
    )


@router.get("/to-call", response=schemas.PersonsToCall, openapi_extra=refuses(403))
@transaction.atomic
def list_persons_to_call(request: HttpRequest) -> schemas.PersonsToCall:
    """Whom no message reaches, or who takes none and whose appointment changed: to call or to write to."""
    agent, now = require(request, "resend"), clock.now()
    found, count = queries.to_call(agent, now=now)
    _trace("read_to_call", agent, by=agent, count=len(found))
    items = shows_reach.to_call(found, to=agent)
    return schemas.PersonsToCall(now=now, time_zone=queries_lists.zone_of(agent), items=items, count=count)


@router.get("/appointments/{appointment}", response=schemas.AppointmentInFull, openapi_extra=refuses(403, 429))
@transaction.atomic
def get_appointment(request: HttpRequest, appointment: UUID) -> dict[str, Any]:
    """One appointment with its history, messages, legal notifications and tasks."""
    agent = require(request, "view_appointments")
    read = queries.appointment(agent, appointment, now=clock.now())
    row = read.row
    readings.count("opened", row.probationer, shown=1, **_reader(agent))
    _trace("read_appointment", row, by=agent, about=row.probationer)
    return agenda.appointments([row], to=agent)[0].dict() | {
        "place_address": agenda.place_address(row),
        "unreachable": shows_reach.of_appointment(read.unreached),
        "silence": shows_reach.silence(read.known),
        "is_told": read.is_told,
        "is_planned": row.planned_revision >= row.revision,
        "events": shows.events(row, to=agent),
        "occasions": shows_messages.to_agent(read.occasions, now=clock.now(), to=agent),
        "legal_notifications": [shows.legal(each) for each in row.legal_notifications.all()],
        "tasks": [shows.task(each) for each in read.tasks],
    }


@router.get("/files/{probationer}", response=schemas.File, openapi_extra=refuses(403, 429))
@transaction.atomic
def get_file(request: HttpRequest, probationer: UUID, whole: bool = False) -> dict[str, Any]:
    """The file; `whole`: with all that is long past too."""
    agent = require(request, "view_files")
    read = queries_file.file(agent, probationer, now=clock.now(), whole=whole)
    readings.count("opened", read.file, shown=1, **_reader(agent))
    _trace("read_file", read.file, by=agent, about=read.file)
    return shows_file.file(read, to=agent)
