"""What every act on a contact of trust has in common: the lock, the state, the code and link that ask her."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction

from backend.accounts import actions_challenge, rules_budgets
from backend.accounts.models import Agent, Challenge
from backend.accounts.sessions_holder import Caller
from backend.common import clock, phones
from backend.common.errors import Refused
from backend.delivery import actions as delivery
from backend.delivery.models import Channel, Lane
from backend.journal import actions as journal
from backend.probationers import actions_changes, actions_seen, queries, rules_trust, trace
from backend.probationers.models import ContactChange, TrustedContact
from backend.probationers.rules_trust import Who
from backend.probationers.states import ContactState

KIND = "trust_ask"
NAMED = "trust_named"
PUSH_FIRST = timedelta(minutes=10)  # the SMS waits so long for the push to be shown


def locked(contact: TrustedContact) -> TrustedContact:
    rows = TrustedContact.objects.select_for_update(of=("self",)).select_related("probationer__holder")
    return rows.get(pk=contact.pk)


def apply(contact: TrustedContact, event: str, *, who: Who, by: object) -> None:
    """The event on a locked row; whoever calls writes the journal."""
    contact.state = rules_trust.after(contact.state, event, by=who)
    now = clock.now()
    if event == "agree":
        contact.active_at = now
    if contact.state not in rules_trust.LIVE:
        contact.ended_at, contact.ended_by = now, str(by)
        # The question is taken back with the rest: its composer refuses what is claimed already.
        delivery.cancel(str(contact), reason="contact_over")
    contact.save(update_fields=["state", "active_at", "ended_at", "ended_by", "blocked_why"])
    delivery.reach_changed(contact.probationer.holder_id)


def ask(contact: TrustedContact, *, by: object) -> None:
    """Code and link leave; a code asked for before is good no more.

    One text rings at somebody's and costs money: counted as every code, by number, and by who has it sent. Counted in
    the caller's transaction: what was refused rang nowhere.
    """
    if contact.asks >= rules_trust.MOST_ASKS:
        raise Refused("contact_asked_enough")
    address = contact.phone or contact.email
    actions_challenge.take(*rules_budgets.of_trusted(address, by=str(by)))
    challenge = actions_challenge.open_challenge(
        Challenge.Kind.TRUSTED, address, holder=contact.probationer.holder, agent=None, browser=str(contact),
        language=contact.language, life=settings.TRUSTED_CONTACT_ANSWER,
    )  # fmt: skip
    now = clock.now()
    # An agent asks while somebody waits for the code; a person may do so in the middle of the night.
    at = now if isinstance(by, Agent) else rules_trust.waking(now, queries.zone_of(contact.probationer))
    contact.challenge, contact.answer_until = challenge, challenge.expires_at
    contact.asks += 1
    contact.save(update_fields=["challenge", "answer_until", "asks"])
    delivery.queue(
        subject=str(contact), revision=contact.asks, kind=KIND, holder=contact.probationer.holder_id,
        channel=Channel.SMS if contact.phone else Channel.EMAIL, lane=Lane.NOW, not_before=at,
        expires_at=challenge.expires_at,
    )  # fmt: skip


def tell_person(contact: TrustedContact) -> None:
    """An agent named her in the person's name: the person hears of it while she can still object."""
    file, now = contact.probationer, clock.now()
    told: dict[str, Any] = {
        "subject": str(contact), "revision": 1, "kind": NAMED, "holder": file.holder_id, "lane": Lane.NOW,
        "not_before": now, "expires_at": now + timedelta(days=2),
    }  # fmt: skip
    push = delivery.queue(channel=Channel.PUSH, **told)
    if phones.gets_sms(file.phone):
        delivery.queue(channel=Channel.SMS, release_at=now + PUSH_FIRST, behind=push, **told)


def tell_referent(contact: TrustedContact, *, by: Agent) -> None:
    """Whoever follows the person finds it among what changed; nobody where it was she who did it."""
    file = contact.probationer
    if actions_seen.may_settle(file, by=by):
        return
    change = actions_changes.record(
        file, ContactChange.Field.TRUSTED, old="", new=contact.name, by=by, organisation=trace.service_of(by)
    )
    actions_seen.mark_seen(change, file=file, by=by)


def ask_again(contact: TrustedContact, *, by: Agent | Caller) -> None:
    """She lost it, or it never came."""
    with transaction.atomic():
        row = locked(contact)
        if row.state != ContactState.ASKED:
            raise Refused("contact_state")
        ask(row, by=by.holder if isinstance(by, Caller) else by)
        if isinstance(by, Caller):
            trace_by_person("ask_contact", row, by)
        else:
            trace.write("ask_contact", row, by=by, about=row.probationer)


def trace_by_person(verb: str, contact: TrustedContact, caller: Caller) -> None:
    journal.write(f"probationers.{verb}", contact, by=caller.device, about=contact.probationer)
