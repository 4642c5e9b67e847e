"""One person, two files: what is told of the first, what is written of the second, and how it is settled.

Promise 3 has its one exception here: docs/decisions/2026-11-29-a-second-file.md.
"""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q

from backend.accounts import actions_challenge
from backend.accounts.models import Agent
from backend.common import clock
from backend.common.errors import Refused, Unseen
from backend.organisations import queries as organisations
from backend.organisations.models import Organisation
from backend.probationers import queries, queries_search, rules_duplicates, rules_file, trace
from backend.probationers.models import Affiliation, Probationer, SecondFile
from backend.probationers.queries_search import Duplicate
from backend.probationers.rules_duplicates import Identity

_COUNTED_ONCE_IN = timedelta(days=1)
_IDENTITY = ("last_name", "first_name", "birth_date", "birth_year", "phone", "appi_number")


class Duplicated(Refused):
    """There is a file already; `found` says which, as far as the agent may know."""

    def __init__(self, found: Sequence[Duplicate]) -> None:
        super().__init__(rules_duplicates.refusal([(one.kind, one.is_visible) for one in found]))
        self.found = found


def look_for_duplicates(by: Agent, who: Identity) -> list[Duplicate]:
    """Before anything is written; whoever the agent is told of has it in the journal."""
    count_look_up(by, who)
    found = queries_search.duplicates(by, who)
    trace_told(found, by=by)
    return found


def count_look_up(by: Agent, who: Identity) -> None:
    """One identity that may find a file out of scope, against what the agent may ask in a day; Slower says when again.

    Whatever is found, and the same identity once a day: the search while one types and the form are one look-up.
    """
    if not rules_duplicates.may_find_elsewhere(who):
        return
    identity = f"{by} {who.search_key} {who.birth_date or ''} {who.appi_number}"
    if actions_challenge.is_noted("looked_elsewhere", identity, within=_COUNTED_ONCE_IN):
        return
    with transaction.atomic():
        actions_challenge.take(rules_duplicates.look_ups_of(str(by)))
        actions_challenge.note("looked_elsewhere", identity)
        trace.write("look_elsewhere", trace.service_of(by), by=by)


def trace_told(found: Sequence[Duplicate], *, by: Agent) -> None:
    """Each file that the agent was told of, be it by a "there is one", has it in its own journal."""
    for one in found:
        trace.write("told_of_duplicate", one.file, by=by, about=one.file)


def trace_taken(appi_number: str, *, by: Agent) -> None:
    """The same of the file that has this number, of which a refusal told."""
    for file in Probationer.objects.filter(appi_number=appi_number):
        trace.write("told_of_duplicate", file, by=by, about=file)


def may_be_forced(found: Sequence[Duplicate], reason: str) -> bool:
    """Whether a second file may be made beside all of these."""
    has_reason = reason in SecondFile.Reason.values
    return all(
        rules_duplicates.may_be_forced(one.kind, is_visible=one.is_visible, has_reason=has_reason) for one in found
    )


def mark_second(
    file: Probationer, hidden: Sequence[Duplicate], *, by: Agent, organisation: Organisation, reason: str
) -> None:
    """The new file is possibly of the same person as each of these; their services have it to settle."""
    for one in hidden:
        made = SecondFile.objects.create(
            file=file, first=one.file, organisation=organisation, reason=reason, at=clock.now(), by=by
        )
        for about in (file, one.file):
            trace.write("make_second_file", made, by=by, about=about, detail={"reason": reason})


def identity_after(file: Probationer, values: Mapping[str, Any]) -> Identity | None:
    """Who the file is about once cleaned columns are written; None where it does not become somebody else's, or is
    only without its APPI number after."""
    before = {name: getattr(file, name) for name in _IDENTITY}
    old, new = rules_file.identity(before), rules_file.identity(before | dict(values))
    gets_number = new.appi_number not in ("", old.appi_number)
    is_same = (old.search_key, old.birth_date) == (new.search_key, new.birth_date)
    return None if is_same and not gets_number else new


def mark_become(file: Probationer, who: Identity, *, by: Agent, reason: str) -> None:
    """A file whose identity is about to change: Duplicated where it would be of somebody who has one, else marked.

    `reason`: as of a second file; without it nothing is forced. Whatever stands beside it already is no news. An APPI
    number of another file is refused by the table itself.
    """
    known = SecondFile.objects.filter(Q(file=file) | Q(first=file)).values_list("file", "first")
    beside = {file.pk, *(pk for pair in known for pk in pair)}
    found = [
        one
        for one in queries_search.duplicates(by, who)
        if one.kind == "certain" and one.file.pk not in beside and one.file.appi_number != (who.appi_number or None)
    ]
    if found and not may_be_forced(found, reason):
        raise Duplicated(found)
    membership = organisations.membership_of(by)
    if found and membership:
        mark_second(file, found, by=by, organisation=membership.organisation, reason=reason)


def settle_second_file(second: int, *, settlement: str, by: Agent) -> None:
    """By an agent of the first file's own service; `settlement` is one of SecondFile.Settlement. Linked: the maker's
    service sees the first file from now on."""
    with transaction.atomic():
        rows = SecondFile.objects.select_for_update(of=("self",)).filter(first__in=queries.of_own_service(by))
        row = rows.select_related("first", "file", "organisation").filter(pk=second).first()
        if row is None:
            raise Unseen
        if row.settled_at is not None:
            raise Refused("second_file_settled")
        row.settlement, row.settled_at, row.settled_by = settlement, clock.now(), by
        row.save(update_fields=["settlement", "settled_at", "settled_by"])
        if settlement == SecondFile.Settlement.LINKED:
            Affiliation.objects.get_or_create(
                probationer=row.first, organisation=row.organisation, until=None, defaults={"since": row.settled_at}
            )
        for about in (row.first, row.file):
            trace.write("settle_second_file", row, by=by, about=about, detail={"settlement": settlement})
