"""Files as tests need them: invented names, numbers nobody has."""

import itertools
from datetime import UTC, date, datetime
from typing import Any

from backend.accounts.models import Agent, Holder
from backend.common import text
from backend.organisations.models import Organisation
from backend.probationers.models import Affiliation, Assignment, Probationer

# None that a test writes out or looks for by its beginning.
_numbers = itertools.cycle(itertools.chain(range(5_600, 7_700), range(7_800, 8_900)))
BORN = date(1990, 3, 12)


def number() -> str:
    """A number of the fictional range, each time another."""
    return f"+3363998{next(_numbers)}"


def file(
    last_name: str = "EXEMPLE",
    first_name: str = "Camille",
    *,
    organisation: Organisation | None = None,
    agent: Agent | None = None,
    **fields: Any,
) -> Probationer:
    """A followed person with a number and a birth date, affiliated and assigned where said."""
    fields.setdefault("phone", number())
    if "birth_year" not in fields:
        fields.setdefault("birth_date", BORN)
    fields.setdefault("created_at", datetime(2026, 1, 5, 8, tzinfo=UTC))
    made = Probationer.objects.create(
        holder=Holder.objects.create(language=fields.get("language", "fr")),
        last_name=last_name,
        first_name=first_name,
        search_key=text.plain(f"{last_name} {first_name}"),
        **fields,
    )
    if organisation:
        affiliate(made, organisation)
    if agent and organisation:
        Assignment.objects.create(probationer=made, agent=agent, organisation=organisation, since=made.created_at)
    return made


def affiliate(probationer: Probationer, organisation: Organisation) -> Affiliation:
    return Affiliation.objects.create(probationer=probationer, organisation=organisation, since=probationer.created_at)
