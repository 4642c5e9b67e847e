"""Lists of appointments that are read or leave as a file: the acts of which the journal tells."""

from dataclasses import dataclass

from django.db import transaction

from backend.accounts import actions_challenge, rules_budgets
from backend.accounts.models import Agent
from backend.agenda import queries, queries_lists, queries_services
from backend.agenda.models import Appointment
from backend.common import clock
from backend.journal import actions as journal
from backend.journal import readings
from backend.probationers import trace


@dataclass(frozen=True)
class Export:
    """What a spreadsheet opens; `is_cut`: it was longer than a file may be, and its first line says so."""

    text: str
    is_cut: bool


@transaction.atomic
def export_list(want: queries_lists.Wanted, *, by: Agent) -> Export:
    """Of the agent's scope and at most `EXPORTED_AT_MOST` rows, or Malformed or Slower.

    What could not be made was neither counted nor written down.
    """
    queries_lists.check_span(want)
    actions_challenge.take(rules_budgets.of_files(str(by)))
    keys = queries_services.first(by, want, now=clock.now(), count=queries_lists.EXPORTED_AT_MOST + 1)
    found = queries.unanswered(keys)
    is_cut = len(found) > queries_lists.EXPORTED_AT_MOST
    shown = found[: queries_lists.EXPORTED_AT_MOST]
    readings.count("exported", want, shown=len(shown), by=by, organisation=trace.service_of(by))
    _trace("export", want, by=by, appointments=len(shown))
    return Export(queries_lists.as_csv(shown, is_cut=is_cut), is_cut)


@transaction.atomic
def read_page(want: queries_lists.Wanted, *, cursor: str | None, by: Agent) -> tuple[list[Appointment], str | None]:
    """One page of a list, or Slower. In the journal once a day: it is read anew after each thing that is done in it.
    An empty one told of nobody."""
    found, following = queries_services.page(by, want, now=clock.now(), cursor=cursor)
    what = f"appointments {want} {cursor}"
    if found and readings.count("listed", what, shown=len(found), by=by, organisation=trace.service_of(by)):
        _trace("list", want, by=by, count=len(found), page="next" if cursor else "first")
    return found, following


def _trace(verb: str, want: queries_lists.Wanted, *, by: Agent, **detail: str | int) -> None:
    """From which day to which, and whose: no word of what stands in it."""
    days = {"from": str(want.first or ""), "to": str(want.last or "")}
    scope = "own" if want.agent == by.pk else "service"
    detail |= days | {"scope": scope}
    journal.write(f"agenda.{verb}", by, by=by, organisation=trace.service_of(by), detail=detail)
