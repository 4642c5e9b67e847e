"""Files that nobody needs any more: announced, archived after a year without an appointment, announced again and
destroyed half a year later. The terms are each service's own data.

Each file knows when it is to be looked at again: a call reads those that are due alone, for some seconds, and the next
one goes on. The agenda lies above: whoever calls (config/retention.py) brings the dates of last appointments, and takes
away first what points at a file that goes.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import datetime, timedelta
from time import monotonic
from uuid import UUID

from django.db import transaction
from django.db.models import F, OuterRef, Q

from backend.accounts.models import Device, Holder
from backend.common import clock
from backend.common.among import one_by_one
from backend.common.compiled import any_word
from backend.delivery import actions as delivery
from backend.delivery.models import OptOut
from backend.journal import actions as journal
from backend.probationers import actions_sessions, actions_trust_answer, queries_notices, rules_retention
from backend.probationers.models import Affiliation, Probationer, TrustedContact
from backend.probationers.rules_retention import Step, Terms

BATCH = 200
STOPS = 100  # looked at in one call, each hour: two thousand of a country come round within a day
SLICE = 20.0  # seconds of real time
SYSTEM = "system:retention"
LastAppointments = Callable[[Collection[UUID]], Mapping[UUID, datetime]]


def archive_stale(*, last_appointments: LastAppointments, seconds: float = SLICE) -> int:
    """Announce, and archive what was announced, of the files without an appointment for long; how many archived."""
    archived = 0
    for file, terms, last in _due(archived=False, last_appointments=last_appointments, seconds=seconds):
        needed = max(filter(None, (last, file.created_at)))
        if _next(file, terms, last_needed=needed) is Step.ARCHIVE:
            archived += _archive(file)
    return archived


def destroy_archived(*, clear: Callable[[UUID], None], seconds: float = SLICE) -> int:
    """Announce, and destroy what was announced, of the files long in the archive, with all that hangs on them; how many
    destroyed. `clear` empties what the apps above keep of a file, in the same transaction."""
    destroyed = 0
    for file, terms, _ in _due(archived=True, last_appointments=lambda files: {}, seconds=seconds):
        if _next(file, terms, last_needed=file.created_at) is Step.DESTROY:
            _destroy(file, clear)
            destroyed += 1
    return destroyed


def forget_stops() -> int:
    """A STOP of a number that stands in no file, nor can be taken back into one: whose number it is next said none.

    A call looks at some, those looked at longest ago, however many there are.
    """
    held = Probationer.objects.filter(phone=OuterRef("number")).exclude(phone="")
    named = TrustedContact.objects.filter(phone=OuterRef("number")).exclude(phone="")
    lately = queries_notices.number_changes(OuterRef("number"), now=clock.now())
    stands = one_by_one(held) | one_by_one(named) | one_by_one(lately)
    numbers = delivery.opt_outs_to_look_at(STOPS)
    nobodys = OptOut.objects.filter(any_word("number", numbers)).exclude(stands)
    return delivery.forget_opt_outs(list(nobodys.values_list("number", flat=True)))


def _due(
    *, archived: bool, last_appointments: LastAppointments, seconds: float
) -> Iterator[tuple[Probationer, Terms, datetime | None]]:
    """The files to be looked at, a batch at a time, each with its services' terms and its last appointment."""
    now, ends = clock.now(), monotonic() + seconds
    files = Probationer.objects.filter(archived_at__isnull=not archived)
    files = files.filter(Q(review_at=None) | Q(review_at__lte=now)).order_by(F("review_at").asc(nulls_first=True), "pk")
    while monotonic() < ends and (batch := list(files[:BATCH])):
        keys = [file.pk for file in batch]
        terms, dates = _terms(keys), last_appointments(keys)
        for file in batch:
            # Before anything is done: one that always fails is met again tomorrow, and not by each call before others.
            Probationer.objects.filter(pk=file.pk).update(review_at=now + rules_retention.DAILY)
            yield file, rules_retention.together(terms[file.pk]), dates.get(file.pk)


def _terms(files: Collection[UUID]) -> dict[UUID, list[Terms]]:
    found: dict[UUID, list[Terms]] = defaultdict(list)
    present = Affiliation.objects.filter(probationer__in=files, until__isnull=True).select_related("organisation")
    for each in present:
        of = each.organisation
        days = (of.archive_after, of.destroy_after, of.retention_notice)
        found[each.probationer_id].append(Terms(*(timedelta(days=count) for count in days)))
    return found


def _next(file: Probationer, terms: Terms, *, last_needed: datetime) -> Step:
    """Decide, and write what only concerns the announcement."""
    now = clock.now()
    archived = file.archived_at
    step = rules_retention.step(
        last_needed=last_needed, archived_at=archived, announced_for=file.retention_at, terms=terms, now=now
    )
    if step is Step.ANNOUNCE:
        when = rules_retention.due(last_needed=last_needed, archived_at=archived, terms=terms)
        _announce(file, rules_retention.announced(when, terms=terms, now=now))
    if step is Step.TAKE_BACK:
        _announce(file, None)
    if step is Step.NOTHING and file.retention_at is None:
        when = rules_retention.due(last_needed=last_needed, archived_at=archived, terms=terms)
        again = rules_retention.review(when, terms=terms, now=now)
        Probationer.objects.filter(pk=file.pk).update(review_at=again)
    return step


def _announce(file: Probationer, when: datetime | None) -> None:
    with transaction.atomic():
        Probationer.objects.filter(pk=file.pk).update(retention_at=when)
        verb = "probationers.announce_end" if when else "probationers.take_back_end"
        journal.write(verb, file, by=SYSTEM, about=file)


def _archive(file: Probationer) -> bool:
    with transaction.atomic():
        living = Probationer.objects.filter(pk=file.pk, archived_at__isnull=True)
        archived = living.update(archived_at=clock.now(), retention_at=None)
        actions_sessions.forget(Device.objects.filter(holder=file.holder_id))
        actions_trust_answer.end_all(file, by=SYSTEM)
        journal.write("probationers.archive", file, by=SYSTEM, about=file)
    return bool(archived)


def _destroy(file: Probationer, clear: Callable[[UUID], None]) -> None:
    with transaction.atomic():
        clear(file.pk)
        holder = file.holder_id
        journal.write("probationers.destroy", file, by=SYSTEM, about=file)
        file.delete()
        Holder.objects.filter(pk=holder).delete()
