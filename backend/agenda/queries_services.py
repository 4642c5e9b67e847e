"""Lists of appointments, service by service: of each the first few down an index of its own, and of these the first.

An agent sees the appointments of files, but a service has thousands of these, and each has its own pages: nothing that
begins with them is short. What a service holds stands together, by its hour. Not all of it is seen (a file may have
been given away), and not all that is seen is held there (`HeldElsewhere`).
"""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from itertools import product
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from backend.accounts.models import Agent
from backend.agenda import queries, queries_lists
from backend.agenda.models import Appointment, AppointmentType, HeldElsewhere
from backend.agenda.queries_lists import Wanted
from backend.common import paging
from backend.common.compiled import any_of
from backend.organisations import queries as organisations
from backend.probationers import queries as probationers

# Whatever else makes a list shorter leads to few rows by itself; a type is the country's.
BY_SERVICE = {"type"}


def first(agent: Agent, want: Wanted, *, now: datetime, count: int, cursor: str | None = None) -> list[UUID]:
    """The keys of the first that `queries_lists.wanted` finds, or of those after the cursor."""
    if want.same().keys() <= BY_SERVICE:
        return _merged(agent, want, now=now, count=count, cursor=cursor)
    rows = queries_lists.wanted(agent, want, now=now).order_by(*want.order())
    later = rows.filter(paging.after(cursor, Appointment, want.order()))
    return list(later.values_list("pk", flat=True)[:count])


def page(agent: Agent, want: Wanted, *, now: datetime, cursor: str | None) -> tuple[list[Appointment], str | None]:
    """One page, and the cursor of the next."""
    with paging.reading(cursor):
        found = queries.in_full(first(agent, want, now=now, count=paging.SIZE + 1, cursor=cursor))
    return paging.cut(found, by=want.order(), size=paging.SIZE)


def _merged(
    agent: Agent, want: Wanted, *, now: datetime, count: int, cursor: str | None, but: Collection[UUID] = ()
) -> list[UUID]:
    """`but`: keys of which it is known that she does not see them."""
    reach = organisations.reach_of(agent)
    slices = list(_slices(agent, want, now=now, count=count, cursor=cursor, but=but))
    if not slices:
        return []
    merged = slices[0].union(*slices[1:]).order_by(*want.order())
    rows: list[tuple[datetime, UUID, int]] = list(merged[:count])
    unseen = _unseen(agent, [pk for _, pk, held_by in rows if held_by not in reach])
    if unseen:
        # Asked anew without them: a page that has fewer rows than it may is the last one.
        return _merged(agent, want, now=now, count=count, cursor=cursor, but={*but, *unseen})
    return [pk for _, pk, _ in rows]


def _slices(
    agent: Agent, want: Wanted, *, now: datetime, count: int, cursor: str | None, but: Collection[UUID]
) -> "Iterator[QuerySet[Any, Any]]":
    """Hour, key and holder of the first of each service: of what it holds, as far as it is seen; of what is held
    elsewhere."""
    reach, zone = organisations.reach_of(agent), queries_lists.zone_of(agent)
    held = Appointment.objects.filter(probationers.is_each_within(reach, "probationer"))
    elsewhere = HeldElsewhere.objects.exclude(appointment__in=but)
    after = paging.after(cursor, Appointment, want.order())
    after_elsewhere = paging.after(cursor, HeldElsewhere, want.order("appointment_id"))
    for of in _each(reach, _types(agent, want)):
        rows = queries_lists.narrowed(held.filter(after, **of), want, zone=zone, now=now)
        yield rows.order_by(*want.order()).values_list("starts_at", "id", "organisation_id")[:count]
        others = queries_lists.narrowed(elsewhere.filter(after_elsewhere, **of), want, zone=zone, now=now)
        ordered = others.order_by(*want.order("appointment_id"))
        yield ordered.values_list("starts_at", "appointment_id", "held_by_id")[:count]


def _each(reach: Sequence[int], types: Sequence[int] | None) -> list[dict[str, int]]:
    if types is None:
        return [{"organisation": service} for service in reach]
    return [{"organisation": service, "type": type} for service, type in product(reach, types)]


def _types(agent: Agent, want: Wanted) -> list[int] | None:
    """Those that are to be shown, where not every one is: the one that is asked for, and for whoever reads no file
    those of the end of a hearing. One query there."""
    if organisations.may(agent, "view_files"):
        return None if want.type is None else [want.type]
    known = AppointmentType.objects.filter(prosecutor_number=True)
    return list((known if want.type is None else known.filter(pk=want.type)).values_list("pk", flat=True))


def _unseen(agent: Agent, keys: Sequence[UUID]) -> set[UUID]:
    """Which of them are not in her scope: all that `HeldElsewhere` leads to should be, and it is asked all the same."""
    if not keys:
        return set()
    return {*keys} - {*queries.visible_to(agent).filter(any_of("id", keys)).values_list("pk", flat=True)}
