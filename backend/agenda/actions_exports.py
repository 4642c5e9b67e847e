"""A list of appointments that leaves as a file: the act of which the journal tells."""

from django.db import transaction

from backend.accounts import actions_challenge, rules_budgets
from backend.accounts.models import Agent
from backend.agenda import queries, queries_lists
from backend.common import clock
from backend.journal import actions as journal


@transaction.atomic
def export_list(want: queries_lists.Wanted, *, by: Agent) -> str:
    """What a spreadsheet opens, of the agent's scope and at most `EXPORTED_AT_MOST` rows, or Slower.

    What could not be made was neither counted nor written down.
    """
    actions_challenge.take(rules_budgets.of_files(str(by)))
    rows = queries_lists.wanted(by, want, now=clock.now()).order_by(*want.order())
    found = queries.first_in_full(rows, queries_lists.EXPORTED_AT_MOST)
    journal.write("agenda.export", by, by=by, detail={"appointments": len(found)})
    return queries_lists.as_csv(found)
