"""Reads by agents that leave a trace: one entry for a list, with its count; never what was searched for."""

from django.db import transaction

from backend.accounts.models import Agent
from backend.common import clock, paging
from backend.journal import readings
from backend.journal.models import Entry
from backend.probationers import queries, queries_search, rules_search, trace
from backend.probationers.models import ContactChange, Probationer


def search(agent: Agent, said: str, *, mine: bool, cursor: str | None) -> queries_search.Page:
    with transaction.atomic():
        page = queries_search.search(agent, said, mine=mine, cursor=cursor, today=clock.now().date())
        _count("search", f"{said} {mine} {cursor}", len(page.files), by=agent)
        detail = {
            "count": len(page.files),
            "scope": "own" if mine else "service",
            "page": "next" if cursor else "first",
            "words": rules_search.kind_of(said, today=clock.now().date()),
        }
        trace.write("search", trace.service_of(agent), by=agent, detail=detail)
    return page


def _count(name: str, what: str, shown: int, *, by: Agent) -> None:
    readings.count("listed", f"{name} {what}", shown=shown, by=by, organisation=trace.service_of(by))


def contact_changes(agent: Agent, *, unseen: bool, cursor: str | None) -> tuple[list[ContactChange], str | None]:
    with transaction.atomic():
        rows = queries.contact_changes_visible_to(agent, unseen=unseen)
        found, following = paging.page(rows, cursor=cursor, by=("-at", "-id"))
        _count("changes", f"{unseen} {cursor}", len(found), by=agent)
        trace.write("list_contact_changes", trace.service_of(agent), by=agent, detail={"count": len(found)})
    return found, following


def file_journal(agent: Agent, file: Probationer, *, cursor: str | None) -> tuple[list[Entry], str | None]:
    with transaction.atomic():
        entries, following = paging.page(Entry.objects.filter(about=str(file)), cursor=cursor, by=("-at", "-id"))
        trace.write("read_journal", file, by=agent, about=file)
    return entries, following
