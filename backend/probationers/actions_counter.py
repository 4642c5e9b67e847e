"""At the counter: a number proved on the spot, with the person and an agent on either side of the glass."""

from uuid import UUID

from django.db import transaction

from backend.accounts import actions_challenge, rules_budgets
from backend.accounts.models import Agent, Challenge
from backend.common import phones
from backend.organisations import queries as organisations
from backend.probationers import (
    actions_births,
    actions_changes,
    actions_codes,
    actions_contact,
    actions_proof,
    actions_sessions,
    trace,
)
from backend.probationers.models import ContactChange, Probationer


def ask_counter_code(file: Probationer, said: str, *, by: Agent) -> Challenge:
    """A code to the number that the person says; bound to the agent, whose browser it is."""
    number = phones.mobile(said, territory=organisations.territory_of(by))
    with transaction.atomic():
        actions_challenge.take(*rules_budgets.of_counter(number, agent=str(by)))
        challenge = actions_codes.ask(
            Challenge.Kind.COUNTER, number, browser=str(by), language=file.language, holder=file.holder, agent=by
        )
        trace.write("ask_counter_code", challenge, by=by, about=file)
        return challenge


def prove_counter_code(file: Probationer, challenge: UUID, *, code: str, by: Agent) -> None:
    """The number is proved and stands in the file. For some minutes a sensitive file may be signed in to from it.

    An agent has seen the person: wrong birth dates of before stop nothing any more.
    """
    counted, is_right = actions_codes.compare(challenge, kind=Challenge.Kind.COUNTER, browser=str(by), code=code)
    if not is_right or counted.holder_id != file.holder_id:
        raise actions_codes.refusal(counted)
    with transaction.atomic():
        actions_codes.use(counted)
        locked = Probationer.objects.select_for_update().get(pk=file.pk)
        old, was_proved = locked.phone, locked.phone_status == Probationer.PhoneStatus.PROVED
        actions_proof.prove_phone(locked, counted.address)
        if old != locked.phone:
            service = trace.service_of(by)
            change = actions_changes.record(
                locked, ContactChange.Field.PHONE, old=old, new=locked.phone, by=by, organisation=service
            )
            if was_proved:
                actions_contact.tell_old_number(change)
            if old:
                actions_sessions.end_of_number(change, by=by)
        actions_births.forget(locked)
        trace.write("prove_counter_code", locked, by=by, about=locked)
